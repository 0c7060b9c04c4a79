// Finds sums of money as people write them in Korean, Malay and English. What is not sure is marked `likely` or left out:
// a sum is shown to officers and a wrong one is worse than none.

import type { HomeCountry } from '#core/taxonomy/taxonomy.ts';

import {
  COINS,
  CURRENCIES,
  ENGLISH_WORDS,
  KOREAN,
  KOREAN_RANGE,
  MALAY_WORDS,
  PAID_DIGITS,
  SCALED,
  SCALES,
  SIGNED,
  SIGNED_RANGE,
  UNITED,
} from './amount-patterns.ts';
import { survey } from '../survey/survey.ts';
import type { Survey } from '../survey/survey.ts';
import { englishNumber, koreanNumber, malayNumber } from './number-words.ts';

/** A sum found; `minor` as in `Amount`, offsets are into the clean text. */
export interface FoundAmount {
  minor: number;
  currency: string;
  confidence: 'clear' | 'likely';
  start: number;
  end: number;
}

/** What the message is known to be in; settles sums without a currency. */
export interface AmountContext {
  language: string;
  country?: HomeCountry;
}

type Sum = Pick<FoundAmount, 'minor' | 'currency' | 'confidence'>;

/** ISO 4217 exponents; a tether is counted in cents like the dollar it stands for. */
const NO_MINOR_UNIT = new Set(['KRW', 'JPY', 'VND']);
/** A satoshi. */
const BTC_UNIT = 1e8;
/** Domain rules §3.9: above these a sum is more often misread than real. */
const UNLIKELY_MAJOR: ReadonlyMap<string, number> = new Map([
  ['KRW', 1e10],
  ['MYR', 3e7],
]);

/** Numbers that are looked at for each way of writing sums; a text with more of them is a table. */
const MAX_LOOKED = 2_000;

const COUNTED = /^ ?(?:명|개|건|대|회|km|평|주|톤|번|년|분|시간|살|배|팔로|구독|뷰|인분|가지|여|orang|kali|people|followers|views|km)/;
const PAYING = /^.{0,6}(?:보내|보냈|송금|이체|입금|부쳤|쐈|결제|날렸|뜯|잃|당했|사기|냈|줬|빌려|대출)/;
const HAS_NUMBER = /[십백천만억조]|ringgit|hengget|ratus|ribu|juta|hundred|thousand|million|dollar|grand/;
const RANGE_HINT = /[0-9] ?[~-] ?[0-9]/;
const ENGLISH_HINT =
  /(?:hundred|thousand|million|grand|lakh|crore|ty|ten|teen|one|two|three|four|five|six|seven|eight|nine)[ -](?:ringgit|won|dollar|bucks|pound|euro|usdt|rupee)/;
/** Digits that were blotted out (5xx만원, 3○○만원): what is left is not the sum. */
const BLOTTED = /[x*○●□oㅇ0-9]$/;

/** Sums in the folded text, in order, not overlapping. Linear in its length. */
export function findAmounts(words: string, context: AmountContext, seen: Survey = survey(words)): FoundAmount[] {
  const hasDigits = seen.counts.digits > 0;
  if (!hasDigits && !HAS_NUMBER.test(words)) return [];
  const found: FoundAmount[] = [];
  if (hasDigits) collect(found, words, SIGNED, (groups) => signedSum(groups, context));
  if (words.includes('개')) collect(found, words, COINS, unitedCoins);
  if (hasDigits && seen.mayHold('unitedSum')) collect(found, words, UNITED, (groups) => unitedSum(groups, context));
  collect(found, words, KOREAN, (groups, { index, 0: written }) => {
    const end = index + written.length;
    return koreanSum(groups, { before: words.slice(Math.max(0, index - 2), index).trim(), after: words.slice(end, end + 16) }, context);
  });
  if (RANGE_HINT.test(words)) {
    collect(found, words, KOREAN_RANGE, (groups) => rangeSum(groups));
    collect(found, words, SIGNED_RANGE, (groups) => signedSum(groups, context), 'number');
  }
  if (context.language === 'ko') collect(found, words, PAID_DIGITS, (groups) => sum(Number((groups['number'] ?? '').replaceAll(',', '')), 'KRW', false));
  if (hasDigits && seen.mayHold('scaledSum')) collect(found, words, SCALED, (groups) => scaledSum(groups, context));
  if (seen.mayHold('malaySum')) collect(found, words, MALAY_WORDS, (groups, match) => malaySum(groups, match[0], context));
  if (ENGLISH_HINT.test(words)) collect(found, words, ENGLISH_WORDS, (groups) => englishSum(groups, context));
  return found.sort((a, b) => a.start - b.start);
}

type Groups = Readonly<Record<string, string | undefined>>;

/** `part`: the group that is the sum where the match holds more. */
function collect(found: FoundAmount[], words: string, pattern: RegExp, read: (groups: Groups, match: RegExpExecArray) => Sum | null, part?: string): void {
  const earlier = found.toSorted((a, b) => a.start - b.start);
  let next = 0;
  let looked = 0;
  for (const match of words.matchAll(pattern)) {
    looked += 1;
    if (looked > MAX_LOOKED) break;
    const whole = match.index + match[0].length;
    const start = part === undefined ? match.index : whole - `${match.groups?.[part] ?? ''}${match.groups?.['scale'] ?? ''}`.length;
    const end = start + words.slice(start, whole).replace(/[ ,.~-]+$/, '').length;
    while (next < earlier.length && (earlier[next]?.end ?? 0) <= start) next += 1;
    const clash = earlier[next];
    if (clash !== undefined && clash.start < end) continue;
    if (part === undefined && isInsideNumber(words, start, match[0])) continue;
    const sum = read(match.groups ?? {}, match);
    if (sum !== null) found.push({ ...sum, start, end });
  }
}

/** `1` of `010-1`; not `50` of the range `30-50만`. */
function isInsideNumber(words: string, start: number, written: string): boolean {
  if (!/[0-9]/.test(words.charAt(start)) || !/[0-9][-.,:/]?$/.test(words.slice(Math.max(0, start - 2), start))) return false;
  return !/[만억]/.test(written) || !/(?:^|[^0-9-])[0-9]{1,5}-$/.test(words.slice(Math.max(0, start - 7), start));
}

function signedSum(groups: Groups, context: AmountContext): Sum | null {
  const sign = groups['sign'] ?? '';
  const value = numberIn(groups['number'] ?? '');
  if (value === null) return null;
  const major = value.amount * (SCALES.get(groups['scale'] ?? '') ?? 1);
  // RS-232, PHP 8: initials that mean other things before small numbers.
  if (sign === '¥' || (/^(?:rs|php)$/.test(sign) && value.amount < 300)) return null;
  const currency = CURRENCIES.get(sign) ?? dollarOf(context);
  return sum(major, currency, value.sure && sign !== '$');
}

function dollarOf(context: AmountContext): string {
  return context.country === 'SG' ? 'SGD' : 'USD';
}

function unitedSum(groups: Groups, context: AmountContext): Sum | null {
  const unit = (groups['unit'] ?? '').trim();
  const value = numberIn(groups['number'] ?? '');
  if (value === null) return null;
  if (unit === 'sen') return Number.isInteger(value.amount) ? { minor: value.amount, currency: 'MYR', confidence: 'clear' } : null;
  const major = value.amount * (SCALES.get(groups['scale'] ?? '') ?? 1);
  const isDollar = /^(?:dol|buck|\$)/.test(unit);
  return sum(major, CURRENCIES.get(unit) ?? dollarOf(context), value.sure && !isDollar);
}

function koreanSum(groups: Groups, { before, after }: { before: string; after: string }, context: AmountContext): Sum | null {
  const unit = groups['unit'];
  const written = groups['number'] ?? '';
  const sign = groups['sign'];
  if (BLOTTED.test(before) && !/^[0-9]/.test(written)) return null;
  const number = koreanNumber(`${written}${unit === '원' ? '원' : ''}`);
  if (number === null) return null;
  if (unit !== undefined) return sum(number.value, CURRENCIES.get(unit.replace(' ', '')) ?? 'KRW', !number.impliedMan);
  if (sign !== undefined) return sum(number.value, 'KRW', true);
  return koreanSumWithoutUnit(written, after, { number: number.value, language: context.language });
}

/** `50만 보냈어요` is won; `오백 보냈어요` is normally five million, which is only likely; `50만 명` is no money. */
function koreanSumWithoutUnit(written: string, after: string, known: { number: number; language: string }): Sum | null {
  if (known.language !== 'ko' || COUNTED.test(after) || !/[십백천만억]/.test(written)) return null;
  const isPaid = PAYING.test(after);
  if (/[만억]/.test(written) && /[0-9]/.test(written)) return sum(known.number, 'KRW', isPaid);
  // 이만 가볼게요, 오만하다: words without digits are a sum only where paying is spoken of.
  if (/[만억]/.test(written) && /[일이삼사오육칠팔구]/.test(written)) return isPaid ? sum(known.number, 'KRW', true) : null;
  const isSpoken = /^(?:[0-9]|[일이삼사오육칠팔구])? ?[백천] ?$/.test(written);
  return isPaid && isSpoken ? sum(known.number * 1e4, 'KRW', false) : null;
}

function unitedCoins(groups: Groups): Sum | null {
  const value = numberIn(groups['number'] ?? '');
  return value === null ? null : sum(value.amount, CURRENCIES.get(groups['unit'] ?? '') ?? 'USDT', value.sure);
}

function rangeSum(groups: Groups): Sum | null {
  const number = koreanNumber(`${groups['number'] ?? ''}${groups['unit'] ?? ''}`);
  return number === null ? null : sum(number.value, 'KRW', false);
}

function englishSum(groups: Groups, context: AmountContext): Sum | null {
  const value = englishNumber(groups['number'] ?? '');
  const unit = groups['unit'] ?? '';
  if (value === null) return null;
  const isDollar = /^(?:dol|buck)/.test(unit);
  return sum(value, CURRENCIES.get(unit) ?? dollarOf(context), !isDollar);
}

function malaySum(groups: Groups, written: string, context: AmountContext): Sum | null {
  const unit = groups['unit'];
  const value = malayNumber(written);
  if (value === null) return null;
  if (unit !== undefined) return sum(value, CURRENCIES.get(unit) ?? 'MYR', true);
  const isSum = /ratus|ribu|juta/.test(written) && value >= 50;
  return context.language === 'ms' && isSum ? sum(value, 'MYR', false) : null;
}

function scaledSum(groups: Groups, context: AmountContext): Sum | null {
  const value = numberIn(groups['number'] ?? '');
  const currency = currencyOf(context);
  if (value === null || currency === null) return null;
  return sum(value.amount * (SCALES.get(groups['scale'] ?? '') ?? 1), currency, false);
}

function currencyOf({ country, language }: AmountContext): string | null {
  if (country !== undefined) return { KR: 'KRW', MY: 'MYR', SG: 'SGD' }[country];
  return language === 'ms' ? 'MYR' : null;
}

interface ParsedNumber {
  amount: number;
  sure: boolean;
}

/** Comma thousands and dot decimals; `5.000` or `5.000,00` is the Indonesian way round and not sure. */
function numberIn(written: string): ParsedNumber | null {
  const trimmed = written.replace(/[.,]+$/, '');
  if (/^[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]{1,2})?$/.test(trimmed)) {
    return { amount: Number(trimmed.replaceAll('.', '').replace(',', '.')), sure: false };
  }
  if (/^[0-9]{1,3},[0-9]{1,2}$/.test(trimmed)) return { amount: Number(trimmed.replace(',', '.')), sure: false };
  if (!/^[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?$/.test(trimmed)) return null;
  return { amount: Number(trimmed.replaceAll(',', '')), sure: true };
}

/** How many of its smallest unit make one: 1 won, 100 sen. */
export function minorPerMajor(currency: string): number {
  if (NO_MINOR_UNIT.has(currency)) return 1;
  return currency === 'BTC' ? BTC_UNIT : 100;
}

function sum(major: number, currency: string, sure: boolean): Sum | null {
  const minor = Math.round(major * minorPerMajor(currency));
  if (!Number.isSafeInteger(minor) || minor <= 0) return null;
  const isUsual = major <= (UNLIKELY_MAJOR.get(currency) ?? 1e7);
  return { minor, currency, confidence: sure && isUsual ? 'clear' : 'likely' };
}
