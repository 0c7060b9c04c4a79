// What the question "what became of the money?" is answered from. It is not told where the scam is, but all over the text, most of all at its
// end, and by which words stand near each other ("almost … sent", "tak sempat … transfer").

import type { FeatureView } from './feature-view.ts';
import { isHangul } from './feature-view.ts';
import type { TextFeatures } from './text-features.ts';
import { mix } from './text-features.ts';

/** Hashed features and how much each counts. */
export interface WeighedFeatures {
  hashes: Uint32Array;
  pulls: Float64Array;
}

/** Units of the view: the last sentence or two. */
const ENDING = 100;
const ENDING_SEED = 0x51ed270b;
const PAIR_SEED = 0x2545f491;
/** Words apart; neighbours are 1. */
const REACH = 3;
const GAP = 0x20;
const PRIME = 0x01000193;

/** All features of the text, those of its ending once more, and pairs of near words; each group counts the same however long the text is. */
export function toldFeatures({ text }: Pick<FeatureView, 'text'>, { hashes, ends }: TextFeatures): WeighedFeatures {
  const endsAt = Math.max(0, ends.length - ENDING);
  const ending = hashes.subarray(endsAt === 0 ? 0 : (ends[endsAt - 1] ?? 0)).map((hash) => mix(hash ^ ENDING_SEED) >>> 0);
  const groups = [hashes, ending, wordPairs(wordsOf(text))];
  const all = { hashes: new Uint32Array(groups.reduce((sum, { length }) => sum + length, 0)), pulls: new Float64Array(0) };
  all.pulls = new Float64Array(all.hashes.length);
  let at = 0;
  for (const group of groups) {
    all.hashes.set(group, at);
    all.pulls.fill(1 / Math.sqrt(Math.max(1, group.length)), at, at + group.length);
    at += group.length;
  }
  return all;
}

/** Hashes of the words between gaps; Korean has no reliable ones, so there is none in it. */
function wordsOf(text: string): number[] {
  const words: number[] = [];
  let word = 0;
  for (let i = 0; i <= text.length; i += 1) {
    const unit = i < text.length ? text.charCodeAt(i) : GAP;
    if (unit !== GAP && !isHangul(unit)) word = Math.imul(word ^ unit, PRIME) + 1;
    else if (word !== 0) {
      words.push(word);
      word = 0;
    }
  }
  return words;
}

function wordPairs(words: readonly number[]): Uint32Array {
  const pairs: number[] = [];
  for (let first = 0; first < words.length; first += 1) {
    for (let apart = 1; apart <= REACH && first + apart < words.length; apart += 1) {
      const seed = apart === 1 ? PAIR_SEED : PAIR_SEED + 1;
      pairs.push(mix(Math.imul(words[first] ?? 0, 31) ^ (words[first + apart] ?? 0) ^ seed));
    }
  }
  return Uint32Array.from(pairs);
}
