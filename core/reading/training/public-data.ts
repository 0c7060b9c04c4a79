// Public collections that are read from beside the checkout and never committed (see docs/model-card.md for their licences).

import { existsSync, readFileSync } from 'node:fs';

import type { Script } from './corpus.ts';

/** Folder that holds `uci-sms/` and `ntrex/`. */
export const PUBLIC_DATA = new URL('../../../../shared/data/', import.meta.url).pathname;

export function hasPublicData(root: string = PUBLIC_DATA): boolean {
  return existsSync(`${root}/uci-sms/sms.tsv`);
}

// Of the collection's spam, prize and premium-rate notices are scams by today's taxonomy; ring tones and dating lines are
// adverts that many would call neither, so they teach nothing.
const PRIZE = /\b(?:won|winner|prize|award|awarded|guaranteed|claim|selected|urgent|cash|bonus|voucher|unclaimed|holiday|draw|reward)\b/i;

/** UCI SMS Spam Collection (Almeida and Hidalgo, CC BY 4.0): ham as chat, its prize spam as ADVFEE. */
export function loadUciSms(root: string = PUBLIC_DATA): Script[] {
  const lines = readFileSync(`${root}/uci-sms/sms.tsv`, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return lines.flatMap((line, index): Script[] => {
    const [label, text = ''] = line.split('\t');
    const base = { id: `uci-sms:${index + 1}`, file: 'uci-sms', language: 'en', text };
    if (label === 'ham') return [{ ...base, label: { kind: 'benign', benign: 'chat' } }];
    return PRIZE.test(text) ? [{ ...base, label: { kind: 'scam', type: 'ADVFEE', form: 'message' } }] : [];
  });
}

/** All spam of that collection, for measuring only. */
export function loadUciSpam(root: string = PUBLIC_DATA): string[] {
  return readFileSync(`${root}/uci-sms/sms.tsv`, 'utf8')
    .split('\n')
    .flatMap((line) => (line.startsWith('spam\t') ? [line.slice(5)] : []));
}

/** NTREX-128 (Federmann et al., CC BY-SA 4.0): news sentences, for measuring only. */
export function loadNews(language: 'ko' | 'ms' | 'en', root: string = PUBLIC_DATA): string[] {
  const file = { ko: 'newstest2019-ref.kor.txt', ms: 'newstest2019-ref.msa.txt', en: 'newstest2019-src.eng.txt' }[language];
  return readFileSync(`${root}/ntrex/${file}`, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}
