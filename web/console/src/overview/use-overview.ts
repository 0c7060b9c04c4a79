import { useQuery } from '@tanstack/react-query';
import type { detectionReview } from '../../../../api/contract/oversight-answers.ts';
import type { overview, work } from '../../../../api/contract/overview-answers.ts';
import type { timingSummaryAnswer } from '../../../../api/contract/timing-answers.ts';
import { get, type Answer } from '../app/api.ts';
import { officerZone } from '../app/zone.ts';

export type Overview = Answer<typeof overview>;
export type Timing = Answer<typeof timingSummaryAnswer>;
export type Detection = Answer<typeof detectionReview>;
export type Work = Answer<typeof work>;

const DAY_MS = 86_400_000;
const REFRESH_MS = 60_000;

/** The beginning of the day so many days ago (UTC): the same for a whole day, so that what was asked is remembered. */
export function sinceDays(days: number): string {
  return new Date(Math.floor(Date.now() / DAY_MS - days + 1) * DAY_MS).toISOString();
}

export function useOverview(since: string) {
  return useQuery({ queryKey: ['overview', since], queryFn: () => get<Overview>('/overview', { since }), refetchInterval: REFRESH_MS });
}

export function useTiming(since: string) {
  return useQuery({ queryKey: ['timing', since], queryFn: () => get<Timing>('/timing', { since }), refetchInterval: REFRESH_MS });
}

export function useDetection() {
  return useQuery({ queryKey: ['detection'], queryFn: () => get<Detection>('/detection', { weeks: 8 }) });
}

export function useWork(since: string, enabled: boolean) {
  return useQuery({ queryKey: ['work', since, officerZone()], queryFn: () => get<Work>('/work', { since, zone: officerZone() }), enabled });
}
