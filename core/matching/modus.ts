// One gang works one script in several languages: other words, other banks, other sums, the same way of working (modus operandi: who is
// impersonated, what the hook is, how it reaches people, how the money is to go). The reader knows it as concepts, which are the same in every
// language; two readings are compared by those they share, rare ones counting most. docs/decisions/0022 says what it is good for.

import { findConcepts } from '#core/reading/classify/find-concepts.ts';
import type { Reading } from '#core/reading/reading.ts';
import { normalise } from '#core/reading/text/normalise.ts';

import { loadKnownPatterns } from './known-patterns.ts';
import { SAME_SCORE, SIMILAR_SCORE } from './match-score.ts';

/** What comparing needs of a reading; readings without it are compared by nothing but text and indicators. */
export type ReadModus = Partial<Pick<Reading, 'language' | 'modus' | 'verdict' | 'type'>>;

/** Languages that concepts are known in; texts of one group are compared as texts. */
const GROUPS: Readonly<Record<string, string>> = { ko: 'ko', ms: 'ms', id: 'ms', en: 'en' };
/** Fewer concepts are any scam's. */
const LEAST_CONCEPTS = 3;
/**
 * Weighted Jaccard index from which it supports other evidence. Of 70 scripts told in Korean, Malay and English
 * (`evaluation/parallel-scripts.jsonl`) 39 % of the pairs that belong together lie above it. Alone it says too little: beside 430 Korean scripts
 * half of all English scams have one above it, and from 0.55 on, where 7 % still do, no pair that belongs together is left.
 */
const SIMILAR_FROM = 0.29;
const SURE = 0.7;
/** It never makes a match, nor a match `same`. */
const MOST = SAME_SCORE - 0.2;

let weights: ReadonlyMap<string, number> | undefined;

/** ln(n / number that have it) over the seed patterns. */
function weightOf(concept: string): number {
  weights ??= inverseFrequencies(loadKnownPatterns().map(({ text }) => [...findConcepts(normalise(text).skeleton).keys()]));
  return weights.get(concept) ?? 0;
}

function inverseFrequencies(documents: readonly (readonly string[])[]): Map<string, number> {
  const counts = Map.groupBy(documents.flat(), (concept) => concept);
  return new Map([...counts].map(([concept, { length }]) => [concept, Math.log((documents.length + 1) / (length + 1))]));
}

/** Whether two readings are scams of one type in different languages and say enough of how they work. */
export function areComparable(a: ReadModus, b: ReadModus): boolean {
  const [group, other] = [groupOf(a), groupOf(b)];
  return group !== undefined && other !== undefined && group !== other && a.type === b.type && saysEnough(a) && saysEnough(b);
}

function groupOf({ language }: ReadModus): string | undefined {
  return language === undefined ? undefined : GROUPS[language];
}

function saysEnough({ modus, verdict, type }: ReadModus): boolean {
  return (verdict === 'scam' || verdict === 'suspicious') && type !== 'OTHER' && modus !== undefined && modus.length >= LEAST_CONCEPTS;
}

/** Strength, 0…0.6, on the scale of a match score; 0 for readings of one language, whose texts tell more. Symmetric. */
export function modusScore(a: ReadModus, b: ReadModus): number {
  if (!areComparable(a, b)) return 0;
  const own = new Set(a.modus);
  const others = new Set(b.modus);
  const shared = sumOf([...own].filter((concept) => others.has(concept)));
  const likeness = shared / (sumOf([...own]) + sumOf([...others]) - shared);
  return likeness < SIMILAR_FROM ? 0 : Math.min(MOST, SIMILAR_SCORE + ((MOST - SIMILAR_SCORE) * (likeness - SIMILAR_FROM)) / (SURE - SIMILAR_FROM));
}

function sumOf(concepts: readonly string[]): number {
  return concepts.reduce((sum, concept) => sum + weightOf(concept), 0);
}
