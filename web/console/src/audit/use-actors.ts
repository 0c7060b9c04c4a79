import { useQuery } from '@tanstack/react-query';
import type { auditActors } from '../../../../api/contract/oversight-answers.ts';
import { get, type Answer } from '../app/api.ts';

/** Whose doings the trail tells of, by name. */
export function useActors() {
  return useQuery({ queryKey: ['audit', 'actors'], queryFn: () => get<Answer<typeof auditActors>>('/audit/actors'), staleTime: 60_000 });
}
