// Claims and decisions from the queue, on one report or on many: one request with a result for each, told in words, and undone while it is remembered.

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import type { batchDone } from '../../../../api/contract/queue-answers.ts';
import { post, type Answer } from '../app/api.ts';
import { offerUndo } from '../parts/undo.tsx';

export type BatchDecision = 'claim' | 'release' | 'reject' | 'mark_duplicate' | 'assign';
export type BatchDone = Answer<typeof batchDone>;

export interface Deciding {
  decision: BatchDecision;
  references: string[];
  /** With `mark_duplicate`. */
  of?: string;
  takeOver?: boolean;
  /** With `assign`: staff id. */
  assignee?: string;
}

/** A batch by its id. */
interface Undoable {
  id: string;
  asked: Deciding;
}

/** What was done last, with what did not work. */
export interface Told {
  asked: Deciding;
  done: BatchDone;
  isUndone: boolean;
}

export function useTriage(): {
  decide(asked: Deciding): void;
  undo(): void;
  /** Something done earlier. */
  undoBatch(id: string, decision: BatchDecision): void;
  isBusy: boolean;
  told: Told | null;
  forget(): void;
} {
  const queryClient = useQueryClient();
  const [told, setTold] = useState<Told | null>(null);
  const [last, setLast] = useState<Undoable | null>(null);
  const settle = (references: string[]): void => {
    for (const reference of references) void queryClient.invalidateQueries({ queryKey: ['report', reference] });
    void queryClient.invalidateQueries({ queryKey: ['report-counts'] });
    void queryClient.invalidateQueries({ queryKey: ['triage-batches'] });
  };
  const deciding = useMutation({
    mutationFn: ({ decision, references, of, takeOver, assignee }: Deciding) =>
      post<BatchDone>('/triage-batches', {
        decision,
        references,
        ...(of !== undefined && { of }),
        ...(takeOver === true && { take_over: true }),
        ...(assignee !== undefined && { assignee }),
      }),
    onSuccess: (done, asked) => {
      setTold({ asked, done, isUndone: false });
      setLast(done.id === null ? null : { id: done.id, asked });
      settle(asked.references);
    },
  });
  const undoing = useMutation({
    mutationFn: ({ id }: Undoable) => post<BatchDone>(`/triage-batches/${id}/undo`),
    onSuccess: (done, { asked }) => {
      setTold({ asked, done, isUndone: true });
      setLast(null);
      settle(done.results.map(({ reference }) => reference));
    },
  });
  const { mutate: takeBack } = undoing;
  // Until something else is done or the queue is left, also when the notice has gone.
  useEffect(() => (last === null ? undefined : offerUndo(() => takeBack(last))), [last, takeBack]);
  const undoBatch = useCallback((id: string, decision: BatchDecision) => takeBack({ id, asked: { decision, references: [] } }), [takeBack]);
  return {
    decide: (asked) => {
      if (asked.references.length > 0 && !deciding.isPending) deciding.mutate(asked);
    },
    undo: () => {
      if (last !== null) takeBack(last);
    },
    undoBatch,
    isBusy: deciding.isPending || undoing.isPending,
    told,
    forget: () => setTold(null),
  };
}
