import { useCallback, useMemo, useRef, useState } from 'react';
import type { Selecting } from './queue-columns.tsx';
import type { QueueRow } from './use-queue.ts';

export interface Selection extends Selecting {
  references: string[];
  clear(): void;
  all(): void;
  only(references: readonly string[]): void;
}

/** One request decides on no more. */
const MOST = 200;

/** By reference, so that it survives rows that change; a range goes from what was chosen last. */
export function useSelection(rows: readonly QueueRow[]): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef<string | null>(null);
  const toggle = useCallback(
    (reference: string, isRange: boolean) => {
      const order = rows.map((row) => row.reference);
      const [from, to] = [order.indexOf(anchor.current ?? ''), order.indexOf(reference)];
      setChosen((before) => {
        const after = new Set(before);
        if (isRange && from >= 0 && to >= 0) for (const each of order.slice(Math.min(from, to), Math.max(from, to) + 1)) after.add(each);
        else if (!after.delete(reference)) after.add(reference);
        return new Set([...after].slice(0, MOST));
      });
      anchor.current = reference;
    },
    [rows],
  );
  return useMemo(
    () => ({
      has: (reference) => chosen.has(reference),
      toggle,
      references: [...chosen],
      clear: () => setChosen(new Set()),
      all: () => setChosen(new Set(rows.slice(0, MOST).map(({ reference }) => reference))),
      only: (references) => setChosen(new Set(references)),
    }),
    [chosen, toggle, rows],
  );
}
