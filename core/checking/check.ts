// What a check answers: of each thing named what is publicly known, of the words what they read like. Pure. "Unknown" is never "safe".

import type { Verdict } from '#core/reading/reading.ts';
import type { IndicatorKind, ScamType } from '#core/taxonomy/taxonomy.ts';
import type { PublicView, Wording } from '#core/publication/ladder.ts';

/** UTF-16 units of one check: a long message, not a chat export. */
export const CHECK_LIMIT = 10_000;

export const CHECK_STATES = ['confirmed', 'reported', 'unknown', 'official'] as const;
export type CheckState = (typeof CHECK_STATES)[number];

/** Said besides the state: why something that was listed no longer is, or that its pattern is warned of. */
export const CHECK_NOTES = ['under_review', 'retracted', 'pattern'] as const;
export type CheckNote = (typeof CHECK_NOTES)[number];

export interface CheckedItem {
  kind: IndicatorKind;
  /** Masked or defanged. */
  value: string;
  state: CheckState;
  note: CheckNote | null;
  /** Independent people, rounded down as the ladder does; null: no number is told. */
  reporters: number | null;
  /** ISO dates; null unless listed. */
  first_seen: string | null;
  last_seen: string | null;
  /** Who blocked it, and since which ISO date. */
  agency: string | null;
  since: string | null;
  can_appeal: boolean;
  /** Its keyed hash as written in links and buttons; see indicator-code.ts. */
  code: string;
  /** The same, then of the other names under which it was looked up. */
  codes: string[];
  /** Keyed hash, in hex, of the thing behind it: equal for other names and spellings of the same. */
  thing: string;
  /** A link whose host is an item of its own: left out where there is little room. */
  covered: boolean;
}

export interface Check {
  /** In the order of the text. */
  items: CheckedItem[];
  /** Things named beyond the most that one check looks up. */
  left_out: number;
  /** There are words besides what is named. */
  has_words: boolean;
  /** Of the words; `unclear` where there are none. */
  verdict: Verdict;
  type: ScamType;
  /** A known script, told almost in its words. */
  known_script: boolean;
  /** One account or wallet is to be used in the place of another. */
  changed_account: boolean;
  /** Digits that may be an account, without a bank. */
  bare_number: boolean;
  /** False: there was nothing to look at. */
  readable: boolean;
}

/** The worst that is known, then what the words say. */
export const CHECK_OUTCOMES = ['confirmed', 'reported', 'scam', 'suspicious', 'official', 'unknown'] as const;
export type CheckOutcome = (typeof CHECK_OUTCOMES)[number];

/** Shapes, for who cannot tell colours. */
export const OUTCOME_MARKS: Record<CheckOutcome, string> = { confirmed: '⛔', reported: '⚠️', scam: '⚠️', suspicious: '⚠️', official: '🏛', unknown: '❓' };

export function outcomeOf({ items, verdict, known_script, changed_account }: Check): CheckOutcome {
  if (items.some(({ state }) => state === 'confirmed')) return 'confirmed';
  if (items.some(({ state }) => state === 'reported')) return 'reported';
  if (verdict === 'scam' || known_script) return 'scam';
  if (verdict === 'suspicious' || changed_account) return 'suspicious';
  return items.length > 0 && items.every(({ state }) => state === 'official') ? 'official' : 'unknown';
}

/** What is shown where there is little room: a link once. */
export function leadItems({ items }: Check): CheckedItem[] {
  return items.filter(({ covered }) => !covered);
}

/** What the ladder says, in the four states. */
export function stateOf({ level }: Pick<PublicView, 'level'>, official: boolean): CheckState {
  if (official) return 'official';
  if (level === 'P3') return 'confirmed';
  return level === 'P2' ? 'reported' : 'unknown';
}

export function noteOf(wording: Wording): CheckNote | null {
  return CHECK_NOTES.find((note) => note === wording) ?? null;
}
