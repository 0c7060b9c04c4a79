// The chats and what stands in them now: after edits and deletions, as the person sees it.
import type { Clock } from '#platform/clock.ts';
import { badRequest, isRecord, type Json } from './bot-api.ts';

export interface ShownButton {
  text: string;
  data?: string;
  url?: string;
}

export interface ShownMessage {
  messageId: number;
  from: 'bot' | 'person';
  /** Text or caption, entities already applied. */
  text: string;
  /** Inline buttons, or the reply keyboard that came with the message. */
  buttons: ShownButton[][];
  edited: boolean;
  at: Date;
  /** The Bot API's Message. */
  message: Json;
}

export interface Posted {
  chatId: number;
  from: 'bot' | 'person';
  /** Fields of the Message besides message_id, chat and date. */
  fields: Json;
  /** A reply keyboard, which Telegram does not repeat in the Message. */
  keyboard?: Json | undefined;
}

export interface ChatBook {
  /** Makes a chat known to the bot, as after /start or an invitation. */
  declare(chat: Json & { id: number }): void;
  chat(id: number | string): (Json & { id: number }) | undefined;
  post(message: Posted): Json;
  edit(chatId: number, messageId: number, fields: Json): Json;
  find(chatId: number, messageId: number): Entry | undefined;
  remove(chatId: number, messageId: number): void;
  shown(chatId: number): ShownMessage[];
  /** How many messages of the bot reached this chat, deleted ones included. */
  delivered(chatId: number): number;
  deliveredTotal(): number;
}

export interface Entry extends Posted {
  message: Json;
}

interface Counts {
  lastId: number;
  fromBot: number;
}

export interface ChatBookOptions {
  clock: Clock;
  /** `counts` keeps two numbers a chat and no message. */
  keep: 'all' | 'counts';
  /** `any`: every number is a chat, as for a bench that writes to many. */
  known: 'declared' | 'any';
}

export function createChatBook(options: ChatBookOptions): ChatBook {
  const chats = new Map<number, Json & { id: number }>();
  const counts = new Map<number, Counts>();
  const entries = new Map<number, Map<number, Entry>>();
  let total = 0;

  function chat(id: number | string): (Json & { id: number }) | undefined {
    if (typeof id === 'string') return [...chats.values()].find((one) => `@${String(one['username'])}` === id);
    const made = { id, type: id > 0 ? 'private' : 'supergroup' };
    return chats.get(id) ?? (options.known === 'any' ? made : undefined);
  }

  function countsOf(chatId: number): Counts {
    const known = counts.get(chatId) ?? { lastId: 0, fromBot: 0 };
    counts.set(chatId, known);
    return known;
  }

  function find(chatId: number, messageId: number): Entry | undefined {
    return entries.get(chatId)?.get(messageId);
  }

  return {
    declare: (one) => void chats.set(one.id, { ...chats.get(one.id), ...one }),
    chat,
    find,
    post(posted) {
      const count = countsOf(posted.chatId);
      count.lastId += 1;
      if (posted.from === 'bot') count.fromBot += 1;
      if (posted.from === 'bot') total += 1;
      const date = Math.floor(options.clock.now().getTime() / 1000);
      const message = { message_id: count.lastId, chat: chat(posted.chatId), date, ...posted.fields };
      if (options.keep === 'counts') return message;
      const inChat = entries.get(posted.chatId) ?? new Map<number, Entry>();
      entries.set(posted.chatId, inChat.set(count.lastId, { ...posted, message }));
      return message;
    },
    edit(chatId, messageId, fields) {
      const entry = find(chatId, messageId);
      const edit_date = Math.floor(options.clock.now().getTime() / 1000);
      if (!entry) return { message_id: messageId, chat: chat(chatId), date: edit_date, edit_date, ...fields };
      const kept = Object.entries({ ...entry.message, ...fields, edit_date }).filter(([, value]) => value !== undefined);
      entry.message = Object.fromEntries(kept);
      return entry.message;
    },
    remove(chatId, messageId) {
      if (options.keep === 'all' && !entries.get(chatId)?.delete(messageId)) throw badRequest('message to delete not found');
    },
    shown: (chatId) => [...(entries.get(chatId)?.values() ?? [])].map(shownMessage),
    delivered: (chatId) => counts.get(chatId)?.fromBot ?? 0,
    deliveredTotal: () => total,
  };
}

function shownMessage(entry: Entry): ShownMessage {
  const { message } = entry;
  return {
    messageId: Number(message['message_id']),
    from: entry.from,
    text: String(message['text'] ?? message['caption'] ?? ''),
    buttons: shownButtons(message['reply_markup'] ?? entry.keyboard),
    edited: message['edit_date'] !== undefined,
    at: new Date(Number(message['date']) * 1000),
    message,
  };
}

function shownButtons(markup: unknown): ShownButton[][] {
  if (!isRecord(markup)) return [];
  const rows = markup['inline_keyboard'] ?? markup['keyboard'];
  if (!Array.isArray(rows)) return [];
  return rows.map((row: unknown) => (Array.isArray(row) ? row.map(shownButton) : []));
}

function shownButton(button: unknown): ShownButton {
  if (!isRecord(button)) return { text: String(button) };
  const { text, callback_data: data, web_app: app } = button;
  const url = isRecord(app) ? app['url'] : button['url'];
  return {
    text: String(text),
    ...(typeof data === 'string' ? { data } : {}),
    ...(typeof url === 'string' ? { url } : {}),
  };
}
