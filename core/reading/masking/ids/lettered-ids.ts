// Identity numbers that have letters: passports, Singapore's, Hong Kong's, Taiwan's, European and Indian ones; and whatever follows a
// cue such as "passport no".

import type { Least } from '../../survey/survey.ts';
import type { Cue, IdKind } from '../cues.ts';
import { ID_LENGTHS, isIdKind } from '../cues.ts';
import type { MaskLabel, SensitiveSpan } from '../mask.ts';
import { hasChineseDate, isCheckedHkid, isCheckedNric, isCheckedSpanish, isCheckedTaiwanese, isMonthAndDay } from './check-digits.ts';
import type { MaskContext } from './numeral.ts';

interface LetteredRule {
  label: MaskLabel;
  /** What every match of the pattern has. */
  least: Least;
  pattern: RegExp;
  /** Of the match without gaps. */
  check?: (id: string) => boolean;
  /** Kept where the words around speak of an order, a reference or a parcel. */
  weak?: true;
}

/** Not in the middle of a longer word or number. */
const alone = (pattern: string): RegExp => new RegExp(String.raw`(?<![0-9a-z])(?:${pattern})(?![0-9a-z])`, 'g');
/** At most one separator between each two characters. */
const GAP = String.raw`[ ./\-\n]{0,3}`;
const digitsOf = (count: number): string => String.raw`[0-9](?:${GAP}[0-9]){${count - 1}}`;

export const LETTERED_RULES: readonly LetteredRule[] = [
  { label: 'NRIC', least: { near: 7, row: 7, token: 9 }, pattern: alone('[stfgm][0-9]{7}[a-z]') },
  { label: 'NRIC', least: { near: 7 }, pattern: new RegExp(`(?<![0-9])[stfgm]${GAP}${digitsOf(7)}${GAP}[a-z]`, 'g'), check: isCheckedNric },
  {
    label: 'PASSPORT',
    least: { near: 8 },
    pattern: alone(`(?:[msrodghake]|pm|ps|pd|po)${GAP}(?:[0-9]{8}|[0-9]{4}[ -][0-9]{4}|[0-9]{2}(?:[ -][0-9]{3}){2}|[0-9](?:[ -][0-9]){7})`),
  },
  { label: 'PASSPORT', least: { near: 4, row: 4 }, pattern: alone(`m${GAP}[0-9]{3}${GAP}[a-z]${GAP}[0-9]{4}`) },
  // Machine-readable lines (ICAO 9303): names, then number and dates.
  {
    label: 'PASSPORT',
    least: { token: 13 },
    pattern: /(?<![0-9a-z])[pvia][a-z<][a-z]{3}[a-z<]{8,40}(?:\s{0,2}[a-z0-9<]{9}[0-9o<][a-z<]{3}[0-9o]{6}[0-9o<][mfx<][0-9o]{6}[0-9o<][a-z0-9<]{2,18})?/g,
    check: (line) => line.includes('<'),
  },
  {
    label: 'PASSPORT',
    least: { near: 6, row: 6, token: 30 },
    pattern: /(?<![0-9a-z])[a-z0-9<]{9}[0-9<][a-z]{3}[0-9]{6}[0-9<][mfx<][0-9]{6}[0-9<][a-z0-9<]{2,18}/g,
  },
  {
    label: 'ID',
    least: { token: 30 },
    pattern:
      /(?<![0-9a-z])i[a-z<][a-z]{3}[a-z0-9]{9}[0-9<][a-z0-9<]{15}(?:\s{0,2}[0-9]{6}[0-9<][mfx<][0-9]{6}[0-9<][a-z]{3}[a-z0-9<]{11}[0-9<])?(?:\s{0,2}[a-z]{2,28}<<[a-z<]{2,28})?/g,
  },
  { label: 'ID', least: { near: 6 }, pattern: new RegExp(String.raw`(?<![0-9a-z])[a-z]{1,2}${GAP}${digitsOf(6)} ?\( ?[0-9a] ?\)`, 'g'), check: isCheckedHkid },
  { label: 'ID', least: { near: 6, row: 6, token: 8 }, pattern: alone(`[a-z]{1,2}[0-9]{6}[0-9a]`), check: isCheckedHkid, weak: true },
  { label: 'ID', least: { near: 9 }, pattern: alone(`[a-z]${GAP}[1289]${GAP}${digitsOf(8)}`), check: isCheckedTaiwanese, weak: true },
  { label: 'ID', least: { near: 17 }, pattern: alone(`[1-6]${GAP}(?:[0-9]${GAP}){16}x`), check: hasChineseDate },
  { label: 'ID', least: { near: 6 }, pattern: alone(`[a-ceghj-prstw-z][a-ceghj-nprstw-z]${GAP}[0-9]{2}${GAP}[0-9]{2}${GAP}[0-9]{2}${GAP}[a-d]`) },
  { label: 'ID', least: { near: 4, row: 4, token: 10 }, pattern: alone('[a-z]{3}[abcfghljpt][a-z][0-9]{4}[a-z]') },
  { label: 'ID', least: { near: 7, token: 16 }, pattern: alone(`[a-z]{6}[0-9]{2}[abcdehlmprst][0-9]{2}[a-z][0-9]{3}[a-z]`) },
  { label: 'ID', least: { near: 7 }, pattern: alone(`[a-z]{3}${GAP}[a-z]{3}${GAP}[0-9]{2}[abcdehlmprst][0-9]{2}${GAP}[a-z][0-9]{3}[a-z]`) },
  { label: 'ID', least: { near: 7 }, pattern: alone(String.raw`(?:[0-9]{8}|[0-9]{2}\.[0-9]{3}\.[0-9]{3}|[xyz]-?[0-9]{7})[- ]?[a-z]`), check: isCheckedSpanish },
  {
    label: 'ID',
    least: { near: 6, row: 6, token: 18 },
    pattern: alone('[a-z]{4}[0-9]{6}[hm][a-z]{5}[0-9a-z][0-9]'),
    check: (id) => isMonthAndDay(Number(id.slice(6, 8)), Number(id.slice(8, 10))),
  },
  {
    label: 'LICENCE',
    least: { near: 10 },
    pattern: /(?:서울|부산|경기|강원|충북|충남|전북|전남|경북|경남|제주|대구|인천|광주|대전|울산)\s?[0-9]{2}[ -][0-9]{6}[ -][0-9]{2}(?![0-9])/g,
  },
];

/** Offsets are into the clean text; spans may overlap. Linear. */
export function findLetteredIds(context: MaskContext): SensitiveSpan[] {
  const { words, cues, seen } = context;
  if (seen.counts.digits === 0) return [];
  const cued = seen.mayHold('idCue') ? cues.all().flatMap((cue) => afterCue(cue, words)) : [];
  const found: SensitiveSpan[] = seen.has(HALVES) ? birthDateAndSex(words) : [];
  for (const { label, least, pattern, check, weak } of LETTERED_RULES) {
    if (!seen.has(least)) continue;
    for (const match of words.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (check !== undefined && !check(match[0].replace(/[^0-9a-z<]/g, ''))) continue;
      if (weak === true && cues.of(start, end) === 'order') continue;
      found.push({ label, start, end });
    }
  }
  return [...found, ...cued];
}

// Words between a cue and its number: copulas, possessives and particles of the three languages.
const LINK =
  /[^0-9a-z가-힣]{0,4}(?:(?:nos?|nr|number|num|nombor|nomor|id|card|is|was|ialah|adalah|ini|saya|sy|aku|my|ku|nya|lama|baru|old|new|details?|holder|malaysia|korea|copy|번호|앞뒤|전체|제|내|는|은|가|이|를|을|도|만|까지|입니다|증|사진|정보)(?![a-z])[^0-9a-z가-힣]{0,4}){0,6}/y;
const TOKEN =
  /(?:[a-z]{1,3}[ ./-]?)?[0-9](?:[ ./-]{0,3}[0-9]){4,17}(?:[ -]?[a-z](?![a-z]))?|[a-z]{1,2}[0-9]{3}[a-z][0-9]{4}|[a-z]{5} ?[0-9]{4} ?[a-z](?![a-z])|(?=[a-z0-9]{0,12}[0-9]{3})[a-z0-9]{6,20}/y;

/** The number right after a cue, in any shape that such numbers have. */
function afterCue(cue: Cue, words: string): SensitiveSpan[] {
  if (!isIdKind(cue.kind)) return [];
  LINK.lastIndex = cue.end;
  const link = LINK.exec(words);
  TOKEN.lastIndex = cue.end + (link?.[0].length ?? 0);
  const token = TOKEN.exec(words);
  if (token === null || words.charAt(token.index - 1) === '+') return [];
  const compact = token[0].replace(/[ ./-]/g, '');
  const rest = words.slice(token.index + token[0].length, token.index + token[0].length + 3);
  if (!isIdToken(compact, cue.kind, rest)) return [];
  const label = labelOf(cue.kind, compact);
  return [{ label, start: token.index, end: token.index + token[0].length }];
}

/** Digits alone must be as many as such ids have, or the first half of a resident number; what is masked already stays. */
function isIdToken(compact: string, kind: IdKind, rest: string): boolean {
  if (/^[*●○•]|^-?\d|^-?[*●○•]/.test(rest) || /x{3}/.test(compact)) return false;
  if (!/^[0-9]+$/.test(compact)) return true;
  return ID_LENGTHS[kind].has(compact.length) || (kind === 'rrn' && (compact.length === 6 || compact.length === 7));
}

function labelOf(kind: IdKind, compact: string): MaskLabel {
  if (/^[stfgm][0-9]{7}[a-z]$/.test(compact)) return 'NRIC';
  if (kind === 'rrn') return 'RRN';
  if (kind === 'passport') return 'PASSPORT';
  if (kind === 'licence') return 'LICENCE';
  return kind === 'mykad' || kind === 'nric' ? 'MYKAD' : 'ID';
}

/** Six digits of a date, together or before another. */
const HALVES: Least = { near: 6, row: 6 };
// `900101-1` and the halves of a resident number told apart; `900101-1******` is masked already.
const HALF = /(?<![0-9-])(?<yy>[0-9]{2})(?<mm>[0-9]{2})(?<dd>[0-9]{2}) ?- ?[1-8](?![0-9*xX○●•□■-])(?!호|번|회| ?[-~] ?[0-9])/g;
const BACK = /(?:뒷|뒤) ?(?:자리|번호)[^0-9]{0,8}(?<half>[1-8][0-9]{6})(?![0-9])/g;
const FRONT = /앞 ?(?:자리|번호)[^0-9]{0,8}(?<half>[0-9]{6})(?![0-9])/g;

function birthDateAndSex(words: string): SensitiveSpan[] {
  const found: SensitiveSpan[] = [];
  for (const match of words.matchAll(HALF)) {
    if (isMonthAndDay(Number(match.groups?.['mm']), Number(match.groups?.['dd'])))
      found.push({ label: 'RRN', start: match.index, end: match.index + match[0].length });
  }
  for (const match of [...words.matchAll(BACK), ...words.matchAll(FRONT)]) {
    const end = match.index + match[0].length;
    found.push({ label: 'RRN', start: end - (match.groups?.['half']?.length ?? 0), end });
  }
  return found;
}
