// Earlier reports in memory: which of millions a report resembles. Candidates share a signature key or a telling indicator, and are scored
// exactly, as `match-reports.ts` does. A report is one run of words in a slab: no object, so a million reports are a few large arrays.

import { INDICATOR_KINDS } from '#core/taxonomy/taxonomy.ts';

import type { TellingIndicator } from '../indicator-weight.ts';
import { commonIndicators, type TellingReport } from '../match-reports.ts';
import { bestMatches, matchFrom, textScore } from '../match-score.ts';
import type { Match, ReportMatch } from '../match.ts';
import { commonShingles, type ShingleSample, type TextSignature } from '../text-signature.ts';
import { KeyPostings } from './key-postings.ts';
import { WordSlab } from './word-slab.ts';

/** Newest reports under one key: a phrase or link of thousands of reports must not make each next one slower. */
const NEWEST_UNDER_KEY = 64;
/** Reports scored for one query, those sharing most keys first. */
const CANDIDATE_LIMIT = 256;
/** A shared indicator counts as so many signature keys when candidates are ranked; there are at most 120 of those. */
const INDICATOR_KEYS = 100;
const MOST_SHARED = 255;

// A report's run: id (4 words), distinct shingles, kept shingles and indicators, then those.
const HEAD = 6;
const INDICATOR_WORDS = 3;
/** Weights are decisions in hundredths (`indicator-weight.ts`); so they come back as they were. */
const WEIGHT_STEPS = 10_000;
const KIND_SHIFT = 16;
/** Indicators kept of one report, the weightiest: bounds what a list of thousands may take. */
const INDICATOR_LIMIT = 1_000;

/** A report as the index takes it. */
export interface IndexedReport {
  /** A UUID. */
  id: string;
  /** Signature keys ({@link keyOfBand}). */
  keys: Uint32Array;
  signature: ShingleSample;
  /** Keys are hex, at least 16 digits, evenly distributed (hashes). */
  telling: readonly TellingIndicator[];
}

/** 32 bits of a 64-bit signature key; of millions of keys one in a hundred meets another, which costs a candidate that scores nothing. */
export function keyOfBand(high: number, low: number): number {
  return (high ^ low) >>> 0;
}

/** The keys of a signature as the index takes them. */
export function keysOf({ bands }: Pick<TextSignature, 'bands'>): Uint32Array {
  return Uint32Array.from(bands, (band) => {
    const key = BigInt.asUintN(64, BigInt(band));
    return keyOfBand(Number(key >> 32n), Number(key & 0xffffffffn));
  });
}

/** Not for several threads: a query counts in arrays that are kept. */
export class ReportIndex {
  readonly #slab = new WordSlab();
  readonly #postings = new KeyPostings(NEWEST_UNDER_KEY);
  readonly #byId = new KeyPostings(4);
  readonly #found = new Uint32Array(NEWEST_UNDER_KEY);
  /** Where each report lies, by its number in order of arrival; + 1, and 0 once removed. */
  #places = new Uint32Array(1_024);
  /** Keys shared with the query, by number; all 0 between queries. */
  #shared = new Uint8Array(1_024);
  #numbers = 0;
  #size = 0;

  /** Reports in it. */
  get size(): number {
    return this.#size;
  }

  /** Reports that have left it; their room is not used again. */
  get gone(): number {
    return this.#numbers - this.#size;
  }

  get bytes(): number {
    return this.#slab.bytes + this.#postings.bytes + this.#byId.bytes + this.#places.byteLength + this.#shared.byteLength;
  }

  /** Takes the place of an earlier state of the same report. */
  add({ id, keys, signature, telling }: IndexedReport): void {
    this.remove(id);
    const number = this.#numbers;
    this.#numbers += 1;
    if (number >= this.#places.length) this.#growPlaces();
    this.#places[number] = this.#write(id, signature, telling.slice(0, INDICATOR_LIMIT)) + 1;
    this.#size += 1;
    for (const key of keys) this.#postings.add(key, number);
    for (const { key } of telling.slice(0, INDICATOR_LIMIT)) this.#postings.add(indicatorKey(key), number);
    this.#byId.add(idKey(wordsOfId(id)), number);
  }

  /** @returns false when it was not there. */
  remove(id: string): boolean {
    const number = this.#numberOf(id);
    if (number === undefined) return false;
    const place = (this.#places[number] ?? 0) - 1;
    const run = this.#slab.run(place, this.#lengthOfRun(place));
    // What was learnt of a person's text goes at once, not when the memory is used again.
    run.fill(0);
    this.#places[number] = 0;
    this.#size -= 1;
    return true;
  }

  /** The report's matches, best first, at most 10; itself is none. Never throws. */
  match(report: TellingReport & { id: string; keys: Uint32Array }): ReportMatch[] {
    const own = { ...report, telling: report.telling.map(shortKey) };
    const matches: (Match & { place: number })[] = [];
    for (const number of this.#candidates(report)) {
      const place = (this.#places[number] ?? 0) - 1;
      const match = this.#score(own, place);
      if (match !== null && match.id !== report.id) matches.push({ ...match, place });
    }
    return bestMatches(matches).map(({ place, ...match }) => ({ ...match, sample: this.#sampleOf(place) }));
  }

  #candidates({ keys, telling }: { keys: Uint32Array; telling: readonly TellingIndicator[] }): number[] {
    const touched: number[] = [];
    for (const key of keys) this.#count(key, 1, touched);
    for (const { key } of telling) this.#count(indicatorKey(key), INDICATOR_KEYS, touched);
    const chosen = this.#mostShared(touched);
    for (const number of touched) this.#shared[number] = 0;
    return chosen;
  }

  #count(key: number, weight: number, touched: number[]): void {
    const length = this.#postings.read(key, this.#found);
    for (let at = 0; at < length; at += 1) {
      const number = this.#found[at] ?? 0;
      if (this.#places[number] === 0) continue;
      const shared = this.#shared[number] ?? 0;
      if (shared === 0) touched.push(number);
      this.#shared[number] = Math.min(MOST_SHARED, shared + weight);
    }
  }

  /** At most {@link CANDIDATE_LIMIT}: all above the least count that fits, then of that count the newest. */
  #mostShared(touched: number[]): number[] {
    if (touched.length <= CANDIDATE_LIMIT) return touched;
    const counts = new Uint32Array(MOST_SHARED + 1);
    for (const number of touched) counts[this.#shared[number] ?? 0] = (counts[this.#shared[number] ?? 0] ?? 0) + 1;
    let least = MOST_SHARED;
    let above = 0;
    while (above + (counts[least] ?? 0) <= CANDIDATE_LIMIT) {
      above += counts[least] ?? 0;
      least -= 1;
    }
    const sure = touched.filter((number) => (this.#shared[number] ?? 0) > least);
    const tied = touched.filter((number) => this.#shared[number] === least).sort((a, b) => b - a);
    return [...sure, ...tied.slice(0, CANDIDATE_LIMIT - sure.length)];
  }

  #score(own: TellingReport, place: number): Match | null {
    const words = this.#slab.pieceOf(place);
    const at = this.#slab.placeOf(place);
    const counts = words[at + 5] ?? 0;
    const shingles = counts & 0xffff;
    const indicators = counts >>> 16;
    const sample = { shingles: words.subarray(at + HEAD, at + HEAD + shingles), length: words[at + 4] ?? 0 };
    const text = textScore({ common: commonShingles(own.signature, sample), lengths: [own.signature.length, sample.length] });
    const telling = own.telling.length === 0 ? [] : readTelling(words, at + HEAD + shingles, indicators);
    const match = matchFrom('', { text }, commonIndicators(own.telling, telling));
    return match === null ? null : { ...match, id: idOf(words, at) };
  }

  #write(id: string, { shingles, length }: ShingleSample, telling: readonly TellingIndicator[]): number {
    const place = this.#slab.take(HEAD + shingles.length + telling.length * INDICATOR_WORDS);
    const words = this.#slab.pieceOf(place);
    const at = this.#slab.placeOf(place);
    words.set(wordsOfId(id), at);
    words[at + 4] = length;
    words[at + 5] = ((telling.length << 16) | shingles.length) >>> 0;
    words.set(shingles, at + HEAD);
    for (const [index, indicator] of telling.entries()) words.set(wordsOfTelling(indicator), at + HEAD + shingles.length + index * INDICATOR_WORDS);
    return place;
  }

  /** A copy: the room of a report that leaves the index is cleared. */
  #sampleOf(place: number): ShingleSample {
    const words = this.#slab.pieceOf(place);
    const at = this.#slab.placeOf(place);
    const shingles = (words[at + 5] ?? 0) & 0xffff;
    return { shingles: words.slice(at + HEAD, at + HEAD + shingles), length: words[at + 4] ?? 0 };
  }

  #lengthOfRun(place: number): number {
    const counts = this.#slab.pieceOf(place)[this.#slab.placeOf(place) + 5] ?? 0;
    return HEAD + (counts & 0xffff) + (counts >>> 16) * INDICATOR_WORDS;
  }

  #numberOf(id: string): number | undefined {
    const words = wordsOfId(id);
    const length = this.#byId.read(idKey(words), this.#found);
    for (let at = 0; at < length; at += 1) {
      const number = this.#found[at] ?? 0;
      const place = (this.#places[number] ?? 0) - 1;
      if (place < 0) continue;
      const run = this.#slab.run(place, 4);
      if (words.every((word, index) => word === run[index])) return number;
    }
    return undefined;
  }

  #growPlaces(): void {
    const [places, shared] = [new Uint32Array(this.#places.length * 2), new Uint8Array(this.#shared.length * 2)];
    places.set(this.#places);
    this.#places = places;
    this.#shared = shared;
  }
}

function indicatorKey(hash: string): number {
  return Number.parseInt(hash.slice(0, 8), 16);
}

/** As it comes back from the slab: 64 bits of the hash. */
function shortKey(indicator: TellingIndicator): TellingIndicator {
  return { ...indicator, key: indicator.key.slice(0, 16) };
}

function wordsOfTelling({ key, kind, weight }: TellingIndicator): number[] {
  const packed = (INDICATOR_KINDS.indexOf(kind) << KIND_SHIFT) | Math.round(weight * WEIGHT_STEPS);
  return [indicatorKey(key), Number.parseInt(key.slice(8, 16), 16), packed];
}

function readTelling(words: Uint32Array, start: number, count: number): TellingIndicator[] {
  return Array.from({ length: count }, (_, index) => {
    const at = start + index * INDICATOR_WORDS;
    const packed = words[at + 2] ?? 0;
    const kind = INDICATOR_KINDS[packed >>> KIND_SHIFT] ?? 'handle';
    return { key: hex(words[at] ?? 0) + hex(words[at + 1] ?? 0), kind, weight: (packed & 0xffff) / WEIGHT_STEPS };
  });
}

function wordsOfId(id: string): number[] {
  const digits = id.replaceAll('-', '');
  return [0, 8, 16, 24].map((from) => Number.parseInt(digits.slice(from, from + 8), 16));
}

function idOf(words: Uint32Array, at: number): string {
  const digits = [0, 1, 2, 3].map((index) => hex(words[at + index] ?? 0)).join('');
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join('-');
}

/** The last half of a version 7 UUID is random. */
function idKey(words: readonly number[]): number {
  return ((words[2] ?? 0) ^ (words[3] ?? 0)) >>> 0;
}

function hex(word: number): string {
  return word.toString(16).padStart(8, '0');
}
