// Payment card numbers: issuer range, length and the Luhn check. One random number in ten passes Luhn, so lengths that
// bank accounts also have need a range that only cards use.

import type { SensitiveSpan } from '../mask.ts';
import { isLuhn } from './check-digits.ts';

/** Words around the number. */
export interface CardContext {
  /** The text speaks of a card. */
  cue: boolean;
  /** The text speaks of an account. */
  account: boolean;
}

// ISO/IEC 7812 issuer ranges in use: Visa, Mastercard (old and 2-series), UnionPay, Discover, JCB, RuPay, Maestro, domestic Korean 9….
const SIXTEEN = /^(?:4|5|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)|6|35|8[12]|9[0-9])/;
const AMEX = /^3[47]/;
const DINERS = /^3(?:0[0-5]|[689])/;

/** Whether digits are a card number: Luhn holds and the issuer range fits the length. */
export function isCardNumber(digits: string, context: CardContext): boolean {
  if (!isLuhn(digits)) return false;
  if (digits.length === 16) return SIXTEEN.test(digits) || context.cue;
  if (digits.length === 15) return AMEX.test(digits) || (context.cue && !context.account);
  if (digits.length === 14) return DINERS.test(digits) && !context.account;
  if (digits.length >= 17) return /^(?:6[0-9]|5[06-8])/.test(digits) || context.cue;
  return context.cue && /^[456]/.test(digits);
}

const GROUPS = /^\d{4}(?:\D{1,3}\d{4}){3}(?:\D{1,3}\d{1,3})?$|^\d{4}\D{1,3}\d{6}\D{1,3}\d{4,5}$|^\d{6}\D{1,3}\d{10,13}$|^\d{8}\D{1,3}\d{8}$/;

/** Grouped as printed on a card, or with one kind of gap throughout. */
export function isCardShape(shape: string): boolean {
  if (GROUPS.test(shape)) return true;
  const gaps = new Set(shape.match(/\D+/g) ?? []);
  return gaps.size === 1;
}

/** Digits of the shortest card number. */
export const LEAST_OF_CARD = 13;
const DUMP = /(?<![0-9])[0-9]{13,19} ?[|:;,/] ?[0-9]{1,2} ?[|:;,/] ?(?:20)?[0-9]{2}(?: ?[|:;,/] ?[0-9]{3,4})?(?![0-9])/g;

/** `4111…|12|27|123` as thieves pass cards on; the strokes would be read as ones. */
export function findCardDumps(words: string): SensitiveSpan[] {
  return [...words.matchAll(DUMP)]
    .filter(([written]) => isLuhn(/^[0-9]+/.exec(written)?.[0] ?? ''))
    .map((match) => ({ label: 'CARD', start: match.index, end: match.index + match[0].length }));
}

const EXPIRY =
  /^[^0-9]{0,30}?(?<expiry>(?:0[1-9]|1[0-2]) ?[-/.] ?(?:20)?[2-4][0-9]|(?:20)?[2-4][0-9] ?[-/.년] ?(?:0[1-9]|1[0-2])(?:월)?|(?:0[1-9]|1[0-2])[2-4][0-9])(?![0-9])/;
const CVV = /^[^0-9]{0,24}?(?<![0-9])(?<cvv>[0-9]{3,4})(?![0-9]|[-./][0-9]|[^\S\n]?(?:원|만|천|won|ringgit|년|월|일|%))/;
const CVV_CUE = /cv[vc]2?|보안 ?코드|security|뒷면|세 ?자리|belakang|3 ?digit/;
const MONEY = /(?:rm|krw|usd|sgd|myr|[$₩\\￦]) ?$/;

/** Expiry and security code beside a card that ends at `end`. */
export function besideCard(words: string, end: number): SensitiveSpan[] {
  const found: SensitiveSpan[] = [];
  let at = end;
  const expiry = EXPIRY.exec(words.slice(at, at + 44));
  const written = expiry?.groups?.['expiry'];
  if (expiry !== null && written !== undefined && !MONEY.test(expiry[0].slice(0, -written.length))) {
    at += expiry[0].length;
    found.push({ label: 'CODE', start: at - written.length, end: at });
  }
  const code = CVV.exec(words.slice(at, at + 32));
  const digits = code?.groups?.['cvv'];
  if (code === null || digits === undefined) return found;
  const lead = code[0].slice(0, -digits.length);
  const isCode = CVV_CUE.test(lead) || (found.length > 0 && /^[ ,/|\n:;-]{0,3}$/.test(lead));
  if (isCode && !MONEY.test(lead)) found.push({ label: 'CODE', start: at + lead.length, end: at + code[0].length });
  return found;
}
