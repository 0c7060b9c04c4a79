// One-time codes and PINs: short numbers near a word for them. They are never kept, even encrypted.

import type { TakenRanges } from '../../indicators/spans.ts';
import type { DigitRun, DigitSlice } from '../../text/digit-runs.ts';
import { slicesOf } from '../../text/digit-runs.ts';
import type { Survey } from '../../survey/survey.ts';
import type { SensitiveSpan } from '../mask.ts';

export const CODE_CUE =
  /인증 ?(?:번호|코드|문자|값)|확인 ?코드|보안 ?코드|보안 ?번호|본인 ?확인 ?번호|인증 ?키|일회용|비밀 ?번호|비번|패스워드|암호|핀 ?(?:번호|코드)|(?<![a-z])(?:otp|tac|pin|2fa|mfa|passcode|pass ?word|password|passwd|pwd|pw|kata ?(?:laluan|sandi)|katalaluan|sandi|kod (?:pengesahan|keselamatan|transaksi|laluan|otp|tac|verifikasi|rahsia|6 digit)|kode (?:otp|verifikasi|rahasia)|(?:verification|security|confirmation|access|login|log-?in|auth(?:entication|orisation|orization)?|activation|one.?time|secret|6.?digit|sms) (?:code|pin|password|passcode)|code verification|ver?ification no|cvv2?|cvc2?|moac|secure2u|atm pin|mpin|upi pin)(?![a-z])|验证码|驗證碼|認証コード|ma otp/;
export const OTHER_CODE_CUE = /code|kod|코드|뒷면/;
const NEAR_CODE_CUE =
  /(?:(?<![a-z])(?:code|kod|kode)(?![a-z])(?: [a-z']{1,12}){0,5} (?:is|was|ialah|adalah|iaitu)|(?<![a-z])(?:code|kod|kode)(?![a-z])|코드)(?: ?(?:is|ialah|adalah|ini|anda|saya|nya|was|tadi|는|은|가|이))* ?[:=]? ?["'[(]?(?:g-)?$/;
const GIVEN_CODE =
  /(?:(?<![a-z])(?:code|kod|kode)(?![a-z])|코드)[^0-9.\n]{0,30}(?:gave|told|sent|typed|entered|shared|keyed in|bagi|beri|hantar|알려|불러|보냈)[^0-9.]{0,14}$/;
const SENT_CODE = /(?:code|kod|otp|tac|pin|코드|인증)/;
// Far enough for "TAC for the transfer of RM500 to … is 123456"; longer texts repeat the word.
const AFTER_CUE = 60;
const BEFORE_CUE = 44;
const MONEY_BEFORE = /(?:rm|myr|krw|usd|sgd|rp|[$₩\\￦£€])\s?$/;
const UNIT_AFTER =
  /^\s?(?:원|만|천|억|년|월|일(?! ?이)|시(?!요)|분|명|개|회|번(?!호)|호|초|자리|%|percent|ringgit|minit|min|minutes?|hours?|hari|days?|jam|digit|won|sen|people|orang|kali|times|-?digit|haribulan|hb)/;
const DATE_OR_PART = /[-/:.,]$/;
const OTHER_BEFORE =
  /(?:끝자리|끝번호|ending(?: in| with)?|berakhir(?: dengan)?|xx+|\*+|no\.? rujukan|ref(?:erence)?(?: no)?\.?:?|승인번호|주문번호|접수번호|운송장(?:번호)?|order(?: no| number)?:?|resit|invoice(?: no)?)[^0-9a-z가-힣]{0,3}$/;
const CALL_BEFORE =
  /(?:(?<![a-z])(?:call|dial|hubungi|whats?app|wasap|wa|telefon|telepon|hotline|talian|sms to|lapor(?: ke)?|report to)(?![a-z])|전화|신고|국번|문의|상담)[^0-9]{0,12}$/;
const YEAR_BEFORE = /(?:jan|feb|mar|mac|apr|may|mei|jun|jul|aug|ogo|agu|sep|oct|okt|nov|dec|dis|des)[a-z]{0,6}\.? ?(?:[0-9]{1,2},? )?$/;
const HARMLESS_CODE =
  /(?:post(?:al)?|zip|area|country|promo|voucher|coupon|discount|referral|dress|qr|swift|branch|sort|bank|product|item|game|invite|kupon|diskaun|promosi|쿠폰|참여|할인|추천인?|우편|상품|초대|입장|프로모션) ?(?:code|kod|kode|코드)[^0-9]{0,16}$/;
const WRITTEN = /^(?:\d+|\d{3}[ -]\d{3}|\d{4}[ -]\d{4}|\d{2}[ -]\d{2}[ -]\d{2}|(?:\d[ .\-,/]{1,3}){3,7}\d)$/;

/** One-time codes and PINs of 4 to 8 digits near a word for them, outside `taken`. */
export function findCodes(runs: readonly DigitRun[], words: string, taken: TakenRanges): SensitiveSpan[] {
  if (!CODE_CUE.test(words) && !OTHER_CODE_CUE.test(words)) return [];
  const found: SensitiveSpan[] = [];
  for (const run of runs) {
    let next = 0;
    for (const slice of slicesOf(run, 3, 8)) {
      if (slice.first < next || taken.overlaps(slice.start, slice.end)) continue;
      if (!isWritten(run, slice) || !isCode(words, slice)) continue;
      found.push({ label: 'CODE', start: slice.start, end: slice.end });
      next = slice.last + 1;
    }
  }
  return found;
}

function isWritten(run: DigitRun, { shape, first, last }: DigitSlice): boolean {
  if (!WRITTEN.test(shape)) return run.groups.slice(first, last + 1).every(({ spelled }) => spelled) && shape.length <= 24;
  return !isPart(run.gaps[first - 1]) && !isPart(run.gaps[last]);
}

function isPart(gap: string | undefined): boolean {
  return gap !== undefined && DATE_OR_PART.test(gap);
}

const CVV_BEFORE = /(?:cv[vc]2?|뒷면(?: ?숫자)?(?: ?(?:세|3) ?자리)?|보안 ?코드|3 ?digit(?: code)?|security code)[^0-9]{0,14}$/;

function isCode(words: string, { start, end, digits }: DigitSlice): boolean {
  const before = words.slice(Math.max(0, start - AFTER_CUE), start);
  const after = words.slice(end, end + BEFORE_CUE);
  if (MONEY_BEFORE.test(before) || UNIT_AFTER.test(after) || OTHER_BEFORE.test(before)) return false;
  if (CALL_BEFORE.test(before) || HARMLESS_CODE.test(before) || (/^(?:19|20)[0-9]{2}$/.test(digits) && YEAR_BEFORE.test(before))) return false;
  if (digits.length === 3) return CVV_BEFORE.test(before);
  if (CODE_CUE.test(before) || NEAR_CODE_CUE.test(before) || GIVEN_CODE.test(before)) return true;
  return CODE_CUE.test(after) || (SENT_CODE.test(before.slice(-24)) && /^["'\]) ]{0,2}(?:is your|adalah kod|ialah|입니다)/.test(after));
}

const WORD = '(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|kosong|sifar|satu|dua|tiga|empat|lima|enam|tujuh|lapan|sembilan|[0-9])';
const SPOKEN = new RegExp(
  String.raw`(?<![a-z0-9])(?:${WORD}[ ,-]{1,3}){3,7}${WORD}(?![a-z0-9])|(?:[공영일이삼사오육륙칠팔구][ -]?){3,7}[공영일이삼사오육륙칠팔구]`,
  'g',
);
export const PART_OF_PIN = /(?:앞|뒤|뒷) ?(?:두|2|세|3) ?자리(?:는|가|만|도)?[ :]{0,2}(?<part>[0-9]{2,3})(?![0-9]|자리)/g;

/** Codes told digit by digit in words, and the two digits of a PIN that banks ask for. */
export function findSpokenCodes(words: string, seen: Survey): SensitiveSpan[] {
  // What is spoken has a word for a digit in it, or four syllables for one.
  const maySpeak = seen.mayHold('digitWord') || seen.counts.numeralsInRow >= 4;
  if ((!maySpeak && !seen.mayHold('pinPart')) || !CODE_CUE.test(words)) return [];
  const spoken = [...(maySpeak ? words.matchAll(SPOKEN) : [])].filter(
    ({ 0: written, index }) => /[^0-9 ,-]/.test(written) && CODE_CUE.test(words.slice(Math.max(0, index - 24), index)),
  );
  const parts = [...words.matchAll(PART_OF_PIN)].filter(({ index }) => CODE_CUE.test(words.slice(Math.max(0, index - 24), index)));
  return [
    ...spoken.map(({ 0: written, index }): SensitiveSpan => ({ label: 'CODE', start: index, end: index + written.length })),
    ...parts.map(({ 0: written, index, groups }): SensitiveSpan => ({
      label: 'CODE',
      start: index + written.length - (groups?.['part']?.length ?? 0),
      end: index + written.length,
    })),
  ];
}
