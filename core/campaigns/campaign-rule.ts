// When a campaign is worth an officer's look: enough independent people within three days. Pure, so that a recorded stream is judged by the
// very rule that the service goes by.

import { plausibleAccounts, weighReporters, type ReporterVoice, type WeighedReporters } from '#core/clustering/independent-reporters.ts';
import { SCAM_TYPES, type ScamType } from '#core/taxonomy/taxonomy.ts';

/** ms. */
export const CAMPAIGN_WINDOW_MS = 72 * 60 * 60 * 1_000;
/** Reports looked at in a window, the oldest; beyond, the number of reporters is a lower bound far above every threshold. */
export const WINDOW_REPORTS = 2_000;
/** ≥ 3 independent reporters within 72 h; precedent: the Korean police look-up answers from 3 reports on. */
const INDEPENDENT = 3;
/** So many different accounts are worth an officer's look even if all are new: a new service's first victims look like a ring, and the
 * evidence shows how many count as independent. Those that show themselves as one person's do not make up the number. */
const ACCOUNTS = 5;

/** A report of a campaign within the window. */
export interface WindowReport {
  voice: ReporterVoice;
  /** As it was read; where it was not, as the campaign began. */
  type: string;
  country: string | null;
}

export interface CampaignEvidence {
  /** The type most of its reports have. */
  type: string;
  countries: string[];
  reports: number;
  /** Different accounts; all reports without one are one. */
  reporters: number;
  firstReportAt: Date;
  voices: ReporterVoice[];
}

/** In order of arrival; null of nothing. */
export function campaignEvidence(reports: readonly WindowReport[]): CampaignEvidence | null {
  const [first] = reports;
  if (first === undefined) return null;
  return {
    type: mostCommon(reports.map(({ type }) => type)) ?? first.type,
    countries: [...new Set(reports.flatMap(({ country }) => country ?? []))],
    reports: reports.length,
    reporters: new Set(reports.map(({ voice }) => voice.reporter)).size,
    firstReportAt: new Date(first.voice.at),
    voices: reports.map(({ voice }) => voice),
  };
}

/** A type says more than "cannot be classified", however many reports say the latter. */
function mostCommon(types: string[]): string | undefined {
  const counts = Map.groupBy(
    types.filter((type) => type !== 'OTHER'),
    (type) => type,
  );
  return [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0];
}

export type CampaignJudgement =
  | { kind: 'propose'; type: ScamType; weighed: WeighedReporters }
  /** `no_type`: what cannot be classified cannot be warned of from a template; the campaign itself is on the officers' list. */
  | { kind: 'skipped'; reason: 'too_few' | 'no_type' };

/** What a proposal rests on; null: too few. */
export function basisOf(weighed: WeighedReporters): 'independent' | 'accounts' | null {
  if (weighed.independent >= INDEPENDENT) return 'independent';
  return plausibleAccounts(weighed) >= ACCOUNTS ? 'accounts' : null;
}

export function judgeCampaign({ type, voices }: Pick<CampaignEvidence, 'type' | 'voices'>): CampaignJudgement {
  const weighed = weighReporters(voices);
  if (basisOf(weighed) === null) return { kind: 'skipped', reason: 'too_few' };
  const known = SCAM_TYPES.find((each) => each === type && each !== 'OTHER');
  return known === undefined ? { kind: 'skipped', reason: 'no_type' } : { kind: 'propose', type: known, weighed };
}
