import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { arrangeDone, campaignItem, campaignPage, mergeProposal, mergeProposalPage } from '../../../../api/contract/campaign-answers.ts';
import { get, post, type Answer, type Query } from '../app/api.ts';

export type Campaign = Answer<typeof campaignItem>;
export type Proposal = Answer<typeof mergeProposal>;
export type Arranged = Answer<typeof arrangeDone>;

export function useCampaigns(filter: Query) {
  return useInfiniteQuery({
    queryKey: ['campaigns', filter],
    queryFn: ({ pageParam }) => get<Answer<typeof campaignPage>>('/campaigns', { ...filter, limit: 50, after: pageParam ?? undefined }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next as number | null,
  });
}

export function useProposals() {
  return useQuery({ queryKey: ['merge-proposals'], queryFn: () => get<Answer<typeof mergeProposalPage>>('/merge-proposals', { limit: 50 }) });
}

interface Change {
  path: string;
  body?: object;
}

/** Any change of campaigns; everything that shows them is asked for anew. A dialog that tells itself what went wrong gives `told`. */
export function useArrange({ told = false, onDone }: { told?: boolean; onDone?: (done: Arranged) => void } = {}) {
  const queryClient = useQueryClient();
  return useMutation({
    meta: { told },
    mutationFn: ({ path, body }: Change) => post<Arranged>(path, body),
    onSuccess: (done) => onDone?.(done),
    onSettled: async () => {
      await Promise.all(['campaigns', 'campaign', 'merge-proposals', 'reports', 'entities'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
    },
  });
}
