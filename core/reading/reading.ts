// What reading a message yields. The same shape leaves `jaga analyse`, is stored by the worker's read stage
// and is what matching, clustering and triage work on.

import type { Channel, HomeCountry, IndicatorKind, ScamType } from '#core/taxonomy/taxonomy.ts';

import type { Facets } from './classify/facets.ts';

/** What is read: the text byte for byte as it was received, and what the sender told us about it. */
export interface MessageToRead {
  text: string;
  channel?: Channel;
  /** Where the reporter is; settles numbers that are valid in several countries. */
  country?: HomeCountry;
}

/** `start`/`end` are UTF-16 offsets into the text as it was given, end exclusive. */
export interface TextSpan {
  raw: string;
  start: number;
  end: number;
}

/** One thing that identifies a scammer's tools. `value` is canonical (see docs/glossary.md). */
export interface Indicator extends TextSpan {
  kind: IndicatorKind;
  value: string;
  /** Domain: the registrable domain (eTLD+1), punycode, lower case. */
  registrable?: string;
  /** Phone valid in several countries with nothing to tell them apart; `value` is then the bare digits. */
  countries?: HomeCountry[];
  /** Crypto address: the chain whose checksum holds. */
  chain?: 'btc' | 'evm' | 'tron';
  /** Recognised as belonging to an authority or a bank: never a suspect, never matched on. */
  official?: boolean;
  /** Phone or account of the person who wrote the message: masked, never stored as a suspect's, never matched on. */
  own?: boolean;
  /** Domain of a link shortener or free host: shared by many, says little. */
  shared?: boolean;
  /** Domain and url: the brand of core/reading/data/brands.json whose name the host carries or nearly spells without being its own. */
  lookalike?: string;
  /** Absent: in the report's own text. */
  found_in?: FoundIn;
}

/** A piece of a report's evidence, by its position, and how it was read. */
export interface FoundIn {
  evidence: number;
  by: 'picture' | 'qr' | 'voice';
}

/** Money as written. `minor` is an integer in the currency's minor unit (KRW has none, so won). */
export interface Amount {
  minor: number;
  currency: string;
  raw: string;
  confidence: 'clear' | 'likely';
}

/** What somebody who tells of a scam may say of their money. */
export const TOLD_STATES = ['lost', 'near_miss', 'none'] as const;
export type LossState = (typeof TOLD_STATES)[number] | 'unknown';

/** What the writer says happened to their own money or codes. Unclear amounts and times are null, never guessed. */
export interface LossReading {
  state: LossState;
  within_24h: boolean | null;
  amount: { minor: number; currency: string } | null;
}

export interface TypeScore {
  code: ScamType;
  /** 0…1; the scores of one message sum to at most 1. */
  score: number;
}

export type Verdict = 'scam' | 'suspicious' | 'unclear' | 'benign';

/** Language of the whole message: BCP 47 primary tag (`ko`, `ms`, `en`, `id`, `zh`, `ta`, …) or `und`. */
export type DetectedLanguage = string;

/** How much of a message is in one language; `share` is 0…1 of its letters, a Hangul syllable or an ideograph counting as three. */
export interface LanguageShare {
  code: DetectedLanguage;
  share: number;
}

export interface Reading {
  /** The main one. */
  language: DetectedLanguage;
  /** Only of a message that mixes languages: its parts, largest first. */
  languages?: LanguageShare[];
  verdict: Verdict;
  /** Probability, 0…1, that the text is a scam message or somebody's account of one that hit them. */
  score: number;
  type: ScamType;
  /** Best first, at most three. */
  types: TypeScore[];
  /** How it came, how money was to go, the pretext and the harm. */
  facets: Facets;
  /** What it speaks of, the same in every language (core/reading/phrases/concepts.ts), in order of their names: how the scam works. */
  modus: string[];
  indicators: Indicator[];
  amounts: Amount[];
  loss: LossReading;
  /**
   * The text with national ids, cards, codes and passwords replaced by `[RRN]`, `[MYKAD]`, `[CARD]`, `[CODE]`, … and the writer's own
   * account, phone and address by `[ACCOUNT]`, `[PHONE]`, `[ADDRESS]`. Masking it again changes nothing.
   */
  masked: string;
  /** Why, quoting the words; machine-readable prefix, then the quote: `phrase:IMP_AUTH:안전계좌`, `words:PHISH:배송 보류`, `against:내일 점심`. */
  reasons: string[];
}

/** Bumped when the same text may read differently, so that stored readings can be told apart. */
export const READER_VERSION = 2;
