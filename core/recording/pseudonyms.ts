// Stand-ins for what identifies: equal values get equal ones within one recording, so that its reports still meet by them, and without the
// key nobody can tell whose they are. The key is made for one recording and never stored.

import { createHmac, randomBytes } from 'node:crypto';

export interface Pseudonyms {
  /** `count` decimal digits. */
  digits(kind: string, value: string, count: number): string;
  /** `count` hexadecimal digits, at most 64. */
  hex(kind: string, value: string, count: number): string;
}

/** @param key 32 bytes. `kind` keeps value spaces apart. */
export function createPseudonyms(key: Buffer = randomBytes(32)): Pseudonyms {
  const mac = (kind: string, value: string): Buffer => createHmac('sha256', key).update(`${kind}\0${value}`).digest();
  return {
    // A byte's remainder favours the digits 0 to 5 by a hundredth: nothing hangs on that.
    digits: (kind, value, count) =>
      Array.from({ length: Math.ceil(count / 32) }, (_, block) => [...mac(`${kind}/${block}`, value)].map((byte) => byte % 10).join(''))
        .join('')
        .slice(0, count),
    hex: (kind, value, count) => mac(kind, value).toString('hex').slice(0, count),
  };
}
