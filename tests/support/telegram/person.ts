// Somebody with a phone: what they write, forward and press becomes updates exactly as Telegram shapes them.
import { isRecord, type Json } from './bot-api.ts';
import type { World } from './world.ts';

export interface PersonProfile {
  firstName?: string;
  username?: string;
  /** IETF tag of the phone's language, for example `ko`. */
  languageCode?: string;
}

export interface Where {
  /** A group's id; the private chat with the bot when absent. */
  in?: number;
  replyTo?: number;
}

export interface SentFile extends Where {
  bytes?: Buffer;
  caption?: string;
  fileName?: string;
  mimeType?: string;
}

/** Each method gives the message's id in its chat, `presses` and `asksInline` the query's id. */
export interface Person {
  readonly id: number;
  sends(text: string, where?: Where): number;
  /** Forwards somebody else's message; `from` is the name its author hides behind. */
  forwards(text: string, options?: Where & { from?: string; extra?: Json }): number;
  /** Presses the newest inline button with this data or label, or taps a reply keyboard's label, which sends it as text. */
  presses(dataOrLabel: string, where?: Where & { messageId?: number }): string;
  sendsPhoto(photo?: SentFile): number;
  sendsDocument(document?: SentFile): number;
  sendsVoice(voice?: SentFile): number;
  /** Pictures sent together: one message each, under one id. The caption is the first one's. */
  sendsAlbum(photos: SentFile[]): number[];
  sendsContact(phone: string, where?: Where): number;
  edits(messageId: number, text: string, where?: Where): void;
  asksInline(query: string): string;
  /** Blocks the bot: my_chat_member, and 403 for whatever the bot sends. */
  blocks(): void;
  unblocks(): void;
}

// The smallest PNG there is: one transparent pixel.
const onePixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');

let queryNumber = 0;

export function createPerson(world: World, id: number, profile: PersonProfile): Person {
  const user = userOf(id, profile);
  const privateChat = { id, type: 'private', first_name: user['first_name'], ...(profile.username ? { username: profile.username } : {}) };
  world.chats.declare(privateChat);
  let unblock: (() => void) | undefined;

  function writes(fields: Json, where: Where = {}): number {
    const chatId = where.in ?? id;
    if (!world.chats.chat(chatId)) throw new Error(`There is no chat ${chatId}: declare it with group(${chatId}) first.`);
    const replied = where.replyTo === undefined ? undefined : world.chats.find(chatId, where.replyTo)?.message;
    const message = world.chats.post({
      chatId,
      from: 'person',
      fields: { from: user, ...(replied ? { reply_to_message: replied } : {}), ...fields },
    });
    world.updates.push('message', message);
    return Number(message['message_id']);
  }

  function sends(text: string, where?: Where): number {
    return writes({ text, ...entitiesOf(text) }, where);
  }

  function sendsFile(file: SentFile, shape: (described: Json) => Json): number {
    const bytes = file.bytes ?? onePixel;
    const file_id = `file-${id}-${world.files.size + 1}`;
    world.files.set(file_id, bytes);
    const described = { file_id, file_unique_id: file_id.slice(-16), file_size: bytes.length };
    const caption = file.caption === undefined ? {} : { caption: file.caption };
    return writes({ ...shape(described), ...caption }, file);
  }

  function query(kind: string, body: Json): string {
    return pushQuery(world, kind, { from: user, ...body });
  }

  function membership(before: string, after: string): void {
    const member = (status: string): Json => ({ user: world.bot, status, ...(status === 'kicked' ? { until_date: 0 } : {}) });
    const date = Math.floor(world.clock.now().getTime() / 1000);
    world.updates.push('my_chat_member', {
      chat: privateChat,
      from: user,
      date,
      old_chat_member: member(before),
      new_chat_member: member(after),
    });
  }

  return {
    id,
    sends,
    forwards: (text, options = {}) => writes({ text, ...entitiesOf(text), ...forwardOrigin(world, options.from), ...options.extra }, options),
    presses(wanted, where = {}) {
      const found = findButton(world, { chatId: where.in ?? id, wanted, messageId: where.messageId });
      if (found.data === undefined) return String(sends(wanted, where));
      return query('callback_query', { message: found.message, chat_instance: String(where.in ?? id), data: found.data });
    },
    sendsPhoto: (photo = {}) => sendsFile(photo, (file) => ({ photo: [{ ...file, width: 720, height: 1280 }] })),
    sendsDocument: (document = {}) =>
      sendsFile(document, (file) => ({
        document: { ...file, file_name: document.fileName ?? 'evidence.png', mime_type: document.mimeType ?? 'image/png' },
      })),
    sendsVoice: (voice = {}) => sendsFile(voice, (file) => ({ voice: { ...file, duration: 4, mime_type: voice.mimeType ?? 'audio/ogg' } })),
    sendsAlbum(photos) {
      const media_group_id = `${id}${world.files.size}`;
      return photos.map((photo) => sendsFile(photo, (file) => ({ media_group_id, photo: [{ ...file, width: 720, height: 1280 }] })));
    },
    sendsContact: (phone, where) => writes({ contact: { phone_number: phone, first_name: String(user['first_name']), user_id: id } }, where),
    edits(messageId, text, where = {}) {
      const message = world.chats.edit(where.in ?? id, messageId, { text, ...entitiesOf(text) });
      world.updates.push('edited_message', message);
    },
    asksInline: (text) => query('inline_query', { query: text, offset: '', chat_type: 'sender' }),
    blocks() {
      unblock ??= world.faults.add({ kind: 'blocked', chat: id });
      membership('member', 'kicked');
    },
    unblocks() {
      unblock?.();
      unblock = undefined;
      membership('kicked', 'member');
    },
  };
}

function pushQuery(world: World, kind: string, body: Json): string {
  queryNumber += 1;
  const queryId = String(4_000_000_000 + queryNumber);
  world.queries.set(queryId, { at: world.clock.now().getTime(), answer: undefined });
  world.updates.push(kind, { id: queryId, ...body });
  return queryId;
}

function userOf(id: number, profile: PersonProfile): Json {
  return {
    id,
    is_bot: false,
    first_name: profile.firstName ?? `Person ${id}`,
    ...(profile.username ? { username: profile.username } : {}),
    ...(profile.languageCode ? { language_code: profile.languageCode } : {}),
  };
}

function forwardOrigin(world: World, name = 'Hidden sender'): Json {
  const date = Math.floor(world.clock.now().getTime() / 1000) - 60;
  return { forward_origin: { type: 'hidden_user', sender_user_name: name, date }, forward_sender_name: name, forward_date: date };
}

function findButton(world: World, search: { chatId: number; wanted: string; messageId: number | undefined }): { data?: string; message: Json } {
  const shown = world.chats.shown(search.chatId).filter((message) => search.messageId === undefined || message.messageId === search.messageId);
  for (const message of shown.toReversed()) {
    const button = message.buttons.flat().find((one) => one.data === search.wanted || one.text === search.wanted);
    if (button?.data !== undefined) return { data: button.data, message: message.message };
    if (button && !isRecord(message.message['reply_markup'])) return { message: message.message };
  }
  const visible = shown.flatMap((message) => message.buttons.flat().map((button) => button.text));
  throw new Error(`No button "${search.wanted}" in chat ${search.chatId}; there are: ${visible.join(' | ') || 'none'}.`);
}

// Telegram marks these itself in what people write; libraries find commands by them.
const markedParts = [
  ['bot_command', /(?<![\w/])\/[A-Za-z0-9_]{1,32}(?:@\w{5,32})?/g],
  ['url', /https?:\/\/[^\s<>"]{1,2000}/g],
  ['mention', /(?<!\w)@[A-Za-z]\w{4,31}/g],
] as const;

function entitiesOf(text: string): Json {
  const entities = markedParts.flatMap(([type, form]) => [...text.matchAll(form)].map((found) => ({ type, offset: found.index, length: found[0].length })));
  const ordered = entities.toSorted((left, right) => left.offset - right.offset);
  return ordered.length > 0 ? { entities: ordered } : {};
}
