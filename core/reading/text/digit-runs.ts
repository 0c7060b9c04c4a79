// Finds what may be a phone, account, card or id number: digits with separators, spelled-out digits (공일공, kosong,
// zero) and letters standing for digits (O, l). Everything that reads numbers works on these runs (domain rules §3.1).

import type { NormalisedText } from './normalise.ts';

/** Digits written without a break. `start`/`end` are offsets into the clean text; a spelled digit is its own group. */
export interface DigitGroup {
  digits: string;
  start: number;
  end: number;
  spelled: boolean;
}

/** Groups that may belong together; `gaps[i]` is the text between group i and i + 1. */
export interface DigitRun {
  groups: DigitGroup[];
  gaps: string[];
}

/** Some neighbouring groups of a run joined. `shape` writes separators as they were: `010-1234-5678`. */
export interface DigitSlice {
  digits: string;
  shape: string;
  start: number;
  end: number;
  first: number;
  last: number;
}

const WORD_DIGITS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    공: '0', 영: '0', 일: '1', 이: '2', 삼: '3', 사: '4', 오: '5', 육: '6', 륙: '6', 칠: '7', 팔: '8', 구: '9',
    zero: '0', oh: '0', one: '1', two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8',
    nine: '9', kosong: '0', sifar: '0', satu: '1', dua: '2', tiga: '3', empat: '4', lima: '5', enam: '6',
    tujuh: '7', lapan: '8', sembilan: '9',
  }),
);
const HAS_DIGIT = /[0-9]/;
// Seven digits or digit words in a row, with at most three separators between two of them.
const SPELLED_HANGUL = /(?:[0-9공영일이삼사오육륙칠팔구][ .\-·]{0,3}){7}/;
const SPELLED_WORD =
  /(?:\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|kosong|sifar|satu|dua|tiga|empat|lima|enam|tujuh|lapan|sembilan|[0-9])\b[ .\-,]{0,3}){7}/;
const SWAPPED = /[0-9][oil|]|[oil|]-?[0-9]/;

const PLAIN_TOKEN = /[0-9]+/g;
const FULL_TOKEN =
  /[0-9oil|]*[0-9][0-9oil|]*|\b[oil|]{2,4}(?=[\-. ][0-9])|[공영일이삼사오육륙칠팔구]|\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|kosong|sifar|satu|dua|tiga|empat|lima|enam|tujuh|lapan|sembilan)\b/g;
const GAP = /^(?:[ \t.·・\-_/()~,*:|]{0,3}|\s?(?:점|대시|다시|dash|strip)\s?)$/;
const LETTER = /[a-z]/;
/** Longest run kept in one piece: an IBAN-like 34 digits and room; longer ones are cut, so work stays linear. */
const MAX_GROUPS = 48;

/** All digit runs of a text, in order. Linear in its length. */
export function findDigitRuns(text: NormalisedText): DigitRun[] {
  const words = text.skeleton;
  const spelled = SPELLED_HANGUL.test(words) || SPELLED_WORD.test(words);
  if (!spelled && !HAS_DIGIT.test(words)) return [];
  const groups = spelled || SWAPPED.test(words) ? fullGroups(words, spelled) : plainGroups(words);
  return joinRuns(groups, words);
}

function plainGroups(words: string): DigitGroup[] {
  const groups: DigitGroup[] = [];
  for (const match of words.matchAll(PLAIN_TOKEN)) {
    groups.push({ digits: match[0], start: match.index, end: match.index + match[0].length, spelled: false });
  }
  return groups;
}

function fullGroups(words: string, spelled: boolean): DigitGroup[] {
  const groups: DigitGroup[] = [];
  for (const match of words.matchAll(FULL_TOKEN)) {
    const token = match[0];
    const start = match.index;
    const word = WORD_DIGITS.get(token);
    if (word !== undefined) {
      if (spelled) groups.push({ digits: word, start, end: start + token.length, spelled: true });
      continue;
    }
    groups.push(...swappedGroup(words, token, start));
  }
  return groups;
}

/** A token of digits and look-alike letters: letters count only when no other letter touches it (not in `10kali`). */
function swappedGroup(words: string, token: string, start: number): DigitGroup[] {
  const end = start + token.length;
  const touchesLetter = LETTER.test(words.charAt(start - 1)) || LETTER.test(words.charAt(end));
  if (!touchesLetter) {
    const digits = token.replaceAll('o', '0').replace(/[il|]/g, '1');
    return [{ digits, start, end, spelled: digits !== token }];
  }
  return [...token.matchAll(PLAIN_TOKEN)].map((part) => ({
    digits: part[0],
    start: start + part.index,
    end: start + part.index + part[0].length,
    spelled: false,
  }));
}

function joinRuns(groups: readonly DigitGroup[], words: string): DigitRun[] {
  const runs: DigitRun[] = [];
  let run: DigitRun = { groups: [], gaps: [] };
  for (const group of groups) {
    const previous = run.groups.at(-1);
    if (previous !== undefined) {
      const gap = words.slice(previous.end, Math.min(group.start, previous.end + 8));
      const near = group.start - previous.end <= 7 && GAP.test(gap) && run.groups.length < MAX_GROUPS;
      if (near) run.gaps.push(gap);
      else {
        runs.push(run);
        run = { groups: [], gaps: [] };
      }
    }
    run.groups.push(group);
  }
  if (run.groups.length > 0) runs.push(run);
  return runs;
}

/** Groups `first`…`last` of a run joined. */
export function sliceRun(run: DigitRun, first: number, last: number): DigitSlice | null {
  const from = run.groups[first];
  const to = run.groups[last];
  if (from === undefined || to === undefined) return null;
  let digits = '';
  let shape = '';
  for (let i = first; i <= last; i += 1) {
    const group = run.groups[i];
    digits += group?.digits ?? '';
    shape += group?.digits ?? '';
    if (i < last) shape += run.gaps[i] ?? '';
  }
  return { digits, shape, start: from.start, end: to.end, first, last };
}

/**
 * Every slice of a run with a number of digits between `min` and `max`, longest first for each start.
 * At most MAX_GROUPS × max slices a run.
 */
export function slicesOf(run: DigitRun, min: number, max: number): DigitSlice[] {
  const found: DigitSlice[] = [];
  for (let first = 0; first < run.groups.length; first += 1) {
    let count = 0;
    const here: DigitSlice[] = [];
    for (let last = first; last < run.groups.length && count <= max; last += 1) {
      count += run.groups[last]?.digits.length ?? 0;
      if (count < min || count > max) continue;
      const slice = sliceRun(run, first, last);
      if (slice !== null) here.push(slice);
    }
    found.push(...here.reverse());
  }
  return found;
}
