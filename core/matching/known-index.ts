// Known patterns in memory: which of up to 100,000 scripts a report resembles. Exact where a database index
// would estimate: every pattern's shingles are kept in posting lists, and the best candidates are scored on the full sets.

import type { Reading } from '#core/reading/reading.ts';

import type { KnownPattern, Match, MatchableReport } from './match.ts';
import { tellingIndicators } from './indicator-weight.ts';
import type { TellingIndicator } from './indicator-weight.ts';
import { bestMatches, matchFrom, shingleWeight } from './match-score.ts';
import { commonIndicators } from './match-reports.ts';
import { modusScore } from './modus.ts';
import type { ReadModus } from './modus.ts';
import { ShinglePostings } from './shingle-postings.ts';
import { textShingles } from './text-signature.ts';

/** Patterns taken by one shared indicator. */
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
  telling: TellingIndicator[];
  modus: ReadModus;
}

/** Builds the index; about 1 kB a pattern of 120 characters. Of equal ids all stay, and each may match. */
export function buildKnownIndex(patterns: readonly KnownPattern[], read: ReadPattern): KnownIndex {
  const shingles: Uint32Array[] = [];
  const known = patterns.map(({ id, text }): ReadKnownPattern => {
    const { indicators, ...modus } = read(text);
    shingles.push(textShingles(text, indicators));
    return { id, telling: tellingIndicators(indicators), modus };
  });
  const postings = new ShinglePostings(shingles);
  const byIndicator = groupByIndicator(known);
  return { size: known.length, match };

  function match({ text, reading }: MatchableReport): Match[] {
    const query = postings.weigh(textShingles(text, reading.indicators));
    const telling = tellingIndicators(reading.indicators).map((indicator) => weighApp(indicator, byIndicator.get(indicator.key), known.length));
    const scores = new Map(postings.nearest(query).map(({ text: at, score }) => [at, score]));
    for (const { key } of telling) for (const at of byIndicator.get(key) ?? []) if (!scores.has(at)) scores.set(at, postings.score(query, at));
    return bestMatches([...scores].map(([at, score]) => matchOf({ telling, modus: reading }, known[at], score)).filter((found) => found !== null));
  }
}

function matchOf(report: Omit<ReadKnownPattern, 'id'>, pattern: ReadKnownPattern | undefined, text: number): Match | null {
  if (pattern === undefined) return null;
  return matchFrom(pattern.id, { text, modus: modusScore(report.modus, pattern.modus) }, commonIndicators(report.telling, pattern.telling));
}

/** The name of an app is a word that anyone may use (`photo.apk`): as a shingle does, it says less the more patterns have it. */
function weighApp(indicator: TellingIndicator, patterns: readonly number[] | undefined, known: number): TellingIndicator {
  return indicator.kind === 'app' ? { ...indicator, weight: indicator.weight * shingleWeight(patterns?.length ?? 0, known) } : indicator;
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
