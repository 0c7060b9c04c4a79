/** Share of the items for which it holds, in percent with one decimal; 0 of none. */
export function percent<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.length === 0 ? 0 : Math.round((1_000 * items.filter(holds).length) / items.length) / 10;
}
