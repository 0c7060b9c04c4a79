// What is open on the report's desk, and the keys that open it.

import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useRef, useState } from 'react';
import { useKeys } from '../app/keys.tsx';
import { t } from '../app/language.ts';
import { useLiveEvents, type LiveEvent } from '../app/live.ts';
import { useMay, useMe } from '../app/session.ts';
import { useClaimRenewal } from '../parts/claim-renewal.ts';
import type { FormDecision } from './decisions.ts';
import { useOriginal } from './use-casework.ts';
import { useDecide, useNeighbours, type Decision, type Report } from './use-report.ts';

export function useReportDesk(report: Report) {
  const deciding = useDecide(report);
  const original = useOriginal(report.reference);
  const mayOpen = useMay('report.open_original');
  const [form, setForm] = useState<FormDecision | null>(null);
  const [isAskingReason, reason] = useDisclosure(false);
  const labelsButton = useRef<HTMLButtonElement>(null);
  const noteField = useRef<HTMLTextAreaElement>(null);
  const go = useGo(report.reference);

  const toggleOriginal = (): void => {
    if (original.data !== undefined) original.reset();
    else if (mayOpen && report.content !== null) reason.open();
  };
  const focusNote = (): void => noteField.current?.focus();
  useKeys('report.keys.title', [
    { keys: ['o'], what: 'report.keys.original', run: toggleOriginal },
    { keys: ['m'], what: 'report.keys.note', run: focusNote },
    { keys: ['l'], what: 'report.keys.label', run: () => labelsButton.current?.click() },
    { keys: ['['], what: 'report.keys.previous', run: () => go('previous') },
    { keys: [']'], what: 'report.keys.next', run: () => go('next') },
    { keys: ['p'], what: 'report.keys.print', run: () => window.print() },
  ]);
  useWhatOthersDo(report.reference);
  const me = useMe()?.id;
  const isMine = report.state === 'in_review' && report.claimed_by === me;
  useClaimRenewal(isMine ? { reference: report.reference, expiresAt: report.claim_expires_at } : null);

  return {
    deciding,
    original,
    form,
    openForm: setForm,
    closeForm: () => setForm(null),
    isAskingReason,
    askReason: reason.open,
    closeReason: reason.close,
    openOriginal: (why: string) => original.mutate(why, { onSettled: reason.close }),
    closeOriginal: () => original.reset(),
    labelsButton,
    noteField,
    sayWhyNot(decision: Decision) {
      const verdict = report.may[decision];
      if (verdict.allowed) return;
      const closeButtonProps = { 'aria-label': t('close') };
      notifications.show({ color: 'orange', title: t(`report.decisions.${decision}`), message: t(`report.why.${verdict.why}`), closeButtonProps });
    },
  };
}

/** A colleague's decision shows at once: the buttons are then no longer what they were. */
function useWhatOthersDo(reference: string): void {
  const queryClient = useQueryClient();
  const listen = useCallback(
    ({ reports = [] }: LiveEvent) => {
      if (reports.includes(reference)) void queryClient.invalidateQueries({ queryKey: ['report', reference] });
    },
    [queryClient, reference],
  );
  useLiveEvents(listen);
}

function useGo(reference: string): (where: 'previous' | 'next') => void {
  const search = useSearch({ from: '/inside/reports/$reference' });
  const navigate = useNavigate();
  const neighbours = useNeighbours(reference, search);
  const { beside: _beside, ...filter } = search;
  return (where) => {
    const to = neighbours[where];
    if (to !== null) void navigate({ to: '/reports/$reference', params: { reference: to }, search: filter });
  };
}
