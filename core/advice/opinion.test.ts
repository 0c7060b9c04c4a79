import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Opinion, OPINION_LIMITS, splitOpinion } from '#core/advice/opinion.ts';

const given = {
  type: 'IMP_AUTH',
  scam_probability: 0.97,
  impersonated: 'Seoul Central Prosecutors Office',
  demand: 'move all savings to a safe account',
  summary: 'A caller claims the writer is implicated in a case and asks for a transfer.',
};

test('takes an opinion as it was asked for', () => {
  expect(Opinion.parse(given)).toEqual(given);
  expect(Opinion.parse({ ...given, impersonated: null, demand: null })).toMatchObject({ impersonated: null, demand: null });
});

test.each([
  ['an action that nobody asked for', { ...given, action: 'publish_alert' }],
  ['a code that is not one', { ...given, type: 'BENIGN' }],
  ['a probability above 1', { ...given, scam_probability: 97 }],
  ['a probability in words', { ...given, scam_probability: 'high' }],
  ['a missing field', { type: 'LOAN', scam_probability: 0.5, summary: 'x' }],
  ['a list of opinions', [given]],
  ['nothing', undefined],
])('refuses %s', (_what, answer) => {
  expect(Opinion.safeParse(answer).success).toBe(false);
});

test('makes one line of plain text of what a model writes, within the limits, for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 1_500 }), (words) => {
      const { summary, impersonated } = Opinion.parse({ ...given, summary: words, impersonated: words });
      expect(summary.length).toBeLessThanOrEqual(OPINION_LIMITS.summary);
      expect(impersonated?.length).toBeLessThanOrEqual(OPINION_LIMITS.impersonated);
      expect(summary).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      expect(summary.isWellFormed()).toBe(true);
    }),
  );
});

test('cuts an overlong summary instead of losing it', () => {
  const { summary } = Opinion.parse({ ...given, summary: 'a'.repeat(900) });
  expect(summary).toHaveLength(300);
  expect(summary.endsWith('…')).toBe(true);
});

test('leaves only codes and numbers in plain', () => {
  const { plain, worded } = splitOpinion(Opinion.parse(given));
  expect(plain).toEqual({ type: 'IMP_AUTH', scam_probability: 0.97 });
  expect(Object.keys(worded).toSorted()).toEqual(['demand', 'impersonated', 'summary']);
});
