// The queue's rows: pages as they are scrolled to, put right where they stand when a report changes, and what is new counted, not pushed in.

import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery, useQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { reportCounts, reportItem, reportPage } from '../../../../api/contract/console-answers.ts';
import { get, type Answer } from '../app/api.ts';
import { arrivedSince, useLiveEvents, type LiveEvent } from '../app/live.ts';
import { JoinedRows } from './joined-rows.ts';
import type { QueueFilter } from './queue-search.ts';

export type QueueRow = Answer<typeof reportItem>;
export type QueueCounts = Answer<typeof reportCounts>;
type Page = Omit<Answer<typeof reportPage>, 'next'> & { next: string | null };

/** The first page fills a screen, however rare its rows are; those that follow are asked for while it is looked at. */
const PAGE = { first: 40, further: 100 };
const ANY_STATE = 'received,in_review,confirmed,rejected,duplicate,erased';
/** Changes that come together are asked for together. */
const GATHER_MS = 300;
/** References that one request asks for. */
const MOST = 100;
const COUNTS_MS = 15_000;
/** Rows that came a moment ago, as those that were asked for before the screen was drawn. */
const FRESH_MS = 2_000;
const NO_PAGES: Page[] = [];
/** Since when what came and is not shown is counted: the rows were asked for then. */
let countedSince = Date.now();

export interface Queue {
  rows: QueueRow[];
  /** `isPlaceholderData`: the rows are still those of the filter before. */
  query: { isPending: boolean; isPlaceholderData: boolean; error: Error | null };
  more(): void;
  /** Nothing further. */
  isWhole: boolean;
  /** Reports that fit and are not shown. */
  unseen: number;
  reload(): void;
}

/** What the queue shows first: rows move when the officer says so, not when the window is looked at again. */
export const queueRows = (filter: QueueFilter) =>
  infiniteQueryOptions({
    queryKey: ['reports', filter] as const,
    queryFn: ({ pageParam }) => get<Page>('/reports', { ...filter, limit: pageParam === null ? PAGE.first : PAGE.further, after: pageParam ?? undefined }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    staleTime: Infinity,
    refetchOnReconnect: false,
    // Every page would be compared with itself, value by value, whenever another one comes.
    structuralSharing: false,
  });

export function useQueue(filter: QueueFilter): Queue {
  const queryClient = useQueryClient();
  const [unseen, setUnseen] = useState<ReadonlySet<string>>(new Set());
  const query = useInfiniteQuery({ ...queueRows(filter), placeholderData: keepPreviousData });
  const [joined] = useState(() => new JoinedRows<QueueRow>());
  const pages = query.data?.pages ?? NO_PAGES;
  const rows = useMemo(() => joined.join(pages), [joined, pages]);
  const shown = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    shown.current = joined.references;
  }, [joined, rows]);

  const update = useCallback(
    async (references: string[]) => {
      const { items } = await get<Page>('/reports', { references: references.join(','), state: ANY_STATE, limit: MOST });
      const fresh = new Map(items.map((item) => [item.reference, item]));
      queryClient.setQueriesData<InfiniteData<Page>>({ queryKey: ['reports'] }, (data) =>
        data === undefined ? data : { ...data, pages: data.pages.map((page) => withFresh(page, fresh)) },
      );
    },
    [queryClient],
  );
  const [wereKept] = useState(() => rows.length > 0 && Date.now() - query.dataUpdatedAt > FRESH_MS);
  const count = useCallback(
    async (references: string[]) => {
      const { items } = await get<Page>('/reports', { ...filter, references: references.join(','), limit: MOST });
      setUnseen((before) => new Set([...before, ...items.map(({ reference }) => reference).filter((reference) => !shown.current.has(reference))]));
    },
    [filter],
  );
  const isFirst = useRef(true);
  useEffect(() => {
    const [isReturn, came] = [wereKept && isFirst.current, arrivedSince(countedSince)];
    isFirst.current = false;
    if (!isReturn) {
      setUnseen(new Set());
      countedSince = Date.now();
      return;
    }
    // Rows that were kept while another screen was open heard of nothing. What cannot be asked for now is told by the next event.
    update([...joined.references].slice(0, MOST)).catch(() => undefined);
    if (came.length > 0) count(came.slice(-MOST)).catch(() => undefined);
  }, [filter, wereKept, joined, update, count]);
  useGathered({ shown, update, count });
  const reload = useCallback(() => {
    setUnseen(new Set());
    countedSince = Date.now();
    void queryClient.resetQueries({ queryKey: queueRows(filter).queryKey });
    void queryClient.invalidateQueries({ queryKey: ['report-counts'] });
  }, [queryClient, filter]);

  return {
    rows,
    query,
    more: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
    },
    isWhole: !query.hasNextPage,
    unseen: unseen.size,
    reload,
  };
}

/** The same object where nothing in it changed. */
function withFresh(page: Page, fresh: ReadonlyMap<string, QueueRow>): Page {
  return page.items.some(({ reference }) => fresh.has(reference)) ? { ...page, items: page.items.map((item) => fresh.get(item.reference) ?? item) } : page;
}

interface Gathering {
  shown: { current: ReadonlySet<string> };
  update(references: string[]): Promise<void>;
  count(references: string[]): Promise<void>;
}

/** Events of a moment become one request each for what is shown and for what is new. */
function useGathered({ shown, update, count }: Gathering): void {
  const queryClient = useQueryClient();
  const waiting = useRef({ changed: new Set<string>(), came: new Set<string>(), timer: undefined as ReturnType<typeof setTimeout> | undefined });
  const listener = useCallback(
    (event: LiveEvent) => {
      const gathered = waiting.current;
      for (const reference of event.reports ?? []) gathered[shown.current.has(reference) ? 'changed' : 'came'].add(reference);
      for (const reference of event.new_reports ?? []) gathered.came.add(reference);
      if (event.look_again) for (const reference of [...shown.current].slice(0, MOST)) gathered.changed.add(reference);
      gathered.timer ??= setTimeout(() => {
        const [changed, came] = [[...gathered.changed].slice(0, MOST), [...gathered.came].slice(0, MOST)];
        waiting.current = { changed: new Set(), came: new Set(), timer: undefined };
        // The next event tells again what could not be asked for.
        if (changed.length > 0) update(changed).catch(() => undefined);
        if (came.length > 0) count(came).catch(() => undefined);
        void queryClient.invalidateQueries({ queryKey: ['report-counts'] }, { cancelRefetch: false });
      }, GATHER_MS);
    },
    [shown, update, count, queryClient],
  );
  useLiveEvents(listener);
}

/** @param isWanted not before the rows are there: they are waited for. */
export function useCounts(filter: QueueFilter, isWanted: boolean): QueueCounts | undefined {
  return useQuery({
    queryKey: ['report-counts', filter],
    queryFn: () => get<QueueCounts>('/report-counts', { ...filter }),
    enabled: isWanted,
    staleTime: COUNTS_MS,
    placeholderData: (before) => before,
  }).data;
}
