// Earlier reports in memory: which of millions a report resembles. Candidates share a signature key or a telling indicator, and are scored
// exactly, as `match-reports.ts` does. A report is one run of words in a slab: no object, so a million reports are a few large arrays.

import { INDICATOR_KINDS } from '#core/taxonomy/taxonomy.ts';

import type { TellingIndicator } from '../indicator-weight.ts';
import { commonIndicators, type TellingReport } from '../match-reports.ts';
import { bestMatches, MATCH_LIMIT, matchFrom } from '../match-score.ts';
import type { Match, ReportMatch } from '../match.ts';
import type { ShingleSample, TextSignature } from '../text-signature.ts';
import { KeyPostings } from './key-postings.ts';
import { ComparedText, SKETCH_WORDS, writeSketch } from './shingle-sketch.ts';
import { WordSlab } from './word-slab.ts';

/** Newest reports under one key: a phrase or link of thousands of reports must not make each next one slower. */
const NEWEST_UNDER_KEY = 128;
/** Reports that share an indicator with the query, the weightiest first, after which no further indicator is looked at: all are scored. */
const INDICATOR_CANDIDATES = 256;
/** Of the others those whose sketches promise most: enough that the ten best are among them. */
const TEXT_CANDIDATES = 32;
/** Reports met by signature keys, the rarest first, after which no further key is looked at: those of frequent ones hardly resemble the text. */
const ENOUGH_MET = 384;
/** A text whose sketch promises less is none that matches: that takes 0.4, and of those hardly two in a thousand look like so little. */
const LEAST_GUESS = 0.1;
/** Guesses are ranked in ten-thousandths. */
const SCORE_STEPS = 10_000;
/** More than there are numbers: a score and a number in one, exact in 53 bits. */
const NUMBERS = 2 ** 31;
const KEYS = 2 ** 32;
/** A key with so many reports is as frequent as one with more; so its count and itself are exact in one, too. */
const FREQUENT = 2 ** 20;

/** Words of a line of the processor's cache, and of what is prefetched of a run: most of a usual one. */
const LINE = 16;
const PREFETCHED = 80;

const DASH = 45;

const HEAD_WORDS = 2 + SKETCH_WORDS;

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

/** Not for several threads: a query marks in arrays that are kept. */
export class ReportIndex {
  readonly #slab = new WordSlab();
  /** Of each report, by its number in order of arrival: where it lies, + 1, and 0 once removed; its length; its sketch. */
  readonly #heads = new WordSlab();
  readonly #postings = new KeyPostings(NEWEST_UNDER_KEY);
  readonly #byId = new KeyPostings(4);
  readonly #found = new Uint32Array(NEWEST_UNDER_KEY);
  /** Numbers met by the query; all 0 between queries. */
  #met = new Uint8Array(1_024);
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
    return this.#slab.bytes + this.#heads.bytes + this.#postings.bytes + this.#byId.bytes + this.#met.byteLength;
  }

  /** Takes the place of an earlier state of the same report. */
  add({ id, keys, signature, telling }: IndexedReport): void {
    this.#postings.prefetch(keys);
    const words = wordsOfId(id);
    this.#removeNumber(this.#numberOf(words));
    const number = this.#numbers;
    this.#numbers += 1;
    if (number >= this.#met.length) this.#met = new Uint8Array(this.#met.length * 2);
    const kept = telling.slice(0, INDICATOR_LIMIT);
    const head = this.#heads.take(HEAD_WORDS);
    const heads = this.#heads.pieceOf(head);
    const at = this.#heads.placeOf(head);
    heads[at] = this.#write(words, signature, kept) + 1;
    heads[at + 1] = signature.length;
    writeSketch(signature, heads, at + 2);
    this.#size += 1;
    for (const key of keys) this.#postings.add(key, number);
    for (const { key } of kept) this.#postings.add(indicatorKey(key), number);
    this.#byId.add(idKey(words), number);
  }

  /** @returns false when it was not there. */
  remove(id: string): boolean {
    return this.#removeNumber(this.#numberOf(wordsOfId(id)));
  }

  #removeNumber(number: number | undefined): boolean {
    if (number === undefined) return false;
    const place = this.#placeOf(number);
    const run = this.#slab.run(place, this.#lengthOfRun(place));
    // What was learnt of a person's text goes at once, not when the memory is used again.
    run.fill(0);
    this.#heads.run(number * HEAD_WORDS, HEAD_WORDS).fill(0);
    this.#size -= 1;
    return true;
  }

  /** The report's matches, best first, at most 10; itself is none. Never throws. */
  match(report: TellingReport & { id: string; keys: Uint32Array }): ReportMatch[] {
    const text = new ComparedText(report.signature);
    const telling = report.telling.map(shortKey);
    const itself = this.#numberOf(wordsOfId(report.id));
    const best = new BestScores(MATCH_LIMIT);
    const found: { match: Match; number: number }[] = [];
    const chosen = this.#candidates(report, text);
    for (const candidate of chosen) {
      const number = candidate % NUMBERS;
      const match = number === itself ? null : this.#score({ text, telling }, number);
      if (match === null) continue;
      found.push({ match, number });
      best.add(match.score);
    }
    const among = found.flatMap(({ match, number }) => (match.score < best.least ? [] : [{ ...match, id: this.#idOf(number), number }]));
    return bestMatches(among).map(({ number, ...match }) => ({ ...match, sample: this.#sampleOf(this.#placeOf(number)) }));
  }

  /** Those that share a key and are worth scoring: numbers, plus what their sketches say in multiples of {@link NUMBERS}. */
  #candidates({ keys, telling }: { keys: Uint32Array; telling: readonly TellingIndicator[] }, text: ComparedText): Float64Array {
    const met: number[] = [];
    this.#postings.prefetch(keys);
    for (const { key } of telling) if (met.length < INDICATOR_CANDIDATES) this.#meet(indicatorKey(key), met);
    const byIndicator = met.length;
    for (const key of this.#rarestFirst(keys)) if (met.length < byIndicator + ENOUGH_MET) this.#meet(key, met);
    const ranked = new Float64Array(met.length);
    let count = 0;
    for (let at = 0; at < met.length; at += 1) {
      const number = met[at] ?? 0;
      this.#met[number] = 0;
      const heads = this.#heads.pieceOf(number * HEAD_WORDS);
      const head = this.#heads.placeOf(number * HEAD_WORDS);
      const guess = text.guess(heads, head + 2, heads[head + 1] ?? 0);
      if (guess < LEAST_GUESS && at >= byIndicator) continue;
      // What a shared indicator weighs is known only when it is scored: such come first.
      ranked[count] = (Math.round(guess * SCORE_STEPS) + (at < byIndicator ? SCORE_STEPS : 0)) * NUMBERS + number;
      count += 1;
    }
    const chosen = ranked
      .subarray(0, count)
      .sort()
      .subarray(-(byIndicator + TEXT_CANDIDATES));
    this.#prefetch(chosen);
    return chosen;
  }

  #rarestFirst(keys: Uint32Array): Float64Array {
    const ranked = Float64Array.from(keys, (key) => Math.min(FREQUENT, this.#postings.added(key)) * KEYS + key);
    return ranked.sort().map((each) => each % KEYS);
  }

  #meet(key: number, met: number[]): void {
    const length = this.#postings.read(key, this.#found);
    for (let at = 0; at < length; at += 1) {
      const number = this.#found[at] ?? 0;
      // To look whether it is still there here, and not when it is ranked, lets the heads come from memory together.
      if (this.#met[number] !== 0 || this.#placeOf(number) < 0) continue;
      this.#met[number] = 1;
      met.push(number);
    }
  }

  /** The runs come from memory together: as {@link KeyPostings.prefetch}. */
  #prefetch(candidates: Float64Array): void {
    let sum = 0;
    for (let at = 0; at < candidates.length; at += 1) {
      const place = this.#placeOf((candidates[at] ?? 0) % NUMBERS);
      const words = this.#slab.pieceOf(place);
      const start = this.#slab.placeOf(place);
      for (let line = 0; line < PREFETCHED; line += LINE) sum ^= words[start + line] ?? 0;
    }
    this.#found[0] = sum;
  }

  #placeOf(number: number): number {
    const head = number * HEAD_WORDS;
    return (this.#heads.pieceOf(head)[this.#heads.placeOf(head)] ?? 0) - 1;
  }

  #score({ text, telling }: { text: ComparedText; telling: readonly TellingIndicator[] }, number: number): Match | null {
    const place = this.#placeOf(number);
    const words = this.#slab.pieceOf(place);
    const at = this.#slab.placeOf(place);
    const counts = words[at + 5] ?? 0;
    const kept = counts & 0xffff;
    const score = text.score(words, at + HEAD, { kept, length: words[at + 4] ?? 0 });
    const theirs = telling.length === 0 ? [] : readTelling(words, at + HEAD + kept, counts >>> 16);
    return matchFrom('', { text: score }, commonIndicators(telling, theirs));
  }

  #idOf(number: number): string {
    const place = this.#placeOf(number);
    return idOf(this.#slab.run(place, 4));
  }

  #write(id: Uint32Array, { shingles, length }: ShingleSample, telling: readonly TellingIndicator[]): number {
    const place = this.#slab.take(HEAD + shingles.length + telling.length * INDICATOR_WORDS);
    const words = this.#slab.pieceOf(place);
    const at = this.#slab.placeOf(place);
    words.set(id, at);
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

  #numberOf(words: Uint32Array): number | undefined {
    const length = this.#byId.read(idKey(words), this.#found);
    for (let at = 0; at < length; at += 1) {
      const number = this.#found[at] ?? 0;
      const place = this.#placeOf(number);
      if (place < 0) continue;
      const run = this.#slab.run(place, 4);
      if (words.every((word, index) => word === run[index])) return number;
    }
    return undefined;
  }
}

/** The best scores so far. */
class BestScores {
  readonly #scores: Float64Array;

  constructor(limit: number) {
    this.#scores = new Float64Array(limit);
  }

  /** What a further one must reach to be among them. */
  get least(): number {
    return this.#scores[0] ?? 0;
  }

  add(score: number): void {
    if (score <= this.least) return;
    this.#scores[0] = score;
    this.#scores.sort();
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

function wordsOfId(id: string): Uint32Array {
  const words = new Uint32Array(4);
  let digits = 0;
  for (let at = 0; at < id.length; at += 1) {
    const code = id.charCodeAt(at);
    if (code === DASH) continue;
    const word = digits >>> 3;
    // '0' is 48; of letters, large or small, the lower bits count from 1.
    words[word] = ((words[word] ?? 0) << 4) | (code < 58 ? code - 48 : (code & 7) + 9);
    digits += 1;
  }
  return words;
}

function idOf(words: Uint32Array): string {
  const digits = Array.from(words, hex).join('');
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join('-');
}

/** The last half of a version 7 UUID is random. */
function idKey(words: Uint32Array): number {
  return ((words[2] ?? 0) ^ (words[3] ?? 0)) >>> 0;
}

function hex(word: number): string {
  return word.toString(16).padStart(8, '0');
}
