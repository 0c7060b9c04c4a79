// Hashed n-grams of a feature view (the hashing trick: Weinberger et al., 2009). Order matters: features come by the place where
// they end, so any stretch of the text is a range of them and costs one subtraction of prefix sums.

import type { FeatureView } from './feature-view.ts';
import { isHangul, isToken } from './feature-view.ts';

/** Features of a text by end position: those of unit `i` are `hashes[ends[i - 1] … ends[i])`, each 32 bits. */
export interface TextFeatures {
  hashes: Uint32Array;
  /** One entry a unit of the view. */
  ends: Int32Array;
}

/** Longest n-gram of letters in units; five letters are about a stem. */
const MAX_LATIN = 5;
/** Three syllables are a word and its particle; four added nothing in cross-validation. */
const MAX_HANGUL = 3;
// Most features that one unit can end: n-grams, a word, a pair of words.
const MAX_PER_UNIT = MAX_LATIN + 3;
const PRIME = 0x01000193;
const WORD_SEED = 0x9e3779b1;
const PAIR_SEED = 0x85ebca6b;
const GAP = 0x20;

/** All features of a view. Linear in its length. */
export function textFeatures({ text }: Pick<FeatureView, 'text'>): TextFeatures {
  const hashes = new Uint32Array(text.length * MAX_PER_UNIT);
  const ends = new Int32Array(text.length);
  let count = 0;
  let word = WORD_SEED;
  let wordLength = 0;
  let previousWord = 0;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    count = addNgrams(text, i, hashes, count);
    if (unit === GAP || isHangul(unit)) {
      previousWord = wordLength > 0 && unit === GAP ? word : unit === GAP ? previousWord : 0;
      word = WORD_SEED;
      wordLength = 0;
    } else {
      word = Math.imul(word ^ unit, PRIME);
      wordLength += 1;
      if (endsWord(text, i)) {
        hashes[count++] = mix(word);
        if (previousWord !== 0) hashes[count++] = mix(Math.imul(previousWord, 31) ^ word ^ PAIR_SEED);
      }
    }
    ends[i] = count;
  }
  return { hashes: hashes.subarray(0, count), ends };
}

function endsWord(text: string, at: number): boolean {
  if (at + 1 >= text.length) return true;
  const next = text.charCodeAt(at + 1);
  return next === GAP || isHangul(next);
}

/** N-grams that end at `at`: two or three units where there is Hangul or a token, three to five letters else. */
function addNgrams(text: string, at: number, hashes: Uint32Array, from: number): number {
  let count = from;
  let hash = 0;
  let dense = false;
  for (let n = 1; n <= MAX_LATIN && n <= at + 1; n += 1) {
    const unit = text.charCodeAt(at + 1 - n);
    hash = Math.imul(hash ^ unit, PRIME) + n;
    dense ||= isHangul(unit) || isToken(unit);
    if (dense ? n >= 2 && n <= MAX_HANGUL : n >= 3) hashes[count++] = mix(hash);
  }
  return count;
}

/** Finaliser of MurmurHash3 (Appleby, public domain): every bit of the input reaches the high bits that the model uses. */
export function mix(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
