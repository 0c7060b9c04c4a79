// Reads a typed answer to “has money or a code left, and when?” in Korean, Malay and English, whichever language the
// person has chosen. What is not clear is asked again, never guessed.

import type { LossAnswer } from '../dialogue.ts';
import { answerWords, joined } from './fold.ts';
import { readKoreanAnswer } from './read-korean-answer.ts';
import { readLatinAnswer } from './read-latin-answer.ts';

/** `yes`: it left, but when was not said. */
export type ReadAnswer = LossAnswer | 'yes';

/** Null when the text is no answer to the question, or not a clear one. Linear in the text's length, which is capped. */
export function readLossAnswer(text: string): ReadAnswer | null {
  const words = answerWords(text);
  if (words.length === 0) return null;
  return /\p{Script=Hangul}/u.test(words.join('')) ? readKoreanAnswer(joined(words)) : readLatinAnswer(words);
}
