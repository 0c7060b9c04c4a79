// Finds telephone numbers however they are written, and says honestly when one is valid in two countries: a wrong
// guess would join reports of two different people (domain rules §3.2).

import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import metadata from 'libphonenumber-js/max/metadata';

import type { HomeCountry } from '#core/taxonomy/taxonomy.ts';

import type { DigitRun, DigitSlice } from '../../text/digit-runs.ts';
import { slicesOf } from '../../text/digit-runs.ts';
import { CALLING_CODES, isAssigned, isPlausible } from './phone-plans.ts';
import { OFFICIAL_NUMBERS } from './official-numbers.ts';
import type { TakenRanges } from '../spans.ts';

/** What settles a number that is valid in two countries. */
export interface PhoneContext {
  /** Skeleton of the message. */
  words: string;
  language: string;
  country?: HomeCountry;
}

/** A number found; `start`/`end` are offsets into the clean text. */
export interface FoundPhone {
  value: string;
  countries?: HomeCountry[];
  official?: true;
  start: number;
  end: number;
}

/** A text with more numbers than this is a list, not a message; the bound keeps hostile ones cheap. */
const MAX_PHONES = 500;

type ParsedPhone = Pick<FoundPhone, 'value' | 'countries'>;

// A trunk or international prefix, the country codes, Korean 15xx–18xx and Malaysian 1x00, Singapore's first digits.
const MAY_BEGIN = /^(?:0(?!000)|1[35678]|82|60|65|8[03-8]|[3689]\d{7})/;
const PLUS_BEFORE = /\+\(?$/;
const DATE = /(?:^|[^0-9])(?:[0-9]{1,2}[-./ ][0-9]{1,2}[-./ ](?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}[-./ ][0-9]{1,2}[-./ ][0-9]{1,2})/;
const UNSUITABLE_GAP = /[,:|]|[_*~].|.[_*~]/;
/** A sign of money straight before a number. */
export const MONEY_BEFORE = /(?:rm|myr|krw|usd|sgd|[$₩\\￦])\s?$/;
const MONEY_AFTER = /^\s?(?:원|만|천|억|won|ringgit|krw|usd|달러|불|%|개월)/;
const PHONE_CUE =
  /(?:tel|phone|fon|hp|call|hubungi|talian|whats?app|wasap|ws|contact|sms|전화|연락|nombor|\bno\b|번호|문자|폰|문의|상담|국번|☎|📞)[^0-9]{0,12}$/;

/** Numbers in the runs of a message, in order; adds what it finds to `taken`. */
export function findPhones(runs: readonly DigitRun[], context: PhoneContext, taken: TakenRanges): FoundPhone[] {
  const found: FoundPhone[] = [];
  for (const run of runs) {
    if (found.length >= MAX_PHONES) break;
    let next = 0;
    const mayBegin = (digits: string, first: number): boolean => beginsNumber(run, first, { digits, words: context.words });
    for (const slice of slicesOf(run, 7, 15, mayBegin)) {
      if (slice.first < next) continue;
      if (!isCandidate(run, slice, context.words)) continue;
      const start = startOfNumber(slice, context.words);
      if (taken.overlaps(start, slice.end)) continue;
      const parsed = parsePhone(slice, context);
      if (parsed === null) continue;
      const isOfficial = OFFICIAL_NUMBERS.full.has(parsed.value);
      found.push({ ...parsed, start, end: slice.end, ...(isOfficial ? { official: true } : {}) });
      taken.add({ start, end: slice.end });
      next = slice.last + 1;
      const sibling = siblingOf(run, slice, context);
      if (sibling === null) continue;
      found.push(sibling);
      taken.add(sibling);
      next += 2;
    }
  }
  return found;
}

/** The second number of `010-1234-5678/9012-3456`, which leaves out the area code of the first. */
function siblingOf(run: DigitRun, { last, shape }: DigitSlice, context: PhoneContext): FoundPhone | null {
  const [front, back] = [run.groups[last + 1], run.groups[last + 2]];
  const area = /^(0[0-9]{1,3})[-) ]/.exec(shape)?.[1];
  if (front === undefined || back === undefined || area === undefined) return null;
  if (!/^ ?[/,] ?$/.test(run.gaps[last] ?? '') || run.gaps[last + 1] !== '-' || (run.gaps[last + 2] ?? ' ') === '-') return null;
  if (!/^[1-9][0-9]{2,3}$/.test(front.digits) || !/^[0-9]{4}$/.test(back.digits)) return null;
  const digits = `${area}${front.digits}${back.digits}`;
  const span = { start: front.start, end: back.end };
  const parsed = parseNational({ digits, shape: `${area}-${front.digits}-${back.digits}`, first: last + 1, last: last + 2, ...span }, context);
  return parsed === null ? null : { ...parsed, ...span };
}

/** Whether a number may begin at a group at all: its first digits, and no boundary missing before it. */
function beginsNumber(run: DigitRun, first: number, { digits, words }: { digits: string; words: string }): boolean {
  if (!isBoundary(run, first - 1)) return false;
  const start = run.groups[first]?.start ?? 0;
  if (MAY_BEGIN.test(digits) || PLUS_BEFORE.test(words.slice(Math.max(0, start - 2), start))) return true;
  return first === 0 && isDialledFromApp(digits, words.slice(Math.max(0, start - 12), start));
}

/** The plus sign and an opening bracket belong to the number. */
function startOfNumber(slice: DigitSlice, words: string): number {
  let start = slice.start;
  if (words.charAt(start - 1) === '(' && words.slice(start, slice.end).includes(')')) start -= 1;
  if (words.charAt(start - 1) === '+') start -= 1;
  return start;
}

function isCandidate(run: DigitRun, slice: DigitSlice, words: string): boolean {
  if (!isBoundary(run, slice.last)) return false;
  for (let i = slice.first; i < slice.last; i += 1) {
    const isSpoken = run.groups[i]?.spelled === true && run.groups[i + 1]?.spelled === true;
    if (UNSUITABLE_GAP.test(run.gaps[i] ?? '') && !isSpoken) return false;
  }
  if (DATE.test(slice.shape)) return false;
  const before = words.slice(Math.max(0, slice.start - 6), slice.start);
  return !MONEY_BEFORE.test(before) && !MONEY_AFTER.test(words.slice(slice.end, slice.end + 8));
}

/** Whether a number may begin or end at the gap: not in the middle of `3333-01-1234567`. */
function isBoundary(run: DigitRun, gapIndex: number): boolean {
  const gap = run.gaps[gapIndex];
  if (gap === undefined) return true;
  const left = run.groups[gapIndex];
  const right = run.groups[gapIndex + 1];
  if (gap === '') return left?.spelled === true || right?.spelled === true;
  return /[ \t,/|:~(]/.test(gap);
}

function parsePhone(slice: DigitSlice, context: PhoneContext): ParsedPhone | null {
  const { digits } = slice;
  const before = context.words.slice(Math.max(0, slice.start - 2), slice.start);
  if (/\+\(?$/.test(before)) return parseInternational(digits);
  if (digits.startsWith('00') || (digits.startsWith('011') && digits.length >= 13)) return parseDialledAbroad(digits, context);
  if (digits.startsWith('0')) return parseNational(slice, context);
  return parseWithoutTrunk(slice, context);
}

function parseInternational(digits: string): ParsedPhone | null {
  const home = parseHomeInternational(digits);
  if (home !== null) return home;
  if (digits.length < 8) return null;
  return validAbroad(digits);
}

const CODES = new Set(Object.keys(metadata.country_calling_codes));
/** Answers of the library, which takes microseconds: a message asks for the same digits again and again. */
const asked = new Map<string, ParsedPhone | null>();
const MAX_ASKED = 2_000;

function validAbroad(digits: string): ParsedPhone | null {
  if (!CODES.has(digits.slice(0, 1)) && !CODES.has(digits.slice(0, 2)) && !CODES.has(digits.slice(0, 3))) return null;
  const known = asked.get(digits);
  if (known !== undefined) return known;
  if (asked.size >= MAX_ASKED) asked.clear();
  const parsed = parsePhoneNumberFromString(`+${digits}`);
  const answer = parsed?.isValid() === true ? { value: parsed.number } : null;
  asked.set(digits, answer);
  return answer;
}

function parseHomeInternational(digits: string): ParsedPhone | null {
  for (const country of ['KR', 'MY', 'SG'] as const) {
    const code = CALLING_CODES[country];
    if (!digits.startsWith(code)) continue;
    const national = digits.slice(code.length).replace(/^0/, '');
    if (isPlausible(country, national)) return { value: `+${code}${national}` };
  }
  return null;
}

/** What is dialled before a country code: 00, a Korean carrier's prefix, North America's 011. */
const DIALLED_FIRST = ['00', '001', '002', '005', '006', '008', '00700', '00365', '00766', '011'];

/**
 * A number with the prefix for calls abroad. Where `00` and a carrier's prefix both leave a valid number, a Korean text means
 * the carrier's.
 */
function parseDialledAbroad(digits: string, context: PhoneContext): ParsedPhone | null {
  const rests = DIALLED_FIRST.filter((prefix) => digits.startsWith(prefix)).map((prefix) => digits.slice(prefix.length));
  for (const rest of rests) {
    const home = parseHomeInternational(rest);
    if (home !== null) return home;
  }
  if (digits.length < 10) return null;
  const parsed = rests.flatMap((rest) => parseInternational(rest) ?? []);
  return (context.language === 'ko' || context.country === 'KR' ? parsed.at(-1) : parsed[0]) ?? null;
}

function parseNational(slice: DigitSlice, context: PhoneContext): ParsedPhone | null {
  // 0800 555 111 is how the British group; a Korean 080 number has 080 by itself.
  if (/^080\d[- ]/.test(slice.shape)) return null;
  const national = slice.digits.slice(1);
  const countries = (['KR', 'MY'] as const).filter((country) => isAssigned(country, national));
  const candidates = countries.length > 0 ? countries : (['KR', 'MY'] as const).filter((country) => isPlausible(country, national));
  const settled = candidates.length > 1 ? settle(slice.shape, candidates, context) : candidates[0];
  if (settled !== undefined) return { value: `+${CALLING_CODES[settled]}${national}` };
  return candidates.length > 1 ? { value: slice.digits, countries: [...candidates] } : null;
}

/** The reporter's country, then the language, then how the number is grouped; undefined when nothing decides. */
function settle(shape: string, candidates: readonly HomeCountry[], context: PhoneContext): HomeCountry | undefined {
  if (context.country !== undefined && candidates.includes(context.country)) return context.country;
  if (context.language === 'ko') return 'KR';
  if (context.language === 'ms') return 'MY';
  // Malaysian: 012-345 6789, 03-2610 1559; Korean: 011-1234-5678, 032-610-1559.
  if (/^0\d{1,2}-\d{3,4} \d{3,4}$/.test(shape)) return 'MY';
  if (/^0[3-9][- ]\d{3,4}[- ]\d{4}$/.test(shape)) return 'MY';
  if (/^0\d{2}-\d{4}-\d{4}$/.test(shape) || /^0[3-6]\d[- )]/.test(shape)) return 'KR';
  return undefined;
}

function parseWithoutTrunk(slice: DigitSlice, context: PhoneContext): ParsedPhone | null {
  const { digits, shape } = slice;
  const grouped = shape !== digits;
  const before = context.words.slice(Math.max(0, slice.start - 24), slice.start);
  const cue = PHONE_CUE.test(before);
  if (digits.length === 8 && digits.startsWith('1')) return isKoreanLine(digits, context, grouped || cue) ? { value: `+82${digits}` } : null;
  if (/^1[378]00\d{6}$/.test(digits)) {
    const isMalaysian = context.country === 'MY' || (context.country === undefined && context.language === 'ms');
    return grouped || cue || (isMalaysian && !ACCOUNT_BEFORE.test(before)) ? { value: `+60${digits}` } : null;
  }
  if (NORTH_AMERICAN.test(shape)) return parseInternational(digits.startsWith('1') ? digits : `1${digits}`);
  if (digits.length === 8 && isAssigned('SG', digits) && (context.country === 'SG' || (cue && context.language === 'en'))) {
    return { value: `+65${digits}` };
  }
  if (isDialledFromApp(digits, before)) return validAbroad(digits);
  const isHomeMobile = /^(?:821[016-9]\d{7,8}|601\d{8,9}|65[89]\d{7})$/.test(digits);
  return isHomeMobile && (grouped || cue || digits.startsWith('82')) ? parseHomeInternational(digits) : null;
}

/** `whatsapp 6281234567890`: messengers ask for a country code and people leave out its plus sign. */
function isDialledFromApp(digits: string, before: string): boolean {
  return digits.length >= 11 && /^[1-9]/.test(digits) && /(?:whats?app|wasap|\bwa|\bws|왓츠앱|viber|signal)[^0-9a-z가-힣]{0,3}$/.test(before);
}

/** Korean numbers for the whole country (1588-1234), which have no trunk 0. */
function isKoreanLine(digits: string, context: PhoneContext, marked: boolean): boolean {
  if (!isAssigned('KR', digits)) return false;
  if (context.country !== undefined) return context.country === 'KR' || (context.language === 'ko' && marked);
  return context.language === 'ko' || (context.language !== 'ms' && marked);
}

/** Toll-free as printed there: 1-800-555-0199, (888) 555-0199. */
const NORTH_AMERICAN = /^(?:1[-. (]{1,2})?8(?:00|33|44|55|66|77|88)\)?[-. ]{1,2}\d{3}[-. ]\d{4}$/;
const ACCOUNT_BEFORE = /(?:akaun|account|\bacc?t?\b|bank|계좌|은행|order|ref|resit)[^0-9]{0,12}$/;
