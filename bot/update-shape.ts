// The parts of a Telegram update that are read here, checked before telegraf sees them: it trusts its types. Everything else passes unread.
// https://core.telegram.org/bots/api#update

import { z } from 'zod';
import { richWords } from '#bot/rich-words.ts';

const id = z.int();
const text = z.string().max(100_000);

const chat = z.looseObject({ id, type: z.enum(['private', 'group', 'supergroup', 'channel']) });
const user = z.looseObject({ id, is_bot: z.boolean().optional(), language_code: z.string().optional() });
const file = z.looseObject({});
const kept = z.looseObject({
  file_id: z.string().max(500).optional(),
  file_size: z.number().optional(),
  mime_type: z.string().optional(),
  file_name: z.string().optional(),
});
const entity = z.looseObject({ type: z.string(), url: z.string().optional(), offset: z.int().min(0), length: z.int().min(0) });
const place = z.looseObject({ latitude: z.number().optional(), longitude: z.number().optional() });

/** https://core.telegram.org/bots/api#messageorigin */
const forwardOrigin = z.looseObject({
  type: z.string(),
  date: z.number().optional(),
  message_id: id.optional(),
  sender_user: z.looseObject({ id }).optional(),
  sender_user_name: z.string().optional(),
  sender_chat: z.looseObject({ id }).optional(),
  chat: z.looseObject({ id }).optional(),
});

const richMessage = z.looseObject({ blocks: z.array(z.unknown()) });

/** Whoever reads a message finds its words under `text`, however they were set. */
function inPlainText<M extends { text?: string | undefined; rich_message?: z.infer<typeof richMessage> | undefined }>(sent: M): M {
  return sent.text !== undefined || sent.rich_message === undefined ? sent : { ...sent, text: richWords(sent.rich_message.blocks) };
}

/** What somebody answers to: enough to check it. */
const repliedTo = z
  .looseObject({
    message_id: id,
    text: text.optional(),
    rich_message: richMessage.optional(),
    caption: text.optional(),
    entities: z.array(entity).optional(),
    caption_entities: z.array(entity).optional(),
  })
  .transform(inPlainText);

const message = z
  .looseObject({
    message_id: id,
    chat,
    from: user.optional(),
    sender_chat: z.looseObject({ id }).optional(),
    text: text.optional(),
    rich_message: richMessage.optional(),
    caption: text.optional(),
    entities: z.array(entity).optional(),
    caption_entities: z.array(entity).optional(),
    reply_to_message: repliedTo.optional(),
    forward_origin: forwardOrigin.optional(),
    media_group_id: z.string().optional(),
    migrate_to_chat_id: id.optional(),
    photo: z.array(kept).optional(),
    live_photo: z.looseObject({ photo: z.array(kept).optional() }).optional(),
    video: file.optional(),
    document: kept.optional(),
    voice: kept.optional(),
    audio: kept.optional(),
    video_note: file.optional(),
    sticker: file.optional(),
    animation: file.optional(),
    location: place.optional(),
    venue: z.looseObject({ title: text, address: text, location: place.optional() }).optional(),
    contact: z.looseObject({ phone_number: z.string(), first_name: z.string(), last_name: z.string().optional() }).optional(),
    poll: file.optional(),
  })
  .transform(inPlainText);

/** A message too old to be shown has only its place and date 0. */
const pressedMessage = z.looseObject({ message_id: id, chat });

export const updateShape = z.looseObject({
  update_id: id,
  message: message.optional(),
  edited_message: message.optional(),
  callback_query: z.looseObject({ id: z.string(), from: user, message: pressedMessage.optional(), data: z.string().optional() }).optional(),
  inline_query: z.looseObject({ id: z.string(), from: user, query: z.string().max(1_000) }).optional(),
  my_chat_member: z.looseObject({ chat, from: user, new_chat_member: z.looseObject({ status: z.string() }) }).optional(),
});

/** What is asked of Telegram; anything else that comes is counted and left alone. */
export const ALLOWED_UPDATES = ['message', 'edited_message', 'callback_query', 'inline_query', 'my_chat_member'] as const;
