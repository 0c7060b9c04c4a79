// Finds apps that open a phone to the caller: package files to be installed by hand, and remote-control tools.

import type { TakenRanges } from './spans.ts';

/** An app found: a file name or a tool's name, lower case; offsets are into the clean text. */
export interface FoundApp {
  value: string;
  start: number;
  end: number;
}

const PACKAGE = /\.(?:apk|xapk|apks|ipa|mobileconfig)(?![a-z0-9])/g;
const NAME_CHARACTER = /[\p{L}\p{N}_.()-]/u;
const MAX_NAME = 80;
// Two-word names that such files usually have; otherwise the name begins at the last space.
const FIRST_WORD = /(?:kad|wedding|undangan|jemputan|surat|resit|invois|mobile|모바일|전자|민원|보안) $/;

const TOOLS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    anydesk: 'anydesk',
    애니데스크: 'anydesk',
    teamviewer: 'teamviewer',
    'team viewer': 'teamviewer',
    팀뷰어: 'teamviewer',
    quicksupport: 'teamviewer quicksupport',
    퀵서포트: 'teamviewer quicksupport',
    rustdesk: 'rustdesk',
    러스트데스크: 'rustdesk',
    airdroid: 'airdroid',
    에어드로이드: 'airdroid',
    alpemix: 'alpemix',
    ultraviewer: 'ultraviewer',
    supremo: 'supremo',
    zoho: 'zoho assist',
    logmein: 'logmein',
    splashtop: 'splashtop',
    iperius: 'iperius',
  }),
);
const TOOL =
  /anydesk|애니데스크|team ?viewer|팀뷰어|quicksupport|퀵서포트|rustdesk|러스트데스크|airdroid|에어드로이드|alpemix|ultraviewer|supremo|zoho(?= assist)|logmein|splashtop|iperius/g;

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
    const value = TOOLS.get(match[0]);
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
