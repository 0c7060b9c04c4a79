// The short code printed under every warning: typed into /v1/verify it shows whether the warning is genuine.

import { randomCode, typedCode } from '#platform/crockford.ts';

/** 40 bits: not to be guessed at the rate /v1/verify allows. */
const LENGTH = 8;

export function newAlertCode(): string {
  return randomCode(LENGTH);
}

/** As people read it: `7K3M-9QPX`. */
export function showAlertCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** The code in what somebody typed (lower case, spaces, hyphens, O for 0, I or L for 1); null when it cannot be one. */
export function parseAlertCode(typed: string): string | null {
  const plain = typedCode(typed);
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(plain) ? plain : null;
}
