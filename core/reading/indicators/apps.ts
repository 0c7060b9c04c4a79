// Finds apps that open a phone to the caller: package files to be installed by hand, and remote-control tools.

import type { TakenRanges } from './spans.ts';

/** An app found: a file name or a tool's name, lower case; offsets are into the clean text. */
export interface FoundApp {
  value: string;
  start: number;
  end: number;
}

export const PACKAGE = /\.(?:apk|xapk|apkm|apks|aab|hap|hagm|ipa|mobileconfig|mobileprovision|exe|msi|scr)(?![a-z0-9])/g;
const NAME_CHARACTER = /[\p{L}\p{N}_.()-]/u;
const MAX_NAME = 80;
// Two-word names that such files usually have; otherwise the name begins at the last space.
const FIRST_WORD = /(?:kad|wedding|undangan|jemputan|surat|resit|invois|mobile|모바일|전자|민원|보안) $/;

/** Tools that show or steer a phone from afar, and stores outside the official ones, by how they are written. */
const TOOLS: readonly (readonly [string, string])[] = [
  ['anydesk', 'any ?desk|애니 ?데스크'],
  ['teamviewer', 'team ?viewer|팀 ?뷰어'],
  ['teamviewer quicksupport', 'quick ?support|퀵 ?서포트'],
  ['rustdesk', 'rust ?desk|러스트 ?데스크'],
  ['chrome remote desktop', '(?:chrome|크롬) ?(?:remote desktop|원격 ?데스크톱|원격 ?데스크탑)'],
  ['hoptodesk', 'hop ?to ?desk'],
  ['screenconnect', 'screen ?connect|connectwise'],
  ['airdroid', 'air ?droid|에어드로이드'],
  ['airmirror', 'air ?mirror'],
  ['mobizen', 'mobizen|모비즌'],
  ['alpemix', 'alpemix'],
  ['ultraviewer', 'ultra ?viewer'],
  ['supremo', 'supremo'],
  ['zoho assist', 'zoho(?= assist)'],
  ['logmein', 'logmein'],
  ['splashtop', 'splashtop'],
  ['iperius', 'iperius'],
  ['awesun', 'awe ?sun|sunlogin|向日葵'],
  ['dwservice', 'dwservice'],
  ['getscreen', 'getscreen'],
  ['remotepc', 'remotepc'],
  ['vnc viewer', 'vnc ?viewer'],
  ['apkpure', 'apkpure'],
  ['aptoide', 'aptoide'],
  ['testflight', 'testflight|테스트플라이트'],
];
export const TOOL = new RegExp(`(?<![a-z])(?:${TOOLS.map(([, written]) => written).join('|')})`, 'g');
const TOOL_NAMES = TOOLS.map(([value, written]) => ({ value, pattern: new RegExp(`^(?:${written.replace('(?= assist)', '')})$`) }));

/** Apps named in the folded text. A package file may lie inside a link, so `taken` is asked only about tools. */
export function findApps(words: string, taken: TakenRanges): FoundApp[] {
  const found: FoundApp[] = [];
  for (const match of words.matchAll(PACKAGE)) {
    const end = match.index + match[0].length;
    const start = startOfFileName(words, match.index);
    if (start < match.index) found.push({ value: words.slice(start, end), start, end });
  }
  for (const match of words.matchAll(TOOL)) {
    const start = match.index;
    const end = start + match[0].length;
    const value = TOOL_NAMES.find(({ pattern }) => pattern.test(match[0]))?.value;
    if (value !== undefined && !taken.overlaps(start, end)) found.push({ value, start, end });
  }
  return found;
}

function startOfFileName(words: string, dot: number): number {
  let start = dot;
  while (start > 0 && dot - start < MAX_NAME && NAME_CHARACTER.test(words.charAt(start - 1))) start -= 1;
  while (start < dot && /[.()-]/.test(words.charAt(start))) start += 1;
  const first = FIRST_WORD.exec(words.slice(Math.max(0, start - 12), start));
  return first === null ? start : start - first[0].length;
}
