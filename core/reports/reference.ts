// The number a victim shows at a bank: short, speakable, and a slip of one character or two swapped ones is noticed.

import { CROCKFORD, randomCode, typedCode } from '#platform/crockford.ts';

/** 40 bits: 10^12 references; a collision at insertion is met by another try. */
const RANDOM_CHARACTERS = 8;

/** `JG-7K3M-9QPX-4`: eight random characters and a check character. */
export function newReference(): string {
  const body = randomCode(RANDOM_CHARACTERS);
  return format(body);
}

/** The canonical reference in what somebody typed (lower case, spaces, O for 0, I or L for 1); null when there is none or it is misread. */
export function parseReference(typed: string): string | null {
  const plain = typedCode(typed);
  const found = /^(?:JG)?([0-9A-HJKMNP-TV-Z]{9})$/.exec(plain)?.[1];
  if (found === undefined) return null;
  const reference = format(found.slice(0, RANDOM_CHARACTERS));
  return reference.at(-1) === found.at(-1) ? reference : null;
}

function format(body: string): string {
  return `JG-${body.slice(0, 4)}-${body.slice(4)}-${checkCharacter(body)}`;
}

/** Luhn mod N (ISO/IEC 7812-1 annex B generalised to N = 32). */
function checkCharacter(body: string): string {
  const size = CROCKFORD.length;
  let sum = 0;
  let factor = 2;
  for (let index = body.length - 1; index >= 0; index -= 1) {
    const addend = factor * CROCKFORD.indexOf(body.charAt(index));
    sum += Math.floor(addend / size) + (addend % size);
    factor = factor === 2 ? 1 : 2;
  }
  return CROCKFORD.charAt((size - (sum % size)) % size);
}
