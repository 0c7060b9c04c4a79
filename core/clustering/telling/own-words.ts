// What a reporter says themselves, apart from the script that they paste or forward. Victims of one script share its words; people who know
// nothing of each other do not share their own.

import { SHORTEST_SAME } from '#core/matching/match-score.ts';
import { textShingles, type ShingleSample } from '#core/matching/text-signature.ts';
import { TELLING_CUES } from './telling-cues.ts';
import { vouches } from './vouching-cues.ts';

export interface Telling {
  whole: ShingleSample;
  /** The reporter's own words; null: none, or too few to tell people apart. */
  own: ShingleSample | null;
  /** They say that it is no scam. */
  vouching: boolean;
}

/** UTF-16 offsets of what was forwarded: somebody else's words. */
export type ForwardedSpan = readonly [start: number, end: number];

/** Read of a text: people tell at its beginning or end, and a chat export of 100,000 letters is evidence rather than telling. */
const READ_LIMIT = 8_000;
/** Smallest hashes kept of a telling: a bottom-k sample as in text-signature.ts; of nearly all tellings that is everything. */
const SAMPLE = 256;
/** Where somebody's words meet a pasted script: ends of sentences, lines, colons, quotation marks, the `[Web발신]` of a text message. */
const SENTENCE_END = /[.!?。…~]+(?=\s|$)|[\n:："“”「」『』]|(?=\[)/u;

/** Linear in the text; never throws. */
export function readTelling(text: string, forwarded: readonly ForwardedSpan[] = []): Telling {
  const whole = text.slice(0, READ_LIMIT);
  const mine = forwarded.length === 0 ? tellingSentences(whole) : withoutForwarded(text, forwarded).slice(0, READ_LIMIT);
  const own = textShingles(mine);
  return {
    whole: sampleOf(textShingles(whole)),
    own: own.length >= SHORTEST_SAME ? sampleOf(own) : null,
    vouching: vouches(mine.trim() === '' ? whole : mine),
  };
}

function tellingSentences(text: string): string {
  return text
    .split(SENTENCE_END)
    .filter((sentence) => isTelling(sentence.toLowerCase()))
    .join('\n');
}

function isTelling(sentence: string): boolean {
  return TELLING_CUES.some((cue) => cue.test(sentence));
}

function withoutForwarded(text: string, forwarded: readonly ForwardedSpan[]): string {
  return forwarded.reduceRight((left, [start, end]) => `${left.slice(0, start)}\n${left.slice(end)}`, text);
}

/** Shingles come in ascending order. */
function sampleOf(shingles: Uint32Array): ShingleSample {
  return { shingles: shingles.slice(0, SAMPLE), length: shingles.length };
}
