// Statistics by district without pointing at people: k-anonymity.

/** Fewer people than this could be recognised (domain rules §4.4). */
export const SMALLEST_GROUP = 5;

export interface DistrictCount {
  district: string;
  /** People; null: too few to tell. */
  count: number | null;
}

/**
 * Counts below {@link SMALLEST_GROUP} are hidden, zero too. Where only one district or fewer people than that are hidden, the smallest other one
 * is hidden as well: otherwise a total told elsewhere gives the number away.
 */
export function districtCounts(people: ReadonlyMap<string, number>): DistrictCount[] {
  const rows = [...people].map(([district, count]) => ({ district, count }));
  const bySize = rows.toSorted((a, b) => a.count - b.count || (a.district < b.district ? -1 : 1));
  const hidden = new Set(bySize.filter(({ count }) => count < SMALLEST_GROUP).map(({ district }) => district));
  const sum = bySize.filter(({ district }) => hidden.has(district)).reduce((total, { count }) => total + count, 0);
  const next = bySize.find(({ district }) => !hidden.has(district));
  if (hidden.size > 0 && (hidden.size === 1 || sum < SMALLEST_GROUP) && next !== undefined) hidden.add(next.district);
  return rows.map(({ district, count }) => ({ district, count: hidden.has(district) ? null : count }));
}
