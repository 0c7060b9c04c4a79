import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVault } from '#core/privacy/vault.ts';
import { readMessage } from '#core/reading/read-message.ts';
import { gramHashes, gramHasher, searchedTexts } from './gram-store.ts';
import { bareDigits } from './grams.ts';
import { directOf, gramsOfTerms, termsOf } from './search-query.ts';
import { findIn } from './search-reports.ts';

const VAULT = createVault(Buffer.alloc(32, 5));
const TEXTS = [
  '서울중앙지검 김민수 수사관입니다. 안전계좌로 옮기셔야 합니다 010-4821-7733',
  '엄마 나 폰 깨져서 임시번호야 010 4821 7733 으로 톡 줘',
  'Saya pegawai dari Bukit Aman, tolong pindahkan duit ke akaun Maybank 5621-4530-1187 sekarang jugak',
  'Your parcel is held. Pay RM1.50 at https://poslaju-my.example/track and confirm your address',
  '카톡으로 왔어요: "investment guaranteed" 하루 5% 수익 보장, wasap +60 12-345 6789 텔레그램 @mega_profit',
];

/** Whether the index offers the report and the look at it confirms. */
function isFound(text: string, query: string): boolean {
  const reading = readMessage({ text });
  const terms = termsOf(query);
  const hasher = gramHasher(VAULT);
  const stored = new Set(gramHashes(VAULT, reading));
  const wanted = gramsOfTerms(terms);
  return wanted.length > 0 && wanted.every((gram) => stored.has(hasher(gram))) && findIn(searchedTexts(reading), terms) !== null;
}

describe('searching', () => {
  it.each([
    ['안전계좌', 0],
    ['안전 계좌', 0],
    ['계좌로', 0],
    ['수사관', 0],
    ['임시 번호', 1],
    ['깨져', 1],
    ['pindah', 2],
    ['MAYBANK', 2],
    ['bukit aman', 2],
    ['akaun 4530', 2],
    ['562145301187', 2],
    ['poslaju', 3],
    ['poslaju-my.example', 3],
    ['텔레그램 investment', 4],
    ['mega_profit', 4],
  ])('%j is in text %i and in no other', (query, index) => expect(TEXTS.map((text) => isFound(text, query))).toEqual(TEXTS.map((_, each) => each === index)));

  it.each(['010-4821-7733', '+82 10 4821 7733', '01048217733', '82-10-4821-7733', '4821', '4821 7733', '(010) 4821.7733'])(
    'the number is found however it is written: %s',
    (query) => {
      expect(isFound(TEXTS[0] ?? '', query)).toBe(true);
      expect(isFound(TEXTS[2] ?? '', query)).toBe(false);
    },
  );
  it.each(['012-345 6789', '+60123456789', '60 12 345 6789', '3456'])('and in Malaysia: %s', (query) => expect(isFound(TEXTS[4] ?? '', query)).toBe(true));

  it('whatever stands in a text of several letters or digits is found, without regard to case and width', () => {
    const part = fc.constantFrom(...TEXTS).chain((text) => fc.tuple(fc.constant(text), fc.nat(text.length - 1), fc.integer({ min: 4, max: 14 })));
    fc.assert(
      fc.property(part, ([text, from, length]) => {
        const query = text.slice(from, from + length);
        const terms = termsOf(query);
        // Cut in the middle of a number it may be a word of fewer digits than are looked for; that is said instead.
        fc.pre(gramsOfTerms(terms).length > 0 && !/\d/.test(query) && readMessage({ text }).masked === text);
        expect(isFound(text, query), query).toBe(true);
        expect(isFound(text, query.toUpperCase()), query).toBe(true);
        expect(isFound(text, query.normalize('NFD')), query).toBe(true);
      }),
      { numRuns: 300, seed: 4 },
    );
  });

  it('never breaks on anything, and shows hits that are where they are said to be', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ unit: 'binary', maxLength: 20 }), (text, query) => {
        const found = findIn({ text, tools: [] }, termsOf(query));
        for (const [start, end] of found?.hits ?? []) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(found?.text.length ?? 0);
        }
        gramHashes(VAULT, { masked: text, indicators: [] });
        directOf(query);
      }),
    );
  });

  it('the hit is what was typed', () => {
    const found = findIn({ text: `${'가나다라 '.repeat(60)}안전 계좌로 옮기세요`, tools: [] }, termsOf('안전계좌'));
    expect(found?.hits.map(([start, end]) => found.text.slice(start, end))).toEqual(['안전 계좌']);
  });

  it('what is masked cannot be searched for', () => {
    const text = '제 주민번호는 900101-1234567 이고 안전계좌로 보냈어요';
    expect(isFound(text, '900101')).toBe(false);
    expect(isFound(text, '1234567')).toBe(false);
    expect(isFound(text, '안전계좌')).toBe(true);
  });

  it.each([
    ['jg7k3m9qpx4', []],
    ['#12', [{ kind: 'campaign', number: 12 }]],
    ['4821', []],
    ['7k3m-9qpx', [{ kind: 'alert', code: '7K3M9QPX' }]],
    ['안전계좌', []],
  ])('%s names %j', (typed, named) => expect(directOf(typed)).toEqual(named));

  it.each([
    ['010-4821-7733', '1048217733'],
    ['+82 10-4821-7733', '1048217733'],
    ['+60 12-345 6789', '123456789'],
    ['110-234-567890', '110234567890'],
    ['82', '82'],
  ])('the bare digits of %s are %s', (typed, bare) => expect(bareDigits(typed)).toBe(bare));
});
