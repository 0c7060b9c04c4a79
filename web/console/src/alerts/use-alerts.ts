import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { alertCheck, alertDetail, alertDone, alertPage, alertResponse, alertStart, deliveryProgress } from '../../../../api/contract/alert-answers.ts';
import type { warningTimingItem } from '../../../../api/contract/timing-answers.ts';
import { get, post, type Answer, type Query } from '../app/api.ts';

export type AlertPageAnswer = Answer<typeof alertPage>;
export type AlertItem = AlertPageAnswer['items'][number];
export type AlertDetail = Answer<typeof alertDetail>;
export type AlertContent = AlertDetail['content'];
export type AlertVersion = AlertDetail['versions'][number];
export type AlertFault = AlertDetail['faults'][number];
export type AlertCheck = Answer<typeof alertCheck>;
export type DeliveryProgress = Answer<typeof deliveryProgress>;
export type AlertStart = Answer<typeof alertStart>;

const PAGE = 50;

export function useAlerts(filter: Query) {
  return useInfiniteQuery({
    queryKey: ['alerts', filter],
    queryFn: ({ pageParam }) => get<AlertPageAnswer>('/alerts', { ...filter, limit: PAGE, after: pageParam ?? undefined }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next as string | null,
  });
}

export function useAlert(id: string) {
  return useQuery({ queryKey: ['alert', id], queryFn: () => get<AlertDetail>(`/alerts/${id}`) });
}

export function useDeliveries(id: string) {
  return useQuery({ queryKey: ['alert', id, 'deliveries'], queryFn: () => get<Answer<typeof deliveryProgress>>(`/alerts/${id}/deliveries`) });
}

export function useAlertResponse(id: string) {
  return useQuery({ queryKey: ['alert', id, 'response'], queryFn: () => get<Answer<typeof alertResponse>>(`/alerts/${id}/response`) });
}

export function useAlertTiming(id: string) {
  return useQuery({ queryKey: ['alert', id, 'timing'], queryFn: () => get<Answer<typeof warningTimingItem>>(`/alerts/${id}/timing`), retry: false });
}

/** What keeps this content from being approved, who would get it and how it would look. The last answer stays while the next is on its way. */
export function useAlertCheck(content: AlertContent, { alert, enabled = true }: { alert?: string; enabled?: boolean } = {}) {
  return useQuery({
    queryKey: ['alert-check', alert ?? null, content],
    queryFn: () => post<AlertCheck>('/alerts/check', { content, ...(alert !== undefined && { alert }) }),
    placeholderData: keepPreviousData,
    enabled,
  });
}

export function startOfAlert(query: { type?: string; campaign?: number }): Promise<AlertStart> {
  return get<AlertStart>('/alerts/start', query);
}

export type AlertStep = 'edit' | 'correct' | 'approve' | 'dismiss' | 'withdraw' | 'all_clear' | 'pause' | 'resume' | 'pace';

/** Says itself what went wrong: its forms show it. */
export function useAlertStep(id: string) {
  const reload = useReloadAlerts();
  return useMutation({
    meta: { told: true },
    mutationFn: ({ step, body = {} }: { step: AlertStep; body?: object }) => post<Answer<typeof alertDone>>(`/alerts/${id}/${step}`, body),
    onSuccess: reload,
  });
}

export function useReloadAlerts(): () => Promise<void> {
  const queryClient = useQueryClient();
  return async () => {
    await Promise.all(['alerts', 'alert', 'campaign', 'overview'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
  };
}
