// Posting lists from shingles to texts in three flat arrays (no object a shingle), and the search for the texts that share most with a query, each
// shingle weighed by how few texts have it. Rare ones are counted first; of the frequent ones only the postings of texts so short that they may still
// become a match (the idea of MaxScore: Turtle, Flood 1995), which come first in every list.

import { leastCommon, neededFor, SIMILAR_SCORE, shingleWeight, textScore, WEIGHED } from './match-score.ts';

/** Most postings counted for one query: bounds the time of a long report. Shorter ones end long before. */
const COUNT_BUDGET = 250_000;
/** Most texts compared in full for one query. */
const COMPARED_LIMIT = 512;
/** Scores are rounded, and weights added up in single precision. */
const TOLERANCE = 1e-4;
const NEEDED = neededFor(SIMILAR_SCORE - TOLERANCE, WEIGHED);
/**
 * A length class is closed when what is left of the query is this share of what a match needs: at 1 none would be missed, but most that were met
 * would have to be compared; at 0.7 both together cost least (over 100,000 patterns).
 */
const CLOSED_BELOW = 0.7;
/** Texts are held by weight, rounded down; those of the last class or more are one. */
const LENGTH_CLASSES = 256;

/** A text's shingles, ascending, each with its list and weight. */
export interface WeighedText {
  shingles: Uint32Array;
  lists: Uint32Array;
  weights: Float32Array;
  /** Sum of the weights. */
  weight: number;
}

/** A text's position and its score. */
export interface NearText {
  text: number;
  score: number;
}

/** Not for concurrent use from several threads: counting uses arrays that are kept from query to query. */
export class ShinglePostings {
  readonly #texts: readonly Uint32Array[];
  readonly #shift: number;
  readonly #starts: Uint32Array;
  /** Ranks by length: the shortest text is 0. */
  readonly #entries: Uint32Array;
  /** Sum of the weights of every text's shingles, by position. */
  readonly #weights: Float32Array;
  /** Positions of the texts by rank. */
  readonly #positions: Uint32Array;
  /** Length class by rank, and the rank at which each class ends. */
  readonly #classes: Uint8Array;
  readonly #classEnds: Uint32Array;
  /** Weight shared with the query by rank; all 0 between queries. */
  readonly #counts: Float32Array;
  /** Ranks that share anything with it, in the order in which they were met. */
  readonly #met: Uint32Array;

  /** Builds the lists for `texts`, each a set of distinct shingles in ascending order. */
  constructor(texts: readonly Uint32Array[]) {
    const total = texts.reduce((sum, shingles) => sum + shingles.length, 0);
    // Four lists a posting or more, so that few shingles share one; at most 4 Mi lists (16 MiB).
    const bits = Math.min(22, Math.max(10, Math.ceil(Math.log2(total + 1)) + 2));
    this.#texts = texts;
    this.#shift = 32 - bits;
    this.#starts = startsOf(texts, { shift: this.#shift, lists: 2 ** bits });
    this.#weights = Float32Array.from(texts, (shingles) => this.weigh(shingles).weight);
    this.#positions = Uint32Array.from(texts.keys()).sort((a, b) => (this.#weights[a] ?? 0) - (this.#weights[b] ?? 0) || a - b);
    this.#classes = Uint8Array.from(this.#positions, (text) => Math.min(LENGTH_CLASSES - 1, Math.floor(this.#weights[text] ?? 0)));
    this.#classEnds = endsOf(this.#classes);
    this.#entries = this.#fillLists(total);
    this.#counts = new Float32Array(texts.length);
    this.#met = new Uint32Array(texts.length);
  }

  weigh(shingles: Uint32Array): WeighedText {
    const lists = shingles.map((shingle) => shingle >>> this.#shift);
    const weights = new Float32Array(lists.length);
    let weight = 0;
    for (let at = 0; at < lists.length; at += 1) {
      weights[at] = shingleWeight(this.#sizeOf(lists[at] ?? 0), this.#texts.length);
      weight += weights[at] ?? 0;
    }
    return { shingles, lists, weights, weight };
  }

  /** Score, 0…1, of the text at a position. */
  score({ shingles, weights, weight }: WeighedText, text: number): number {
    const others = this.#texts[text];
    if (others === undefined) return 0;
    let common = 0;
    for (let i = 0, j = 0; i < shingles.length && j < others.length;) {
      const left = shingles[i] ?? 0;
      const right = others[j] ?? 0;
      if (left === right) common += weights[i] ?? 0;
      if (left <= right) i += 1;
      if (right <= left) j += 1;
    }
    const lengths = [weight, this.#weights[text] ?? 0] as const;
    return textScore({ common, lengths, shortest: Math.min(shingles.length, others.length) }, WEIGHED);
  }

  /** All texts that count as a match, in no order; of very many the likeliest. */
  nearest(query: WeighedText): NearText[] {
    const { met, leftOf } = this.#count(query);
    const likely = this.#likely(query, met, leftOf);
    for (let at = 0; at < met; at += 1) this.#counts[this.#met[at] ?? 0] = 0;
    return likely.map((text) => ({ text, score: this.score(query, text) })).filter(({ score }) => score >= SIMILAR_SCORE - TOLERANCE);
  }

  /**
   * Adds up the common weight of texts, rare lists first. A length class is closed when all that is left of the query would not make a text of it a
   * match ({@link CLOSED_BELOW}): one not met by then never will be. How many were met, and what was left of the query when each class was closed.
   */
  #count({ lists, weights, weight }: WeighedText): { met: number; leftOf: Float32Array } {
    const order = Uint32Array.from(lists.keys()).sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0));
    const leftOf = new Float32Array(LENGTH_CLASSES);
    let [met, left, counted, open] = [0, weight, 0, LENGTH_CLASSES - 1];
    for (const at of order) {
      while (open >= 0 && left < CLOSED_BELOW * leastCommon(NEEDED, weight, open)) {
        leftOf[open] = left;
        open -= 1;
      }
      const list = lists[at] ?? 0;
      counted += this.#sizeOf(list);
      if (open < 0 || counted > COUNT_BUDGET) break;
      met = this.#countList({ list, end: this.#classEnds[open] ?? 0, weight: weights[at] ?? 0 }, met);
      left -= weights[at] ?? 0;
    }
    return { met, leftOf: leftOf.fill(left, 0, open + 1) };
  }

  /** Counts a list's texts of a rank below `end`. */
  #countList({ list, end, weight }: { list: number; end: number; weight: number }, metBefore: number): number {
    const [counts, entries, met] = [this.#counts, this.#entries, this.#met];
    const last = this.#starts[list + 1] ?? 0;
    let size = metBefore;
    for (let at = this.#starts[list] ?? 0; at < last; at += 1) {
      const rank = entries[at] ?? 0;
      if (rank >= end) break;
      const count = counts[rank] ?? 0;
      if (count === 0) {
        met[size] = rank;
        size += 1;
      }
      counts[rank] = count + weight;
    }
    return size;
  }

  /** Positions of the texts that are a match if all that was left when they were last counted is theirs; the likeliest first. */
  #likely({ weight }: WeighedText, met: number, leftOf: Float32Array): number[] {
    const least = leftOf.map((left, length) => leastCommon(NEEDED, weight, length) - left - TOLERANCE);
    const likely: { text: number; share: number }[] = [];
    for (let at = 0; at < met; at += 1) {
      const rank = this.#met[at] ?? 0;
      const count = this.#counts[rank] ?? 0;
      if (count < (least[this.#classes[rank] ?? 0] ?? 0)) continue;
      const text = this.#positions[rank] ?? 0;
      const length = this.#weights[text] ?? 0;
      const needed = leastCommon(NEEDED, weight, length);
      const most = Math.min(length, count + (leftOf[this.#classes[rank] ?? 0] ?? 0));
      if (most + TOLERANCE >= needed) likely.push({ text, share: count / needed });
    }
    if (likely.length > COMPARED_LIMIT) likely.sort((a, b) => b.share - a.share || a.text - b.text);
    return likely.slice(0, COMPARED_LIMIT).map(({ text }) => text);
  }

  #sizeOf(list: number): number {
    return (this.#starts[list + 1] ?? 0) - (this.#starts[list] ?? 0);
  }

  /** Counting sort of all (shingle, text) pairs into lists, in the order of rank. */
  #fillLists(total: number): Uint32Array {
    const next = this.#starts.slice(0, -1);
    const entries = new Uint32Array(total);
    for (const [rank, text] of this.#positions.entries()) {
      for (const shingle of this.#texts[text] ?? []) {
        const list = shingle >>> this.#shift;
        entries[next[list] ?? 0] = rank;
        next[list] = (next[list] ?? 0) + 1;
      }
    }
    return entries;
  }
}

/** Where each list starts, and the last ends. */
function startsOf(texts: readonly Uint32Array[], { shift, lists }: { shift: number; lists: number }): Uint32Array {
  const starts = new Uint32Array(lists + 1);
  for (const shingles of texts) {
    for (const shingle of shingles) starts[(shingle >>> shift) + 1] = (starts[(shingle >>> shift) + 1] ?? 0) + 1;
  }
  for (let list = 1; list <= lists; list += 1) starts[list] = (starts[list] ?? 0) + (starts[list - 1] ?? 0);
  return starts;
}

function endsOf(classes: Uint8Array): Uint32Array {
  const ends = new Uint32Array(LENGTH_CLASSES);
  for (const length of classes) ends[length] = (ends[length] ?? 0) + 1;
  for (let length = 1; length < LENGTH_CLASSES; length += 1) ends[length] = (ends[length] ?? 0) + (ends[length - 1] ?? 0);
  return ends;
}
