// Works through the inbox, several chats at once, each in order. Many processes may do so at the same time.

import type { CoreContext } from '#core/context.ts';
import type { ClaimedUpdate } from '#core/inbox/inbox-store.ts';
import { claimWaiting, handleClaimed, type UpdateHandler, type UpdateResult } from '#core/inbox/work-inbox.ts';

export interface InboxWorker {
  /** Takes what there is room for; true when it took something. */
  turn(): Promise<boolean>;
  /** Everything that can be handled now has been: for stopping, tests and the demo. */
  drain(): Promise<void>;
  /** What is being handled has ended; nothing new is taken. */
  settle(): Promise<void>;
}

export interface InboxWorkerDeps {
  context: CoreContext;
  handle: UpdateHandler;
  /** Chats at once; each holds a database connection while it is handled. */
  concurrency: number;
  /** An update of this chat is done, its replies can be sent. */
  onHandled(chatHash: Buffer, result: UpdateResult): void;
}

export function createInboxWorker({ context, handle, concurrency, onHandled }: InboxWorkerDeps): InboxWorker {
  const running = new Set<Promise<void>>();
  let last: Buffer | undefined;
  let taking: Promise<boolean> = Promise.resolve(false);

  function start(claimed: ClaimedUpdate): void {
    const work = handleClaimed(context, claimed, handle)
      .then((result) => onHandled(claimed.chat_hash, result))
      .catch((error: unknown) => context.telemetry.log.warn({ err: error }, 'a failure could not be noted; the update comes back by itself'))
      .finally(() => running.delete(work));
    running.add(work);
  }

  async function take(): Promise<boolean> {
    while (running.size >= concurrency) await Promise.race(running);
    const claimed = await claimWaiting(context, concurrency - running.size, last);
    last = claimed.at(-1)?.chat_hash;
    claimed.forEach(start);
    return claimed.length > 0;
  }

  /** One at a time, so that nothing is on its way in unseen when a turn finds nothing. */
  function turn(): Promise<boolean> {
    taking = taking.catch(() => false).then(take);
    return taking;
  }

  async function settle(): Promise<void> {
    await taking.catch(() => false);
    await Promise.all(running);
  }

  return {
    turn,
    settle,
    async drain() {
      do await settle();
      while ((await turn()) || running.size > 0);
    },
  };
}
