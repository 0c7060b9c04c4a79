// Finds sums of money as people write them in Korean, Malay and English. What is not sure is marked `likely` or left out:
// a sum is shown to officers and a wrong one is worse than none.

import type { HomeCountry } from '#core/taxonomy/taxonomy.ts';

import { koreanNumber, malayNumber } from './number-words.ts';

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
/** Domain rules §3.9: above these a sum is more often misread than real. */
const UNLIKELY_MAJOR: ReadonlyMap<string, number> = new Map([
  ['KRW', 1e10],
  ['MYR', 3e7],
]);

const NUMBER = String.raw`[0-9][0-9,.]{0,20}`;
const SCALE = String.raw`k|rb|ribu|thousand|juta|jt|mil(?:lion)?|m|bil(?:ion|lion)?|grand`;
const KOREAN = new RegExp(
  String.raw`(?<sign>[₩\\] ?)?(?<number>(?:(?:[0-9][0-9,]{0,18}(?:\.[0-9]{1,4})?|[일이삼사오육칠팔구])? ?[십백천만억조]{1,2} ?){1,5}(?:[0-9][0-9,]{0,8})?|[0-9][0-9,]{0,18}) ?(?<unit>원|won\b|krw\b|링깃|달러|불(?![가-힣])|테더)?`,
  'g',
);
const SIGNED = new RegExp(
  String.raw`(?<![a-z])(?<sign>rm|myr|us\$|usd|s\$|sgd|krw|rp|idr|usdt|[$₩￦\\£€]) ?(?<number>${NUMBER}) ?(?<scale>(?:${SCALE})(?![a-z]))?`,
  'g',
);
const UNITED = new RegExp(
  String.raw`(?<![0-9.,])(?<number>${NUMBER}) ?(?<scale>(?:${SCALE})(?![a-z]))? ?(?<unit>ringgit|hengget|sen\b|myr\b|rm\b|won\b|krw\b|usdt\b|usd\b|sgd\b|dollars?|rupiah|pounds?|euros?)`,
  'g',
);
const SCALED = new RegExp(String.raw`(?<![0-9.,a-z])(?<number>[0-9][0-9,.]{0,8}) ?(?<scale>k|rb|ribu|juta|grand)(?![a-z0-9])`, 'g');
const MALAY_WORDS =
  /\b(?:(?:se(?:puluh|belas|ratus|ribu|juta|tengah)|satu|dua|tiga|empat|lima|enam|tujuh|lapan|sembilan|belas|puluh|ratus|ribu|juta)[ -]?){1,8}(?<unit>ringgit|hengget|rupiah)?/g;

const CURRENCIES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    rm: 'MYR',
    myr: 'MYR',
    ringgit: 'MYR',
    hengget: 'MYR',
    링깃: 'MYR',
    us$: 'USD',
    usd: 'USD',
    달러: 'USD',
    불: 'USD',
    s$: 'SGD',
    sgd: 'SGD',
    krw: 'KRW',
    won: 'KRW',
    원: 'KRW',
    '₩': 'KRW',
    '￦': 'KRW',
    '\\': 'KRW',
    rp: 'IDR',
    idr: 'IDR',
    rupiah: 'IDR',
    usdt: 'USDT',
    테더: 'USDT',
    '£': 'GBP',
    pound: 'GBP',
    pounds: 'GBP',
    '€': 'EUR',
    euro: 'EUR',
    euros: 'EUR',
  }),
);
const SCALES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    k: 1e3,
    rb: 1e3,
    ribu: 1e3,
    thousand: 1e3,
    grand: 1e3,
    juta: 1e6,
    jt: 1e6,
    m: 1e6,
    mil: 1e6,
    million: 1e6,
    bil: 1e9,
    bilion: 1e9,
    billion: 1e9,
  }),
);
const COUNTED = /^ ?(?:명|개|건|대|회|km|평|주|톤|번|년|분|시간|살|배|팔로|구독|뷰|인분|가지|여|orang|kali|people|followers|views|km)/;
const PAYING = /^.{0,6}(?:보내|보냈|송금|이체|입금|부쳤|쐈|결제|날렸|뜯|잃|당했|사기|냈|줬|빌려|대출)/;
const HAS_NUMBER = /[0-9]|[십백천만억조]|ringgit|hengget|ratus|ribu|juta/;

/** Sums in the folded text, in order, not overlapping. Linear in its length. */
export function findAmounts(words: string, context: AmountContext): FoundAmount[] {
  if (!HAS_NUMBER.test(words)) return [];
  const found: FoundAmount[] = [];
  collect(found, words, SIGNED, (groups) => signedSum(groups, context));
  collect(found, words, UNITED, (groups) => unitedSum(groups, context));
  collect(found, words, KOREAN, (groups, match) => koreanSum(groups, words.slice(match.index + match[0].length, match.index + match[0].length + 16), context));
  collect(found, words, SCALED, (groups) => scaledSum(groups, context));
  collect(found, words, MALAY_WORDS, (groups, match) => malaySum(groups, match[0], context));
  return found.sort((a, b) => a.start - b.start);
}

type Groups = Readonly<Record<string, string | undefined>>;

function collect(found: FoundAmount[], words: string, pattern: RegExp, read: (groups: Groups, match: RegExpExecArray) => Sum | null): void {
  const earlier = found.toSorted((a, b) => a.start - b.start);
  let next = 0;
  for (const match of words.matchAll(pattern)) {
    const start = match.index;
    const end = start + match[0].replace(/[ ,.-]+$/, '').length;
    while (next < earlier.length && (earlier[next]?.end ?? 0) <= start) next += 1;
    const clash = earlier[next];
    if (clash !== undefined && clash.start < end) continue;
    if (/[0-9]/.test(words.charAt(start)) && /[0-9][-.,:/]?$/.test(words.slice(Math.max(0, start - 2), start))) continue;
    const sum = read(match.groups ?? {}, match);
    if (sum !== null) found.push({ ...sum, start, end });
  }
}

function signedSum(groups: Groups, context: AmountContext): Sum | null {
  const sign = groups['sign'] ?? '';
  const value = numberIn(groups['number'] ?? '');
  if (value === null) return null;
  const major = value.amount * (SCALES.get(groups['scale'] ?? '') ?? 1);
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
  const isDollar = unit.startsWith('dollar');
  return sum(major, CURRENCIES.get(unit) ?? dollarOf(context), value.sure && !isDollar);
}

function koreanSum(groups: Groups, after: string, context: AmountContext): Sum | null {
  const unit = groups['unit'];
  const written = groups['number'] ?? '';
  const sign = groups['sign'];
  const number = koreanNumber(`${written}${unit === '원' ? '원' : ''}`);
  if (number === null) return null;
  if (unit !== undefined) return sum(number.value, CURRENCIES.get(unit.trim()) ?? 'KRW', !number.impliedMan);
  if (sign !== undefined) return sum(number.value, 'KRW', true);
  return koreanSumWithoutUnit(written, after, { number: number.value, language: context.language });
}

/** `50만 보냈어요` is won; `오백 보냈어요` is normally five million, which is only likely; `50만 명` is no money. */
function koreanSumWithoutUnit(written: string, after: string, known: { number: number; language: string }): Sum | null {
  if (known.language !== 'ko' || COUNTED.test(after) || !/[십백천만억]/.test(written)) return null;
  const isPaid = PAYING.test(after);
  if (/[만억]/.test(written) && /[0-9일이삼사오육칠팔구]/.test(written)) return sum(known.number, 'KRW', isPaid);
  const isSpoken = /^(?:[0-9]|[일이삼사오육칠팔구])? ?[백천] ?$/.test(written);
  return isPaid && isSpoken ? sum(known.number * 1e4, 'KRW', false) : null;
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
  if (!/^[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?$/.test(trimmed)) return null;
  return { amount: Number(trimmed.replaceAll(',', '')), sure: true };
}

function sum(major: number, currency: string, sure: boolean): Sum | null {
  const minor = Math.round(major * (NO_MINOR_UNIT.has(currency) ? 1 : 100));
  if (!Number.isSafeInteger(minor) || minor <= 0) return null;
  const isUsual = major <= (UNLIKELY_MAJOR.get(currency) ?? 1e7);
  return { minor, currency, confidence: sure && isUsual ? 'clear' : 'likely' };
}
