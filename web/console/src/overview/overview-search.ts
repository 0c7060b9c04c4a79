import { kept, readNumber } from '../app/read-search.ts';

/** Days looked back on. */
export const OVERVIEW_DAYS = [1, 7, 28] as const;

export function readOverviewSearch(search: Record<string, unknown>) {
  const days = readNumber(search, 'days');
  return kept({ days: OVERVIEW_DAYS.some((each) => each === days) ? days : undefined });
}
