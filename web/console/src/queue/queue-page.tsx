// The queue: its filters, its rows in the server's order, and a look at the one that has the focus.

import './queue.css';
import { Button, Group } from '@mantine/core';
import { useDisclosure, useLocalStorage } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { Empty, Failed, Waiting } from '../app/states.tsx';
import { useClaimRenewal } from '../parts/claim-renewal.ts';
import { BatchHistory } from './batch-history.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { Deciding } from './deciding.tsx';
import { holderOf } from './holder.ts';
import { Peek } from './peek.tsx';
import { QueueFilters } from './queue-filters.tsx';
import { readQueueFilter, writeQueueFilter, type QueueFilter } from './queue-search.ts';
import { QueueTable, type Density } from './queue-table.tsx';
import { QueueViews, useViews, type View } from './queue-views.tsx';
import { QueueHeader } from './queue-header.tsx';
import { SearchResults } from './search.tsx';
import { useDesk } from './use-desk.ts';
import { queueRows, useCounts, useQueue, type QueueRow } from './use-queue.ts';

export function QueuePage(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/queue' });
  const { written, peeked, filter, show, clear, openView, change } = useShownFilter();
  const me = useMe()?.id;
  const queue = useQueue(filter);
  const counts = useCounts(filter, !queue.query.isPending && !queue.query.isPlaceholderData);
  const [isFiltering, filters] = useDisclosure();
  const [searched, setSearched] = useState<string | null>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  const [density, setDensity] = useLocalStorage<Density>({ key: 'console-density', defaultValue: 'roomy', getInitialValueInEffect: false });
  const open = ({ reference }: Pick<QueueRow, 'reference'>): void => void navigate({ to: '/reports/$reference', params: { reference }, search: filter });
  const desk = useDesk({
    queue,
    peeked,
    peek: (reference) => void navigate({ search: { ...filter, ...(reference !== undefined && { open: reference }) }, replace: true }),
    open,
    openFilters: filters.open,
    search: () => searchBox.current?.focus(),
  });
  useDefaultView(written === '' && peeked === undefined, (search) => show(readQueueFilter(search)));
  usePeekedClaim(queue.rows, peeked);
  const { isPending, isPlaceholderData, error } = queue.query;
  return (
    <div className="queue-page">
      <QueueHeader
        unseen={queue.unseen}
        reload={queue.reload}
        total={counts?.total}
        density={density}
        onDensity={setDensity}
        searchBox={searchBox}
        onSearch={setSearched}
      />
      <Group mb="xs" gap="xs">
        <QueueViews search={written} onOpen={openView} />
        <QueueFilters filter={filter} counts={counts} me={me} isOpen={isFiltering} onOpen={filters.set} onChange={change} onClear={clear} />
        {desk.mayDecide && <BatchHistory onUndo={desk.triage.undoBatch} />}
        <BulkBar selection={desk.selection} isBusy={desk.triage.isBusy} mayDecide={desk.mayDecide} onDecide={desk.decide} />
      </Group>
      <Deciding desk={desk} />
      {searched !== null ? (
        <SearchResults query={searched} onOpen={open} onClose={() => setSearched(null)} />
      ) : (
        <div className="queue-body">
          {isPending && <Waiting />}
          {error !== null && queue.rows.length === 0 && <Failed error={error} again={queue.reload} />}
          {!isPending && error === null && queue.rows.length === 0 && (
            <Empty title={t(written === '' ? 'queue.empty' : 'queue.empty_filtered')}>
              {written !== '' && (
                <Button variant="default" onClick={clear}>
                  {t('queue.clear')}
                </Button>
              )}
            </Empty>
          )}
          {queue.rows.length > 0 && (
            <QueueTable
              rows={queue.rows}
              isBusy={isPlaceholderData}
              total={counts?.total}
              density={density}
              focused={desk.focused}
              focusCalls={desk.focusCalls}
              selecting={desk.selection}
              onFocus={desk.focus}
              onOpen={desk.open}
              onEnd={queue.more}
            />
          )}
          {peeked !== undefined && <Peek reference={peeked} onClose={() => show(filter)} onOpen={() => open({ reference: peeked })} />}
        </div>
      )}
    </div>
  );
}

/** As the address has it, and the ways to change that: the same functions however often it is drawn. */
function useShownFilter() {
  const navigate = useNavigate({ from: '/queue' });
  const queryClient = useQueryClient();
  const { open: peeked, ...given } = useSearch({ from: '/inside/queue' });
  const written = writeQueueFilter(given);
  const filter = useMemo(() => readQueueFilter(written), [written]);
  const show = useCallback((next: QueueFilter) => void navigate({ search: next }), [navigate]);
  const clear = useCallback(() => show({}), [show]);
  const openView = useCallback((view: View) => show(readQueueFilter(view.search)), [show]);
  // Of what the address says then: the fields that did not change are not drawn anew.
  const change = useCallback(
    (changed: Partial<Record<keyof QueueFilter, string | number | boolean | undefined>>) =>
      void navigate({
        search: ({ open: _open, ...before }) => {
          const next = clean({ ...before, ...changed });
          // Under way before the fields are drawn anew.
          void queryClient.prefetchInfiniteQuery(queueRows(next));
          return next;
        },
      }),
    [navigate, queryClient],
  );
  return { written, peeked, filter, show, clear, openView, change };
}

function clean(filter: Record<string, unknown>): QueueFilter {
  return readQueueFilter(writeQueueFilter(Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as QueueFilter));
}

/** What is looked at beside the queue stays claimed. */
function usePeekedClaim(rows: readonly QueueRow[], reference: string | undefined): void {
  const me = useMe()?.id;
  const shown = rows.find((row) => row.reference === reference);
  const isMine = shown !== undefined && holderOf(shown, { me, now: Date.now() }).by === 'me';
  useClaimRenewal(isMine ? { reference: shown.reference, expiresAt: shown.claim_expires_at } : null);
}

/** Once, when the queue is opened without any filter. */
function useDefaultView(isPlain: boolean, open: (search: string) => void): void {
  const views = useViews();
  const wasAsked = useRef(false);
  useEffect(() => {
    if (views === undefined || wasAsked.current) return;
    wasAsked.current = true;
    const view = views.find(({ is_default }) => is_default);
    if (isPlain && view !== undefined) open(view.search);
  }, [views, isPlain, open]);
}
