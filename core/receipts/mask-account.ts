// An account on a receipt: the bank by name, of the number the last four digits. Enough for a clerk who has the account before them.

import { readFileSync } from 'node:fs';
import type { Language } from '#core/taxonomy/taxonomy.ts';

interface Bank {
  country: string;
  code: string;
  aliases: string[];
}

const { banks }: { banks: Bank[] } = JSON.parse(readFileSync(new URL('../reading/data/banks.json', import.meta.url), 'utf8'));
const SHOWN_DIGITS = 4;
/** Letters up to which a name is written in capitals. */
const ACRONYM = 4;

/** @param value canonical (`KR/088/110…`), or as somebody typed it. */
export function maskAccount(value: string, language: Language): string {
  const [, country = '', code = '', number = ''] = /^([A-Z]{2})\/([^/]+)\/(.+)$/.exec(value) ?? [];
  const signs = (number === '' ? value : number).replaceAll(/[^\p{L}\p{N}]/gu, '');
  const tail = `****${signs.slice(signs.length - Math.min(SHOWN_DIGITS, Math.floor(signs.length / 2)))}`;
  return number === '' ? tail : `${bankName({ country, code }, language) ?? country} ${tail}`;
}

/** null: the bank is not known. */
function bankName({ country, code }: Pick<Bank, 'country' | 'code'>, language: Language): string | null {
  const aliases = banks.find((bank) => bank.country === country && bank.code === code)?.aliases ?? [];
  const korean = aliases.find((alias) => /[가-힣]/.test(alias));
  if (language === 'ko' && korean !== undefined) return korean;
  const latin = aliases.find((alias) => /^[a-z]/i.test(alias));
  if (latin !== undefined) return latin.length <= ACRONYM ? latin.toUpperCase() : latin.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase());
  return korean ?? (code === '?' || code === '' ? null : code);
}
