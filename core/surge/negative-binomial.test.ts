import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { logGamma, negativeBinomialTail } from './negative-binomial.ts';

/** P(Y ≥ y) as one minus the plain sum of the masses; exact enough while the tail is not tiny. */
function plainTail(y: number, { r, p }: { r: number; p: number }): number {
  let mass = p ** r;
  let below = 0;
  for (let k = 0; k < y; k += 1) {
    below += mass;
    mass *= ((k + r) / (k + 1)) * (1 - p);
  }
  return 1 - below;
}

describe('negativeBinomialTail', () => {
  it('agrees with the plain sum', () => {
    for (const r of [0.5, 1.5, 8.5, 28.5, 140.5]) {
      for (let y = 0; y <= 15; y += 1) {
        const distribution = { r, p: 28 / 29 };
        expect(negativeBinomialTail(y, distribution)).toBeCloseTo(plainTail(y, distribution), 11);
      }
    }
  });

  it('is the geometric tail for r = 1, down to the smallest doubles', () => {
    for (const y of [1, 10, 100, 200]) {
      const exact = (1 / 29) ** y;
      expect(Math.abs(negativeBinomialTail(y, { r: 1, p: 28 / 29 }) / exact - 1)).toBeLessThan(1e-11);
    }
  });

  it('comes near the normal tail for large counts', () => {
    const distribution = { r: 2_800_000.5, p: 28 / 29 };
    const sd = Math.sqrt((distribution.r / 28) * (29 / 28));
    expect(negativeBinomialTail(Math.round(100_000 + 2 * sd), distribution)).toBeCloseTo(0.02275, 3);
  });

  it('falls with the count and stays a probability', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), fc.double({ min: 0.5, max: 5000, noNaN: true }), fc.integer({ min: 1, max: 60 }), (y, r, days) => {
        const distribution = { r, p: days / (days + 1) };
        const tail = negativeBinomialTail(y, distribution);
        expect(tail).toBeGreaterThanOrEqual(0);
        expect(tail).toBeLessThanOrEqual(1);
        expect(negativeBinomialTail(y + 1, distribution)).toBeLessThanOrEqual(tail + 1e-12);
      }),
    );
  });
});

describe('logGamma', () => {
  it('gives factorials and Γ(½)', () => {
    expect(logGamma(0.5)).toBeCloseTo(0.5 * Math.log(Math.PI), 13);
    expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 12);
    expect(logGamma(1)).toBeCloseTo(0, 13);
  });
});
