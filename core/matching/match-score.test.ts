import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { leastCommon, neededFor, shingleWeight, textScore, WEIGHED } from './match-score.ts';

const length = fc.double({ min: 6, max: 400, noNaN: true });

describe('leastCommon', () => {
  it('is where the score of two texts is reached, and no text with less in common reaches it', () => {
    fc.assert(
      fc.property(length, length, fc.double({ min: 0.2, max: 0.95, noNaN: true }), (one, other, score) => {
        const least = leastCommon(neededFor(score, WEIGHED), one, other);
        const scoreAt = (common: number): number => textScore({ common, lengths: [one, other], shortest: 100 }, WEIGHED);
        if (least * 0.999 <= Math.min(one, other)) expect(scoreAt(least * 0.999)).toBeLessThanOrEqual(score);
        if (least * 1.001 <= Math.min(one, other)) expect(scoreAt(least * 1.001)).toBeGreaterThanOrEqual(score - 1e-9);
      }),
    );
  });
});

describe('shingleWeight', () => {
  it('falls as more texts have the shingle, and never to nothing', () => {
    const weights = [0, 1, 2, 40, 430].map((frequency) => shingleWeight(frequency, 430));
    expect(weights.slice(0, 2)).toEqual([1, 1]);
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
    expect(weights.at(-1)).toBeGreaterThan(0);
  });
});
