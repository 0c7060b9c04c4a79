// Scores one report against earlier ones. Finding the candidates (a shared signature key or indicator) is the database's
// part; nothing here reads or keeps anything.

import type { MatchIndicator, ReportMatch } from './match.ts';
import { tellingIndicators } from './indicator-weight.ts';
import type { TellingIndicator } from './indicator-weight.ts';
import { bestMatches, matchFrom, textScore } from './match-score.ts';
import type { ShingleSample } from './text-signature.ts';
import { commonShingles } from './text-signature.ts';

/** What is known of one report for scoring. A report without a text has `length` 0. */
export interface ScorableReport {
  signature: ShingleSample;
  indicators: readonly MatchIndicator[];
}

/** An earlier report that shares a signature key or an indicator with the one being matched. */
export interface CandidateReport extends ScorableReport {
  id: string;
}

/** A report whose indicators have been weighed already; their keys may be hashed, as long as both sides' are. */
export interface TellingReport extends Pick<ScorableReport, 'signature'> {
  telling: readonly TellingIndicator[];
}

export interface TellingCandidate extends TellingReport {
  id: string;
}

/** The report's matches among the candidates, best first, at most 10. */
export function scoreCandidates(report: ScorableReport, candidates: readonly CandidateReport[]): ReportMatch[] {
  const weighed = candidates.map(({ id, signature, indicators }) => ({ id, signature, telling: tellingIndicators(indicators) }));
  return scoreTelling({ signature: report.signature, telling: tellingIndicators(report.indicators) }, weighed);
}

/** As {@link scoreCandidates}, for indicators kept as {@link TellingIndicator}s. */
export function scoreTelling(report: TellingReport, candidates: readonly TellingCandidate[]): ReportMatch[] {
  const matches = candidates.map((candidate) => scoreOne(report, candidate));
  return bestMatches(matches.filter((match) => match !== null));
}

function scoreOne(report: TellingReport, candidate: TellingCandidate): ReportMatch | null {
  const text = textScore({
    common: commonShingles(report.signature, candidate.signature),
    lengths: [report.signature.length, candidate.signature.length],
  });
  const match = matchFrom(candidate.id, { text }, commonIndicators(report.telling, candidate.telling));
  const { shingles, length } = candidate.signature;
  return match === null ? null : { ...match, sample: { shingles, length } };
}

/** Those of `own` that the other report has too, each with the weaker of the two weights. */
export function commonIndicators(own: readonly TellingIndicator[], others: readonly TellingIndicator[]): TellingIndicator[] {
  if (own.length === 0 || others.length === 0) return [];
  const weights = new Map(others.map(({ key, weight }) => [key, weight]));
  return own.flatMap((indicator) => {
    const weight = weights.get(indicator.key);
    return weight === undefined ? [] : [{ ...indicator, weight: Math.min(weight, indicator.weight) }];
  });
}
