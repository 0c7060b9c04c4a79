// What a reporter says themselves, apart from the script that they paste or forward. Victims of one script share its words; people who know
// nothing of each other do not share their own.

import { SHORTEST_SAME } from '#core/matching/match-score.ts';
import { textShingles, type ShingleSample } from '#core/matching/text-signature.ts';
import { TELLING_CUES } from './telling-cues.ts';
import { vouches } from './vouching-cues.ts';

export interface Telling {
  /** The own words where there are enough of them to tell people apart, otherwise the whole text. */
  words: ShingleSample;
  /** Whether {@link Telling.words} are the reporter's own. */
  own: boolean;
  /** They say that it is no scam. */
  vouching: boolean;
}

/** UTF-16 offsets of what was forwarded: somebody else's words. */
export type ForwardedSpan = readonly [start: number, end: number];

/** Read of a text: people tell at its beginning or end, and a chat export of 100,000 letters is evidence rather than telling. */
const READ_LIMIT = 8_000;
/** Smallest hashes kept of a telling: a bottom-k sample as in text-signature.ts; of nearly all tellings that is everything. */
const SAMPLE = 128;
/** Where somebody's words meet a pasted script: ends of sentences, lines, colons, quotation marks, the `[Web발신]` of a text message. */
const SENTENCE_END = /[.!?。…~]+(?=\s|$)|[\n:："“”「」『』]|(?=\[)/u;

/** Linear in the text; never throws. */
export function readTelling(text: string, forwarded: readonly ForwardedSpan[] = []): Telling {
  const mine = forwarded.length === 0 ? tellingSentences(text.slice(0, READ_LIMIT)) : withoutForwarded(text, forwarded).slice(0, READ_LIMIT);
  const shingles = textShingles(mine);
  const own = shingles.length >= SHORTEST_SAME;
  return { words: sampleOf(own ? shingles : textShingles(text.slice(0, READ_LIMIT))), own, vouching: vouches(mine === '' ? text.slice(0, READ_LIMIT) : mine) };
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
