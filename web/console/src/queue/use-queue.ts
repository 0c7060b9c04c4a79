// The queue's rows: pages as they are scrolled to, put right where they stand when a report changes, and what is new counted, not pushed in.

import { useInfiniteQuery, useQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { reportCounts, reportItem, reportPage } from '../../../../api/contract/console-answers.ts';
import { get, type Answer } from '../app/api.ts';
import { useLiveEvents, type LiveEvent } from '../app/live.ts';
import type { QueueFilter } from './queue-search.ts';

export type QueueRow = Answer<typeof reportItem>;
export type QueueCounts = Answer<typeof reportCounts>;
type Page = Omit<Answer<typeof reportPage>, 'next'> & { next: string | null };

const PAGE = 100;
const ANY_STATE = 'received,in_review,confirmed,rejected,duplicate,erased';
/** Changes that come together are asked for together. */
const GATHER_MS = 300;
/** References that one request asks for. */
const MOST = 100;
const COUNTS_MS = 15_000;

export interface Queue {
  rows: QueueRow[];
  query: { isPending: boolean; error: Error | null };
  more(): void;
  /** Nothing further. */
  isWhole: boolean;
  /** Reports that fit and are not shown. */
  unseen: number;
  reload(): void;
}

export function useQueue(filter: QueueFilter): Queue {
  const queryClient = useQueryClient();
  const queryKey = useMemo(() => ['reports', filter] as const, [filter]);
  const [unseen, setUnseen] = useState<ReadonlySet<string>>(new Set());
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => get<Page>('/reports', { ...filter, limit: PAGE, after: pageParam ?? undefined }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    // Rows move when the officer says so, not when the window is looked at again.
    staleTime: Infinity,
    refetchOnReconnect: false,
  });
  // A report that moved between two pages is shown once.
  const rows = useMemo(
    () => [...new Map(query.data?.pages.flatMap(({ items }) => items.map((item) => [item.reference, item] as const))).values()],
    [query.data],
  );
  const shown = useRef(new Set<string>());
  useEffect(() => {
    shown.current = new Set(rows.map(({ reference }) => reference));
  }, [rows]);

  const update = useCallback(
    async (references: string[]) => {
      const { items } = await get<Page>('/reports', { references: references.join(','), state: ANY_STATE, limit: MOST });
      const fresh = new Map(items.map((item) => [item.reference, item]));
      queryClient.setQueriesData<InfiniteData<Page>>({ queryKey: ['reports'] }, (data) =>
        data === undefined
          ? data
          : { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map((item) => fresh.get(item.reference) ?? item) })) },
      );
    },
    [queryClient],
  );
  const count = useCallback(
    async (references: string[]) => {
      const { items } = await get<Page>('/reports', { ...filter, references: references.join(','), limit: MOST });
      setUnseen((before) => new Set([...before, ...items.map(({ reference }) => reference).filter((reference) => !shown.current.has(reference))]));
    },
    [filter],
  );
  useEffect(() => setUnseen(new Set()), [filter]);
  useGathered({ shown, update, count });

  return {
    rows,
    query,
    more: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
    },
    isWhole: !query.hasNextPage,
    unseen: unseen.size,
    reload: () => {
      setUnseen(new Set());
      void queryClient.resetQueries({ queryKey });
      void queryClient.invalidateQueries({ queryKey: ['report-counts'] });
    },
  };
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

export function useCounts(filter: QueueFilter): QueueCounts | undefined {
  return useQuery({
    queryKey: ['report-counts', filter],
    queryFn: () => get<QueueCounts>('/report-counts', { ...filter }),
    staleTime: COUNTS_MS,
    placeholderData: (before) => before,
  }).data;
}
