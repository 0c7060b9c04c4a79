// The trained model for words in Latin letters: one byte a feature and language. Scores of words add up, so those of a clause and of a
// message come from the same look-ups.

import { readFileSync } from 'node:fs';

import type { DetectedLanguage } from '../reading.ts';
import { LANGUAGE_BITS, MAX_WORD_FEATURES, wordFeatures } from './word-features.ts';

export interface LanguageModel {
  languages: readonly DetectedLanguage[];
  /** One row a bucket, one column a language. */
  weights: Int8Array;
  bias: Float32Array;
  /** Weight of one step of the bytes. */
  scale: number;
}

const MAGIC = 'JAGALANG1\n';

/** File: magic line, languages, scale and bias as one line of JSON, then the bytes. */
export function encodeLanguageModel({ languages, weights, bias, scale }: LanguageModel): Buffer {
  return Buffer.concat([Buffer.from(`${MAGIC}${JSON.stringify({ languages, scale, bias: [...bias] })}\n`), Buffer.from(weights.buffer)]);
}

/** @throws Error when the bytes are no such model or a cut one. */
export function decodeLanguageModel(bytes: Buffer): LanguageModel {
  const end = bytes.indexOf(10, MAGIC.length);
  if (!bytes.subarray(0, MAGIC.length).equals(Buffer.from(MAGIC)) || end < 0) throw new Error('not a language model: run "node scripts/train-language.ts"');
  const header = JSON.parse(bytes.subarray(MAGIC.length, end).toString('utf8')) as { languages: string[]; scale: number; bias: number[] };
  const weights = new Int8Array(bytes.subarray(end + 1));
  if (header.languages[MALAY] !== 'ms' || header.languages[INDONESIAN] !== 'id')
    throw new Error('the language model has other columns: run "node scripts/train-language.ts"');
  if (weights.length !== 2 ** LANGUAGE_BITS * header.languages.length) throw new Error('the language model is cut short: run "node scripts/train-language.ts"');
  return { ...header, bias: Float32Array.from(header.bias), weights };
}

// Columns, as trained.
const MALAY = 1;
const INDONESIAN = 2;

let loaded: LanguageModel | null = null;
const BUCKETS = new Uint16Array(MAX_WORD_FEATURES);

/** Read at first use, so that it can be trained before there is one. @throws Error when there is none. */
function model(): LanguageModel {
  return (loaded ??= decodeLanguageModel(readFileSync(new URL('../data/language.model', import.meta.url))));
}

/** Sums to add word scores to. */
export function noScores(): Int32Array {
  return new Int32Array(model().languages.length);
}

/** Adds to `sums` what a word says for each language; returns how much more that is for Indonesian than for Malay. */
export function addWordScores(word: string, sums: Int32Array): number {
  const count = wordFeatures(word, BUCKETS);
  const { weights, scale } = model();
  const width = sums.length;
  let lean = 0;
  for (let i = 0; i < count; i += 1) {
    const row = (BUCKETS[i] ?? 0) * width;
    for (let language = 0; language < width; language += 1) sums[language] = (sums[language] ?? 0) + (weights[row + language] ?? 0);
    lean += (weights[row + INDONESIAN] ?? 0) - (weights[row + MALAY] ?? 0);
  }
  return lean * scale;
}

/** Best language of added scores, and how probable it is among those known. */
export function bestLanguage(sums: Int32Array): { code: DetectedLanguage; probability: number } {
  const { languages, bias, scale } = model();
  let best = 0;
  let top = -Infinity;
  for (let language = 0; language < sums.length; language += 1) {
    const logit = (sums[language] ?? 0) * scale + (bias[language] ?? 0);
    if (logit > top) [best, top] = [language, logit];
  }
  let total = 0;
  for (let language = 0; language < sums.length; language += 1) {
    const below = top - (sums[language] ?? 0) * scale - (bias[language] ?? 0);
    // e^-20 adds nothing.
    if (below < 20) total += Math.exp(-below);
  }
  return { code: languages[best] ?? 'und', probability: 1 / total };
}
