// Lists and pages that follow what happens: asked anew when something of their kind changed, and not more often than people can read.

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { useLiveEvents, type LiveEvent } from './live.ts';

const PAUSE_MS = 5_000;

/** @param kinds of changes, by name, separated by spaces. @param keys first parts of the queries that they concern, likewise. */
export function useLiveQueries(kinds: string, keys: string): void {
  const queryClient = useQueryClient();
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(waiting.current), []);
  const listener = useCallback(
    (event: LiveEvent) => {
      const concerns = event.look_again || kinds.split(' ').some((kind) => kind in event);
      if (!concerns || waiting.current !== undefined) return;
      waiting.current = setTimeout(() => {
        waiting.current = undefined;
        for (const key of keys.split(' ')) void queryClient.invalidateQueries({ queryKey: [key] });
      }, PAUSE_MS);
    },
    [queryClient, kinds, keys],
  );
  useLiveEvents(listener);
}
