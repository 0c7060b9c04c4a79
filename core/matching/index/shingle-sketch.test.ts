import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { SIMILAR_SCORE, textScore } from '../match-score.ts';
import { commonShingles, SHINGLE_LIMIT, type ShingleSample } from '../text-signature.ts';
import { ComparedText, SKETCH_WORDS, writeSketch } from './shingle-sketch.ts';

const hash = fc.integer({ min: 0, max: 0xffffffff });

/** Two texts that share some of their shingles. */
function pair(sizes: { shared: number; own: number }): fc.Arbitrary<[ShingleSample, ShingleSample]> {
  const part = (most: number): fc.Arbitrary<number[]> => fc.array(hash, { minLength: 8, maxLength: most, size: 'max' });
  return fc
    .tuple(part(sizes.shared), part(sizes.own), part(sizes.own))
    .map(([shared, one, other]) => [sample([...shared, ...one]), sample([...shared, ...other])]);
}

function sample(hashes: number[]): ShingleSample {
  const distinct = Uint32Array.from(new Set(hashes)).sort();
  return { shingles: distinct.slice(0, SHINGLE_LIMIT), length: distinct.length };
}

function exactScore(a: ShingleSample, b: ShingleSample): number {
  return textScore({ common: commonShingles(a, b), lengths: [a.length, b.length] });
}

function guessOf(own: ShingleSample, other: ShingleSample): number {
  const sketch = new Uint32Array(SKETCH_WORDS);
  writeSketch(other, sketch, 0);
  return new ComparedText(own).guess(sketch, 0, other.length);
}

describe('ComparedText', () => {
  it('scores as going through both texts does, sampled ones included', () => {
    fc.assert(
      fc.property(fc.oneof(pair({ shared: 60, own: 60 }), pair({ shared: 500, own: 400 })), ([own, other]) => {
        const words = Uint32Array.from([7, ...other.shingles, 7]);
        const score = new ComparedText(own).score(words, 1, { kept: other.shingles.length, length: other.length });
        expect(score).toBe(exactScore(own, other));
      }),
    );
  });

  it('promises hardly ever too little of a usual message that matches', () => {
    const pairs = fc.sample(pair({ shared: 60, own: 60 }), { numRuns: 5_000, seed: 7 }).filter(([own, other]) => exactScore(own, other) >= SIMILAR_SCORE);
    const missed = pairs.filter(([own, other]) => guessOf(own, other) < 0.1);
    expect(pairs.length).toBeGreaterThan(1_000);
    expect(missed.length / pairs.length).toBeLessThan(0.002);
  });

  it('guesses that equal texts are equal, and nothing of a text that says nothing', () => {
    fc.assert(
      fc.property(fc.uniqueArray(hash, { minLength: 20, maxLength: 100 }), (hashes) => {
        const text = sample(hashes);
        expect(guessOf(text, text)).toBeCloseTo(1, 6);
        expect(guessOf(sample([]), text)).toBe(0);
      }),
    );
  });
});
