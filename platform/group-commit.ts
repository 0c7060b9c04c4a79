// Many small writes that wait for the disk together: while one flush is under way the next group gathers, so that a commit is shared
// by all who came in meanwhile and nobody waits for a timer.

export interface GroupCommit<Item, Result> {
  /** Resolves with this item's own result once its group is on disk; rejects when its flush failed. */
  add(item: Item): Promise<Result>;
  /** Resolves when everything added so far has been flushed. */
  drain(): Promise<void>;
}

export interface GroupCommitOptions {
  /** Largest group. */
  maxItems: number;
  /** Flushes under way at the same time. */
  maxInFlight: number;
  /** When the flush of several fails, each is flushed by itself, so that one item cannot hold others up. */
  thenAlone?: boolean;
}

interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/** @param flush writes a group in one transaction and gives a result for each item, in order. */
export function createGroupCommit<Item, Result>(flush: (items: Item[]) => Promise<Result[]>, options: GroupCommitOptions): GroupCommit<Item, Result> {
  let waiting: Waiting<Item, Result>[] = [];
  const inFlight = new Set<Promise<void>>();

  function pump(): void {
    while (waiting.length > 0 && inFlight.size < options.maxInFlight) {
      const group = waiting.slice(0, options.maxItems);
      waiting = waiting.slice(options.maxItems);
      const flushing = flushGroup(group).finally(() => {
        inFlight.delete(flushing);
        pump();
      });
      inFlight.add(flushing);
    }
  }

  async function flushGroup(group: Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await flush(group.map(({ item }) => item));
      for (const [index, waiter] of group.entries()) {
        const result = results[index];
        if (result === undefined) waiter.reject(new Error('the flush gave no result for an item'));
        else waiter.resolve(result);
      }
    } catch (error) {
      if (options.thenAlone === true && group.length > 1) for (const waiter of group) await flushGroup([waiter]);
      else for (const waiter of group) waiter.reject(error);
    }
  }

  return {
    add: (item) =>
      new Promise<Result>((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        // NOTE after this turn of the event loop, so that requests which arrived together share a group.
        if (waiting.length === 1) setImmediate(pump);
      }),
    drain: async () => {
      while (waiting.length > 0 || inFlight.size > 0) {
        pump();
        await Promise.all(inFlight);
      }
    },
  };
}
