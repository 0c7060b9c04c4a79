import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type {
  arrangementPreview,
  campaignContents,
  campaignDetail,
  campaignGrowth,
  neighbours,
  timelinePage,
} from '../../../../api/contract/campaign-answers.ts';
import type { alertPage } from '../../../../api/contract/alert-answers.ts';
import type { reportPage } from '../../../../api/contract/console-answers.ts';
import type { alarmPage } from '../../../../api/contract/oversight-answers.ts';
import type { warningTimingItem } from '../../../../api/contract/timing-answers.ts';
import { get, post, type Answer } from '../app/api.ts';

export type CampaignDetail = Answer<typeof campaignDetail>;
export type Contents = Answer<typeof campaignContents>;
export type Script = Contents['scripts'][number];
export type Neighbours = Answer<typeof neighbours>;
export type Growth = Answer<typeof campaignGrowth>['items'][number];
export type TimelineEvent = Answer<typeof timelinePage>['items'][number];
export type Preview = Answer<typeof arrangementPreview>;
export type Alarm = Answer<typeof alarmPage>['items'][number];

/** Days of the growth plot. */
export const GROWTH_DAYS = 56;

export function useCampaign(number: number) {
  return useQuery({ queryKey: ['campaign', number], queryFn: () => get<CampaignDetail>(`/campaigns/${number}`) });
}

export function useTimeline(number: number) {
  return useQuery({ queryKey: ['campaign', number, 'timeline'], queryFn: () => get<Answer<typeof timelinePage>>(`/campaigns/${number}/timeline`) });
}

export function useGrowth(number: number) {
  return useQuery({
    queryKey: ['campaign', number, 'growth'],
    queryFn: () => get<Answer<typeof campaignGrowth>>(`/campaigns/${number}/growth`, { days: GROWTH_DAYS }),
  });
}

export function useCampaignAlarms(number: number) {
  return useQuery({
    queryKey: ['campaign', number, 'alarms'],
    queryFn: () => get<Answer<typeof alarmPage>>('/alarms', { campaign: number, limit: 200 }),
  });
}

export function useCampaignWarnings(number: number) {
  return useQuery({ queryKey: ['campaign', number, 'warnings'], queryFn: () => get<Answer<typeof alertPage>>('/alerts', { campaign: number, limit: 50 }) });
}

export function useCampaignTiming(number: number) {
  return useQuery({
    queryKey: ['campaign', number, 'timing'],
    queryFn: () => get<Answer<typeof warningTimingItem>>(`/campaigns/${number}/timing`),
    retry: false,
  });
}

/** That it was opened is in the audit trail: not asked again by itself. */
export function useContents(number: number, enabled: boolean) {
  return useQuery({ queryKey: ['contents', number], queryFn: () => get<Contents>(`/campaigns/${number}/contents`), staleTime: Infinity, enabled });
}

export function useNeighbours(number: number, enabled: boolean) {
  return useQuery({
    queryKey: ['entities', 'of', number],
    queryFn: () => get<Neighbours>(`/campaigns/${number}/neighbours`),
    staleTime: Infinity,
    enabled,
  });
}

export function useCampaignReports(number: number) {
  return useInfiniteQuery({
    queryKey: ['reports', 'of campaign', number],
    queryFn: ({ pageParam }) =>
      get<Answer<typeof reportPage>>('/reports', {
        campaign: number,
        state: 'received,in_review,confirmed,rejected,duplicate',
        limit: 50,
        after: pageParam ?? undefined,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next as string | null,
  });
}

export function useMergePreview(number: number, into: number | null) {
  return useQuery({
    queryKey: ['campaign', number, 'merge-preview', into],
    queryFn: () => get<Preview>(`/campaigns/${number}/merge-preview`, { into: into ?? undefined }),
    enabled: into !== null && into !== number,
    retry: false,
  });
}

export function useSplitPreview(number: number, reports: readonly string[]) {
  return useQuery({
    queryKey: ['campaign', number, 'split-preview', reports],
    queryFn: () => post<Preview>(`/campaigns/${number}/split-preview`, { reports }),
    retry: false,
  });
}
