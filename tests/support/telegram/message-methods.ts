// Methods that put a message on somebody's screen, change it or take it away.
import { badRequest, BotApiError, chatIdOf, flagOf, integerOf, isRecord, type Json, jsonOf, type Params, textOf, Upload } from './bot-api.ts';
import type { Entry } from './chat-book.ts';
import { checkCaption, checkMarkup, checkText } from './check-content.ts';
import { errorOf } from './faults.ts';
import type { World } from './world.ts';

export type Method = (world: World, params: Params) => unknown;

const chatActions = [
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
];
// https://core.telegram.org/bots/api#deletemessage: "A message can only be deleted if it was sent less than 48 hours ago".
const deletableForMs = 48 * 3600 * 1000;

export const messageMethods: Record<string, Method> = {
  sendMessage,
  sendPhoto: (world, params) => sendMedia(world, params, 'photo'),
  sendDocument: (world, params) => sendMedia(world, params, 'document'),
  editMessageText,
  editMessageReplyMarkup,
  deleteMessage,
  sendChatAction,
};

/** What Telegram asks after the request itself is sound: the limits, then whether the chat takes messages. Gives the chat's number. */
function admit(world: World, params: Params, method: string): number {
  const chatId = chatIdOf(params);
  const chat = world.chats.chat(chatId);
  const number = chat?.id ?? (typeof chatId === 'number' ? chatId : 0);
  if (number !== 0) {
    world.flood.admit({ chatId: number, paid: flagOf(params, 'allow_paid_broadcast') }, world.clock.now().getTime());
  }
  refuse(world, method, number);
  if (!chat) throw badRequest('chat not found');
  return number;
}

function refuse(world: World, method: string, chatId: number): void {
  const refusal = world.faults.refusal({ method, chatId });
  if (!refusal) return;
  if (refusal.kind === 'migrated') world.chats.declare({ id: refusal.to, type: 'supergroup' });
  throw errorOf(refusal);
}

function sendMessage(world: World, params: Params): Json {
  const content = checkText(params);
  const markup = checkMarkup(params, 'send');
  const chatId = admit(world, params, 'sendMessage');
  const entities = content.entities.length > 0 ? { entities: content.entities } : {};
  return post(world, { chatId, markup, fields: { text: content.text, ...entities, ...repliedTo(world, params, chatId) } });
}

function post(world: World, sent: { chatId: number; markup: Json | undefined; fields: Json }): Json {
  const isInline = sent.markup !== undefined && 'inline_keyboard' in sent.markup;
  const inline = isInline ? { reply_markup: sent.markup } : {};
  return world.chats.post({
    chatId: sent.chatId,
    from: 'bot',
    fields: { from: world.bot, ...sent.fields, ...inline },
    keyboard: isInline ? undefined : sent.markup,
  });
}

function repliedTo(world: World, params: Params, chatId: number): Json {
  const given = jsonOf(params, 'reply_parameters');
  const messageId = isRecord(given) ? integerOf(given, 'message_id', 0) : integerOf(params, 'reply_to_message_id', 0);
  if (messageId === 0 || world.keep === 'counts') return {};
  const entry = world.chats.find(chatId, messageId);
  if (entry) return { reply_to_message: entry.message };
  const optional = flagOf(params, 'allow_sending_without_reply') || (isRecord(given) && flagOf(given, 'allow_sending_without_reply'));
  if (optional) return {};
  throw badRequest('message to be replied not found');
}

function sendMedia(world: World, params: Params, kind: 'photo' | 'document'): Json {
  const media = params[kind];
  const given = media instanceof Upload || (typeof media === 'string' && media !== '');
  if (!given) throw badRequest(`there is no ${kind} in the request`);
  if (media instanceof Upload) checkUpload(media, kind);
  const content = checkCaption(params);
  const markup = checkMarkup(params, 'send');
  const chatId = admit(world, params, kind === 'photo' ? 'sendPhoto' : 'sendDocument');
  const file = describeFile(world, media);
  const caption = content.text === '' ? {} : { caption: content.text, caption_entities: content.entities };
  const body = kind === 'photo' ? { photo: [{ ...file, width: 1280, height: 720 }] } : { document: file };
  return post(world, { chatId, markup, fields: { ...body, ...caption } });
}

// https://core.telegram.org/bots/api#sending-files: "10 MB max size for photos, 50 MB for other files".
const maxUpload = { photo: 10 * 1024 * 1024, document: 50 * 1024 * 1024 };

function checkUpload({ bytes }: Upload, kind: 'photo' | 'document'): void {
  if (bytes.length === 0) throw badRequest('file must be non-empty');
  if (bytes.length > maxUpload[kind]) throw new BotApiError(413, 'Request Entity Too Large');
}

/** What was uploaded can be fetched again, as from Telegram. */
function describeFile(world: World, media: unknown): Json {
  if (!(media instanceof Upload)) return { file_id: String(media), file_unique_id: String(media).slice(-16) };
  const file_id = `uploaded-${world.files.size + 1}`;
  if (world.keep === 'all') world.files.set(file_id, media.bytes);
  return { file_id, file_unique_id: file_id, file_name: media.name, mime_type: media.type, file_size: media.bytes.length };
}

function editMessageText(world: World, params: Params): Json {
  const content = checkText(params);
  const markup = checkMarkup(params, 'edit');
  return edit(world, params, {
    method: 'editMessageText',
    fields: { text: content.text, entities: content.entities.length > 0 ? content.entities : undefined, reply_markup: shownMarkup(markup) },
  });
}

function editMessageReplyMarkup(world: World, params: Params): Json {
  const markup = checkMarkup(params, 'edit');
  return edit(world, params, { method: 'editMessageReplyMarkup', fields: { reply_markup: shownMarkup(markup) } });
}

function shownMarkup(markup: Json | undefined): Json | undefined {
  const rows = markup?.['inline_keyboard'];
  return Array.isArray(rows) && rows.length > 0 ? markup : undefined;
}

function edit(world: World, params: Params, change: { method: string; fields: Json }): Json {
  const chatId = admit(world, params, change.method);
  const messageId = integerOf(params, 'message_id', 0);
  if (messageId === 0) throw badRequest('message identifier is not specified');
  const entry = world.chats.find(chatId, messageId);
  if (world.keep === 'all') checkEditable(entry, change.fields);
  return world.chats.edit(chatId, messageId, change.fields);
}

function checkEditable(entry: Entry | undefined, fields: Json): void {
  if (!entry) throw badRequest('message to edit not found');
  if (entry.from !== 'bot') throw badRequest("message can't be edited");
  if ('text' in fields && typeof entry.message['text'] !== 'string') throw badRequest('there is no text in the message to edit');
  const same = Object.entries(fields).every(([name, value]) => JSON.stringify(value) === JSON.stringify(entry.message[name]));
  if (!same) return;
  throw badRequest(
    'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
  );
}

function deleteMessage(world: World, params: Params): true {
  const chatId = world.chats.chat(chatIdOf(params))?.id;
  if (chatId === undefined) throw badRequest('chat not found');
  refuse(world, 'deleteMessage', chatId);
  const messageId = integerOf(params, 'message_id', 0);
  const age = world.clock.now().getTime() - 1000 * Number(world.chats.find(chatId, messageId)?.message['date'] ?? Infinity);
  if (age > deletableForMs) throw badRequest("message can't be deleted");
  world.chats.remove(chatId, messageId);
  return true;
}

function sendChatAction(world: World, params: Params): true {
  const chatId = chatIdOf(params);
  const chat = world.chats.chat(chatId);
  if (!chatActions.includes(textOf(params, 'action'))) throw new BotApiError(400, 'Bad Request: wrong parameter action in request');
  if (!chat) throw badRequest('chat not found');
  refuse(world, 'sendChatAction', chat.id);
  return true;
}
