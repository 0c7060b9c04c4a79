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
  weak: boolean;
}

/** As people call it, in Hangul or in Latin letters. null: no bank that we know. */
export function bankName(country: string, code: string, hangul: boolean): string | null {
  const bank = BANKS.find((each) => each.country === country && each.code === code);
  if (bank === undefined) return null;
  if (country === 'MY') return code;
  const name = bank.aliases.find((alias) => KOREAN.test(alias) === hangul) ?? bank.aliases[0] ?? code;
  return name.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase());
}

/** A bank's name in the text; offsets are into the folded text. */
export interface BankName extends Alias {
  start: number;
  end: number;
}

const ALIASES: ReadonlyMap<string, Alias> = new Map<string, Alias>(
  BANKS.flatMap((bank) => [
    ...bank.aliases.map((name) => [name, { bank, weak: false }] as const),
    ...bank.weak.map((name) => [name, { bank, weak: true }] as const),
  ]),
);
const LONGEST_FIRST = [...ALIASES.keys()].toSorted((a, b) => b.length - a.length);
/** Korean names are also written with a space before 은행; Latin ones are whole words. */
export const BANK_NAME = new RegExp(
  [
    LONGEST_FIRST.filter((name) => KOREAN.test(name))
      .map((name) => name.replace(/(?<=.)(?=은행|뱅크|금고)/, ' ?'))
      .join('|'),
    `(?<![a-z])(?:${LONGEST_FIRST.filter((name) => !KOREAN.test(name)).join('|')})(?![a-z])`,
  ].join('|'),
  'g',
);

/** Domain rules §3.3: a bank's name counts within 20 characters of the number. */
const WINDOW = 20;
// An everyday word counts only when nothing but a particle or punctuation stands between it and the number.
const TOUCHING = 4;

/** Names of banks in a folded text, in order. */
export function findBankNames(words: string): BankName[] {
  const found: BankName[] = [];
  for (const match of words.matchAll(BANK_NAME)) {
    const alias = ALIASES.get(match[0]) ?? ALIASES.get(match[0].replace(' ', ''));
    if (alias !== undefined) found.push({ ...alias, start: match.index, end: match.index + match[0].length });
  }
  return found;
}

/** Banks named within 20 characters of a number, best first: a name before the number counts as nearer than one as far after it. */
export function banksNear(names: readonly BankName[], start: number, end: number): NamedBank[] {
  const found: NamedBank[] = [];
  for (let index = firstEndingAfter(names, start - WINDOW - 1); index < names.length; index += 1) {
    const name = names[index];
    if (name === undefined || name.start > end + WINDOW) break;
    const distance = name.end <= start ? start - name.end : name.start >= end ? name.start - end + 1 : 0;
    if (distance > (name.weak ? TOUCHING : WINDOW)) continue;
    found.push({ bank: name.bank, distance });
  }
  return found.sort((a, b) => a.distance - b.distance);
}

/** The same for one number of a folded text, reading only what stands beside it. */
export function banksBeside(words: string, start: number, end: number): NamedBank[] {
  const from = Math.max(0, start - 2 * WINDOW);
  return banksNear(findBankNames(words.slice(from, end + 2 * WINDOW)), start - from, end - from);
}

function firstEndingAfter(names: readonly BankName[], offset: number): number {
  let low = 0;
  let high = names.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((names[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
