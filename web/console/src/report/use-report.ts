// One report and everything that can be done with it.

import { notifications } from '@mantine/notifications';
import { queryOptions, useMutation, useQuery, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import type { reportDetail, reportPage } from '../../../../api/contract/console-answers.ts';
import { ApiProblem, get, post, type Answer } from '../app/api.ts';
import { t } from '../app/language.ts';
import { sayDone } from '../parts/notify.tsx';
import type { ReportSearch } from './report-search.ts';

export type Report = Answer<typeof reportDetail>;
export type Decision = keyof Report['may'];

const FRESH_MS = 15_000;

export const reportQuery = (reference: string) =>
  queryOptions({
    queryKey: ['report', reference],
    queryFn: () => get<Report>(`/reports/${reference}`),
    // Opening is written down: not again for every look back at the tab.
    staleTime: FRESH_MS,
    refetchOnWindowFocus: false,
  });

/** Where each decision is sent. */
const PATHS: Record<Decision, string> = {
  claim: 'claim',
  release: 'release',
  confirm: 'confirm',
  reject: 'reject',
  mark_duplicate: 'duplicate',
  reopen: 'reopen',
  ask_reporter: 'ask',
  escalate: 'escalate',
  deescalate: 'deescalate',
  hand_over: 'hand-over',
  hand_over_by_law: 'hand-over-by-law',
  request_freeze: 'freeze',
  assign: 'assign',
  unassign: 'unassign',
  undo: 'undo',
};

export interface Deciding {
  decision: Decision;
  /** What the decision is about. */
  body?: object;
  /** Another report than the one on the screen. */
  of?: string;
}

export type Decide = UseMutationResult<unknown, Error, Deciding, number | undefined>;

/** A 409 says who did what meanwhile; the report is then read anew, so that the buttons say the rest. */
export function useDecide(report: Pick<Report, 'reference' | 'state' | 'last_step'>): Decide {
  const queryClient = useQueryClient();
  const readAnew = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['report', report.reference] });
  const takeBack = takingBack(report.reference, readAnew);
  return useMutation({
    meta: { told: true },
    mutationFn: ({ decision, body, of }: Deciding) => {
      const seen = decision === 'undo' ? (of === undefined && report.last_step !== null ? { seen_step: report.last_step.id } : {}) : {};
      const seenState = decision !== 'undo' && of === undefined ? { seen_state: report.state } : {};
      return post(`/reports/${of ?? report.reference}/${PATHS[decision]}`, { ...seen, ...seenState, ...body });
    },
    onMutate: () => report.last_step?.id,
    onSuccess: async (_answer, { decision, of }, stepBefore) => {
      await readAnew();
      const after = queryClient.getQueryData(reportQuery(report.reference).queryKey);
      const step = of === undefined && decision !== 'undo' && after?.may.undo.allowed === true ? after.last_step : null;
      const message = `${report.reference} · ${t(`report.done.${decision}`)}`;
      if (step === null || step.id === stepBefore) sayDone(message);
      else sayDone(message, () => void takeBack(step.id));
    },
    onError: async (error) => {
      sayConflict(error);
      await readAnew();
    },
  });
}

/** That step and no later one, also from the next report on. */
function takingBack(reference: string, readAnew: () => Promise<void>): (step: number) => Promise<void> {
  return async (step) => {
    try {
      await post(`/reports/${reference}/${PATHS.undo}`, { seen_step: step });
      sayDone(`${reference} · ${t('report.done.undo')}`);
    } catch (error) {
      sayConflict(error);
    }
    await readAnew();
  };
}

function sayConflict(error: unknown): void {
  const { reason, by_name: by, state, reference } = error instanceof ApiProblem ? error.facts : {};
  const why = reason === undefined ? null : t(`report.why.${reason}`);
  const who = by === undefined || state === undefined ? '' : t('report.meanwhile', { by, state: t(`report.states.${state}`) });
  const message = why === null ? (error instanceof ApiProblem ? error.message : t('problem.network')) : [reference, why, who].filter(Boolean).join(' ');
  notifications.show({ color: 'red', title: t('report.refused'), message, autoClose: 10_000, closeButtonProps: { 'aria-label': t('close') } });
}

/** The reports before and after this one in the queue that the officer came from. */
export function useNeighbours(
  reference: string,
  { beside: _beside, ...filter }: ReportSearch,
): { previous: string | null; next: string | null; place: string } {
  const { data } = useQuery({
    queryKey: ['report-neighbours', filter],
    queryFn: () => get<Answer<typeof reportPage>>('/reports', { ...filter, limit: 200 }),
    staleTime: 60_000,
  });
  const items = data?.items ?? [];
  const at = items.findIndex((item) => item.reference === reference);
  const place = at < 0 ? '' : `${at + 1}/${items.length}${data?.next === null ? '' : '+'}`;
  // Decided meanwhile, it is in the list no more: the next one is then the first.
  return at < 0
    ? { previous: null, next: items[0]?.reference ?? null, place }
    : { previous: items[at - 1]?.reference ?? null, next: items[at + 1]?.reference ?? null, place };
}
