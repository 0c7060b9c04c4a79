// Every way a call to Telegram can end, as data: whoever sends decides by `kind` and never reads an error text.
import { TelegramError } from 'telegraf';

/** Why a chat takes no more messages. `chat_not_found` includes people who never wrote to the bot. */
export type GoneReason = 'blocked' | 'deactivated' | 'chat_not_found' | 'kicked';

/**
 * - `retry_after`: nothing happened; `scope` says whether only this chat has to wait. Telegram does not tell, so it is inferred from recent traffic.
 * - `gone`: the chat takes no messages any more.
 * - `migrated`: the group is now the supergroup `chatId`.
 * - `rejected`: the same call will never work; `code` and `description` are Telegram's.
 * - `unreachable`: no usable answer (5xx, timeout, broken connection). `happened: 'maybe'` means that Telegram may have carried the call
 *   out; `'no'` that it was never sent. `cause` is one line without the token.
 */
export type TelegramOutcome<Result> = { kind: 'ok'; result: Result } | TelegramFailure;

export type TelegramFailure =
  | { kind: 'retry_after'; seconds: number; scope: 'chat' | 'global' }
  | { kind: 'gone'; reason: GoneReason }
  | { kind: 'migrated'; chatId: number }
  | { kind: 'rejected'; code: number; description: string }
  | { kind: 'unreachable'; happened: 'no' | 'maybe'; cause: string };

// Descriptions that mean the chat is lost to the bot, as collected from live bots in github.com/TelegramBotAPI/errors; Telegram documents none.
const goneDescriptions: readonly [RegExp, GoneReason][] = [
  [/blocked by the user/i, 'blocked'],
  [/user is deactivated/i, 'deactivated'],
  [/chat not found|can't initiate conversation|PEER_ID_INVALID|user not found/i, 'chat_not_found'],
  [/bot was kicked|bot is not a member|group chat was deleted|group is deactivated|CHAT_WRITE_FORBIDDEN/i, 'kicked'],
];

// The connection was never made, so nothing was sent.
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ERR_INVALID_URL']);

/** Turns whatever telegraf throws into an outcome. `scope` is asked only for a 429. */
export function failureOf(error: unknown, context: { token: string; timeoutMs: number; scope: () => 'chat' | 'global' }): TelegramFailure {
  if (error instanceof TelegramError) return refusalOf(error, context);
  const { name, message, code } = detailsOf(error);
  if (name === 'AbortError' || name === 'TimeoutError') {
    return { kind: 'unreachable', happened: 'maybe', cause: `no answer within ${context.timeoutMs} ms` };
  }
  const cause = redact(code === undefined ? message : `${code}: ${message}`, context.token);
  return { kind: 'unreachable', happened: code !== undefined && neverSent.has(code) ? 'no' : 'maybe', cause };
}

function refusalOf(error: TelegramError, context: { token: string; scope: () => 'chat' | 'global' }): TelegramFailure {
  const description = redact(error.description, context.token);
  if (error.code >= 500) return { kind: 'unreachable', happened: 'maybe', cause: `${error.code} ${description}` };
  if (error.code === 429) {
    // A 429 without the figure is not documented; a second is the least that can help.
    return { kind: 'retry_after', seconds: Math.max(1, error.parameters?.retry_after ?? 1), scope: context.scope() };
  }
  const movedTo = error.parameters?.migrate_to_chat_id;
  if (movedTo !== undefined) return { kind: 'migrated', chatId: movedTo };
  const gone = error.code === 403 || error.code === 400 ? goneDescriptions.find(([form]) => form.test(description)) : undefined;
  if (gone) return { kind: 'gone', reason: gone[1] };
  return { kind: 'rejected', code: error.code, description };
}

function detailsOf(error: unknown): { name: string; message: string; code: string | undefined } {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), code: undefined };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { name: error.name, message: error.message, code };
}

/** Takes the bot's token out of a text: telegraf and node-fetch put the whole URL, token included, into their messages. */
export function redact(text: string, token: string): string {
  const plain = token === '' ? text : text.replaceAll(token, '[token]').replaceAll(encodeURIComponent(token), '[token]');
  // Any other bot's token as well: digits, colon, at least 30 characters.
  return plain.replace(/\b\d{5,15}(?::|%3A)[\w-]{30,64}/gi, '[token]');
}

/** Remembers what was lately sent to each chat, to tell whether a 429 is about the chat or about the whole bot. */
export interface ChatTraffic {
  sent(chatId: string): void;
  scope(chatId: string | undefined): 'chat' | 'global';
}

// One message a second in a chat, 20 a minute in a group: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
const busyChatMs = 3_000;
const busyGroupMs = 60_000;
const busyGroupMessages = 20;

export function createChatTraffic(now: () => number): ChatTraffic {
  const chats = createRecentCounts(busyChatMs, now);
  const groups = createRecentCounts(busyGroupMs, now);
  return {
    sent(chatId) {
      chats.add(chatId);
      if (chatId.startsWith('-') || chatId.startsWith('@')) groups.add(chatId);
    },
    scope(chatId) {
      if (chatId === undefined) return 'global';
      return chats.count(chatId) > 0 || groups.count(chatId) >= busyGroupMessages ? 'chat' : 'global';
    },
  };
}

/** Counts by key over the last one to two periods, in two generations so that memory is bounded by the traffic of two periods. */
function createRecentCounts(periodMs: number, now: () => number): { add(key: string): void; count(key: string): number } {
  let current = new Map<string, number>();
  let previous = new Map<string, number>();
  let turnAt = now() + periodMs;

  function turn(): void {
    const late = now() - turnAt;
    if (late < 0) return;
    previous = late < periodMs ? current : new Map();
    current = new Map();
    turnAt = now() + periodMs;
  }

  return {
    add(key) {
      turn();
      current.set(key, (current.get(key) ?? 0) + 1);
    },
    count(key) {
      turn();
      return (current.get(key) ?? 0) + (previous.get(key) ?? 0);
    },
  };
}
