// Numbers that have the digits of a national id and are plainly telephone numbers: what is masked in error is lost to matching.

import { digitsOfRun } from '../../text/digit-runs.ts';
import type { DigitRun } from '../../text/digit-runs.ts';

const PHONE_WORD_BEFORE = /(?:☎|📞|전화|연락처|연락|문의|상담|문자|번호)[^0-9가-힣]{0,4}$/;

/**
 * `+225 …` is no id whatever date its digits hold, nor is 0507-1234-5678, a Korean forwarding number, though twelve digits are a MyKad's.
 * Without hyphens where that number has them, a word for calling must stand before it; all else is left to the rules of masking.
 */
export function isPlainlyNoId(run: DigitRun, words: string): boolean {
  if (run.count < 8 || run.count > 15) return false;
  const start = run.groups[0]?.start ?? 0;
  const before = words.slice(Math.max(0, start - 12), start);
  if (/\+\(?$/.test(before)) return true;
  if (run.count !== 12 || !/^050[2-8]/.test(digitsOfRun(run))) return false;
  const sizes = run.groups.map(({ digits }) => digits.length).join('-');
  return sizes === '4-4-4' || ((sizes === '12' || run.groups.length === 12) && PHONE_WORD_BEFORE.test(before));
}
