// Who is signed in and what they may do. The server decides again at every call.

import { queryOptions, useQuery } from '@tanstack/react-query';
import type { me } from '../../../../api/contract/console-answers.ts';
import { get, type Answer } from './api.ts';

export type Me = Answer<typeof me>;

export const meQuery = queryOptions({ queryKey: ['me'], queryFn: () => get<Me>('/me'), staleTime: 60_000 });

export function useMe(): Me | undefined {
  return useQuery(meQuery).data;
}

export function useMay(capability: string): boolean {
  return useMe()?.capabilities.includes(capability) ?? false;
}
