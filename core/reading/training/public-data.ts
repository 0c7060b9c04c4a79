// Public collections that are read from beside the checkout and never committed (see docs/model-card.md for their licences).

import { existsSync, readFileSync } from 'node:fs';

import type { Script } from './corpus.ts';
import { findNearDuplicates } from './near-duplicates.ts';

/** Folder that holds `uci-sms/` and `ntrex/`. */
export const PUBLIC_DATA = new URL('../../../../shared/data/', import.meta.url).pathname;

export function hasPublicData(root: string = PUBLIC_DATA): boolean {
  return existsSync(`${root}/uci-sms/sms.tsv`);
}

// Of the collection's spam, prize and premium-rate notices are scams by today's taxonomy; ring tones and dating lines are
// adverts that many would call neither, so they teach nothing.
const PRIZE = /\b(?:won|winner|prize|award|awarded|guaranteed|claim|selected|urgent|cash|bonus|voucher|unclaimed|holiday|draw|reward)\b/i;

/** Every fifth line is kept for measuring. */
function isHeldOut(index: number): boolean {
  return index % 5 === 0;
}

function uciLines(root: string): { label: string; text: string; index: number }[] {
  const lines = readFileSync(`${root}/uci-sms/sms.tsv`, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line, index) => ({ label: line.slice(0, line.indexOf('\t')), text: line.slice(line.indexOf('\t') + 1), index }));
}

/** UCI SMS Spam Collection (Almeida and Hidalgo, CC BY 4.0), four fifths of it: ham as chat, its prize spam as ADVFEE. */
export function loadUciSms(root: string = PUBLIC_DATA): Script[] {
  return uciLines(root).flatMap(({ label, text, index }): Script[] => {
    if (isHeldOut(index)) return [];
    const base = { id: `uci-sms:${index + 1}`, file: 'uci-sms', language: 'en', text };
    if (label === 'ham') return [{ ...base, label: { kind: 'benign', benign: 'chat' } }];
    return PRIZE.test(text) ? [{ ...base, label: { kind: 'scam', type: 'ADVFEE', form: 'message' } }] : [];
  });
}

/** Ham of that collection that no model was trained on. */
export function loadHeldOutHam(root: string = PUBLIC_DATA): string[] {
  return heldOut(root, ({ label }) => label === 'ham');
}

/** Prize spam of that collection that no model was trained on. */
export function loadHeldOutSpam(root: string = PUBLIC_DATA): string[] {
  return heldOut(root, ({ label, text }) => label === 'spam' && PRIZE.test(text));
}

/** The collection holds many messages twice: a copy of what was learned is not held out. */
function heldOut(root: string, wanted: (line: { label: string; text: string }) => boolean): string[] {
  const taught = loadUciSms(root).map(({ text }) => text);
  const lines = uciLines(root).filter((line) => isHeldOut(line.index) && wanted(line));
  const copies = new Set(findNearDuplicates(lines, ({ text }) => text, taught).map(({ item }) => item));
  return lines.filter((line) => !copies.has(line)).map(({ text }) => text);
}

/** NTREX-128 (Federmann et al., CC BY-SA 4.0): news sentences, for measuring only. */
export function loadNews(language: 'ko' | 'ms' | 'en', root: string = PUBLIC_DATA): string[] {
  const file = { ko: 'newstest2019-ref.kor.txt', ms: 'newstest2019-ref.msa.txt', en: 'newstest2019-src.eng.txt' }[language];
  return readFileSync(`${root}/ntrex/${file}`, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}
