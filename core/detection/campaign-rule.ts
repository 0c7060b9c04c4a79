// When a campaign is worth an officer's look: enough people who may be independent tell of it within three days. Pure, so that a recorded stream is
// judged by the very rule that the service goes by. What is late or benign is no evidence and does not come here.

import { plausibleAccounts, weighReporters, type ReporterVoice, type WeighedReporters } from '#core/clustering/independent-reporters.ts';
import { SCAM_TYPES, type ScamType } from '#core/taxonomy/taxonomy.ts';

/** Reports looked at in a window, the oldest; beyond, the number of reporters is a lower bound far above every threshold. */
export const WINDOW_REPORTS = 2_000;
/** From this score on a type fits a report: of the known patterns read as a scam, the type is right for 5 of 14 below it and for 207 of 249 above. */
export const TYPE_FITS = 0.4;
/** ≥ 3 independent reporters within 72 h; precedent: the Korean police look-up answers from 3 reports on. */
export const INDEPENDENT = 3;
/** So many different accounts are worth an officer's look even if all are new: a new service's first victims look like a ring, and the
 * evidence shows how many count as independent. Those that show themselves as one person's do not make up the number. */
const ACCOUNTS = 5;

/** With fewer reports there are too few people, whoever they are. */
export const FEWEST_REPORTS = Math.min(INDEPENDENT, ACCOUNTS);

/** A report within the window. */
export interface WindowReport {
  voice: ReporterVoice;
  /** As an officer decided or it was read; where it was not, as the campaign began. */
  type: string;
  /** Whether a known type or a known script fits it. */
  fits: boolean;
  country: string | null;
}

export interface CampaignEvidence {
  /** The type most of its reports have. */
  type: string;
  /** Share of its reports that a known type or a known script fits. */
  fitting: number;
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
    fitting: reports.filter(({ fits }) => fits).length / reports.length,
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
  /** `novel`: a script that no known type fits in most of its reports; without a type there is no draft. */
  { kind: 'propose'; detector: 'campaign' | 'novel'; type: ScamType; weighed: WeighedReporters } | { kind: 'skipped'; reason: 'too_few' };

/** What a proposal rests on; null: too few. */
export function basisOf(weighed: WeighedReporters): 'independent' | 'accounts' | null {
  if (weighed.independent >= INDEPENDENT) return 'independent';
  return plausibleAccounts(weighed) >= ACCOUNTS ? 'accounts' : null;
}

export function judgeCampaign(evidence: Pick<CampaignEvidence, 'type' | 'fitting' | 'voices'>): CampaignJudgement {
  const weighed = weighReporters(evidence.voices);
  if (basisOf(weighed) === null) return { kind: 'skipped', reason: 'too_few' };
  const type = typeOfCampaign(evidence);
  return { kind: 'propose', detector: type === 'OTHER' ? 'novel' : 'campaign', type, weighed };
}

/** `OTHER`: no known type fits most of its reports. */
export function typeOfCampaign({ type, fitting }: Pick<CampaignEvidence, 'type' | 'fitting'>): ScamType {
  return 2 * fitting < 1 ? 'OTHER' : knownType(type);
}

export function knownType(code: string): ScamType {
  return SCAM_TYPES.find((each) => each === code) ?? 'OTHER';
}
