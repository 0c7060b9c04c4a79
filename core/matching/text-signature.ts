// Second step of text matching: the symbols of a message become a set of shingles, by which texts are scored, and keys by which
// a database or a map finds candidates. All seeds are fixed: a signature is the same in every
// process and every release until SIGNATURE_VERSION says otherwise.

import { hash64, hashSymbols, minimaSeeds } from './symbol-hash.ts';
import type { IndicatorSpan } from './matching-text.ts';
import { LINK_SYMBOL, matchingSymbols, NUMBER_SYMBOL } from './matching-text.ts';

/** Bumped whenever the same text may give another signature; stored ones of another version must be made again. */
export const SIGNATURE_VERSION = 3;

/**
 * Shingles kept of a text. Nearly all messages have fewer; of a longer one the smallest hashes are kept, a bottom-k sample (Cohen & Kaplan
 * 2007), and the number in common is estimated from it.
 */
export const SHINGLE_LIMIT = 512;

/**
 * Weight a shingle has to reach: a Hangul syllable or a Han character counts 2, any other letter 1, a number or link 2.
 * So two syllables or four letters; chosen on the variations of `robustness/` (longer ones lose changed texts, shorter ones
 * let unrelated texts meet).
 */
const SHINGLE_WEIGHT = 4;
/** 24 keys of 3 minima: two texts share one with probability 1−(1−J³)²⁴, i.e. 0.96 at J=0.5, 0.0006 at J=0.03. */
const BAND_COUNT = 24;
const BAND_ROWS = 3;
/** Winnowing (Schleimer, Wilkerson, Aiken 2003): any common run of weight ≥ 12+7 yields a common key, however much is cut or added. */
const ANCHOR_WEIGHT = 12;
const ANCHOR_WINDOW = 8;
/** Bounds what one long report may add to an index; the smallest hashes are kept, so two long texts keep the same ones. */
const ANCHOR_LIMIT = 96;

const ALL_HASHES = 2 ** 32;
const SEEDS = minimaSeeds(BAND_COUNT * BAND_ROWS);

/** What is stored of a text for matching: 4 bytes a shingle, and 24 to 120 keys. */
export interface TextSignature {
  /** Candidate keys: signed 64-bit integers as decimal strings, fit for a PostgreSQL `bigint[]`; texts that share none are not alike. */
  bands: string[];
  /** The shingle set, ascending; at most {@link SHINGLE_LIMIT}, the smallest. */
  shingles: Uint32Array;
  /** Number of distinct shingles: how much the text says. */
  length: number;
  /** Signed 64-bit key of the whole folded text, numbers and links aside: equal for two copies of one template. */
  template: string;
}

/** Of a signature, what two texts are compared by. */
export type ShingleSample = Pick<TextSignature, 'shingles' | 'length'>;

/** Shingle set of a text: distinct 32-bit hashes in ascending order. Exact where {@link TextSignature} estimates. */
export function textShingles(text: string, indicators: readonly IndicatorSpan[] = []): Uint32Array {
  return shinglesOf(matchingSymbols(text, indicators));
}

/** Signature of a text; `indicators` are those the reader found in this very text. Never throws. */
export function textSignature(text: string, indicators: readonly IndicatorSpan[] = []): TextSignature {
  const symbols = matchingSymbols(text, indicators);
  const shingles = shinglesOf(symbols);
  const bands = shingles.length === 0 ? [] : [...bandKeys(minimaOf(shingles)), ...anchorKeys(symbols)];
  const letters = symbols.filter((symbol) => symbol !== LINK_SYMBOL && symbol !== NUMBER_SYMBOL);
  return { bands, shingles: shingles.slice(0, SHINGLE_LIMIT), length: shingles.length, template: hash64(letters, 0, letters.length).toString() };
}

/** Shingles that two texts have in common; exact unless one of them is a sample. Symmetric. */
export function commonShingles(a: ShingleSample, b: ShingleSample): number {
  const end = Math.min(endOfSample(a), endOfSample(b));
  let common = 0;
  for (let i = 0, j = 0; i < a.shingles.length && j < b.shingles.length;) {
    const left = a.shingles[i] ?? 0;
    const right = b.shingles[j] ?? 0;
    if (left >= end || right >= end) break;
    if (left === right) common += 1;
    if (left <= right) i += 1;
    if (right <= left) j += 1;
  }
  return Math.min(a.length, b.length, common * (ALL_HASHES / end));
}

/** Hashes below it are all in the sample. */
function endOfSample({ shingles, length }: ShingleSample): number {
  return length > shingles.length ? (shingles.at(-1) ?? 0) + 1 : ALL_HASHES;
}

/** Jaccard resemblance of two texts, 0…1. Symmetric. 0 when either says nothing. */
export function resemblance(a: ShingleSample, b: ShingleSample): number {
  const common = commonShingles(a, b);
  return common === 0 ? 0 : common / (a.length + b.length - common);
}

function weightOf(symbol: number): number {
  if (symbol < 0x1100) return 1;
  const wide = (symbol >= 0xac00 && symbol <= 0xd7a3) || (symbol >= 0x3040 && symbol <= 0x9fff);
  return wide || symbol === LINK_SYMBOL || symbol === NUMBER_SYMBOL || symbol > 0xffff ? 2 : 1;
}

/** End (exclusive) of the run starting at `start` that reaches `weight`, or 0 when the text ends before. */
function runEnd(symbols: readonly number[], start: number, weight: number): number {
  let sum = 0;
  for (let at = start; at < symbols.length; at += 1) {
    sum += weightOf(symbols[at] ?? 0);
    if (sum >= weight) return at + 1;
  }
  return 0;
}

function shinglesOf(symbols: readonly number[]): Uint32Array {
  const hashes = new Uint32Array(symbols.length);
  let count = 0;
  for (let start = 0; start < symbols.length; start += 1) {
    const end = runEnd(symbols, start, SHINGLE_WEIGHT);
    if (end === 0) break;
    hashes[count] = hashSymbols(symbols, start, end);
    count += 1;
  }
  const sorted = hashes.subarray(0, count).sort();
  let kept = 0;
  for (let at = 0; at < count; at += 1) {
    if (at > 0 && sorted[at] === sorted[at - 1]) continue;
    sorted[kept] = sorted[at] ?? 0;
    kept += 1;
  }
  return sorted.slice(0, kept);
}

function minimaOf(shingles: Uint32Array): Uint32Array {
  const minima = new Uint32Array(SEEDS.factors.length);
  const { factors, offsets } = SEEDS;
  for (let row = 0; row < minima.length; row += 1) {
    const factor = factors[row] ?? 1;
    const offset = offsets[row] ?? 0;
    let least = 0xffffffff;
    for (let at = 0; at < shingles.length; at += 1) {
      const mixed = Math.imul((shingles[at] ?? 0) ^ offset, factor) >>> 0;
      if (mixed < least) least = mixed;
    }
    minima[row] = least;
  }
  return minima;
}

function bandKeys(minima: Uint32Array): string[] {
  const keys: string[] = [];
  const rows: number[] = [];
  for (let band = 0; band < BAND_COUNT; band += 1) {
    rows.length = 0;
    rows.push(band);
    for (let row = 0; row < BAND_ROWS; row += 1) rows.push(minima[band * BAND_ROWS + row] ?? 0);
    keys.push(hash64(rows, 0, rows.length).toString());
  }
  return keys;
}

function anchorKeys(symbols: readonly number[]): string[] {
  const hashes = new Uint32Array(symbols.length);
  const ends = new Uint32Array(symbols.length);
  let count = 0;
  for (let start = 0; start < symbols.length; start += 1) {
    const end = runEnd(symbols, start, ANCHOR_WEIGHT);
    if (end === 0) break;
    hashes[count] = hashSymbols(symbols, start, end);
    ends[count] = end;
    count += 1;
  }
  const chosen = winnow(hashes.subarray(0, count));
  if (chosen.length > ANCHOR_LIMIT) chosen.sort((a, b) => (hashes[a] ?? 0) - (hashes[b] ?? 0));
  const kept = chosen.slice(0, ANCHOR_LIMIT);
  return [...new Set(kept.map((start) => hash64(symbols, start, ends[start] ?? 0).toString()))];
}

/** Positions of the least hash of every window, ascending; of equal ones in a window the last. */
function winnow(hashes: Uint32Array): number[] {
  const chosen: number[] = [];
  const windows = Math.max(hashes.length > 0 ? 1 : 0, hashes.length - ANCHOR_WINDOW + 1);
  for (let from = 0; from < windows; from += 1) {
    const end = Math.min(from + ANCHOR_WINDOW, hashes.length);
    let least = from;
    for (let at = from + 1; at < end; at += 1) if ((hashes[at] ?? 0) <= (hashes[least] ?? 0)) least = at;
    if (chosen.at(-1) !== least) chosen.push(least);
  }
  return chosen;
}
