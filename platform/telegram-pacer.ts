// Spaces what goes out so that Telegram never has to refuse it: evenly over all chats, once a second in a chat, 20 a minute in a group.
// Own code because the queue of rate-limiter-flexible releases a whole fixed window at once, so that two windows meet in one second.

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
  /** Messages that a rested chat takes without spacing, as the parts of one reply; default 1. */
  perChatBurst?: number;
  /** In one group (a negative chat id or an @name); default 20. */
  perGroupPerMinute?: number;
  timers?: PacerTimers;
}

export interface Pacer {
  /** Resolves when one message to this chat may go; first come, first served, but a chat that has to wait holds up no other. Rejects only after close(). */
  take(chatId: number | string): Promise<void>;
  /** Holds everything, or one chat, for so many seconds from now, as after a 429; a shorter pause never shortens a longer one. */
  pause(seconds: number, chatId?: number | string): void;
  waiting(): number;
  /** Lets nothing more through; those who wait are rejected. */
  close(): void;
}

// Telegram counts when messages arrive, not when they leave: N messages are spread over 2 % more than the time N may take,
// so that 20 ms of unevenness on the way in any second stay within the limit. This costs 2 % of the rate.
const margin = 1.02;
// After a stall of the process (a late timer, garbage collection) at most this much is caught up.
const catchUpMs = 100;

interface Waiter {
  chat: Chat;
  resolve(): void;
  reject(error: Error): void;
}

interface Chat {
  intervalMs: number;
  /** When the chat's allowance is whole again, minus one message: the theoretical arrival time of GCRA. */
  freeAt: number;
  pausedUntil: number;
  /** In order; only the first may stand in the ready queue. */
  queue: Waiter[];
}

const realTimers: PacerTimers = {
  now: () => performance.now(),
  after(milliseconds, act) {
    const timer = setTimeout(act, milliseconds);
    return () => clearTimeout(timer);
  },
};

export function createPacer(options: PacerOptions): Pacer {
  const timers = options.timers ?? realTimers;
  const rate = createEvenRate(options.perSecond, timers.now());
  const chats = createChats(options);
  const burst = Math.max(1, options.perChatBurst ?? 1);
  const ready = createFifo<Waiter>();
  const delayed = new Map<Chat, () => void>();
  let wake: (() => void) | undefined;
  let waiting = 0;
  let closed = false;

  function line(chat: Chat): void {
    const first = chat.queue[0];
    if (!first || delayed.has(chat)) return;
    const at = Math.max(chat.pausedUntil, chat.freeAt - (burst - 1) * chat.intervalMs);
    const wait = at - timers.now();
    if (wait <= 0) return ready.push(first);
    delayed.set(chat, timers.after(Math.ceil(wait), () => {
      delayed.delete(chat);
      line(chat);
      pump();
    }));
  }

  function release(waiter: Waiter): void {
    const { chat } = waiter;
    const now = timers.now();
    rate.take(now);
    chat.freeAt = Math.max(chat.freeAt, now) + chat.intervalMs;
    chat.queue.shift();
    waiting -= 1;
    waiter.resolve();
    line(chat);
  }

  function pump(): void {
    wake?.();
    wake = undefined;
    for (let head = ready.first(); head && !closed; head = ready.first()) {
      const wait = rate.freeAt() - timers.now();
      if (wait > 0) {
        wake = timers.after(Math.ceil(wait), pump);
        return;
      }
      ready.shift();
      // A pause that came while it stood in line sends it back.
      if (head.chat.pausedUntil > timers.now()) line(head.chat);
      else release(head);
    }
  }

  return {
    take(chatId) {
      if (closed) return Promise.reject(new Error('The pacer is closed.'));
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const chat = chats.of(String(chatId), timers.now());
      chat.queue.push({ chat, resolve, reject });
      waiting += 1;
      if (chat.queue.length === 1) line(chat);
      if (!wake) pump();
      return promise;
    },
    pause(seconds, chatId) {
      const until = timers.now() + seconds * 1000;
      if (chatId === undefined) return rate.pauseUntil(until);
      const chat = chats.of(String(chatId), timers.now());
      chat.pausedUntil = Math.max(chat.pausedUntil, until);
    },
    waiting: () => waiting,
    close() {
      closed = true;
      wake?.();
      for (const cancel of delayed.values()) cancel();
      for (const waiter of chats.waiters()) waiter.reject(new Error('The pacer is closed.'));
      waiting = 0;
    },
  };
}

interface EvenRate {
  freeAt(): number;
  take(now: number): void;
  pauseUntil(until: number): void;
}

/** Even spacing that catches up at most `catchUpMs`, and never more than the limit in any window, counted on what really went out. */
function createEvenRate(perSecond: number, start: number): EvenRate {
  const size = Math.max(1, Math.floor(perSecond));
  const windowMs = (size / perSecond) * 1000 * margin;
  const intervalMs = windowMs / size;
  const sent = new Float64Array(size).fill(-Infinity);
  let index = 0;
  let dueAt = start;
  let pausedUntil = -Infinity;
  return {
    freeAt: () => Math.max(dueAt, (sent[index] ?? -Infinity) + windowMs, pausedUntil),
    take(now) {
      sent[index] = now;
      index = (index + 1) % size;
      dueAt = Math.max(dueAt, now - catchUpMs) + intervalMs;
    },
    pauseUntil(until) {
      pausedUntil = Math.max(pausedUntil, until);
      // Time spent in a pause is not caught up.
      dueAt = Math.max(dueAt, pausedUntil);
    },
  };
}

/** Chats by id; one that is rested and waits for nothing is forgotten, so that memory follows the last seconds, not the audience. */
function createChats(options: PacerOptions): { of(id: string, now: number): Chat; waiters(): Waiter[] } {
  const privateMs = (1000 / (options.perChatPerSecond ?? 1)) * margin;
  const groupMs = Math.max(privateMs, (60_000 / (options.perGroupPerMinute ?? 20)) * margin);
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
