// What the queue's page remembers while it is worked with: where the focus is, what is chosen, and what the keys do.

import { useCallback, useState } from 'react';
import { useKeys } from '../app/keys.tsx';
import { useMay } from '../app/session.ts';
import type { Queue, QueueRow } from './use-queue.ts';
import { useSelection, type Selection } from './use-selection.ts';
import { useTriage, type BatchDecision, type Deciding } from './use-triage.ts';

export interface DeskOptions {
  queue: Queue;
  peeked: string | undefined;
  peek(reference: string | undefined): void;
  open(row: QueueRow): void;
  openFilters(): void;
  search(): void;
}

export interface Asked {
  decision: 'mark_duplicate' | 'assign';
  references: string[];
}

export interface Desk {
  focused: number;
  focusCalls: number;
  focus(index: number): void;
  open(row: QueueRow): void;
  selection: Selection;
  triage: ReturnType<typeof useTriage>;
  mayDecide: boolean;
  /** What must still be asked before it is done: which report they repeat, or who is to have them. */
  asking: Asked | null;
  ask(asked: Asked | null): void;
  decide(decision: BatchDecision): void;
  decideOn(asked: Deciding): void;
}

/** Who comes back from a report stands on its row again. */
let lastOpened: string | null = null;

export function useDesk({ queue, peeked, peek, open: openReport, openFilters, search }: DeskOptions): Desk {
  const { rows } = queue;
  const [place, setPlace] = useState(() => {
    const index = rows.findIndex(({ reference }) => reference === lastOpened);
    return index === -1 ? { index: 0, calls: 0 } : { index, calls: 1 };
  });
  const [asking, ask] = useState<Asked | null>(null);
  const selection = useSelection(rows);
  const triage = useTriage();
  const mayDecide = useMay('report.decide');
  const focused = Math.min(place.index, Math.max(0, rows.length - 1));
  const row = rows[focused];
  const open = (opened: QueueRow): void => {
    lastOpened = opened.reference;
    openReport(opened);
  };
  const focus = useCallback((index: number) => setPlace((before) => ({ ...before, index })), []);

  function move(by: number, isChoosing = false): void {
    // Before a row has the focus, the first press goes to where one stands.
    const index = place.calls === 0 && !isChoosing ? focused : Math.max(0, Math.min(rows.length - 1, focused + by));
    setPlace({ index, calls: place.calls + 1 });
    const next = rows[index];
    if (isChoosing && row !== undefined && next !== undefined) {
      if (!selection.has(row.reference)) selection.toggle(row.reference, false);
      if (!selection.has(next.reference)) selection.toggle(next.reference, false);
    }
    if (peeked !== undefined && next !== undefined) peek(next.reference);
  }
  const subjects = (): string[] => (selection.references.length > 0 ? selection.references : row === undefined ? [] : [row.reference]);
  function decideOn(asked: Deciding): void {
    triage.decide(asked);
    selection.clear();
  }
  function decide(decision: BatchDecision): void {
    if (!mayDecide) return;
    if (decision === 'mark_duplicate' || decision === 'assign') ask({ decision, references: subjects() });
    else decideOn({ decision, references: subjects() });
  }
  useKeys('queue.keys.title', [
    { keys: ['j', 'ArrowDown'], what: 'queue.keys.down', run: () => move(1) },
    { keys: ['k', 'ArrowUp'], what: 'queue.keys.up', run: () => move(-1) },
    { keys: ['Home'], what: 'queue.keys.first', run: () => setPlace({ index: 0, calls: place.calls + 1 }) },
    { keys: ['x'], what: 'queue.keys.select', run: () => row !== undefined && selection.toggle(row.reference, false) },
    { keys: ['shift+x'], what: 'queue.keys.select_range', run: () => row !== undefined && selection.toggle(row.reference, true) },
    { keys: ['shift+ArrowDown', 'shift+j'], what: 'queue.keys.select_down', run: () => move(1, true) },
    { keys: ['shift+ArrowUp', 'shift+k'], what: 'queue.keys.select_up', run: () => move(-1, true) },
    { keys: ['Enter'], what: 'queue.keys.open', run: () => row !== undefined && open(row) },
    { keys: [' '], what: 'queue.keys.peek', run: () => peek(peeked === undefined ? row?.reference : undefined) },
    { keys: ['c'], what: 'queue.keys.claim', run: () => decide('claim') },
    { keys: ['shift+c'], what: 'queue.keys.release', run: () => decide('release') },
    { keys: ['e'], what: 'queue.keys.reject', run: () => decide('reject') },
    { keys: ['d'], what: 'queue.keys.duplicate', run: () => decide('mark_duplicate') },
    { keys: ['a'], what: 'queue.keys.assign', run: () => decide('assign') },
    { keys: ['r'], what: 'queue.keys.reload', run: queue.reload },
    { keys: ['f'], what: 'queue.keys.filter', run: openFilters },
    { keys: ['/'], what: 'queue.keys.search', run: search },
    {
      keys: ['Escape'],
      what: 'queue.keys.escape',
      run: () => {
        if (peeked !== undefined) peek(undefined);
        else selection.clear();
      },
    },
  ]);
  return { focused, focusCalls: place.calls, focus, open, selection, triage, mayDecide, asking, ask, decide, decideOn };
}
