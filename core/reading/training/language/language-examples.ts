// What the language model learns from: lines of the corpus and of the UCI collection, and for other languages invented sequences of
// their everyday words. NTREX is for measuring and is not among it.

import type { Script } from '../corpus.ts';
import { copyOf } from '../examples.ts';
import type { Random } from '../random.ts';
import { latinWords } from '../../language/latin-words.ts';
import { COMMON_WORDS } from './common-words.ts';
import { INDONESIAN_FORMAL, INDONESIAN_ONLY, MALAY_FORMAL, MALAY_ONLY, SHARED } from '../../language/malay-words.ts';
import { MORE_WORDS } from './more-words.ts';

/** Words in order, lower case. */
export interface LanguageText {
  language: string;
  words: readonly string[];
}

/** In the order of the model's columns. */
export const LEARNED_LANGUAGES = ['en', 'ms', 'id', 'tl', 'vi', 'es', 'fr', 'de', 'pt', 'it', 'nl', 'tr', 'pl', 'sv', 'und'] as const;

/** Real text. Lines of the Malay folder that are English (bank notices) teach English. */
export function corpusTexts(scripts: readonly Script[]): LanguageText[] {
  return scripts.flatMap((script) => {
    if (script.language === 'ko') return [];
    const words = latinWords(copyOf(script, 0));
    return words.length === 0 ? [] : [{ language: script.language === 'ms' && isEnglish(words) ? 'en' : script.language, words }];
  });
}

const LISTS: ReadonlyMap<string, readonly string[]> = new Map(
  LEARNED_LANGUAGES.map((language) => [language, listOf(`${COMMON_WORDS[language] ?? ''} ${MORE_WORDS[language] ?? ''} ${own(language)}`)]),
);

function own(language: string): string {
  if (language === 'ms') return `${MALAY_ONLY} ${MALAY_FORMAL} ${SHARED}`;
  return language === 'id' ? `${INDONESIAN_ONLY} ${INDONESIAN_FORMAL} ${SHARED}` : '';
}

function listOf(words: string): string[] {
  return [...new Set(words.toLowerCase().split(/\s+/))].filter((word) => word !== '');
}

function isEnglish(words: readonly string[]): boolean {
  const [english, malay] = ['en', 'ms'].map((language) => new Set(LISTS.get(language)));
  const count = (list: Set<string> | undefined, other: Set<string> | undefined): number =>
    words.filter((word) => list?.has(word) === true && other?.has(word) !== true).length;
  return count(english, malay) > 2 * count(malay, english) && count(english, malay) >= 2;
}

/** Two to six words of a language's list, every second time without diacritics, as people type. */
export function listText(language: string, random: Random): LanguageText {
  const list = LISTS.get(language) ?? [];
  const words = Array.from({ length: 1 + random.below(6) }, () => random.pick(list));
  return { language, words: random.chance(0.3) && language !== 'vi' ? words.map((word) => word.normalize('NFD').replace(/[\u0300-\u036f]/g, '')) : words };
}

/** A stretch of a text: short messages are the hard ones. */
export function stretchOf({ language, words }: LanguageText, random: Random): LanguageText {
  if (random.chance(0.25)) return { language, words: words.slice(0, 40) };
  const length = 1 + random.below(7);
  const from = random.below(Math.max(1, words.length - length + 1));
  return { language, words: words.slice(from, from + length) };
}
