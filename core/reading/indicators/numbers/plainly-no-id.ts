// Numbers that look like a national id by their digits and are plainly none: what is masked in error is lost to matching.

import type { HomeCountry } from '#core/taxonomy/taxonomy.ts';

import { digitsOfRun } from '../../text/digit-runs.ts';
import type { DigitRun } from '../../text/digit-runs.ts';
import { banksBeside } from './banks.ts';

interface NumberContext {
  words: string;
  language: string;
  country?: HomeCountry;
}

/** `+225 …` is no id, whatever date its digits hold; nor is 0507-1234-5678 for Koreans, though its twelve digits look like a MyKad. */
export function isPlainlyNoId(run: DigitRun, { words, language, country }: NumberContext): boolean {
  if (run.count < 8 || run.count > 15) return false;
  const digits = digitsOfRun(run);
  const before = words.slice(Math.max(0, (run.groups[0]?.start ?? 0) - 2), run.groups[0]?.start ?? 0);
  if (/\+\(?$/.test(before)) return true;
  const isKorean = country === 'KR' || (country === undefined && language === 'ko');
  return isKorean && digits.length === 12 && (/^050[2-8]/.test(digits) || (run.groups.length === 1 && hasKoreanBankBeside(words, run)));
}

/** `신한 110123456789`, not grouped as a MyKad is: Korean ids have thirteen digits. */
function hasKoreanBankBeside(words: string, run: DigitRun): boolean {
  const [start, end] = [run.groups[0]?.start ?? 0, run.groups.at(-1)?.end ?? 0];
  return banksBeside(words, start, end).some(({ bank, distance }) => bank.country === 'KR' && distance <= 3);
}
