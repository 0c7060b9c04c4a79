// Finds what must never be kept even encrypted: one-time codes, passwords, private keys, recovery phrases, passport numbers.

import type { TakenRanges } from '../indicators/spans.ts';
import type { DigitRun } from '../text/digit-runs.ts';
import { slicesOf } from '../text/digit-runs.ts';
import type { SensitiveSpan } from './mask.ts';

const CODE_CUE =
  /인증 ?번호|인증 ?코드|확인 ?코드|보안 ?코드|보안 ?번호|본인 ?확인 ?번호|비밀 ?번호|비번|핀 ?번호|\botp\b|\btac\b|\bpin\b|passcode|password|kata ?laluan|kod (?:pengesahan|keselamatan|transaksi)|(?:verification|security|confirmation|one.?time) code|\bcvv\b|\bcvc\b/;
const NEAR_CODE_CUE = /(?:\bcode|\bkod|코드)(?: is| ialah| anda|는|은)? ?[:=]? ?\[?g?-?$/;
// Far enough for "TAC for the transfer of RM500 to … is 123456"; longer texts repeat the word.
const AFTER_CUE = 60;
const BEFORE_CUE = 30;
const MONEY_BEFORE = /(?:rm|myr|krw|usd|sgd|[$₩\\￦])\s?$/;
const UNIT_AFTER = /^\s?(?:원|만|천|억|년|월|일|시|분|명|개|회|번|호|초|자리|%|ringgit|minit|min|hours?|jam|digit|won|sen)/;
const DATE_OR_PART = /[-/:.,]$/;

/** One-time codes and PINs of 4 to 8 digits near a word for them, outside `taken`. */
export function findCodes(runs: readonly DigitRun[], words: string, taken: TakenRanges): SensitiveSpan[] {
  if (!CODE_CUE.test(words) && !/code|kod|코드/.test(words)) return [];
  const found: SensitiveSpan[] = [];
  for (const run of runs) {
    let next = 0;
    for (const slice of slicesOf(run, 4, 8)) {
      if (slice.first < next || taken.overlaps(slice.start, slice.end)) continue;
      if (!/^(?:\d+|\d{3}[ -]\d{3}|(?:\d[ -]){3,7}\d)$/.test(slice.shape)) continue;
      if (isPart(run.gaps[slice.first - 1]) || isPart(run.gaps[slice.last])) continue;
      if (!isCode(words, slice.start, slice.end)) continue;
      found.push({ label: 'CODE', start: slice.start, end: slice.end });
      next = slice.last + 1;
    }
  }
  return found;
}

function isPart(gap: string | undefined): boolean {
  return gap !== undefined && DATE_OR_PART.test(gap);
}

function isCode(words: string, start: number, end: number): boolean {
  const before = words.slice(Math.max(0, start - AFTER_CUE), start);
  const after = words.slice(end, end + BEFORE_CUE);
  if (MONEY_BEFORE.test(before) || UNIT_AFTER.test(after)) return false;
  return CODE_CUE.test(before) || CODE_CUE.test(after) || NEAR_CODE_CUE.test(before);
}

const PASSWORD =
  /(?:비밀 ?번호|비번|password|passcode|\bpwd?\b|kata ?laluan)(?<link>(?:는|은| is| ialah| adalah| saya| anda)*) ?(?<sign>[:=])? ?(?<secret>[!-~]{4,64})/g;
const PRIVATE_KEY = /(?<![0-9a-z])(?:0x)?[0-9a-f]{64}(?![0-9a-z])/g;
const TRANSACTION_CUE = /(?:tx|txid|hash|해시|transaction|transaksi|거래)[^0-9a-z]{0,12}$/;
const EXTENDED_KEY = /(?<![0-9A-Za-z])(?:[xyz]prv[1-9A-HJ-NP-Za-km-z]{100,112}|[5KL][1-9A-HJ-NP-Za-km-z]{50,51})(?![0-9A-Za-z])/g;
const SEED_CUE = /seed|recovery phrase|mnemonic|secret phrase|시드|복구 ?구문|니모닉|비밀 ?구문|frasa/g;
const SEED_WORDS = /(?:[a-z]{3,8}[ ,\n]{1,3}){11,23}[a-z]{3,8}/;
const NRIC = /(?<![0-9a-z])[stfgm][0-9]{7}[a-z](?![0-9a-z])/g;
const PASSPORT = /(?<![0-9a-z])(?:[msrodg][0-9]{8}|m[0-9]{3}[a-z][0-9]{4}|[ahk][0-9]{8})(?![0-9a-z])/g;
const NAMED_PASSPORT = /(?:여권 ?(?:번호)?|passport(?: no| number)?|pasport)[^a-z0-9]{0,8}(?<number>[a-z]{0,2}[0-9]{6,9}[a-z]?)(?![0-9a-z])/g;

/** Secrets and lettered identity numbers in a text; offsets are into the clean text. `words` is its folded form. */
export function findSecrets(clean: string, words: string): SensitiveSpan[] {
  return [
    ...spansOf(words, NRIC, 'NRIC'),
    ...spansOf(words, PASSPORT, 'PASSPORT'),
    ...groupSpansOf(words, NAMED_PASSPORT, { group: 'number', label: 'PASSPORT' }),
    ...groupSpansOf(words, PASSWORD, { group: 'secret', label: 'CODE', accept: isPassword }),
    ...spansOf(words, PRIVATE_KEY, 'KEY').filter(({ start }) => !TRANSACTION_CUE.test(words.slice(Math.max(0, start - 24), start))),
    ...spansOf(clean, EXTENDED_KEY, 'KEY'),
    ...findSeedPhrases(words),
  ];
}

function spansOf(text: string, pattern: RegExp, label: SensitiveSpan['label']): SensitiveSpan[] {
  return [...text.matchAll(pattern)].map((match) => ({
    label,
    start: match.index,
    end: match.index + match[0].length,
  }));
}

interface GroupRule {
  group: string;
  label: SensitiveSpan['label'];
  accept?: (match: RegExpExecArray) => boolean;
}

function groupSpansOf(text: string, pattern: RegExp, rule: GroupRule): SensitiveSpan[] {
  const found: SensitiveSpan[] = [];
  for (const match of text.matchAll(pattern)) {
    const value = match.groups?.[rule.group] ?? '';
    if (value === '' || rule.accept?.(match) === false) continue;
    const end = match.index + match[0].length;
    found.push({ label: rule.label, start: end - value.length, end });
  }
  return found;
}

/** `password: hunter` is one, `password is required` is not: without a sign the word must hold a digit. */
function isPassword(match: RegExpExecArray): boolean {
  const secret = match.groups?.['secret'] ?? '';
  if (/^https?:|^\[/.test(secret)) return false;
  return match.groups?.['sign'] !== undefined || /[0-9]/.test(secret);
}

function findSeedPhrases(words: string): SensitiveSpan[] {
  const found: SensitiveSpan[] = [];
  let last = 0;
  for (const cue of words.matchAll(SEED_CUE)) {
    const from = cue.index + cue[0].length;
    if (from < last) continue;
    // BIP 39: 12 to 24 words of three to eight letters; 24 × 9 characters and room for a lead-in.
    const match = SEED_WORDS.exec(words.slice(from, from + 300));
    if (match === null) continue;
    last = from + match.index + match[0].length;
    found.push({ label: 'SEED', start: from + match.index, end: last });
  }
  return found;
}
