// What is looked at of a candidate before its shingles are fetched: a bitmap in which each of them sets the bit that its hash says. The bits that two
// texts both have tell how many shingles they have in common (linear counting; Whang, Vander-Zanden, Taylor 1990), well enough to choose whom to score.

import { textScore } from '../match-score.ts';
import { commonShingles, SHINGLE_LIMIT, type ShingleSample } from '../text-signature.ts';

/** With its place and length one line of the processor's cache. The 56 shingles of a usual message set an eighth of the bits. */
export const SKETCH_WORDS = 14;
const BITS = SKETCH_WORDS * 32;
/** Share of the bits that so many shingles set. */
const FILLED = Float64Array.from({ length: SHINGLE_LIMIT + 1 }, (_, shingles) => 1 - (1 - 1 / BITS) ** shingles);
/** A text's shingles are found by their upper 10 bits: of a usual message hardly two share them. */
const PREFIXES = 2 ** 10;
const PREFIX_SHIFT = 22;

/** Writes the sketch of a text into words that are all 0. */
export function writeSketch({ shingles }: ShingleSample, words: Uint32Array, start: number): void {
  for (let index = 0; index < shingles.length; index += 1) {
    // The lower half: of a long text only shingles with small hashes are kept.
    const bit = (((shingles[index] ?? 0) & 0xffff) * BITS) >>> 16;
    const at = start + (bit >>> 5);
    words[at] = (words[at] ?? 0) | (1 << (bit & 31));
  }
}

/** A text that is compared with many. */
export class ComparedText {
  readonly #text: ShingleSample;
  readonly #bits = new Uint32Array(SKETCH_WORDS);
  readonly #set: number;
  /** Where the shingles with the same upper bits begin. */
  readonly #starts = new Uint16Array(PREFIXES + 1);

  constructor(text: ShingleSample) {
    this.#text = text;
    writeSketch(text, this.#bits, 0);
    this.#set = this.#bits.reduce((sum, word) => sum + bitsOf(word), 0);
    const starts = this.#starts;
    for (const shingle of text.shingles) starts[(shingle >>> PREFIX_SHIFT) + 1] = (starts[(shingle >>> PREFIX_SHIFT) + 1] ?? 0) + 1;
    for (let prefix = 0; prefix < PREFIXES; prefix += 1) starts[prefix + 1] = (starts[prefix + 1] ?? 0) + (starts[prefix] ?? 0);
  }

  /** About the score with a text of which the sketch and the length are known. */
  guess(words: Uint32Array, start: number, length: number): number {
    const own = this.#text.shingles.length;
    const other = Math.min(length, SHINGLE_LIMIT);
    let both = 0;
    for (let at = 0; at < SKETCH_WORDS; at += 1) both += bitsOf((this.#bits[at] ?? 0) & (words[start + at] ?? 0));
    // By chance they have as many as the other text's bits fill.
    const chance = FILLED[other] ?? 1;
    const common = own * ((both / this.#set - chance) / (1 - chance));
    return textScore({ common: Math.min(own, other, Math.max(0, common)), lengths: [own, other] });
  }

  /** The score with a text whose kept shingles lie in `words`. */
  score(words: Uint32Array, start: number, { kept, length }: { kept: number; length: number }): number {
    const sampled = Math.max(length, this.#text.length) > SHINGLE_LIMIT;
    const common = sampled ? commonShingles(this.#text, { shingles: words.subarray(start, start + kept), length }) : this.#lookUp(words, start, kept);
    return textScore({ common, lengths: [this.#text.length, length] });
  }

  /** As {@link commonShingles}, which goes through both texts in step and takes some times as long. */
  #lookUp(words: Uint32Array, start: number, kept: number): number {
    const { shingles } = this.#text;
    let common = 0;
    for (let at = start; at < start + kept; at += 1) {
      const shingle = words[at] ?? 0;
      const end = this.#starts[(shingle >>> PREFIX_SHIFT) + 1] ?? 0;
      for (let own = this.#starts[shingle >>> PREFIX_SHIFT] ?? 0; own < end; own += 1) if (shingles[own] === shingle) common += 1;
    }
    return common;
  }
}

/** Bits set in a word (Warren, Hacker's Delight, 5-1). */
function bitsOf(word: number): number {
  let sum = word - ((word >>> 1) & 0x55555555);
  sum = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333);
  return Math.imul((sum + (sum >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
