// Dates of birth: after a word for them, or right after a person's name. A date anywhere else is the story's and stays.

import type { SensitiveSpan } from '../mask.ts';
import { isMonthAndDay } from './check-digits.ts';
import type { MaskContext } from './numeral.ts';

const MONTH = '(?:jan|feb|mar|mac|apr|may|mei|jun|jul|aug|ogo|agu|sep|oct|okt|nov|dec|dis|des)[a-z]{0,6}';
const YEAR = '(?:19[2-9][0-9]|20[0-2][0-9])';
const DATE = [
  String.raw`${YEAR} ?[-./년] ?[0-9]{1,2} ?[-./월] ?[0-9]{1,2}일?(?![0-9])`,
  String.raw`[0-9]{1,2}(?:st|nd|rd|th)? ?[-./]? ?${MONTH},? ?[-./]? ?(?:${YEAR}|[0-9]{2}(?![0-9]))`,
  String.raw`[0-9]{1,2} ?[-./ ] ?[0-9]{1,2} ?[-./ ] ?${YEAR}`,
  String.raw`[0-9]{1,2}(?<sign>[-./])[0-9]{1,2}\k<sign>[0-9]{2}(?![0-9])`,
  String.raw`${MONTH} [0-9]{1,2}(?:st|nd|rd|th)?,? ${YEAR}`,
  String.raw`${YEAR}[01][0-9][0-3][0-9](?![0-9])`,
  String.raw`[0-9]{2} ?[-./년] ?[0-9]{1,2} ?[-./월] ?[0-9]{1,2}일?(?![0-9])`,
  String.raw`(?<![0-9])[0-3][0-9][01][0-9]${YEAR}(?![0-9])`,
  String.raw`(?<![0-9])[0-9]{6}(?![0-9])`,
].join('|');
const AFTER_CUE = new RegExp(String.raw`[^0-9\n]{0,24}?(?<date>${DATE})`, 'y');

const SURNAME =
  '[김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국]';
const FULL_YEAR = String.raw`${YEAR} ?[-./년] ?[0-9]{1,2} ?[-./월] ?[0-9]{1,2}일?(?![0-9])`;
const AFTER_KOREAN_NAME = new RegExp(
  String.raw`(?<![가-힣])${SURNAME}[가-힣]{2} ?(?:님|씨)?[ ,/(·:]{1,3}(?<date>${FULL_YEAR}|${YEAR}[01][0-9][0-3][0-9](?![0-9])|(?<![0-9])[0-9]{6}(?![0-9-]|원| ?[a-z가-힣]*(?:번호|코드)))`,
  'g',
);
const AFTER_LATIN_NAME = new RegExp(
  String.raw`(?<![A-Za-z])[A-Z][a-z]{1,14} (?:(?:[Bb]in|[Bb]inti|[Aa]\/[LlPp]) )?[A-Z][a-z]{1,14}(?: [A-Z][a-z]{1,14})?[ ,(]{1,3}(?<date>[0-9]{1,2}[-./][0-9]{1,2}[-./](?:19[3-9][0-9]|200[0-9]|201[0-2])(?![0-9]))`,
  'g',
);

/** @param clean for the capitals of names; offsets are the same in `words`. */
export function findBirthDates({ clean, words, cues, seen }: MaskContext & { clean: string }): SensitiveSpan[] {
  const found: SensitiveSpan[] = [];
  for (const cue of seen.mayHold('idCue') ? cues.all() : []) {
    if (cue.kind !== 'dob') continue;
    AFTER_CUE.lastIndex = cue.end;
    const match = AFTER_CUE.exec(words);
    if (match === null) continue;
    const isWeak = /생일|birthday|born|^lahir/.test(words.slice(cue.start, cue.end));
    if (!isWeak || isBirthYear(/(?:19|20)[0-9]{2}/.exec(match.groups?.['date'] ?? '')?.[0] ?? '')) add(found, match);
  }
  // A date after a name is written with six digits or more.
  if (seen.counts.nearDigits < 6) return found;
  for (const match of words.matchAll(AFTER_KOREAN_NAME)) {
    const date = match.groups?.['date'] ?? '';
    if (isBirthYear(date)) add(found, match);
  }
  for (const match of clean.matchAll(AFTER_LATIN_NAME)) add(found, match);
  return found;
}

function add(found: SensitiveSpan[], match: RegExpExecArray): void {
  const end = match.index + match[0].length;
  found.push({ label: 'DOB', start: end - (match.groups?.['date']?.length ?? 0), end });
}

/** Somebody old enough to report; six digits must be a date. */
function isBirthYear(date: string): boolean {
  if (/^[0-9]{6}$/.test(date)) return isMonthAndDay(Number(date.slice(2, 4)), Number(date.slice(4, 6))) && !/^(?:1[3-9]|2[0-9])/.test(date);
  const year = Number(date.slice(0, 4));
  return year >= 1930 && year <= 2012;
}
