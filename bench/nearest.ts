// What an exact search would find: every text scored against the query. And how much of it a faster search found.

import { MATCH_LIMIT, SIMILAR_SCORE, textScore } from '#core/matching/match-score.ts';
import { commonShingles, type ShingleSample } from '#core/matching/text-signature.ts';

/** Scores of the nearest texts, best first: at most 10, those that count as a match. */
export function exactScores(query: ShingleSample, texts: readonly ShingleSample[]): number[] {
  return bestScores(texts.map((text) => textScore({ common: commonShingles(query, text), lengths: [query.length, text.length] })));
}

/** Of the scores of all texts those of the nearest, best first: at most 10, those that count as a match. */
export function bestScores(scores: readonly number[]): number[] {
  const rounded = scores.map((score) => Math.round(score * 10_000) / 10_000).filter((score) => score >= SIMILAR_SCORE);
  return rounded.sort((a, b) => b - a).slice(0, MATCH_LIMIT);
}

/** Over many queries, shares 0…1; of texts that are equally near any counts. */
export class Recall {
  #queries = 0;
  #first = 0;
  #due = 0;
  #found = 0;

  add(exact: readonly number[], found: readonly { score: number }[]): void {
    const [best, last] = [exact[0], exact.at(-1)];
    if (best === undefined || last === undefined) return;
    this.#queries += 1;
    if ((found[0]?.score ?? 0) >= best) this.#first += 1;
    this.#due += exact.length;
    this.#found += Math.min(exact.length, found.filter(({ score }) => score >= last).length);
  }

  get queries(): number {
    return this.#queries;
  }
  /** The nearest text was found. */
  get nearest(): number {
    return this.#first / this.#queries;
  }
  /** Of the 10 nearest texts so many were found. */
  get ten(): number {
    return this.#found / this.#due;
  }
}
