// Telegram's sending limits (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this):
// about 30 messages a second over all chats, one a second in a chat with short bursts, 20 a minute in a group;
// 1,000 a second with allow_paid_broadcast, 0.1 Star for each message above the free ones.
import { tooManyRequests } from './bot-api.ts';

export interface FloodLimits {
  /** Messages accepted in any sliding second over all chats. */
  perSecond: number;
  /** Refill of one chat's allowance. */
  chatPerSecond: number;
  /** Messages a rested chat takes at once. Telegram says "short bursts" and no figure; three is on the strict side. */
  chatBurst: number;
  groupPerMinute: number;
  /** Whether the bot may use allow_paid_broadcast; if not, the flag changes nothing. */
  paidBroadcast: boolean;
  paidPerSecond: number;
  /** How long everything is refused after the bot-wide limit was passed. Telegram's own figure varies, often 3 to 35. */
  penaltySeconds: number;
}

export const telegramLimits: FloodLimits = {
  perSecond: 30,
  chatPerSecond: 1,
  chatBurst: 3,
  groupPerMinute: 20,
  paidBroadcast: false,
  paidPerSecond: 1000,
  penaltySeconds: 5,
};

export interface FloodControl {
  /** Counts one sent or edited message, or throws 429; refused calls are not counted and do not lengthen the penalty. */
  admit(message: { chatId: number; paid: boolean }, now: number): void;
  /** Most messages accepted in any sliding second so far. */
  peakPerSecond(): number;
  starsCharged(): number;
}

interface Lane {
  limit: number;
  window: SlidingWindow;
  penaltyUntil: number;
}

interface ChatState {
  tokens: number;
  at: number;
  penaltyUntil: number;
  minute: SlidingWindow | undefined;
}

export function createFloodControl(limits: FloodLimits): FloodControl {
  const free: Lane = { limit: limits.perSecond, window: createSlidingWindow(1000), penaltyUntil: 0 };
  const paid: Lane = { limit: limits.paidPerSecond, window: createSlidingWindow(1000), penaltyUntil: 0 };
  const accepted = createSlidingWindow(1000);
  const chats = createChatStates(limits);
  let peak = 0;
  let paidAboveFree = 0;

  return {
    admit(message, now) {
      const lane = message.paid && limits.paidBroadcast ? paid : free;
      refuseDuring(lane.penaltyUntil, now);
      const chat = chats.of(message.chatId, now);
      refuseChat(chat, limits, now);
      if (lane.window.count(now) >= lane.limit) {
        lane.penaltyUntil = now + limits.penaltySeconds * 1000;
        refuseDuring(lane.penaltyUntil, now);
      }
      if (lane === paid && lane.window.count(now) >= limits.perSecond) paidAboveFree += 1;
      chat.tokens -= 1;
      chat.minute?.add(now);
      lane.window.add(now);
      accepted.add(now);
      peak = Math.max(peak, accepted.count(now));
    },
    peakPerSecond: () => peak,
    starsCharged: () => paidAboveFree / 10,
  };
}

function refuseDuring(until: number, now: number): void {
  if (now < until) throw tooManyRequests(Math.max(1, Math.ceil((until - now) / 1000)));
}

function refuseChat(chat: ChatState, limits: FloodLimits, now: number): void {
  refuseDuring(chat.penaltyUntil, now);
  const oldest = chat.minute?.oldest(now);
  if (chat.minute && oldest !== undefined && chat.minute.count(now) >= limits.groupPerMinute) chat.penaltyUntil = oldest + 60_000;
  // A thousandth forgives the rounding of the refill.
  else if (chat.tokens < 0.999) chat.penaltyUntil = now + Math.ceil((1 - chat.tokens) / limits.chatPerSecond) * 1000;
  refuseDuring(chat.penaltyUntil, now);
}

/** One allowance a chat; a rested private chat is forgotten, so that a broadcast to millions keeps only the last seconds. */
function createChatStates(limits: FloodLimits): { of(chatId: number, now: number): ChatState } {
  const states = new Map<number, ChatState>();
  let sweepAt = 4096;

  function refill(state: ChatState, now: number): ChatState {
    state.tokens = Math.min(limits.chatBurst, state.tokens + ((now - state.at) / 1000) * limits.chatPerSecond);
    state.at = now;
    return state;
  }

  function sweep(now: number): void {
    for (const [id, state] of states) {
      if (!state.minute && now >= state.penaltyUntil && refill(state, now).tokens >= limits.chatBurst) states.delete(id);
    }
    sweepAt = Math.max(4096, states.size * 2);
  }

  return {
    of(chatId, now) {
      const known = states.get(chatId);
      if (known) return refill(known, now);
      if (states.size >= sweepAt) sweep(now);
      const minute = chatId < 0 ? createSlidingWindow(60_000) : undefined;
      const fresh: ChatState = { tokens: limits.chatBurst, at: now, penaltyUntil: 0, minute };
      states.set(chatId, fresh);
      return fresh;
    },
  };
}

/** Counts events in the last `lengthMs`; an event exactly `lengthMs` old no longer counts. Memory is the window's own. */
interface SlidingWindow {
  add(now: number): void;
  count(now: number): number;
  oldest(now: number): number | undefined;
}

function createSlidingWindow(lengthMs: number): SlidingWindow {
  let times: number[] = [];
  let head = 0;

  function trim(now: number): void {
    while (head < times.length && (times[head] ?? now) <= now - lengthMs) head += 1;
    if (head < 1024 || head * 2 < times.length) return;
    times = times.slice(head);
    head = 0;
  }

  return {
    add: (now) => void times.push(now),
    count(now) {
      trim(now);
      return times.length - head;
    },
    oldest(now) {
      trim(now);
      return times[head];
    },
  };
}
