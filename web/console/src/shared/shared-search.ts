import { SHARED_STATES } from '../../../../core/sharing/shared-report.ts';
import { kept, readChoice } from '../app/read-search.ts';

export function readSharedSearch(search: Record<string, unknown>) {
  return kept({ state: readChoice(search, 'state', SHARED_STATES) });
}
