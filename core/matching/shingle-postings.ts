// Posting lists from shingles to texts in three flat arrays (no object a shingle), and the search for the texts that
// share most with a query. Rare shingles are counted first, so a bounded amount of counting finds the nearest.

import { textScore } from './match-score.ts';

/** Most postings counted for one query: bounds the time of a long report (2 to 3 ms over 100,000 patterns). Shorter ones are counted in full. */
const COUNT_BUDGET = 250_000;
/** Counts are approximate (two shingles may share a list), so the search keeps what comes near the least score. */
const LEAST_ROUGH_SCORE = 0.3;

/** Not for concurrent use from several threads: counting uses arrays that are kept from query to query. */
export class ShinglePostings {
  readonly #shift: number;
  readonly #starts: Uint32Array;
  readonly #entries: Uint32Array;
  readonly #lengths: Uint32Array;
  readonly #counts: Uint32Array;

  /** Builds the lists for `texts`, each a set of distinct shingles. */
  constructor(texts: readonly Uint32Array[]) {
    const total = texts.reduce((sum, shingles) => sum + shingles.length, 0);
    // One list a posting or more, so that few shingles share one; at most 4 Mi lists (16 MiB).
    const bits = Math.min(22, Math.max(10, Math.ceil(Math.log2(total + 1))));
    this.#shift = 32 - bits;
    const { starts, entries } = fillLists(texts, { shift: this.#shift, lists: 2 ** bits, total });
    this.#starts = starts;
    this.#entries = entries;
    this.#lengths = Uint32Array.from(texts, (shingles) => shingles.length);
    this.#counts = new Uint32Array(texts.length);
  }

  /** Positions of the texts nearest to the query, roughly best first, at most `limit`. */
  nearest(query: Uint32Array, limit: number): number[] {
    const { reached, scale } = this.#countCommon(query);
    const found: RoughMatch[] = [];
    for (const text of reached) {
      const step = roughStep((this.#counts[text] ?? 0) * scale, this.#lengths[text] ?? 0, query.length);
      if (step > 0) found.push({ text, step });
    }
    const least = leastStep(found, limit);
    const near = found.filter(({ step }) => step >= least).sort((one, other) => other.step - one.step || one.text - other.text);
    return near.slice(0, limit).map(({ text }) => text);
  }

  /** Adds up the common shingles of every text, rare lists first; which texts came near a match, and how much was left out. */
  #countCommon(query: Uint32Array): { reached: number[]; scale: number } {
    this.#counts.fill(0);
    const lists = this.#listsWithinBudget(query);
    const scale = query.length / Math.max(1, lists.length);
    const floor = leastCounted(query.length, lists.length);
    const reached: number[] = [];
    for (const list of lists) this.#addList(list, { floor, reached });
    return { reached, scale };
  }

  /** The query's lists, without the longest ones if all together are over the budget. */
  #listsWithinBudget(query: Uint32Array): Uint32Array {
    const lists = query.map((shingle) => shingle >>> this.#shift);
    const sizeOf = (list: number): number => (this.#starts[list + 1] ?? 0) - (this.#starts[list] ?? 0);
    let total = 0;
    for (const list of lists) total += sizeOf(list);
    if (total <= COUNT_BUDGET) return lists;
    lists.sort((a, b) => sizeOf(a) - sizeOf(b));
    let kept = lists.length;
    while (kept > 1 && total > COUNT_BUDGET) {
      kept -= 1;
      total -= sizeOf(lists[kept] ?? 0);
    }
    return lists.subarray(0, kept);
  }

  #addList(list: number, { floor, reached }: { floor: number; reached: number[] }): void {
    const counts = this.#counts;
    const entries = this.#entries;
    const end = this.#starts[list + 1] ?? 0;
    for (let at = this.#starts[list] ?? 0; at < end; at += 1) {
      const text = entries[at] ?? 0;
      const count = (counts[text] ?? 0) + 1;
      counts[text] = count;
      if (count === floor) reached.push(text);
    }
  }
}

/**
 * Fewer counted shingles cannot make a match: a resemblance of 0.33 needs a third of the query, containment half of 8 and 5 more
 * (`match-score.ts`), of which those in lists left out may be missing, or at most half where many are left out.
 */
function leastCounted(queryLength: number, listsCounted: number): number {
  const least = Math.ceil(Math.min(queryLength / 3, 7));
  const share = listsCounted / Math.max(1, queryLength);
  return Math.max(1, least - (queryLength - listsCounted), Math.ceil((least * share) / 2));
}

/** Lowest step that about `limit` texts reach; at least 1. */
function leastStep(found: readonly RoughMatch[], limit: number): number {
  const histogram = new Uint32Array(256);
  for (const { step } of found) histogram[step] = (histogram[step] ?? 0) + 1;
  let least = 255;
  let above = histogram[255] ?? 0;
  while (least > 1 && above < limit) {
    least -= 1;
    above += histogram[least] ?? 0;
  }
  return least;
}

/** Rough score in steps of 1/255. */
function roughStep(counted: number, length: number, queryLength: number): number {
  const common = Math.min(counted, length, queryLength);
  const shorter = Math.min(length, queryLength);
  // Most end here: below both of these no score can reach the least one.
  if (common * 4 < Math.max(length, queryLength) && common < Math.min(shorter / 2, 2.5 * Math.sqrt(shorter))) return 0;
  const rough = textScore({ common, lengths: [length, queryLength] });
  return rough < LEAST_ROUGH_SCORE ? 0 : Math.round(rough * 255);
}

/** A text's position and rough score. */
interface RoughMatch {
  text: number;
  step: number;
}

interface ListShape {
  shift: number;
  lists: number;
  total: number;
}

/** Counting sort of all (shingle, text) pairs into lists. */
function fillLists(texts: readonly Uint32Array[], { shift, lists, total }: ListShape): { starts: Uint32Array; entries: Uint32Array } {
  const starts = new Uint32Array(lists + 1);
  for (const shingles of texts) {
    for (const shingle of shingles) starts[(shingle >>> shift) + 1] = (starts[(shingle >>> shift) + 1] ?? 0) + 1;
  }
  for (let list = 1; list <= lists; list += 1) starts[list] = (starts[list] ?? 0) + (starts[list - 1] ?? 0);
  const next = starts.slice(0, lists);
  const entries = new Uint32Array(total);
  for (const [text, shingles] of texts.entries()) {
    for (const shingle of shingles) {
      const list = shingle >>> shift;
      entries[next[list] ?? 0] = text;
      next[list] = (next[list] ?? 0) + 1;
    }
  }
  return { starts, entries };
}
