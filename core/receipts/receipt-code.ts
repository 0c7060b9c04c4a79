// The code on a receipt, typed or scanned by somebody who wants to know whether it is ours.

import { randomCode, typedCode } from '#platform/crockford.ts';

/** 80 bits: whoever has it sees what the paper says, so it must not be guessable at any rate. */
const LENGTH = 16;

/** `R-7K3M-9QPX-2B4N-8WZ1`. */
export function newReceiptCode(): string {
  return format(randomCode(LENGTH));
}

/** The code in what somebody typed (lower case, spaces, O for 0, I or L for 1); null when it cannot be one. */
export function parseReceiptCode(typed: string): string | null {
  const plain = typedCode(typed);
  const found = /^R?([0-9A-HJKMNP-TV-Z]{16})$/.exec(plain)?.[1];
  return found === undefined ? null : format(found);
}

function format(body: string): string {
  return `R-${body.match(/.{4}/g)?.join('-') ?? ''}`;
}
