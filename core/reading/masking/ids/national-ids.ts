// Recognises identity numbers and cards of digits alone by shape, date and cue, not by checksum: Korean numbers issued since October
// 2020 have no valid check digit and MyKad never had one (domain rules §0.8, §0.9, §3.5). When unsure, a number is masked.

import type { DigitRun } from '../../text/digit-runs.ts';
import { slicesOf } from '../../text/digit-runs.ts';
import type { IdKind } from '../cues.ts';
import { ID_LENGTHS, isIdKind } from '../cues.ts';
import type { MaskLabel, SensitiveSpan } from '../mask.ts';
import { besideCard, findCardDumps, isCardNumber, isCardShape, LEAST_OF_CARD } from './cards.ts';
import {
  hasBirthDate,
  hasChineseDate,
  isCheckedAadhaar,
  isCheckedBrazilian,
  isCheckedFrench,
  isCheckedRrn,
  isCheckedThai,
  isIndonesian,
  isLuhn,
} from './check-digits.ts';
import type { MaskContext } from './numeral.ts';
import { isWhole, joinedOverLines, Numeral } from './numeral.ts';

/** Identity and card numbers in the runs of a text; offsets are into the clean text. */
export function findNationalIds(runs: readonly DigitRun[], context: MaskContext): SensitiveSpan[] {
  const found = runs.flatMap((run) => idsOf(run, context));
  const dumps = context.seen.counts.digitsInRow < LEAST_OF_CARD ? [] : findCardDumps(context.words);
  const overLines = joinedOverLines(runs, context.words).flatMap((run) => idsOf(run, context));
  return [...found, ...dumps, ...overLines.filter(({ start, end }) => context.words.slice(start, end).includes('\n'))];
}

function idsOf(run: DigitRun, context: MaskContext): SensitiveSpan[] {
  const found: SensitiveSpan[] = [];
  let next = 0;
  for (const slice of slicesOf(run, 7, 19)) {
    if (slice.first < next || !isWhole(run, slice)) continue;
    const numeral = new Numeral(slice, context);
    const label = labelOf(numeral);
    if (label === null) continue;
    found.push({ label, start: slice.start, end: slice.end });
    if (label === 'CARD') found.push(...besideCard(context.words, slice.end));
    next = slice.last + 1;
  }
  return found;
}

function labelOf(numeral: Numeral): MaskLabel | null {
  const { digits, idCue } = numeral;
  const shaped = SHAPES[digits.length]?.(numeral) ?? null;
  if (shaped !== null) return shaped;
  if (idCue !== null && ID_LENGTHS[idCue].has(digits.length) && !numeral.plus && !isTelephone(numeral)) return labelOfCue(idCue, numeral);
  return isCard(numeral) ? 'CARD' : null;
}

function labelOfCue(cue: IdKind, { shape }: Numeral): MaskLabel | null {
  // Two numbers beside each other are no id.
  if (/\s{2}|[,:|*~]/.test(shape) || shape.split(/\D+/).length > 6) return null;
  if (cue === 'rrn') return 'RRN';
  if (cue === 'mykad' || cue === 'nric') return 'MYKAD';
  if (cue === 'passport') return 'PASSPORT';
  return cue === 'licence' ? 'LICENCE' : 'ID';
}

/** `010-1234-5678` after the word passport is still a telephone number. */
function isTelephone({ digits, shape }: Numeral): boolean {
  return (
    /^0(?:1[0-9]|2|3[1-3]?|4[1-4]?|5[1-5]?|6[1-4]?|70|80?)/.test(digits) &&
    digits.length >= 9 &&
    digits.length <= 11 &&
    /^0\d{1,2}\D?\d{3,4}\D?\d{4}$/.test(shape)
  );
}

const SHAPES: Readonly<Record<number, (numeral: Numeral) => MaskLabel | null>> = {
  9: nineDigits,
  11: elevenDigits,
  12: twelveDigits,
  13: thirteenDigits,
  15: fifteenDigits,
  16: sixteenDigits,
  18: (numeral) => (hasChineseDate(numeral.digits) && numeral.cue !== 'order' ? 'ID' : null),
};

const NINE_DIGITS = /^\d{3}([-. ])\d{2}\1\d{4}$|^\d{3}([- ])\d{3}\2\d{3}$/;

/** United States (3-2-4; ITIN begins with 9) and Canada (3-3-3, Luhn). */
function nineDigits(numeral: Numeral): MaskLabel | null {
  const { digits, shape } = numeral;
  if (!NINE_DIGITS.test(shape) || numeral.plus || numeral.cue === 'order' || numeral.cue === 'phone') return null;
  if (/^\d{3}([-. ])\d{2}\1\d{4}$/.test(shape) && !/^(?:000|666|9\d\d[0-46])|^\d{3}00|0000$/.test(digits)) return numeral.nearBank() ? null : 'ID';
  const isCanadian = /^\d{3}([- ])\d{3}\1\d{3}$/.test(shape) && isLuhn(digits) && !/^[08]/.test(digits);
  return isCanadian && numeral.cue !== 'account' && !numeral.nearBank() ? 'ID' : null;
}

function elevenDigits({ digits, shape }: Numeral): MaskLabel | null {
  return /^\d{3}\.\d{3}\.\d{3}-\d{2}$/.test(shape) && isCheckedBrazilian(digits) ? 'ID' : null;
}

// Regions of Korean licences: 11 (Seoul) to 28.
const LICENCE_SHAPE = /^(?:1[1-9]|2[0-8])\D{1,3}\d{2}\D{1,3}\d{6}\D{1,3}\d{2}$/;
const MYKAD_SHAPE = /^\d{6}\D{1,4}\d{2}\D{1,4}\d{4}$/;
// Korean and Malaysian mobile numbers with their country code and Indonesian ones pass for dates of birth (8210…, 6011…, 0812…).
const MOBILE = /^(?:8210|601[0-9]|081[0-2])/;

function twelveDigits(numeral: Numeral): MaskLabel | null {
  const { digits, shape, cue, plain, plus } = numeral;
  if (LICENCE_SHAPE.test(shape) && cue !== 'account' && !numeral.nearBank()) return 'LICENCE';
  if (plus) return null;
  if (cue === 'mykad' || cue === 'nric') return 'MYKAD';
  if (hasBirthDate(digits) && cue !== 'id') {
    if (MYKAD_SHAPE.test(shape)) return 'MYKAD';
    const isWritten = plain || /^\d{6}\D{1,3}(?:\d{6}|\d\D\d\D\d{4})$|^\d{2}\D{1,3}\d{2}\D{1,3}\d{2}\D{1,3}\d{2}\D{1,3}\d{4}$/.test(shape);
    const isOther = (cue === 'phone' && /^(?:0|6[025]|82)/.test(digits)) || (plain && MOBILE.test(digits)) || isChild(digits, numeral) || cue === 'order';
    if (isWritten && !isOther && isBirthPlace(Number(digits.slice(6, 8)))) return 'MYKAD';
  }
  const grouped = /^\d{4}([- ])\d{4}\1\d{4}$/.test(shape);
  return grouped && isCheckedAadhaar(digits) && (cue === null || cue === 'card') && !numeral.nearBank() ? 'ID' : null;
}

/** Malaysian accounts begin with 1 or 5; as identity numbers those from 10 to 26 would be children's. */
function isChild(digits: string, numeral: Numeral): boolean {
  const year = Number(digits.slice(0, 2));
  return year >= 10 && year <= 26 && numeral.fitsBank();
}

/** Codes that the registration department does not use (domain rules §3.10). */
function isBirthPlace(code: number): boolean {
  const unused = [0, 17, 18, 19, 20, 69, 70, 73, 80, 81, 94, 95, 96, 97];
  return !unused.includes(code);
}

const RRN_SHAPE = /^\d{6}\D{1,4}[0-9]\d{6}$/;

function thirteenDigits(numeral: Numeral): MaskLabel | null {
  const { digits, shape, cue, plain } = numeral;
  if (cue === 'rrn') return 'RRN';
  const hasDate = hasBirthDate(digits);
  if (RRN_SHAPE.test(shape) && (hasDate || /^\d{6}\D{1,4}[1-8]/.test(shape)) && !isUndatedAccount(hasDate, numeral)) return 'RRN';
  if (hasDate && (plain || isBroken(shape)) && !numeral.plus && !isAccount(numeral)) return 'RRN';
  return /^\d([- ])\d{4}\1\d{5}\1\d{2}\1\d$/.test(shape) && isCheckedThai(digits) ? 'ID' : null;
}

function isUndatedAccount(hasDate: boolean, numeral: Numeral): boolean {
  return !hasDate && (numeral.cue === 'account' || numeral.cue === 'order' || numeral.nearBank());
}

/** More than one gap, not where accounts have them. */
function isBroken(shape: string): boolean {
  return /^\d{2}\D{1,3}\d{2}\D{1,3}\d{2}\D{1,3}\d{7}$|^\d{6}\D{1,3}\d\D{1,3}\d{6}$/.test(shape);
}

/** A bank whose accounts have 13 digits is named and the number is no old identity number: it is an account. */
function isAccount(numeral: Numeral): boolean {
  const { digits, cue } = numeral;
  if ((cue === 'order' && !isCheckedRrn(digits)) || (isUnborn(digits) && !isIdKind(cue) && numeral.fitsBank())) return true;
  if (isIdKind(cue) || isCheckedRrn(digits) || !/^[1-8]/.test(digits.slice(6))) return !/^[1-8]/.test(digits.slice(6));
  const isNew = Number(digits.slice(0, 2)) >= 20 && Number(digits.slice(0, 2)) <= 26;
  return !isNew && numeral.fitsBank();
}

/** 3, 4, 7 and 8 stand for births from 2000 on. */
function isUnborn(digits: string): boolean {
  return /^[3478]/.test(digits.slice(6)) && Number(digits.slice(0, 2)) > 26;
}

function fifteenDigits(numeral: Numeral): MaskLabel | null {
  return isCheckedFrench(numeral.digits) && numeral.cue !== 'order' ? 'ID' : null;
}

function sixteenDigits(numeral: Numeral): MaskLabel | null {
  const { digits, shape, cue, plain } = numeral;
  if (isCard(numeral)) return 'CARD';
  if (!isIndonesian(digits) || cue === 'account' || cue === 'order' || cue === 'card' || numeral.nearBank()) return null;
  return plain || isCardShape(shape) ? 'ID' : null;
}

function isCard(numeral: Numeral): boolean {
  const { digits, shape, plain, plus } = numeral;
  if (digits.length < LEAST_OF_CARD || plus) return false;
  const { cue } = numeral;
  const context = { cue: cue === 'card', account: cue === 'account' };
  const isWritten = plain || isCardShape(shape);
  if (isWritten && isCardNumber(digits, context)) return true;
  return context.cue && (digits.length === 15 || digits.length === 16) && !/^[0178]/.test(digits) && isWritten;
}
