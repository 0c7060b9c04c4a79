import { kept, readChoice } from '../app/read-search.ts';

export const SHOWN_STATES = ['open', 'upheld', 'rejected', 'all'] as const;

export function readDisputesSearch(search: Record<string, unknown>) {
  return kept({ state: readChoice(search, 'state', SHOWN_STATES) });
}
