// Recognises identity numbers and cards by shape and date, not by checksum: Korean numbers issued since October 2020 have no
// valid check digit and MyKad never had one (domain rules §0.8, §0.9, §3.5). When unsure, a number is masked.

import type { DigitRun, DigitSlice } from '../text/digit-runs.ts';
import { slicesOf } from '../text/digit-runs.ts';
import { isCardNumber } from './cards.ts';
import type { SensitiveSpan } from './mask.ts';

const RRN_CUE = /주민|외국인 ?등록|등록번호|\brrn\b|신분증/;
const MYKAD_CUE = /\bi\.?c\b|\bkp\b|k\/p|mykad|nric|pengenalan|identity card|id card/;
const CARD_CUE = /카드 ?번호|카드|card|kad (?:kredit|debit|bank)|no\.? ?kad|visa|master/;
const ACCOUNT_CUE = /계좌|통장|akaun|account|\bacc?t?\b|은행|뱅크|bank/;
const PHONE_CUE = /(?:tel|phone|fon|\bhp|call|hubungi|whats?app|wasap|wa\.me|전화|연락처|휴대폰|폰번호|☎)[^0-9]{0,8}$/;
const RRN_SHAPE = /^\d{6}\D{1,3}\d{7}$/;
const MYKAD_SHAPE = /^\d{6}\D{1,3}\d{2}\D{1,3}\d{4}$/;
const CARD_SHAPE = /^\d{4}(?:\D{1,3}\d{4}){3}$|^\d{4}\D{1,3}\d{6}\D{1,3}\d{5}$/;
const LICENCE_SHAPE = /^\d{2}-\d{2}-\d{6}-\d{2}$/;
const CUE_WINDOW = 22;

/** Identity and card numbers in the runs of a text; offsets are into the clean text, spans do not overlap. */
export function findNationalIds(runs: readonly DigitRun[], words: string): SensitiveSpan[] {
  const found: SensitiveSpan[] = [];
  for (const run of runs) {
    let next = 0;
    for (const slice of slicesOf(run, 12, 19)) {
      if (slice.first < next || !isWhole(run, slice)) continue;
      const label = labelOf(slice, words);
      if (label === null) continue;
      found.push({ label, start: slice.start, end: slice.end });
      next = slice.last + 1;
    }
  }
  return found;
}

function isWhole(run: DigitRun, slice: DigitSlice): boolean {
  const joins = (gap: string | undefined): boolean => gap !== undefined && /^[-.]$/.test(gap);
  return !joins(run.gaps[slice.first - 1]) && !joins(run.gaps[slice.last]);
}

function labelOf(slice: DigitSlice, words: string): SensitiveSpan['label'] | null {
  const before = words.slice(Math.max(0, slice.start - CUE_WINDOW), slice.start);
  if (slice.digits.length === 12) return twelveDigits(slice, before);
  if (slice.digits.length === 13 && isRrn(slice, before)) return 'RRN';
  return isCard(slice, before) ? 'CARD' : null;
}

function twelveDigits(slice: DigitSlice, before: string): SensitiveSpan['label'] | null {
  if (LICENCE_SHAPE.test(slice.shape)) return 'LICENCE';
  return isMyKad(slice, before) ? 'MYKAD' : null;
}

/** Digits written plainly, or one by one so that a filter does not see them. */
function isUngrouped({ shape, digits }: DigitSlice): boolean {
  return shape === digits || shape.split(/\D+/).filter((part) => part.length === 1).length > 6;
}

function isRrn(slice: DigitSlice, before: string): boolean {
  if (RRN_CUE.test(before)) return true;
  if (RRN_SHAPE.test(slice.shape)) return hasBirthDate(slice.digits) || /^\d{6}\D{1,3}[1-8]/.test(slice.shape);
  return isUngrouped(slice) && hasBirthDate(slice.digits);
}

function isMyKad(slice: DigitSlice, before: string): boolean {
  if (MYKAD_CUE.test(before)) return true;
  if (before.endsWith('+') || PHONE_CUE.test(before)) return false;
  if (!hasBirthDate(slice.digits)) return false;
  if (MYKAD_SHAPE.test(slice.shape)) return true;
  const isWritten = isUngrouped(slice) || /^\d{6}\D{1,3}\d{6}$/.test(slice.shape);
  return isWritten && isBirthPlace(Number(slice.digits.slice(6, 8)));
}

/** yyMMdd; 29 February is let through in every year. */
function hasBirthDate(digits: string): boolean {
  const month = Number(digits.slice(2, 4));
  const day = Number(digits.slice(4, 6));
  const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= longest;
}

/** Codes that the registration department does not use (domain rules §3.10). */
function isBirthPlace(code: number): boolean {
  const unused = [0, 17, 18, 19, 20, 69, 70, 73, 80, 81, 94, 95, 96, 97];
  return !unused.includes(code);
}

function isCard(slice: DigitSlice, before: string): boolean {
  if (before.endsWith('+')) return false;
  const cue = CARD_CUE.test(before);
  if (cue && slice.digits.length >= 15 && !ACCOUNT_CUE.test(before)) return true;
  if (!CARD_SHAPE.test(slice.shape) && !isUngrouped(slice)) return false;
  return isCardNumber(slice.digits, { cue, account: ACCOUNT_CUE.test(before) });
}
