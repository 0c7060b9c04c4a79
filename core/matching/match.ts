// What matching yields: which known patterns or earlier reports a report resembles, by what, and how strongly.

import type { Indicator, Reading } from '#core/reading/reading.ts';
import type { IndicatorKind, Language, ScamType } from '#core/taxonomy/taxonomy.ts';

import type { ShingleSample } from './text-signature.ts';

/** `same` is safe to join automatically; `similar` goes to an officer. */
export type MatchBand = 'same' | 'similar';

export type MatchEvidence = 'text' | 'modus' | IndicatorKind;

export interface Match {
  id: string;
  /** 0…1. */
  score: number;
  band: MatchBand;
  via: MatchEvidence[];
}

/** A match with an earlier report, and what is kept of its text. */
export interface ReportMatch extends Match {
  sample: ShingleSample;
}

/** A known scam script of the seed file, or one that an officer confirmed. */
export interface KnownPattern {
  id: string;
  text: string;
  type?: ScamType;
  language?: Language;
}

/** A read message as the matcher wants it. */
export interface MatchableReport {
  id: string;
  text: string;
  reading: Pick<Reading, 'indicators'> & Partial<Pick<Reading, 'language' | 'modus'>>;
}

/** What matching needs of an indicator; the columns an indicator is stored with are enough. */
export type MatchIndicator = Pick<Indicator, 'kind' | 'value' | 'registrable' | 'countries' | 'official' | 'own' | 'shared'>;
