import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { KeyPostings } from './key-postings.ts';

const NEWEST = 8;

function read(postings: KeyPostings, key: number): number[] {
  const into = new Uint32Array(NEWEST);
  return [...into.subarray(0, postings.read(key, into))];
}

describe('KeyPostings', () => {
  it('keeps the newest numbers under each key, newest first, as a map of lists would', () => {
    // Few keys that meet often, and keys that fall into one part and one slot of it.
    const key = fc.oneof(
      fc.integer({ min: 0, max: 20 }),
      fc.integer({ min: 0, max: 0xffffffff }),
      fc.integer({ min: 0, max: 200 }).map((step) => 0xab000000 + step * 0x10000),
    );
    fc.assert(
      fc.property(fc.array(key, { maxLength: 600 }), (keys) => {
        const postings = new KeyPostings(NEWEST);
        const model = new Map<number, number[]>();
        for (const [number, each] of keys.entries()) {
          postings.add(each, number);
          model.set(each, [number, ...(model.get(each) ?? [])].slice(0, NEWEST));
        }
        for (const [each, numbers] of model) expect(read(postings, each)).toEqual(numbers);
        expect(read(postings, 0x7fffffff)).toEqual(model.get(0x7fffffff) ?? []);
      }),
    );
  });

  it('takes no more memory for a key of a million numbers than for one of a few', () => {
    const postings = new KeyPostings(NEWEST);
    for (let number = 0; number < NEWEST; number += 1) postings.add(7, number);
    const { bytes } = postings;
    for (let number = NEWEST; number < 1_000_000; number += 1) postings.add(7, number);
    expect(postings.bytes).toBe(bytes);
    expect(read(postings, 7)).toEqual([999_999, 999_998, 999_997, 999_996, 999_995, 999_994, 999_993, 999_992]);
  });

  it('uses rings again that were left for larger ones', () => {
    const postings = new KeyPostings(NEWEST);
    for (let key = 0; key < 1_000; key += 1) for (let number = 0; number < NEWEST; number += 1) postings.add(key, number);
    for (let key = 0; key < 1_000; key += 1) expect(read(postings, key)).toEqual([7, 6, 5, 4, 3, 2, 1, 0]);
  });
});
