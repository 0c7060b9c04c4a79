/** Smallest count that is told. */
const LEAST = 5;
const MOST_CLASSES = 4;

export interface CountClass {
  from: number;
  to: number;
}

/** Up to four classes of one width, from the smallest count that is told to the highest. */
export function classesOf(counts: readonly (number | null)[]): CountClass[] {
  const most = Math.max(0, ...counts.map((count) => count ?? 0));
  if (most < LEAST) return [];
  const width = Math.ceil((most - LEAST + 1) / MOST_CLASSES);
  const classes = Math.ceil((most - LEAST + 1) / width);
  return Array.from({ length: classes }, (_, at) => ({ from: LEAST + at * width, to: LEAST + (at + 1) * width - 1 }));
}

/** From 1, the lightest, to 4: the highest class is always the strongest. null: in none. */
export function shadeOf(count: number, classes: readonly CountClass[]): number | null {
  const at = classes.findIndex(({ from, to }) => count >= from && count <= to);
  return at < 0 ? null : at + 1 + (MOST_CLASSES - classes.length);
}
