import { expect, it } from 'vitest';
import { createTranslator } from '#platform/i18n.ts';
import { explainReporters } from './explain-reporters.ts';
import { NOT_COUNTED } from './independent-reporters.ts';

const translator = createTranslator({ strict: true });
const weighed = { reports: 7, accounts: 5, independent: 2, not_counted: { same_words: 3 } };

it.each([
  ['ko', '제보 7건, 계정 5개, 독립된 제보자 2명: 본인 설명이 다른 계정과 같음 3개'],
  ['ms', '7 laporan, 5 akaun, 2 pelapor bebas: 3 dengan ayat sendiri yang sama dengan akaun lain'],
  ['en', '7 reports, 5 accounts, 2 independent: 3 with the same words of their own as another account'],
] as const)('says how the number comes about (%s)', (language, sentence) => {
  expect(explainReporters(weighed, translator, language)).toBe(sentence);
});

it('has a reason for each, in every language', () => {
  const all = Object.fromEntries(NOT_COUNTED.map((reason) => [reason, 1]));
  for (const language of ['ko', 'ms', 'en'] as const)
    expect(explainReporters({ ...weighed, not_counted: all }, translator, language).split(', ').length).toBeGreaterThanOrEqual(NOT_COUNTED.length);
});
