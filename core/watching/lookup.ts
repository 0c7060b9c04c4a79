// Lookups: whoever checked something and was told that it is reported or confirmed is told, once, if that was wrong. Pure.

import type { Wording } from '#core/publication/ladder.ts';
import { LISTED } from './watch.ts';

/** As long as a watch: what was said lives on as long as a phone number stays listed by it (core/publication/ladder.ts). */
export const LOOKUP_DAYS = 30;
/** An officer's wrong click is taken back within minutes: it need not be told to everybody who asked, and then untold. */
export const LOOKUP_WAIT_MS = 15 * 60_000;

/** Paths of sentences under `check:bot.watch`: what had been said. */
export const LOOKUP_NOTICES = ['asked.reported', 'asked.confirmed'] as const;
export type LookupNotice = (typeof LOOKUP_NOTICES)[number];

/** `tell_if_wrong`: unless it has only grown old. `unsay`: what was to be told does not hold any more. null: nobody needs to hear of it. */
export type LookupStep = 'tell' | 'tell_if_wrong' | 'unsay' | null;

/** @param told what the ladder said when the person was told last. */
export function lookupStep(told: Wording, now: Wording): LookupStep {
  const wasListed = LISTED.has(told);
  if (LISTED.has(now)) return wasListed ? null : 'unsay';
  if (now === 'retracted') return wasListed || told === 'under_review' ? 'tell' : null;
  return wasListed && now !== 'under_review' ? 'tell_if_wrong' : null;
}

export function lookupNotice(told: Wording): LookupNotice {
  return told === 'confirmed' ? 'asked.confirmed' : 'asked.reported';
}

/** @returns whether who looked it up has now been told all that a lookup is kept for. */
export function isTakenBack(notice: string): boolean {
  return notice.startsWith('asked.') || notice === 'taken_back.retracted' || notice === 'taken_back.unlisted';
}

/** Lookups from before are forgotten. */
export function lookedUpAfter(now: Date): Date {
  return new Date(now.getTime() - LOOKUP_DAYS * 86_400_000);
}
