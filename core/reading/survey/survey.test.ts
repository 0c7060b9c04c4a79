import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { loadKnownPatterns } from '#core/matching/known-patterns.ts';
import { disguisedLink } from '#tests/support/disguise/disguised-links.ts';
import { disguisedPhone } from '#tests/support/disguise/disguised-phones.ts';

import { LETTERED_RULES } from '../masking/ids/lettered-ids.ts';
import { ordinary } from '../masking/measure/ordinary.ts';
import { KINDS, plant, plantSecret } from '../masking/measure/planted.ts';
import { hasSpelledDigits } from '../text/spelled-digits.ts';
import { normalise } from '../text/normalise.ts';
import { createRandom } from '../training/random.ts';
import { EDGE_AFTER as AFTER, EDGE_BEFORE as BEFORE, firstUnits, requiredWords } from './required-words.ts';
import { survey, WORD_RULES } from './survey.ts';
import type { WordRule } from './survey.ts';

describe('required words', () => {
  it.each([
    [/seed|recovery phrase/, ['seed', 'recovery phrase']],
    [/\b(?:otp|tac)\b/, [`${BEFORE}otp${AFTER}`, `${BEFORE}tac${AFTER}`]],
    [/(?<![a-z])pass ?words?[0-9]+/, [`${BEFORE}password`, `${BEFORE}pass word`, `${BEFORE}passwords`, `${BEFORE}pass words`]],
    [/[0-9]{6} ?원/, ['원', ' 원']],
    [/(?:kad|card)[^0-9]{0,9}(?<number>[0-9]{16})/, ['kad', 'card']],
    [/no[0-9]?x*y/i, ['no']],
    [/[0-9]{3}-?[a-z]*/, null],
    [/abc|[0-9]/, null],
    [/[a-z]+(?![a-z])원/, ['원']],
  ])('of %s', (pattern, words) => {
    expect(requiredWords(pattern)).toEqual(words);
  });

  it.each([
    [/(?<![a-z])(?:ic|k\/p)(?![a-z])|등록|ho chieu/, [`${BEFORE}i`, `${BEFORE}k`, '등', 'h']],
    [/n?o?\.?ic/, ['n', 'o', '.', 'i']],
    [/x?/, null],
    [/[a-z]b/, null],
  ])('first units of %s', (pattern, units) => {
    expect(firstUnits(pattern)).toEqual(units === null ? null : new Set(units));
  });
});

const random = createRandom(20_261_126);
const made = [
  ...loadKnownPatterns().map(({ text }) => text),
  ...Array.from({ length: 400 }, (_, i) => plantSecret(i, random).text),
  ...Array.from({ length: 200 }, (_, i) => ordinary(i, random).text),
  ...Array.from({ length: 200 }, () => disguisedLink(random).text),
  ...Array.from({ length: 200 }, () => disguisedPhone(random).text),
  ...Object.keys(KINDS).flatMap((kind) => Array.from({ length: 30 }, () => plant(kind, random).text)),
];
/** Two texts cut and joined anywhere, which makes words and numbers that neither has. */
const joined = fc
  .tuple(fc.constantFrom(...made), fc.constantFrom(...made), fc.nat(200), fc.nat(200), fc.constantFrom('', ' ', '\n', '-', '1', 'a', '=', '<'))
  .map(([front, back, to, from, between]) => front.slice(0, to) + between + back.slice(from % back.length));

describe('a survey', () => {
  it('never hides what a rule of words would find', () => {
    fc.assert(
      fc.property(joined, (text) => {
        const { skeleton, seen } = normalise(text);
        for (const [rule, patterns] of Object.entries(WORD_RULES)) {
          if (patterns.some((pattern: RegExp) => new RegExp(pattern.source, pattern.flags.replace('g', '')).test(skeleton)))
            expect(seen.mayHold(rule as WordRule), rule).toBe(true);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('never hides an id with letters', () => {
    fc.assert(
      fc.property(joined, (text) => {
        const { skeleton, seen } = normalise(text);
        for (const { pattern, least, check } of LETTERED_RULES) {
          for (const [id] of skeleton.matchAll(pattern)) if (check?.(id.replace(/[^0-9a-z<]/g, '')) !== false) expect(seen.has(least)).toBe(true);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([
    ['', { digits: 0, nearDigits: 0, digitsInRow: 0, longestToken: 0 }],
    ['a1b2', { digits: 2, nearDigits: 2, digitsInRow: 1, longestToken: 4 }],
    ['12 34567 8', { digits: 8, nearDigits: 8, digitsInRow: 5 }],
    ['1234567 123', { nearDigits: 10 }],
    ['123 seven letters 45', { nearDigits: 3 }],
    ['공일공 다시 일이', { numeralsInRow: 5 }],
    ['공일공 부터 일이', { numeralsInRow: 3 }],
    ['dead beef: 0123-4567 x', { hexGroups: 3 }],
    ['abandon ability able about', { listedInRow: 4 }],
    ['one phone, two', { digitWords: 2 }],
  ])('counts %j', (text, counts) => {
    expect(survey(text).counts).toMatchObject(counts);
  });

  it('sees a number written out', () => {
    const words = 'call kosong satu dua three four five six seven';
    expect(hasSpelledDigits(words, survey(words))).toBe(true);
  });
});
