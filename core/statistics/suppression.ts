// Which counts may be told without telling of a person: none under five, and none that the others and the total give away (primary and
// complementary suppression; Hundepool et al., Statistical Disclosure Control, 2012, ch. 4).

/** The smallest count that is told. */
export const SMALLEST_CELL = 5;

export interface Cell<Key extends string> {
  key: Key;
  /** null: hidden. Zero is told: it is about nobody. */
  count: number | null;
}

/**
 * One table whose total is told. Counts of 1 to 4 are hidden; then, from the smallest, others too until what is hidden is at least two cells
 * and at least five together. The order of the cells is kept.
 */
export function suppress<Key extends string>(counts: readonly { key: Key; count: number }[]): Cell<Key>[] {
  const isSmall = (count: number): boolean => count > 0 && count < SMALLEST_CELL;
  const hidden = new Set(counts.filter(({ count }) => isSmall(count)).map(({ key }) => key));
  const rest = counts.filter(({ count }) => count >= SMALLEST_CELL).toSorted((a, b) => a.count - b.count);
  const hiddenSum = (): number => counts.reduce((sum, { key, count }) => (hidden.has(key) ? sum + count : sum), 0);
  while (hidden.size > 0 && (hidden.size < 2 || hiddenSum() < SMALLEST_CELL)) {
    const next = rest.shift();
    if (next === undefined) break;
    hidden.add(next.key);
  }
  return counts.map(({ key, count }) => ({ key, count: hidden.has(key) ? null : count }));
}

/** A total under five is about few people itself. */
export function tellable(count: number): number | null {
  return count > 0 && count < SMALLEST_CELL ? null : count;
}

/** Of somebody's loss nothing may be learnt from the sum: five people at least, none of whom lost more than half of it; two digits are told. */
export function tellableSum({ count, sum, largest }: { count: number; sum: number; largest: number }): number | null {
  if (count < SMALLEST_CELL || largest * 2 > sum) return null;
  return roundTo(sum, 2);
}

function roundTo(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}
