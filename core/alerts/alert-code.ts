// The short code printed under every warning: typed into /v1/verify it shows whether the warning is genuine.

import { randomInt } from 'node:crypto';

/** Crockford's base 32: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 40 bits: not to be guessed at the rate /v1/verify allows. */
const LENGTH = 8;

export function newAlertCode(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
}

/** As people read it: `7K3M-9QPX`. */
export function showAlertCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** The code in what somebody typed (lower case, spaces, hyphens, O for 0, I or L for 1); null when it cannot be one. */
export function parseAlertCode(typed: string): string | null {
  const plain = typed
    .slice(0, 64)
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
    .replaceAll(/[^0-9A-Z]/g, '');
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(plain) ? plain : null;
}
