// Which bank the words beside a number name. The data file says which aliases are also everyday words (우리, public).

import { z } from 'zod';

import banksFile from '../../data/banks.json' with { type: 'json' };

const bankSchema = z.object({
  country: z.enum(['KR', 'MY']),
  code: z.string(),
  lengths: z.array(z.number().int()),
  aliases: z.array(z.string()),
  weak: z.array(z.string()),
});

/** A bank whose accounts are read; `lengths` are the numbers of digits its accounts have. */
export type Bank = z.infer<typeof bankSchema>;

/** A bank named near a number; `distance` is in characters between name and number. */
export interface NamedBank {
  bank: Bank;
  distance: number;
}

const BANKS = z.array(bankSchema).parse(banksFile.banks);
const KOREAN = /[가-힣]/;

interface Alias {
  bank: Bank;
  name: string;
  weak: boolean;
  latin: boolean;
}

const ALIASES: readonly Alias[] = BANKS.flatMap((bank) => [
  ...bank.aliases.map((name) => ({ bank, name, weak: false, latin: !KOREAN.test(name) })),
  ...bank.weak.map((name) => ({ bank, name, weak: true, latin: !KOREAN.test(name) })),
]).sort((a, b) => b.name.length - a.name.length);

/** Domain rules §3.3: a bank's name counts within 20 characters of the number. */
const WINDOW = 20;
// An everyday word counts only when nothing but a particle or punctuation stands between it and the number.
const TOUCHING = 4;

/**
 * Banks named within 20 characters of `words[start, end)` (folded text), best first: a name before the number, nearer,
 * and with a length that fits before the others.
 */
export function banksNear(words: string, start: number, end: number): NamedBank[] {
  const before = words.slice(Math.max(0, start - WINDOW - 10), start);
  const after = words.slice(end, end + WINDOW + 10);
  const found: NamedBank[] = [];
  for (const alias of ALIASES) {
    const left = before.lastIndexOf(alias.name);
    if (left >= 0 && isWord(before, left, alias)) {
      add(found, alias, before.length - left - alias.name.length);
      continue;
    }
    const right = after.indexOf(alias.name);
    if (right >= 0 && isWord(after, right, alias)) add(found, alias, right + 1);
  }
  return found.sort((a, b) => a.distance - b.distance);
}

function add(found: NamedBank[], alias: Alias, distance: number): void {
  if (distance > (alias.weak ? TOUCHING : WINDOW)) return;
  if (!found.some(({ bank }) => bank === alias.bank)) found.push({ bank: alias.bank, distance });
}

function isWord(text: string, at: number, alias: Alias): boolean {
  if (!alias.latin) return true;
  return !/[a-z]/.test(text.charAt(at - 1)) && !/[a-z]/.test(text.charAt(at + alias.name.length));
}
