// Malay or Indonesian: most words are both, and names decide nothing, so words that only one of the two has weigh most, and what the
// model says of all others is bounded. Without evidence a text is read as Malay (domain rules §5.3).

import { ONLY_INDONESIAN, ONLY_MALAY } from './malay-words.ts';

/** Evidence of words, added up: `decisive` counts words of one of the two, `lean` what the model says; positive is Indonesian. */
export interface Lean {
  decisive: number;
  lean: number;
  words: number;
}

// Chosen on corpus files that were held out of training. One word says at most BOUND, all together TOTAL, which one decisive word outweighs; OFFSET
// takes back what names and numbers in words lean to Indonesian on average.
const BOUND = 1;
const DECISIVE = 2.5;
const MARGIN = 1.1;
const OFFSET = 0.18;
const TOTAL = 2.2;

export function addLean(sum: Lean, word: string, modelled: number): void {
  sum.decisive += ONLY_INDONESIAN.has(word) ? 1 : ONLY_MALAY.has(word) ? -1 : 0;
  sum.lean += Math.max(-BOUND, Math.min(BOUND, modelled));
  sum.words += 1;
}

export function malayOrIndonesian({ decisive, lean, words }: Lean): 'ms' | 'id' {
  const modelled = Math.max(-TOTAL, Math.min(TOTAL, lean - OFFSET * words));
  return DECISIVE * decisive + modelled > MARGIN ? 'id' : 'ms';
}
