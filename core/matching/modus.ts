// One gang works one script in several languages: other words, other banks, other sums, the same way of working (modus operandi: who is
// impersonated, what the hook is, how it reaches people, how the money is to go). The reader knows it as concepts, which are the same in every
// language; two readings are compared by those they share, rare ones counting most.

import { findConcepts } from '#core/reading/classify/find-concepts.ts';
import type { Reading } from '#core/reading/reading.ts';
import { normalise } from '#core/reading/text/normalise.ts';

import { loadKnownPatterns } from './known-patterns.ts';
import { SAME_SCORE, SIMILAR_SCORE } from './match-score.ts';

/** What comparing needs of a reading; readings without it are compared by nothing but text and indicators. */
export type ReadModus = Partial<Pick<Reading, 'language' | 'modus'>>;

/** Languages that concepts are known in. */
const KNOWN_IN: ReadonlySet<string> = new Set(['ko', 'ms', 'en', 'id']);
/** Fewer concepts are any scam's. */
const LEAST_CONCEPTS = 3;
/**
 * Weighted Jaccard index from which an officer should look. Of 70 scripts told in Korean, Malay and English (`evaluation/parallel-scripts.jsonl`)
 * 52 % of the pairs that belong together lie above it and 0.5 % of the others.
 */
const SIMILAR_FROM = 0.29;
const SURE = 0.7;
/** Never enough to join alone. */
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

/** Whether two readings are of different languages and say enough of how the scam works. */
export function areComparable(a: ReadModus, b: ReadModus): boolean {
  if (a.language === undefined || b.language === undefined || a.language === b.language) return false;
  return KNOWN_IN.has(a.language) && KNOWN_IN.has(b.language) && saysEnough(a) && saysEnough(b);
}

function saysEnough({ modus }: ReadModus): boolean {
  return modus !== undefined && modus.length >= LEAST_CONCEPTS;
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

/**
 * Which of many known readings share most of the way of working, best first; those of the same language are left to their texts. Not for
 * concurrent use: sums are kept in one array from query to query.
 */
export class ModusPostings {
  readonly #byConcept: ReadonlyMap<string, Uint32Array>;
  /** Of each known reading, its place among {@link #languageNames}. */
  readonly #languages: Uint8Array;
  readonly #languageNames: readonly (string | undefined)[];
  readonly #sums: Float32Array;

  constructor(known: readonly ReadModus[]) {
    const pairs = known.flatMap(({ modus = [] }, at) => [...new Set(modus)].map((concept) => ({ concept, at })));
    const grouped = Map.groupBy(pairs, ({ concept }) => concept);
    this.#byConcept = new Map([...grouped].map(([concept, group]) => [concept, Uint32Array.from(group, ({ at }) => at)]));
    this.#languageNames = [...new Set(known.map(({ language }) => language))].slice(0, 256);
    this.#languages = Uint8Array.from(known, ({ language }) => this.#languageNames.indexOf(language));
    this.#sums = new Float32Array(known.length);
  }

  nearest(reading: ReadModus, limit: number): number[] {
    if (!saysEnough(reading) || this.#languageNames.every((name) => name === reading.language)) return [];
    const own = this.#languageNames.indexOf(reading.language);
    const concepts = [...new Set(reading.modus)];
    // No more than the whole of the reading can be shared: below this part of it no likeness is enough.
    const least = SIMILAR_FROM * sumOf(concepts);
    this.#sums.fill(0);
    const near: number[] = [];
    for (const concept of concepts) {
      const weight = weightOf(concept);
      for (const at of this.#byConcept.get(concept) ?? []) {
        if (this.#languages[at] === own) continue;
        const before = this.#sums[at] ?? 0;
        this.#sums[at] = before + weight;
        if (before < least && before + weight >= least) near.push(at);
      }
    }
    return near.toSorted((a, b) => (this.#sums[b] ?? 0) - (this.#sums[a] ?? 0) || a - b).slice(0, limit);
  }
}
