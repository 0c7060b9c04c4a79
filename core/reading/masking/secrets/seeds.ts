// Recovery phrases of wallets: twelve or more words of the BIP 39 lists in a row, however they are separated or numbered.

import { wordlist as ENGLISH } from '@scure/bip39/wordlists/english.js';
import { wordlist as KOREAN } from '@scure/bip39/wordlists/korean.js';

import type { Survey } from '../../survey/survey.ts';
import type { SensitiveSpan } from '../mask.ts';

const LISTED: ReadonlySet<string> = new Set([...ENGLISH, ...KOREAN.map((word) => word.normalize('NFC'))]);
const TOKEN = /[a-z]+|[가-힣]+/g;
/** Numbers, dots, commas and line breaks between two words: `12) abandon`. */
const MAX_GAP = 8;
const LETTER = /[a-z가-힣]/;
/** BIP 39 phrases have 12 to 24 words. Twelve listed words in a row are no sentence, which needs words that are not listed. */
const MIN_WORDS = 12;
/** With a word such as "seed" in the text a part of one is enough. */
const MIN_WITH_CUE = 8;
const SEED_CUE = /seed|recovery|mnemonic|secret phrase|backup phrase|시드|복구|니모닉|비밀 ?구문|frasa|pemulihan|wallet|지갑|dompet/;
export const STRONG_CUE = /seed|recovery phrase|mnemonic|secret phrase|시드|복구 ?구문|니모닉|비밀 ?구문|frasa/g;
const ANY_WORDS = /(?:[a-z]{3,8}[ ,\n]{1,3}){11,23}[a-z]{3,8}/;

/** One bit for each hash of a listed word: what has none is not listed, of other words one in eight has one as well. */
const HASHES = new Uint8Array(4_096);

export function addToHash(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

/** Whether a word of this hash may be listed. */
export function mayBeListed(hash: number): boolean {
  return ((HASHES[hash >>> 20] ?? 0) & (1 << (hash & 7))) !== 0;
}

for (const word of LISTED) {
  const hash = word.split('').reduce((sum, unit) => addToHash(sum, unit.charCodeAt(0)), 0);
  HASHES[hash >>> 20] = (HASHES[hash >>> 20] ?? 0) | (1 << (hash & 7));
}

/** Offsets are into the folded text. Linear. */
export function findSeedPhrases(words: string, seen: Survey): SensitiveSpan[] {
  // Eight words of three letters and what parts them.
  if (words.length < 31) return [];
  return [...(seen.counts.listedInRow < MIN_WITH_CUE ? [] : findListed(words)), ...(seen.mayHold('seedCue') ? afterCue(words) : [])];
}

function findListed(words: string): SensitiveSpan[] {
  const least = SEED_CUE.test(words) ? MIN_WITH_CUE : MIN_WORDS;
  const found: SensitiveSpan[] = [];
  let run = { start: 0, end: 0, count: 0 };
  const close = (): void => {
    if (run.count >= least) found.push({ label: 'SEED', start: run.start, end: run.end });
    run = { start: 0, end: 0, count: 0 };
  };
  for (const match of words.matchAll(TOKEN)) {
    const [start, end] = [match.index, match.index + match[0].length];
    const gap = words.slice(run.end, Math.min(start, run.end + MAX_GAP + 1));
    if (run.count > 0 && (gap.length > MAX_GAP || LETTER.test(gap))) close();
    if (!LISTED.has(match[0])) close();
    else if (run.count === 0) run = { start, end, count: 1 };
    else run = { start: run.start, end, count: run.count + 1 };
  }
  close();
  return found;
}

/** Twelve words after a cue whatever they are: lists of other wallets, misspelt words. */
function afterCue(words: string): SensitiveSpan[] {
  const found: SensitiveSpan[] = [];
  let last = 0;
  for (const cue of words.matchAll(STRONG_CUE)) {
    const from = cue.index + cue[0].length;
    if (from < last) continue;
    // 24 words of eight letters at most, and room for a lead-in.
    const match = ANY_WORDS.exec(words.slice(from, from + 300));
    if (match === null || listedShare(match[0]) < 0.5) continue;
    last = from + match.index + match[0].length;
    found.push({ label: 'SEED', start: from + match.index, end: last });
  }
  return found;
}

function listedShare(phrase: string): number {
  const tokens = phrase.match(/[a-z]+/g) ?? [];
  return tokens.filter((token) => LISTED.has(token)).length / tokens.length;
}
