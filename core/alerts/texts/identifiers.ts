// What the reader recognises in the text of a warning, disguised or not: accounts, wallets, handles, numbers in words, identity numbers.

import { MASK } from '#core/reading/masking/mask.ts';
import { readMessage } from '#core/reading/read-message.ts';
import type { IndicatorKind } from '#core/taxonomy/taxonomy.ts';

/** As written. `phone` is to be dialled, everything else names somebody's account or person. */
export interface Identifier {
  kind: 'phone' | 'identifier';
  value: string;
}

/** Links have rules of their own: a defanged one may be shown, and the reader sees through that. */
const IDENTIFYING: ReadonlySet<IndicatorKind> = new Set([
  'phone',
  'bank_account',
  'email',
  'crypto_address',
  'telegram',
  'whatsapp',
  'kakaotalk',
  'line',
  'handle',
]);

export function identifiersIn(text: string): Identifier[] {
  const { indicators, masked } = readMessage({ text });
  const found = indicators
    .filter(({ kind, official, raw }) => IDENTIFYING.has(kind) && official !== true && !raw.includes('*'))
    .map(({ kind, raw }): Identifier => ({ kind: kind === 'phone' ? 'phone' : 'identifier', value: raw }));
  const hidden = [...masked.matchAll(MASK)].filter(([label]) => !text.includes(label));
  return [...found, ...hidden.map(([label]): Identifier => ({ kind: 'identifier', value: label }))];
}
