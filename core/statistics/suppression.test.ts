import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SMALLEST_CELL, suppress, tellable, tellableSum } from './suppression.ts';

const table = (counts: readonly number[]) => counts.map((count, at) => ({ key: `k${at}`, count }));
const told = (counts: readonly number[]) => suppress(table(counts)).map(({ count }) => count);

describe('suppression', () => {
  it('hides what is small, and one more where the total would give it away', () => {
    expect(told([40, 3, 12, 7])).toEqual([40, null, 12, null]);
    expect(told([40, 3, 2, 12])).toEqual([40, null, null, 12]);
    expect(told([40, 1, 2, 12])).toEqual([40, null, null, null]);
    expect(told([9, 2])).toEqual([null, null]);
  });

  it('hides nothing without need, and a zero never', () => {
    expect(told([40, 0, 12])).toEqual([40, 0, 12]);
    expect(told([])).toEqual([]);
  });

  it('leaves every hidden count undetermined by the total and the told ones', () => {
    const counts = fc.array(fc.oneof(fc.nat(8), fc.nat(60)), { minLength: 2, maxLength: 19 }).filter((all) => all.reduce((a, b) => a + b, 0) >= SMALLEST_CELL);
    fc.assert(
      fc.property(counts, (all) => {
        const cells = told(all);
        const total = all.reduce((a, b) => a + b, 0);
        const left = total - cells.reduce<number>((sum, count) => sum + (count ?? 0), 0);
        const hidden = all.filter((_, at) => cells[at] === null);
        for (const count of cells) expect(count === null || count === 0 || count >= SMALLEST_CELL).toBe(true);
        expect(hidden.reduce((a, b) => a + b, 0)).toBe(left);
        // Two unknowns that add up to five or more: each may still be anything from 1 up to all but one of it.
        if (hidden.length > 0) expect([hidden.length >= 2 || all.filter((count) => count > 0).length === 1, left >= SMALLEST_CELL]).toEqual([true, true]);
      }),
    );
  });
});

describe('totals and sums', () => {
  it('are told of five or more', () => {
    expect([0, 1, 4, 5].map(tellable)).toEqual([0, null, null, 5]);
    expect(tellableSum({ count: 4, sum: 1_000, largest: 300 })).toBeNull();
    expect(tellableSum({ count: 5, sum: 123_456, largest: 40_000 })).toBe(120_000);
  });

  it('are not told where one loss is more than half of them', () => {
    expect(tellableSum({ count: 6, sum: 1_000_000, largest: 500_001 })).toBeNull();
  });
});
