// How much of an indicator the public may be shown: of a phone number its beginning, of a link its domain that cannot be clicked, of anything
// else nothing. Account numbers, cards and people are never shown, not even in part (domain rules §4.1, PIPA 34-2).

import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { IndicatorKind } from '#core/taxonomy/taxonomy.ts';

/** Digits that the first group keeps; of each other one its first half: `010-12**-34**`. Some countries write every pair of digits apart. */
const FIRST_KEPT = 3;
/** A run of digits in a domain that could be somebody's account or phone. */
const LONG_NUMBER = /\d(?:[-.]?\d){6,}/g;

/** null: nothing of it is shown. `value` is canonical. */
export function maskIndicator(kind: IndicatorKind, value: string): string | null {
  switch (kind) {
    case 'phone':
    case 'whatsapp':
      return maskPhone(value);
    case 'domain':
      return defang(value);
    case 'url':
      return URL.canParse(value) ? defang(new URL(value).hostname) : null;
    case 'bank_account':
    case 'email':
    case 'crypto_address':
    case 'telegram':
    case 'kakaotalk':
    case 'line':
    case 'handle':
    case 'app':
      return null;
    default:
      return kind satisfies never;
  }
}

/** An invitation to a chat has no number. */
function maskPhone(value: string): string | null {
  const digits = value.replaceAll(/\D/g, '');
  if (!/^\+?\d{7,15}$/.test(value)) return null;
  const groups = (parsePhoneNumberFromString(value)?.formatNational() ?? `${digits.slice(0, 3)}-${digits.slice(3, 7)}-${digits.slice(7)}`).match(/\d+/g) ?? [];
  const [first = '', ...rest] = groups.length > 1 ? groups : [digits.slice(0, 3), digits.slice(3)];
  return [keep(first, FIRST_KEPT), ...rest.map((group) => keep(group, group.length < 2 ? 0 : Math.ceil(group.length / 2)))].join('-');
}

function keep(group: string, digits: number): string {
  return group.slice(0, digits) + '*'.repeat(Math.max(0, group.length - digits));
}

function defang(host: string): string | null {
  if (!/^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}$/i.test(host)) return null;
  const plain = host.toLowerCase().replaceAll(LONG_NUMBER, '***');
  return plain.replaceAll('.', '[.]');
}
