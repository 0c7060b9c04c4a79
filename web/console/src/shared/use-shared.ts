// What is shared with a partner's account. Nobody tells its screens what happens: a look at them is a question anew.

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { changeDone } from '../../../../api/contract/casework-answers.ts';
import type { sharedPage, sharedReport } from '../../../../api/contract/shared-answers.ts';
import { get, post, type Answer } from '../app/api.ts';
import { t } from '../app/language.ts';
import { sayDone } from '../parts/notify.tsx';

export type SharedReport = Answer<typeof sharedReport>;
type Page = Answer<typeof sharedPage>;
export type SharedItem = Page['items'][number];
export type SharedState = SharedItem['state'];

export function useSharedList(state: SharedState | undefined) {
  return useInfiniteQuery({
    queryKey: ['shared', { state }],
    queryFn: ({ pageParam }) => get<Page>('/shared', { state, limit: 50, after: pageParam ?? undefined }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next as string | null,
  });
}

/** What is shared no longer must not come back from memory; each opening is written down, so not for every glance at the tab. */
const FRESH_MS = 15_000;

export function useSharedReport(reference: string) {
  return useQuery({ queryKey: ['shared-report', reference], queryFn: () => get<SharedReport>(`/shared/${reference}`), staleTime: FRESH_MS, gcTime: 0 });
}

export function useAcknowledge(reference: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => post<Answer<typeof changeDone>>(`/shared/${reference}/acknowledge`),
    onSuccess: () => sayDone(t('shared.acknowledged_done')),
    onSettled: () =>
      Promise.all([queryClient.invalidateQueries({ queryKey: ['shared-report', reference] }), queryClient.invalidateQueries({ queryKey: ['shared'] })]),
  });
}
