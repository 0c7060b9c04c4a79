// Finds bank accounts. A number is one only beside a bank's name or the word account, and only after national ids, cards
// and phones have been taken out: the same digits may be any of them (domain rules §3.5).

import type { HomeCountry } from '#core/taxonomy/taxonomy.ts';

import type { DigitRun, DigitSlice } from '../../text/digit-runs.ts';
import { slicesOf } from '../../text/digit-runs.ts';
import { banksNear, findBankNames } from './banks.ts';
import type { BankName, NamedBank } from './banks.ts';
import type { Survey } from '../../survey/survey.ts';
import type { TakenRanges } from '../spans.ts';

/** An account found; `start`/`end` are offsets into the clean text. */
export interface FoundAccount {
  /** `KR/<3-digit code>/<digits>`, `MY/<BANK>/<digits>`; `?` for a bank that is not named. */
  value: string;
  start: number;
  end: number;
}

/** What settles the country of an account without a bank's name. */
export interface AccountContext {
  words: string;
  seen: Survey;
  language: string;
  country?: HomeCountry;
}

const ACCOUNT_CUE = /계좌|계죄|통장|입금|송금|이체|예금주|가상계좌|akaun|account|\bacc?t?\b|no\.? ?akn|\bakn\b|rekening|duitnow|bank in|transfer/;
const STRONG_CUE = /계좌|계죄|예금주|akaun|account|\bacc(?:t|oun)?\b|\bakn\b|rekening/;
const UNSUITABLE_GAP = /[,:/|_*~(+]|\s{2}/;
const DATE_LIKE = /^(?:19|20)[0-9]{2}[-. ]?(?:0[1-9]|1[0-2])[-. ]?(?:[0-2][0-9]|3[01])/;
const OTHER_NUMBER = /(?:주문|운송장|송장|등기|접수|사건|승인|tracking|order|invoice|resit|ref(?:erence)?|awb|case|kes)[^0-9]{0,14}$/;
const MONEY_AFTER = /^\s?(?:원|만|천|억|won|ringgit|krw|usd)/;
const CUE_WINDOW = 24;
const MIN_DIGITS = 10;

/** Accounts in the runs of a message, in order; adds what it finds to `taken`. */
export function findBankAccounts(runs: readonly DigitRun[], context: AccountContext, taken: TakenRanges): FoundAccount[] {
  if (!runs.some(({ count }) => count >= MIN_DIGITS)) return [];
  const names = context.seen.mayHold('bankName') ? findBankNames(context.words) : [];
  if (names.length === 0 && !ACCOUNT_CUE.test(context.words)) return [];
  const found: FoundAccount[] = [];
  for (const run of runs) {
    let next = 0;
    for (const slice of slicesOf(run, MIN_DIGITS, 16)) {
      if (slice.first < next || taken.overlaps(slice.start, slice.end) || !isCandidate(run, slice, context.words)) continue;
      const value = accountValue(slice, context, names);
      if (value === null) continue;
      found.push({ value, start: slice.start, end: slice.end });
      taken.add(slice);
      next = slice.last + 1;
    }
  }
  return found;
}

function isCandidate(run: DigitRun, slice: DigitSlice, words: string): boolean {
  for (let i = slice.first; i < slice.last; i += 1) {
    if (UNSUITABLE_GAP.test(run.gaps[i] ?? '')) return false;
  }
  const endsInside = (gap: string | undefined): boolean => gap !== undefined && /^[-.·]$/.test(gap);
  if (endsInside(run.gaps[slice.first - 1]) || endsInside(run.gaps[slice.last])) return false;
  return words.charAt(slice.start - 1) !== '+' && !MONEY_AFTER.test(words.slice(slice.end, slice.end + 8));
}

function accountValue(slice: DigitSlice, context: AccountContext, names: readonly BankName[]): string | null {
  const { digits } = slice;
  const banks = banksNear(names, slice.start, slice.end);
  const named = banks.find(({ bank }) => bank.lengths.includes(digits.length)) ?? looseFit(banks, slice, context.words);
  if (named !== undefined) return `${named.bank.country}/${named.bank.code}/${digits}`;
  return hasCue(STRONG_CUE, slice, context.words) || hasAccountShape(slice, context.words) ? unknownBank(slice, context) : null;
}

/** A named bank with another number of digits: still that bank's if the text speaks of an account or touches the name. */
function looseFit(banks: readonly NamedBank[], slice: DigitSlice, words: string): NamedBank | undefined {
  const nearest = banks[0];
  if (nearest === undefined || slice.digits.length > 16) return undefined;
  if (nearest.bank.country === 'KR' && slice.digits.length > 14) return undefined;
  return nearest.distance <= 3 || hasCue(ACCOUNT_CUE, slice, words) ? nearest : undefined;
}

function hasCue(cue: RegExp, slice: DigitSlice, words: string): boolean {
  const before = words.slice(Math.max(0, slice.start - CUE_WINDOW), slice.start);
  if (OTHER_NUMBER.test(before)) return false;
  return cue.test(before) || cue.test(words.slice(slice.end, slice.end + CUE_WINDOW));
}

/** Three or four hyphenated groups as Korean banks print them, with a word of paying beside them. */
function hasAccountShape(slice: DigitSlice, words: string): boolean {
  return /^\d{2,6}-\d{2,6}-\d{4,8}(?:-\d{1,3})?$/.test(slice.shape) && hasCue(ACCOUNT_CUE, slice, words);
}

function unknownBank(slice: DigitSlice, context: AccountContext): string | null {
  if (DATE_LIKE.test(slice.shape) && slice.shape !== slice.digits) return null;
  const isMalaysian = context.country === 'MY' || (context.country === undefined && context.language === 'ms');
  if (isMalaysian) return `MY/?/${slice.digits}`;
  const isKorean = context.country === 'KR' || context.language === 'ko' || /^\d{3,6}-/.test(slice.shape);
  return isKorean && slice.digits.length <= 14 ? `KR/?/${slice.digits}` : null;
}
