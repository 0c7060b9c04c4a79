// Codes that people read aloud and type: Crockford's base 32, which has no I, L, O and U.

import { randomInt } from 'node:crypto';

export const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 5 bits a character. */
export function randomCode(length: number): string {
  return Array.from({ length }, () => CROCKFORD.charAt(randomInt(CROCKFORD.length))).join('');
}

/** Letters and digits of what somebody typed, as the alphabet has them: upper case, without spaces and hyphens, O as 0, I and L as 1. A U stays one. */
export function typedCode(typed: string): string {
  return typed
    .slice(0, 64)
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
    .replaceAll(/[^0-9A-Z]/g, '');
}
