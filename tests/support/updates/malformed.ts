// What no Bot API should send, and what a newer one might: kinds of tomorrow, fields that are missing or of another type, texts without end,
// things inside things they do not belong into. `rests`: of a kind that is handled here, in a shape that cannot be: it is set aside.

import type { Json } from '../telegram/bot-api.ts';
import { AT, ENTITIES, OTHER, PRIVATE, SENDER, SUPERGROUP } from './samples.ts';

export interface Malformed {
  name: string;
  update: Json;
  rests?: true;
}

const MESSAGE = { message_id: 21, date: AT, chat: PRIVATE, from: SENDER };
const text = (name: string, words: unknown, more: Json = {}): Malformed => ({ name, update: { message: { ...MESSAGE, text: words, ...more } } });
const resting = (name: string, update: Json): Malformed => ({ name, update, rests: true });
const without = (field: string): Json => Object.fromEntries(Object.entries({ ...MESSAGE, text: 'x' }).filter(([name]) => name !== field));

/** A message that answers a message that answers a message … */
function repliesInReplies(depth: number): Json {
  let message: Json = { ...MESSAGE, text: 'the first' };
  for (let at = 0; at < depth; at += 1) message = { ...MESSAGE, text: `reply ${at}`, reply_to_message: message };
  return message;
}

export const MALFORMED: readonly Malformed[] = [
  // Of tomorrow.
  { name: 'an unknown kind of update', update: { quantum_message: { chat: PRIVATE, from: SENDER, text: 'x' } } },
  { name: 'an unknown kind of message', update: { message: { ...MESSAGE, hologram: { file_id: 'h' } } } },
  { name: 'an unknown kind of chat', update: { message: { ...MESSAGE, text: 'x', chat: { ...PRIVATE, type: 'hive' } } }, rests: true },
  { name: 'an unknown kind of entity', update: { message: { ...MESSAGE, text: 'hello', entities: [{ type: 'aura', offset: 0, length: 5 }] } } },
  { name: 'an unknown origin of a forward', update: { message: { ...MESSAGE, text: '택배', forward_origin: { type: 'dream', date: AT } } } },
  { name: 'an unknown status of a member', update: { my_chat_member: { chat: PRIVATE, from: SENDER, new_chat_member: { status: 'ghost' } } } },
  { name: 'no field but the number', update: {} },
  { name: 'two kinds at once', update: { message: { ...MESSAGE, text: 'x' }, poll: { id: '1' } } },
  { name: 'names of the prototype', update: { constructor: { chat: PRIVATE }, hasOwnProperty: 1 } },

  // Missing.
  resting('a message without a chat', { message: without('chat') }),
  resting('a message without a number', { message: without('message_id') }),
  { name: 'a message without a sender', update: { message: without('from') } },
  { name: 'a message without a date', update: { message: without('date') } },
  { name: 'a message without anything said', update: { message: MESSAGE } },
  resting('a pressed button without a sender', { callback_query: { id: 'q1', data: 'x' } }),
  { name: 'a pressed button under a message that is gone', update: { callback_query: { id: 'q2', from: SENDER, data: 'sub:all' } } },
  {
    name: 'a pressed button under a message too old to be seen',
    update: { callback_query: { id: 'q3', from: SENDER, message: { message_id: 1, date: 0, chat: PRIVATE }, data: 'sub:all' } },
  },
  { name: 'a game’s button', update: { callback_query: { id: 'q4', from: SENDER, chat_instance: '1', game_short_name: 'g' } } },
  resting('a query without words', { inline_query: { id: 'i', from: SENDER } }),
  { name: 'a photo of no size', update: { message: { ...MESSAGE, photo: [] } } },
  { name: 'a document without a name or number', update: { message: { ...MESSAGE, document: {} } } },

  // Of another type.
  resting('a message that is a list', { message: [] }),
  resting('a message that is null', { message: null }),
  resting('a message that is a number', { message: 7 }),
  resting('a text that is a number', { message: { ...MESSAGE, text: 42 } }),
  resting('a chat number that is text', { message: { ...MESSAGE, text: 'x', chat: { id: String(SENDER.id), type: 'private' } } }),
  resting('a chat number with a fraction', { message: { ...MESSAGE, text: 'x', chat: { id: 1.5, type: 'private' } } }),
  resting('a chat number beyond whole numbers', { message: { ...MESSAGE, text: 'x', chat: { id: 1e300, type: 'private' } } }),
  resting('entities that are an object', { message: { ...MESSAGE, text: 'x', entities: {} } }),
  resting('an entity that begins before the text', { message: { ...MESSAGE, text: 'x', entities: [{ type: 'bold', offset: -1, length: 1 }] } }),
  {
    name: 'an entity beyond the text',
    update: { message: { ...MESSAGE, text: 'x', entities: [{ type: 'text_link', offset: 900, length: 900, url: 'http://a.example' }] } },
  },
  resting('a photo that is an object', { message: { ...MESSAGE, photo: { file_id: 'x' } } }),
  resting('a contact without a number', { message: { ...MESSAGE, contact: { first_name: 'x' } } }),
  resting('a place of words', { message: { ...MESSAGE, location: { latitude: 'north', longitude: 'east' } } }),
  resting('button data that is an object', { callback_query: { id: 'q5', from: SENDER, message: { ...MESSAGE }, data: {} } }),
  resting('a forward whose origin is words', { message: { ...MESSAGE, text: 'x', forward_origin: 'a friend' } }),

  // Without end.
  text('a text of the longest that Telegram sends', '가'.repeat(4_096)),
  text('a text of 90,000 characters', 'dua puluh '.repeat(9_000)),
  { name: 'a text of 200,000 characters', update: { message: { ...MESSAGE, text: 'a'.repeat(200_000) } }, rests: true },
  text('digits without end', '0123456789'.repeat(2_000)),
  text('a thousand links', 'http://cj-track.example/a '.repeat(1_000)),
  text('a thousand entities', 'x'.repeat(1_000), { entities: Array.from({ length: 1_000 }, (_, offset) => ({ type: 'bold', offset, length: 1 })) }),
  { name: 'a caption of 50,000 characters', update: { message: { ...MESSAGE, photo: [{ file_id: 'p' }], caption: '나 '.repeat(25_000) } } },
  {
    name: 'a file name of 50,000 characters',
    update: { message: { ...MESSAGE, document: { file_id: 'd', mime_type: 'image/png', file_name: 'n'.repeat(50_000) } } },
  },
  { name: 'button data of 5,000 characters', update: { callback_query: { id: 'q6', from: SENDER, message: { ...MESSAGE }, data: 'lang:'.repeat(1_000) } } },
  text('a command of 4,000 letters', `/${'check'.repeat(800)}`),

  // Strange letters.
  text('only spaces', ' \n\t '),
  text('nothing', ''),
  text('half of a pair', 'a\ud800b'),
  text('a NUL', 'a\u0000b'),
  text('text that turns its direction', '\u202e모두 거꾸로\u202c'),
  text('letters of no width', '보\u200b이\u200b스\u200b피\u200b싱'),
  text('marks upon marks', `a${'\u0301'.repeat(2_000)}`),
  text('HTML', '<b>&amp;<script>alert(1)</script><a href="tg://user?id=1">x</a>'),
  text('placeholders of our own', '{{count}} $t(check:bot.ask) %s ${x}'),

  // Inside each other.
  { name: 'replies in replies', update: { message: repliesInReplies(100) } },
  { name: 'an update inside a message', update: { message: { ...MESSAGE, message: { ...MESSAGE, text: 'x' } } } },
  {
    name: 'a message inside a pinned message inside a pinned message',
    update: { message: { ...MESSAGE, pinned_message: { ...MESSAGE, pinned_message: MESSAGE } } },
  },
  {
    name: 'a pressed button that holds an update',
    update: { callback_query: { id: 'q7', from: SENDER, message: { ...MESSAGE, callback_query: {} }, data: 'x' } },
  },
  { name: 'a list 500 deep', update: { message: { ...MESSAGE, text: 'x', deep: JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`) as unknown } } },
  {
    name: 'a message that says everything at once',
    update: {
      message: {
        ...MESSAGE,
        text: '택배',
        caption: 'x',
        entities: ENTITIES,
        photo: [{ file_id: 'p' }],
        voice: {},
        contact: { phone_number: '1', first_name: 'x' },
        poll: {},
      },
    },
  },

  // Told by whoever should not.
  { name: 'a group that moves to nowhere', update: { message: { ...MESSAGE, chat: SUPERGROUP, migrate_to_chat_id: 0 } } },
  {
    name: 'a button of a group pressed by a stranger',
    update: { callback_query: { id: 'q8', from: OTHER, message: { ...MESSAGE, chat: SUPERGROUP }, data: 'group:remove' } },
  },
  { name: 'a block in a name only', update: { my_chat_member: { chat: { ...SUPERGROUP, id: -1 }, from: OTHER, new_chat_member: { status: 'kicked' } } } },
];
