// Short official lines (112, 1394, 997 …), which are numbers only where the words around them speak of calling.

import type { DigitRun } from '../../text/digit-runs.ts';
import { OFFICIAL_NUMBERS } from './official-numbers.ts';
import { MONEY_BEFORE } from './phones.ts';
import type { FoundPhone } from './phones.ts';
import type { TakenRanges } from '../spans.ts';

const SHORT_CUE =
  /전화|신고|문의|상담|연락|국번|번으로|콜센터|통합대응|금감원|경찰|☎|call|dial|hotline|helpline|hubungi|talian|telefon|nsrc|polis|police|report|lapor/;
const COUNTED = /^\s?(?:원|만|천|명|개|건|%|km|분|시간|일|월|년|번째|호|층|번지|점|people|ringgit|orang|kali|hari|rm)/;

/** Short official lines (112, 1394, 997 …), which are numbers only where the words around them speak of calling. */
export function findShortLines(runs: readonly DigitRun[], words: string, taken: TakenRanges): FoundPhone[] {
  const found: FoundPhone[] = [];
  for (const run of runs) {
    for (const [index, group] of run.groups.entries()) {
      if (!OFFICIAL_NUMBERS.short.has(group.digits) || taken.overlaps(group.start, group.end)) continue;
      if (isInsideLonger(run, index, words) || !standsAlone(run, index) || !speaksOfCalling(words, group.start, group.end)) continue;
      found.push({ value: group.digits, official: true, start: group.start, end: group.end });
      taken.add(group);
    }
  }
  return found;
}

/** `+82 51 112 6515`: a group of a number that begins with a plus sign or a trunk 0. */
function isInsideLonger(run: DigitRun, index: number, words: string): boolean {
  const first = run.groups[0];
  if (index === 0 || first === undefined || !/^[ -]$/.test(run.gaps[index - 1] ?? '')) return false;
  return first.digits.startsWith('0') || words.charAt(first.start - 1) === '+';
}

function standsAlone(run: DigitRun, index: number): boolean {
  const isOpen = (gap: string | undefined): boolean => gap === undefined || /[ ,/·(~]/.test(gap);
  return isOpen(run.gaps[index - 1]) && isOpen(run.gaps[index]);
}

function speaksOfCalling(words: string, start: number, end: number): boolean {
  const before = words.slice(Math.max(0, start - 28), start);
  const after = words.slice(end, end + 28);
  if (MONEY_BEFORE.test(before) || COUNTED.test(after) || /[a-z0-9]$/.test(before) || /^[a-z0-9]/.test(after)) return false;
  return SHORT_CUE.test(before) || SHORT_CUE.test(after);
}
