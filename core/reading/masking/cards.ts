// Payment card numbers: issuer range, length and the Luhn check. One random number in ten passes Luhn, so lengths that
// bank accounts also have need a range that only cards use.

/** Words around the number. */
export interface CardContext {
  /** The text speaks of a card. */
  cue: boolean;
  /** The text speaks of an account. */
  account: boolean;
}

// ISO/IEC 7812 issuer ranges in use: Visa, Mastercard (old and 2-series), UnionPay, Discover, JCB, domestic Korean 9….
const SIXTEEN = /^(?:4|5[1-5]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)|6(?:011|2|4[4-9]|5)|35|9[0-9])/;
const AMEX = /^3[47]/;
const DINERS = /^3(?:0[0-5]|[689])/;

/** Whether digits are a card number: Luhn holds and the issuer range fits the length. */
export function isCardNumber(digits: string, context: CardContext): boolean {
  if (!isLuhn(digits)) return false;
  if (digits.length === 16) return SIXTEEN.test(digits) || context.cue;
  if (digits.length === 15) return AMEX.test(digits);
  if (digits.length === 14) return DINERS.test(digits) && !context.account;
  if (digits.length >= 17) return /^6[0-9]/.test(digits) || context.cue;
  return context.cue && digits.startsWith('4');
}

/** ISO/IEC 7812-1 annex B. */
export function isLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    const weighted = i % 2 === 1 ? digit * 2 : digit;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}
