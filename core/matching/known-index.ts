// Known patterns in memory: which of up to 100,000 scripts a report resembles. Exact where a database index
// would estimate: every pattern's shingles are kept in posting lists, and the best candidates are scored on the full sets.

import type { Reading } from '#core/reading/reading.ts';

import type { KnownPattern, Match, MatchableReport } from './match.ts';
import { tellingIndicators } from './indicator-weight.ts';
import type { TellingIndicator } from './indicator-weight.ts';
import { bestMatches, matchFrom, textScore } from './match-score.ts';
import { commonIndicators } from './match-reports.ts';
import { modusScore } from './modus.ts';
import type { ReadModus } from './modus.ts';
import { ShinglePostings } from './shingle-postings.ts';
import type { ShingleSample } from './text-signature.ts';
import { commonShingles, textShingles } from './text-signature.ts';

/** Texts with the best counts that are scored exactly, and patterns taken by one shared indicator. */
const CANDIDATE_LIMIT = 128;

export interface KnownIndex {
  readonly size: number;
  /** Best first, at most 10. Never throws. Takes no notice of the report's id. */
  match(report: MatchableReport): Match[];
}

/** Reads a pattern as reports are read, so that both lose the same links and numbers. */
export type ReadPattern = (text: string) => Pick<Reading, 'indicators'> & ReadModus;

interface ReadKnownPattern {
  id: string;
  shingles: Uint32Array;
  telling: TellingIndicator[];
  modus: ReadModus;
}

/** Builds the index; about 1 kB a pattern of 120 characters. Of equal ids all stay, and each may match. */
export function buildKnownIndex(patterns: readonly KnownPattern[], read: ReadPattern): KnownIndex {
  const known = patterns.map(({ id, text }): ReadKnownPattern => {
    const { indicators, ...modus } = read(text);
    return { id, shingles: textShingles(text, indicators), telling: tellingIndicators(indicators), modus };
  });
  const postings = new ShinglePostings(known.map(({ shingles }) => shingles));
  const byIndicator = groupByIndicator(known);
  return { size: known.length, match };

  function match({ text, reading }: MatchableReport): Match[] {
    const shingles = textShingles(text, reading.indicators);
    const telling = tellingIndicators(reading.indicators);
    const candidates = new Set(postings.nearest(shingles, CANDIDATE_LIMIT));
    for (const { key } of telling) for (const at of byIndicator.get(key) ?? []) candidates.add(at);
    return bestMatches([...candidates].map((at) => score({ shingles, telling, modus: reading }, known[at])).filter((found) => found !== null));
  }
}

function score(report: Omit<ReadKnownPattern, 'id'>, pattern: ReadKnownPattern | undefined): Match | null {
  if (pattern === undefined) return null;
  const [own, others] = [sampleOf(report.shingles), sampleOf(pattern.shingles)];
  const text = textScore({ common: commonShingles(own, others), lengths: [own.length, others.length] });
  return matchFrom(pattern.id, { text, modus: modusScore(report.modus, pattern.modus) }, commonIndicators(report.telling, pattern.telling));
}

function groupByIndicator(known: readonly ReadKnownPattern[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const [at, { telling }] of known.entries()) {
    for (const { key } of telling) {
      const group = groups.get(key) ?? [];
      if (group.length < CANDIDATE_LIMIT) group.push(at);
      groups.set(key, group);
    }
  }
  return groups;
}

function sampleOf(shingles: Uint32Array): ShingleSample {
  return { shingles, length: shingles.length };
}
