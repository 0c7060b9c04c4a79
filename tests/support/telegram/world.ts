// Everything one stand-in holds, and the one way to wait for it to change.
import type { Clock } from '#platform/clock.ts';
import type { ChatBook } from './chat-book.ts';
import type { Faults } from './faults.ts';
import type { FloodControl } from './flood-control.ts';
import type { Json, Params } from './bot-api.ts';
import type { UpdateQueue } from './update-queue.ts';

export interface CallbackQuery {
  at: number;
  /** The parameters of answerCallbackQuery, once it came. */
  answer: Params | undefined;
}

export interface World {
  clock: Clock;
  /** The bot as a Telegram User. */
  bot: Json;
  keep: 'all' | 'counts';
  queryLifetimeSeconds: number;
  chats: ChatBook;
  updates: UpdateQueue;
  flood: FloodControl;
  faults: Faults;
  /** Bytes by file_id. */
  files: Map<string, Buffer>;
  queries: Map<string, CallbackQuery>;
  /** `chat/user` to what somebody is in a group; absent: an ordinary member. */
  members: Map<string, Json>;
  /** What setMyCommands and its kin set: `method` or `method:language` to parameters. */
  profile: Map<string, Params>;
  changes: Changes;
}

export interface Changes {
  notify(): void;
  /** Resolves with the first value other than `undefined`, looking now and after every change; rejects with `describe()` when time is up. */
  until<T>(check: () => T | undefined, patience: { timeoutMs: number; describe: () => string }): Promise<T>;
}

export function createChanges(): Changes {
  const watchers = new Set<() => void>();
  return {
    notify() {
      for (const watcher of watchers) watcher();
    },
    until(check, patience) {
      const { promise, resolve, reject } = Promise.withResolvers<NonNullable<ReturnType<typeof check>>>();
      const timer = setTimeout(() => settle(() => reject(new Error(patience.describe()))), patience.timeoutMs);
      function settle(act: () => void): void {
        clearTimeout(timer);
        watchers.delete(look);
        act();
      }
      function look(): void {
        try {
          const value = check();
          if (value !== undefined && value !== null) settle(() => resolve(value));
        } catch (error) {
          settle(() => reject(error));
        }
      }
      watchers.add(look);
      look();
      return promise;
    },
  };
}
