// Spaces what goes out so that Telegram never has to refuse it: evenly over all chats, once a second in a chat, 20 a minute in a group.
// Own code because the queue of rate-limiter-flexible releases a whole fixed window at once, so that two windows meet in one second.
import { createEvenRate } from './telegram-rate.ts';

/** Milliseconds, and a way to be called later; `performance.now` and `setTimeout` unless a test brings its own. */
export interface PacerTimers {
  now(): number;
  /** Calls `act` once after that many milliseconds; gives the way to call it off. */
  after(milliseconds: number, act: () => void): () => void;
}

export interface PacerOptions {
  /** Messages a second over all chats: 30, or up to 1,000 with paid broadcast. */
  perSecond: number;
  /** In one chat; default 1. */
  perChatPerSecond?: number;
  /** Messages that a rested chat takes without spacing, as the parts of one reply; default 1, below perGroupPerMinute. */
  perChatBurst?: number;
  /** In one group (a negative chat id or an @name); default 20. */
  perGroupPerMinute?: number;
  timers?: PacerTimers;
}

export interface Pacer {
  /**
   * Sends one message to this chat when its turn comes, and gives what `send` gives. First come, first served, but a chat that has to wait
   * holds up no other. The time `send` takes tells how unevenly messages arrive, which makes this closer to the limit than `take`.
   * Urgent: before everybody who waits, though not before its own chat's turn. Rejects as `send` does, and after close().
   */
  run<Result>(chatId: number | string, send: () => Promise<Result>, options?: { urgent?: boolean }): Promise<Result>;
  /** Resolves when one message to this chat may go; for a sender that cannot be wrapped. Rejects only after close(). */
  take(chatId: number | string): Promise<void>;
  /** Holds everything, or one chat, for so many seconds from now, as after a 429; a shorter pause never shortens a longer one. */
  pause(seconds: number, chatId?: number | string): void;
  waiting(): number;
  /** Lets nothing more through; those who wait are rejected. */
  close(): void;
}

// Spacing in one chat, where a few milliseconds cost nothing.
const chatMargin = 1.02;

interface Waiter {
  chat: Chat;
  urgent: boolean;
  resolve(slot: number): void;
  reject(error: Error): void;
}

interface Chat {
  intervalMs: number;
  /** When the chat's allowance is whole again, minus one message: the theoretical arrival time of GCRA. */
  freeAt: number;
  pausedUntil: number;
  /** In order; only the first may stand in a common queue. */
  queue: Waiter[];
}

const realTimers: PacerTimers = {
  now: () => performance.now(),
  after(milliseconds, act) {
    const timer = setTimeout(act, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Starts a pacer; nothing in it runs while nobody waits. */
export function createPacer(options: PacerOptions): Pacer {
  const timers = options.timers ?? realTimers;
  const rate = createEvenRate(options.perSecond, timers.now());
  const lines = createChatLines(options, timers, () => pump());
  let wake: (() => void) | undefined;
  let closed = false;

  function pump(): void {
    wake?.();
    wake = undefined;
    for (let first = lines.first(); first && !closed; first = lines.first()) {
      const wait = rate.freeAt() - timers.now();
      if (wait > 0) {
        wake = timers.after(Math.ceil(wait), pump);
        return;
      }
      lines.leave(first, rate.take(timers.now()));
    }
  }

  function turn(chatId: number | string, urgent = false): Promise<number> {
    if (closed) return Promise.reject(closedError());
    if (lines.waiting() === 0) rate.wakeUp(timers.now());
    const place = lines.join(String(chatId), urgent);
    if (!wake) pump();
    return place;
  }

  return {
    async run(chatId, send, { urgent } = {}) {
      const answered = rate.follow(await turn(chatId, urgent), timers.now());
      try {
        return await send();
      } finally {
        answered(timers.now());
      }
    },
    take: (chatId) => turn(chatId).then(() => undefined),
    pause(seconds, chatId) {
      const until = timers.now() + seconds * 1000;
      if (chatId === undefined) rate.pauseUntil(until);
      else lines.pauseUntil(String(chatId), until);
    },
    waiting: lines.waiting,
    close() {
      closed = true;
      wake?.();
      lines.close();
    },
  };
}

function closedError(): Error {
  return new Error('The pacer is closed.');
}

interface ChatLines {
  /** Resolves with the place in the rate when the turn has come. */
  join(chatId: string, urgent: boolean): Promise<number>;
  /** The longest waiting message whose chat may be written to now; an urgent one before all others. */
  first(): Waiter | undefined;
  leave(waiter: Waiter, slot: number): void;
  pauseUntil(chatId: string, until: number): void;
  waiting(): number;
  close(): void;
}

/** One line a chat; the head of a line stands in one of the two common queues once its chat is free. `onFree` tells that a delayed chat became free. */
function createChatLines(options: PacerOptions, timers: PacerTimers, onFree: () => void): ChatLines {
  const chats = createChats(options);
  const burst = Math.max(1, options.perChatBurst ?? 1);
  const urgent = createFifo<Waiter>();
  const ordinary = createFifo<Waiter>();
  const delayed = new Map<Chat, () => void>();
  let waiting = 0;

  const queueOf = (waiter: Waiter): typeof ordinary => (waiter.urgent ? urgent : ordinary);

  function advance(chat: Chat): void {
    const head = chat.queue[0];
    if (!head || delayed.has(chat)) return;
    const wait = Math.max(chat.pausedUntil, chat.freeAt - (burst - 1) * chat.intervalMs) - timers.now();
    if (wait <= 0) return queueOf(head).push(head);
    const cancel = timers.after(Math.ceil(wait), () => {
      delayed.delete(chat);
      advance(chat);
      onFree();
    });
    delayed.set(chat, cancel);
  }

  return {
    join(chatId, isUrgent) {
      const { promise, resolve, reject } = Promise.withResolvers<number>();
      const chat = chats.of(chatId, timers.now());
      waiting += 1;
      if (chat.queue.push({ chat, urgent: isUrgent, resolve, reject }) === 1) advance(chat);
      return promise;
    },
    first() {
      for (let head = urgent.first() ?? ordinary.first(); head; head = urgent.first() ?? ordinary.first()) {
        if (head.chat.pausedUntil <= timers.now()) return head;
        // Its chat was paused while it stood in the common queue.
        queueOf(head).shift();
        advance(head.chat);
      }
      return undefined;
    },
    leave(waiter, slot) {
      const { chat, resolve } = waiter;
      queueOf(waiter).shift();
      chat.queue.shift();
      chat.freeAt = Math.max(chat.freeAt, timers.now()) + chat.intervalMs;
      waiting -= 1;
      resolve(slot);
      advance(chat);
    },
    pauseUntil(chatId, until) {
      const chat = chats.of(chatId, timers.now());
      chat.pausedUntil = Math.max(chat.pausedUntil, until);
    },
    waiting: () => waiting,
    close() {
      for (const cancel of delayed.values()) cancel();
      for (const waiter of chats.waiters()) waiter.reject(closedError());
      waiting = 0;
    },
  };
}

/** Chats by id; one that is rested and waits for nothing is forgotten, so that memory follows the last seconds, not the audience. */
function createChats(options: PacerOptions): { of(id: string, now: number): Chat; waiters(): Waiter[] } {
  const privateMs = (1000 / (options.perChatPerSecond ?? 1)) * chatMargin;
  // A burst and what follows it must fit into one minute together.
  const groupSteps = Math.max(1, (options.perGroupPerMinute ?? 20) - (options.perChatBurst ?? 1) + 1);
  const groupMs = Math.max(privateMs, (60_000 / groupSteps) * chatMargin);
  const chats = new Map<string, Chat>();
  let sweepAt = 4096;

  function sweep(now: number): void {
    for (const [id, chat] of chats) {
      if (chat.queue.length === 0 && chat.freeAt <= now && chat.pausedUntil <= now) chats.delete(id);
    }
    sweepAt = Math.max(4096, chats.size * 2);
  }

  return {
    of(id, now) {
      const known = chats.get(id);
      if (known) return known;
      if (chats.size >= sweepAt) sweep(now);
      const intervalMs = id.startsWith('-') || id.startsWith('@') ? groupMs : privateMs;
      const chat: Chat = { intervalMs, freeAt: now, pausedUntil: -Infinity, queue: [] };
      chats.set(id, chat);
      return chat;
    },
    waiters: () => [...chats.values()].flatMap((chat) => chat.queue),
  };
}

/** A queue whose `shift` costs the same however long it is; broadcasts may put a hundred thousand in line. */
function createFifo<Item>(): { push(item: Item): void; first(): Item | undefined; shift(): void } {
  let items: Item[] = [];
  let head = 0;
  return {
    push: (item) => void items.push(item),
    first: () => items[head],
    shift() {
      head += 1;
      if (head < 1024 || head * 2 < items.length) return;
      items = items.slice(head);
      head = 0;
    },
  };
}
