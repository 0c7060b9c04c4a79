// Digits that are spelled out (공일공, kosong satu dua, zero one two) or written with letters that look like them (O12, l).

import type { Survey } from '../survey/survey.ts';
import type { DigitGroup } from './digit-runs.ts';

const HANGUL_DIGITS: ReadonlyMap<string, string> = new Map(
  Object.entries({ 공: '0', 영: '0', 빵: '0', 일: '1', 이: '2', 삼: '3', 사: '4', 오: '5', 육: '6', 륙: '6', 칠: '7', 팔: '8', 구: '9' }),
);
const HAN_DIGITS: ReadonlyMap<string, string> = new Map([...'〇一二三四五六七八九'].map((sign, digit) => [sign, String(digit)]));
const LATIN_DIGITS: ReadonlyMap<string, string> = new Map(
  [
    'zero oh kosong sifar nol',
    'one satu',
    'two dua',
    'three tiga',
    'four empat',
    'five lima',
    'six enam',
    'seven tujuh',
    'eight lapan delapan',
    'nine sembilan',
  ].flatMap((words, digit) => words.split(' ').map((word) => [word, String(digit)] as const)),
);
const DIGIT_OF: ReadonlyMap<string, string> = new Map([...HANGUL_DIGITS, ...HAN_DIGITS, ['零', '0'], ...LATIN_DIGITS]);
const SIGNS = `${[...HANGUL_DIGITS.keys(), ...HAN_DIGITS.keys()].join('')}零`;
const WORDS = [...LATIN_DIGITS.keys()].toSorted((a, b) => b.length - a.length).join('|');
/** Syllables and signs that may stand for a digit. */
export const DIGIT_SIGNS = SIGNS;
/** What may stand between them: SPELLED_SIGNS. */
export const DIGIT_SEPARATORS = ' .-·,다시대시하이픈에의';
/** A word for a digit, perhaps within another word. */
export const DIGIT_WORD = new RegExp(WORDS);
const REPEATED: ReadonlyMap<string, number> = new Map([
  ['double', 2],
  ['triple', 3],
]);

// Seven digits or digit words in a row, with at most three separators or a spoken dash between two of them.
const SPELLED_SIGNS = new RegExp(`(?:[0-9${SIGNS}](?:[ .\\-·,]{0,3}| ?(?:다시|대시|하이픈|에|의) ?)){7}`);
const SPELLED_WORDS = new RegExp(`(?:\\b(?:${WORDS}|[0-9])\\b[ .\\-,]{0,3}(?:(?:double|triple) )?){7}`);
/** Where no number is spelled out. */
const SWAPPED_TOKEN = /[oil|]*[0-9][0-9oil|]*|\b[oil|]{2,4}(?=[-. ][0-9])/g;
const SIGN_TOKEN = new RegExp(`${SWAPPED_TOKEN.source}|[${SIGNS}]`, 'g');
/** A word stands alone, or begins a number glued to the word before it, or ends one glued to the word after it. */
const TOKEN = new RegExp(
  [
    SIGN_TOKEN.source,
    `\\b(?:(?<times>double|triple) )?(?<word>${WORDS})\\b`,
    `(?:zero|kosong|sifar)(?=[ ,.-]{1,3}(?:${WORDS})\\b)`,
    `(?<=\\b(?:${WORDS})[ ,.-]{1,3})(?:${WORDS})(?=[a-z])`,
  ].join('|'),
  'g',
);
const PLAIN_TOKEN = /[0-9]+/g;
const LETTER = /[a-z]/;
/** Words after which an O glued to digits is the number's zero and not the word's own letter. */
const CUE_BEFORE = /(?:call|wasap|whatsapp|hubungi|tel|hp|fon|phone|text|sms|contact|ws|nombor|number)$/;

/** Whether a text (folded) has a number spelled out in it: seven digits or more, in signs after each other or in words. */
export function hasSpelledDigits(words: string, { counts }: Survey): boolean {
  if (counts.numeralsInRow >= 7 && SPELLED_SIGNS.test(words)) return true;
  return counts.digitWords > 0 && counts.digitWords + counts.digits >= 7 && SPELLED_WORDS.test(words);
}

/** Groups of digits, look-alike letters and, if `spelled`, digit words. */
export function spelledGroups(words: string, spelled: boolean, seen: Survey): DigitGroup[] {
  const groups: DigitGroup[] = [];
  const spelledToken = seen.mayHold('digitWord') ? TOKEN : SIGN_TOKEN;
  for (const match of words.matchAll(spelled ? spelledToken : SWAPPED_TOKEN)) {
    const start = match.index;
    const end = start + match[0].length;
    const digit = DIGIT_OF.get(match.groups?.['word'] ?? match[0]);
    if (digit === undefined) groups.push(...swappedGroups(words, match[0], start));
    else if (spelled) groups.push({ digits: digit.repeat(REPEATED.get(match.groups?.['times'] ?? '') ?? 1), start, end, spelled: true });
  }
  return groups;
}

/** A token of digits and look-alike letters: letters count only when no other letter touches it (not in `10kali`). */
function swappedGroups(words: string, token: string, start: number): DigitGroup[] {
  const bar = token.indexOf('|');
  if (bar > 0 && isBetweenNumbers(words, start + bar)) {
    return [...swappedGroups(words, token.slice(0, bar), start), ...swappedGroups(words, token.slice(bar + 1), start + bar + 1)];
  }
  const touchesFront = LETTER.test(words.charAt(start - 1));
  const touchesEnd = LETTER.test(words.charAt(start + token.length));
  const from = touchesFront ? startAfterWord(words, token, start) : 0;
  const inner = token.slice(from, touchesEnd ? token.replace(/[oil|]+$/, '').length : token.length);
  const isLong = inner.length >= 7 && inner.replace(/[^0-9]/g, '').length >= 5;
  const isCued = touchesFront && from < token.search(/[0-9]/);
  if ((!touchesFront && !touchesEnd) || isLong || isCued) {
    const digits = inner.replaceAll('o', '0').replace(/[il|]/g, '1');
    return digits === '' ? [] : [{ digits, start: start + from, end: start + from + inner.length, spelled: digits !== inner }];
  }
  return [...token.matchAll(PLAIN_TOKEN)].map((part) => ({
    digits: part[0],
    start: start + part.index,
    end: start + part.index + part[0].length,
    spelled: false,
  }));
}

/** Where the number begins in a token glued to a word: at its first digit, or where the word is one of calling (`wasapO12…`). */
function startAfterWord(words: string, token: string, start: number): number {
  const digit = token.search(/[0-9]/);
  const before = words.slice(Math.max(0, start - 8), start);
  for (let from = 0; from < digit; from += 1) {
    if (CUE_BEFORE.test(before + token.slice(0, from))) return from;
  }
  return Math.max(0, digit);
}

/** A bar between two whole numbers parts them; within one it stands for a 1. */
function isBetweenNumbers(words: string, bar: number): boolean {
  return /[0-9][0-9 -]{6,}$/.test(words.slice(Math.max(0, bar - 14), bar)) && /^[0-9][0-9 -]{6,}/.test(words.slice(bar + 1, bar + 15));
}
