import { expect, test } from 'vitest';

import { loadCorpus } from './corpus.ts';
import { findNearDuplicates } from './near-duplicates.ts';
import { hasPublicData, loadUciSms } from './public-data.ts';

const itself = (text: string): string => text;

test('a text with other numbers, links and capitals is the same text, another text with one phrase in common is not', () => {
  const known = ['고객님 소포가 3번 반송되어 주소 확인이 필요합니다 {link} 감사합니다', 'mak, ni nombor baru adik, phone lama jatuh dalam air semalam'];
  const copies = ['고객님 소포가 7번 반송되어 주소 확인이 필요합니다. 감사합니다!', 'MAK ni nombor baru adik. Phone lama jatuh dalam air semalam'];
  expect(findNearDuplicates(copies, itself, known).map((found) => found.known)).toEqual(known);
  expect(findNearDuplicates(['mak, ni nombor baru adik, simpan ya, nanti adik telefon'], itself, known)).toEqual([]);
});

test('texts of a few words are the same when all words are', () => {
  expect(findNearDuplicates(['Selamat Hari Raya!', 'Selamat Hari Raya semua'], itself, ['selamat hari raya'])).toHaveLength(1);
});

test.runIf(hasPublicData())('no line of the corpus stands in the public collection that it is trained beside', () => {
  const ours = loadCorpus().filter(({ language }) => language === 'en');
  const theirs = loadUciSms().map(({ text }) => text);
  expect(theirs.length).toBeGreaterThan(4_000);
  expect(findNearDuplicates(ours, ({ text }) => text, theirs)).toEqual([]);
});
