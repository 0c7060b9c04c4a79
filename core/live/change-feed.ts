// One look a second at the database for everybody who listens in this process, and none while nobody does.

import type { CoreContext } from '#core/context.ts';
import { startLoop, type Loop } from '#platform/loop.ts';
import { CHANGE_KINDS, changesSince, marksNow, OVERLAP_MS, type Changes, type ChangesSince, type Marks } from './console-changes.ts';

const EVERY_MS = 1_000;
/** Whoever was away longer looks at everything again. */
const MISSED_MS = 10 * 60_000;

export interface Told {
  marks: Marks;
  changes: Changes;
  /** Too much happened, or too long ago: what is on the screen may be out of date anywhere. */
  lookAgain: boolean;
}

export interface ChangeFeed {
  /** @param since marks that came with the last thing told; absent: from now on. @returns how to stop. */
  listen(listener: (told: Told) => void, since?: Marks): () => void;
}

export function createChangeFeed(context: CoreContext, { everyMs = EVERY_MS }: { everyMs?: number } = {}): ChangeFeed {
  const listeners = new Set<(told: Told) => void>();
  let loop: Loop | undefined;
  let marks: Marks | undefined;
  let repeated = createMemory();

  async function look(): Promise<boolean> {
    marks ??= await marksNow(context);
    const found = await changesSince(context, marks);
    marks = found.marks;
    const told = { marks, changes: repeated.without(found), lookAgain: found.tooMuch };
    if (told.lookAgain || Object.keys(told.changes).length > 0) for (const listener of listeners) listener(told);
    return false;
  }

  async function catchUp(listener: (told: Told) => void, since: Marks): Promise<void> {
    const isLate = context.clock.now().getTime() - since.received > MISSED_MS;
    const told = isLate ? { marks: await marksNow(context), changes: {}, lookAgain: true } : await missedSince(since);
    if (listeners.has(listener)) listener(told);
  }

  async function missedSince(since: Marks): Promise<Told> {
    const found = await changesSince(context, since);
    return { marks: found.marks, changes: createMemory().without(found), lookAgain: found.tooMuch };
  }

  return {
    listen(listener, since) {
      listeners.add(listener);
      loop ??= startLoop(look, { name: 'console-changes', log: context.telemetry.log, pauseMs: { first: everyMs, longest: everyMs } });
      if (since !== undefined)
        catchUp(listener, since).catch((error: unknown) => context.telemetry.log.warn({ err: error }, 'what was missed could not be told'));
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        void loop?.stop();
        loop = undefined;
        marks = undefined;
        repeated = createMemory();
      };
    },
  };
}

/** Sources are looked at with some overlap: what was told within it is not told again. Deliveries are told once more when they have ended. */
function createMemory() {
  const told = new Map<string, number>();
  let deliveredBefore: string[] = [];
  return {
    without({ entries, timed, delivering, marks }: ChangesSince): Changes {
      const oldest = Math.min(marks.received, marks.matched, marks.alerts) - 2 * OVERLAP_MS;
      for (const [key, at] of told) if (at < oldest) told.delete(key);
      const fresh = timed.filter(({ kind, name, at }) => !told.has(`${kind}/${name}/${at}`));
      for (const { kind, name, at } of fresh) told.set(`${kind}/${name}/${at}`, at);
      const deliveries = [...delivering, ...deliveredBefore].map((name) => ({ kind: 'deliveries' as const, name }));
      deliveredBefore = delivering;
      const all = [...entries, ...fresh, ...deliveries];
      const named = CHANGE_KINDS.map((kind) => [kind, [...new Set(all.flatMap((each) => (each.kind === kind ? [each.name] : [])))]] as const);
      return Object.fromEntries(named.filter(([, names]) => names.length > 0));
    },
  };
}
