// The code on a receipt, typed or scanned by somebody who wants to know whether it is ours.

import { randomInt } from 'node:crypto';

/** Crockford's base 32: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 80 bits: whoever has it sees what the paper says, so it must not be guessable at any rate. */
const LENGTH = 16;

/** `R-7K3M-9QPX-2B4N-8WZ1`. */
export function newReceiptCode(): string {
  return format(Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join(''));
}

/** The code in what somebody typed (lower case, spaces, O for 0, I or L for 1); null when it cannot be one. */
export function parseReceiptCode(typed: string): string | null {
  const plain = typed
    .slice(0, 64)
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
    .replaceAll(/[^0-9A-Z]/g, '');
  const found = /^R?([0-9A-HJKMNP-TV-Z]{16})$/.exec(plain)?.[1];
  return found === undefined ? null : format(found);
}

function format(body: string): string {
  return `R-${body.match(/.{4}/g)?.join('-') ?? ''}`;
}
