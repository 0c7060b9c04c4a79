// Updates of every kind that the Bot API knows, and of kinds that it does not: numbered, so that they can be posted.

import type { Json } from '../telegram/bot-api.ts';
import { MALFORMED } from './malformed.ts';
import { BESIDE_TEXT, EARLIER, MESSAGES, ORIGINS, SAID } from './messages.ts';
import { AT, CHANNEL, GROUP, OTHER, PRIVATE, SENDER, SUPERGROUP } from './samples.ts';
import { UPDATES } from './updates.ts';

export interface NamedUpdate {
  name: string;
  update: Json & { update_id: number };
  /** Who writes or presses, in private. */
  sender: number;
  /** Cannot be handled: it is set aside at once, where `jaga doctor` shows it. */
  rests: boolean;
  /** Somebody said something to the bot, in whatever way: silence would be no answer. */
  wantsAnswer: boolean;
}

/** Each with its own number and its own sender, both counted from `first`. */
export function everyUpdate(first: number): NamedUpdate[] {
  const unnumbered: Unnumbered[] = [...fields(), ...messages(), ...texts(), ...forwards(), ...albums(), ...edits(), ...elsewhere(), ...MALFORMED];
  return unnumbered.map(({ name, update, rests = false, wantsAnswer = false }, at) => {
    const sender = SENDER.id + first + at;
    return { name, rests, wantsAnswer, sender, update: { ...sentBy(update, sender), update_id: first + at } };
  });
}

/** The same update from another person, wherever it names the sender. */
function sentBy(update: Json, sender: number): Json {
  return JSON.parse(JSON.stringify(update).replaceAll(String(SENDER.id), String(sender))) as Json;
}

interface Unnumbered {
  name: string;
  update: Json;
  rests?: boolean;
  wantsAnswer?: boolean;
}

const MESSAGE = { message_id: 31, date: AT, chat: PRIVATE, from: SENDER };

function fields(): Unnumbered[] {
  return Object.entries(UPDATES).map(([name, body]) => ({ name, update: { [name]: body } }));
}

function messages(): Unnumbered[] {
  return Object.entries(MESSAGES).map(([name, content]) => {
    return { name: `message: ${name}`, update: { message: { ...MESSAGE, ...content } }, wantsAnswer: SAID.some((kind) => kind === name) };
  });
}

function texts(): Unnumbered[] {
  return Object.entries({ ...BESIDE_TEXT, reply_to_message: { reply_to_message: EARLIER } }).map(([name, beside]) => {
    const said = name === 'media_group_id' ? beside : { text: '이 문자 이상해요', ...beside };
    return { name: `message with ${name}`, update: { message: { ...MESSAGE, ...said } } };
  });
}

function forwards(): Unnumbered[] {
  return ORIGINS.map((origin) => ({
    name: `forward from ${origin.type}`,
    update: { message: { ...MESSAGE, text: '서울중앙지검 수사관입니다. 안전계좌로 옮기세요', forward_origin: origin } },
  }));
}

/** Pictures sent together: one message each. */
function albums(): Unnumbered[] {
  return [1, 2, 3].map((number) => ({
    name: `album, picture ${number}`,
    update: { message: { ...MESSAGE, message_id: 40 + number, media_group_id: '86420', ...MESSAGES.photo } },
  }));
}

function edits(): Unnumbered[] {
  const edited = ['text', 'photo', 'location', 'document', 'sticker', 'checklist'] as const;
  return edited.map((kind) => ({ name: `edited ${kind}`, update: { edited_message: { ...MESSAGE, edit_date: AT + 9, ...MESSAGES[kind] } } }));
}

/** The same kinds of message, said in groups and by a channel. */
function elsewhere(): Unnumbered[] {
  const said = ['text', 'photo', 'new_chat_members', 'left_chat_member', 'pinned_message', 'poll', 'voice', 'forum_topic_created'] as const;
  const inGroups = [GROUP, SUPERGROUP].flatMap((chat) =>
    said.map((kind) => ({ name: `${kind} in a ${chat.type}`, update: { message: { ...MESSAGE, chat, from: OTHER, ...MESSAGES[kind] } } })),
  );
  const asChannel = { name: 'a channel that writes in a group', update: { message: { ...MESSAGE, chat: SUPERGROUP, sender_chat: CHANNEL, text: 'x' } } };
  return [...inGroups, asChannel];
}
