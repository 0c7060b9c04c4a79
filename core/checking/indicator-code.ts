// An indicator's keyed hash as 23 characters that fit into a link to the bot or a button: it finds the indicator again and tells nobody
// what it is.

import type { IndicatorKey } from '#core/publication/indicator-facts.ts';
import { INDICATOR_KINDS } from '#core/taxonomy/taxonomy.ts';

const HASH_BYTES = 16;
const FORM = /^[A-Za-z0-9_-]{23}$/;

/** NOTE kinds are written by their place in the list: new ones go to its end. */
export function formatIndicatorCode({ kind, hash }: IndicatorKey): string {
  return Buffer.concat([Buffer.from([INDICATOR_KINDS.indexOf(kind)]), hash]).toString('base64url');
}

/** null: no such code. */
export function parseIndicatorCode(code: string): IndicatorKey | null {
  if (!FORM.test(code)) return null;
  const bytes = Buffer.from(code, 'base64url');
  const kind = INDICATOR_KINDS[bytes[0] ?? -1];
  if (kind === undefined || bytes.length !== HASH_BYTES + 1 || bytes.toString('base64url') !== code) return null;
  return { kind, hash: bytes.subarray(1) };
}
