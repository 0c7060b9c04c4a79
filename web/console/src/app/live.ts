// What happens while the console is open, by one stream of events for the whole page: it comes back by itself, each time after a longer wait,
// and is then told what it missed.

import { useEffect, useSyncExternalStore } from 'react';
import type { consoleEvent } from '../../../../api/contract/queue-answers.ts';
import type { Answer } from './api.ts';

export type LiveEvent = Answer<typeof consoleEvent>;
type Listener = (event: LiveEvent) => void;

const WAIT_MS = { first: 1_000, longest: 30_000 };
const listeners = new Set<Listener>();
const watchers = new Set<() => void>();
let state: 'live' | 'away' = 'away';
let last = '';
/** Reports that came while the console was open, for screens that were not: the last of them, oldest first. */
const arrived: { reference: string; at: number }[] = [];
const MOST_ARRIVED = 1_000;

function become(next: typeof state): void {
  if (state === next) return;
  state = next;
  for (const watcher of watchers) watcher();
}

/** @param ended the session is over. @returns how to stop. */
function connect(ended: () => void): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = WAIT_MS.first;
  const open = (): void => {
    source = new EventSource(`/api/console/events${last === '' ? '' : `?after=${last}`}`);
    source.addEventListener('open', () => {
      wait = WAIT_MS.first;
      become('live');
    });
    source.addEventListener('message', ({ data, lastEventId }: MessageEvent<string>) => {
      last = lastEventId;
      const event = JSON.parse(data) as LiveEvent;
      for (const reference of event.new_reports ?? []) arrived.push({ reference, at: Date.now() });
      arrived.splice(0, arrived.length - MOST_ARRIVED);
      for (const listener of listeners) listener(event);
    });
    source.addEventListener('end', () => {
      again();
      ended();
    });
    source.addEventListener('error', again);
  };
  const again = (): void => {
    source?.close();
    become('away');
    clearTimeout(timer);
    // Not all consoles of a service that was away come back at once.
    timer = setTimeout(open, wait * (0.5 + Math.random() / 2));
    wait = Math.min(WAIT_MS.longest, wait * 2);
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
    become('away');
  };
}

/** Once, in the frame around all screens. */
export function useLiveConnection(isWanted: boolean, ended: () => void): void {
  useEffect(() => (isWanted ? connect(ended) : undefined), [isWanted, ended]);
}

export function useLiveEvents(listener: Listener): void {
  useEffect(() => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, [listener]);
}

/** References of reports that came since then. @param at ms since 1970. */
export function arrivedSince(at: number): string[] {
  return arrived.filter((each) => each.at >= at).map(({ reference }) => reference);
}

/** Whether what is on the screen follows what happens. */
export function useLiveState(): 'live' | 'away' {
  return useSyncExternalStore(watch, () => state);
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
}
