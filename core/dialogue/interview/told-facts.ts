// What a reading says of a report that an interview would otherwise have to ask.

import type { Reading } from '#core/reading/reading.ts';
import type { Channel, IndicatorKind, Rail, ScamType } from '#core/taxonomy/taxonomy.ts';

/** Kinds a person recognises when they are read back; a link stands for its domain. */
export const FOUND_KINDS = ['bank_account', 'phone', 'url', 'crypto_address', 'telegram', 'whatsapp', 'kakaotalk', 'line', 'app'] as const;
export type FoundKind = (typeof FOUND_KINDS)[number];

/** `value` as it was written, at most 60 characters. */
export interface FoundFact {
  kind: FoundKind;
  value: string;
}

export interface Money {
  minor: number;
  currency: string;
}

export interface ToldFacts {
  found: FoundFact[];
  amount: Money | null;
  rail: Rail | null;
  channel: Channel | null;
  /** ISO 3166-1 alpha-2 of the bank of the account that money was to go to. */
  sent_to: string | null;
  types: ScamType[];
  /** The writer is kept somewhere against their will. */
  held: boolean;
}

export const NO_FACTS: ToldFacts = { found: [], amount: null, rail: null, channel: null, sent_to: null, types: [], held: false };

const MOST_FOUND = 4;
const VALUE_LIMIT = 60;

export function toldFacts(reading: Reading): ToldFacts {
  const suspects = reading.indicators.filter(({ official, own }) => official !== true && own !== true);
  const account = suspects.find(({ kind }) => kind === 'bank_account');
  return {
    found: distinct(suspects.flatMap(({ kind, raw }) => (isFoundKind(kind) ? [{ kind, value: raw.trim().slice(0, VALUE_LIMIT).toWellFormed() }] : []))),
    amount: reading.loss.amount ?? onlyAmount(reading),
    rail: reading.facets.rail,
    channel: reading.facets.channel,
    sent_to: /^[A-Z]{2}(?=\/)/.exec(account?.value ?? '')?.[0] ?? null,
    types: likelyTypes(reading),
    // An offer of work abroad threatens liberty as well; only who tells of their own loss of it is held.
    held: reading.facets.harms.includes('liberty') && reading.loss.state === 'lost',
  };
}

/** Best first. A card is short: nobody is given the advice of a type that is less than half as likely as the best. */
export function likelyTypes({ types }: Pick<Reading, 'types'>): ScamType[] {
  const [best] = types;
  return types.flatMap(({ code, score }) => (best !== undefined && score >= best.score / 2 ? [code] : []));
}

function distinct(facts: readonly FoundFact[]): FoundFact[] {
  return facts.filter(({ value }, at) => value !== '' && facts.findIndex((other) => other.value === value) === at).slice(0, MOST_FOUND);
}

function onlyAmount({ amounts }: Reading): Money | null {
  const [amount, ...others] = amounts;
  if (amount === undefined || others.length > 0) return null;
  return { minor: amount.minor, currency: amount.currency };
}

function isFoundKind(kind: IndicatorKind): kind is FoundKind {
  return (FOUND_KINDS as readonly string[]).includes(kind);
}
