// A Telegram update as what it means: something said to the dialogue, something about the chat itself, or nothing. telegraf sorts the kinds.

import { Telegraf, type Context } from 'telegraf';
import { callbackQuery, editedMessage, message } from 'telegraf/filters';
import type { Message, Update, UserFromGetMe } from 'telegraf/types';
import type { Turn } from '#core/conversations/conversation.ts';
import { readFeedback, type Feedback } from '#core/feedback/feedback.ts';
import { readPrevented, type PreventedAnswer } from '#core/feedback/prevented.ts';
import { UnusableUpdate } from '#core/inbox/work-inbox.ts';
import type { InactiveReason } from '#core/subscribers/subscriber.ts';
import { attachmentOf } from '#bot/attachment.ts';
import { onGroupMessage, readRemoval, type GroupEvent } from '#bot/groups/read-group.ts';
import { readCommand } from '#bot/read-command.ts';
import { updateShape } from '#bot/update-shape.ts';
import { isLanguage, type Language } from '#core/taxonomy/taxonomy.ts';

export type Incoming =
  | { kind: 'feedback'; queryId: string; chatId: number; feedback: Feedback }
  | { kind: 'prevented'; queryId: string; chatId: number; answer: PreventedAnswer }
  | { kind: 'turn'; turn: Turn }
  | { kind: 'pressed'; turn: Turn; queryId: string }
  | { kind: 'group'; event: GroupEvent }
  | { kind: 'inline'; query: InlineQuery }
  | { kind: 'lost'; chatId: number; reason: InactiveReason }
  | { kind: 'back'; chatId: number }
  | { kind: 'moved'; from: number; to: number }
  /** Nothing to do; a pressed button still wants an answer. */
  | { kind: 'ignored'; why: string; queryId?: string };

/** `@bot words`, while they are typed. */
export interface InlineQuery {
  queryId: string;
  userId: number;
  text: string;
  language: Language;
}

export interface UpdateReader {
  /** @throws UnusableUpdate when a known kind of update has an unknown shape. */
  read(body: unknown): Promise<Incoming>;
  /** The bot's own account, once Telegram has told it: commands in groups name it. */
  introduce(me: UserFromGetMe): void;
}

/** Until getMe has answered, no group command can be meant for us by name. */
const UNKNOWN_BOT: UserFromGetMe = {
  id: 0,
  is_bot: true,
  first_name: 'Jaga',
  username: '',
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
};

export function createUpdateReader(token: string): UpdateReader {
  const telegraf = new Telegraf(token);
  const found = new WeakMap<object, Incoming>();
  const say = (context: Context, incoming: Incoming): void => void found.set(context.update, incoming);
  telegraf.botInfo = UNKNOWN_BOT;
  telegraf.on(message('migrate_to_chat_id'), (context) => say(context, { kind: 'moved', from: context.chat.id, to: context.message.migrate_to_chat_id }));
  telegraf.on(message(), (context) => say(context, onMessage(context.message, context.me)));
  telegraf.on(editedMessage(), (context) => say(context, onEdited(context.editedMessage)));
  telegraf.on(callbackQuery('data'), (context) => say(context, onPressed(context.update)));
  telegraf.on(callbackQuery(), (context) => say(context, { kind: 'ignored', why: 'no_data', queryId: context.callbackQuery.id }));
  telegraf.on('inline_query', (context) => say(context, onInline(context.inlineQuery)));
  telegraf.on('my_chat_member', (context) => say(context, onMember(context.update)));
  // telegraf's own handler prints the update and spoils the exit code.
  telegraf.catch((error) => {
    throw error;
  });
  return {
    introduce: (me) => void (telegraf.botInfo = me),
    async read(body) {
      const parsed = updateShape.safeParse(body);
      if (!parsed.success) throw new UnusableUpdate(`unknown shape at ${parsed.error.issues[0]?.path.join('.') ?? ''}`);
      const update = parsed.data as unknown as Update;
      await telegraf.handleUpdate(update);
      return found.get(update) ?? { kind: 'ignored', why: 'kind' };
    },
  };
}

export function languageOf(from: { language_code?: string } | undefined): Language | null {
  const code = from?.language_code?.split('-', 1)[0]?.toLowerCase() ?? '';
  return isLanguage(code) ? code : null;
}

function onMessage(sent: Message & { from?: { id: number; is_bot?: boolean; language_code?: string } }, me: string): Incoming {
  const { chat, from, message_id } = sent;
  const inGroup = chat.type === 'group' || chat.type === 'supergroup' ? onGroupMessage(sent, me) : null;
  if (inGroup !== null) return { kind: 'group', event: inGroup };
  if (from === undefined || from.is_bot === true || chat.type === 'channel') return { kind: 'ignored', why: 'sender' };
  const person = { chatId: chat.id, userId: from.id };
  const from_language = languageOf(from);
  const from_whom = 'forward_origin' in sent ? sent.forward_origin : undefined;
  const forwarded = from_whom !== undefined;
  const origin = from_whom === undefined ? {} : { origin: originOf(from_whom) };
  const command = 'text' in sent && !forwarded ? readCommand(sent.text, { me, inGroup: chat.type !== 'private' }) : null;
  if (command !== null) return { kind: 'turn', turn: { chat: person, event: { kind: 'command', ...command, from_language } } };
  // What is said in a group is said to the group.
  if (chat.type !== 'private') return { kind: 'ignored', why: 'group_talk' };
  if ('text' in sent)
    return { kind: 'turn', turn: { chat: person, event: { kind: 'text', text: sent.text, forwarded, ...origin, message_id, from_language } } };
  const attached = attachmentOf(sent);
  if (attached === null) return { kind: 'ignored', why: 'service_message' };
  const album = 'media_group_id' in sent ? sent.media_group_id : undefined;
  return {
    kind: 'turn',
    turn: { chat: person, event: { kind: 'attachment', ...attached, forwarded, ...origin, message_id, from_language }, ...(album !== undefined && { album }) },
  };
}

/** The parts of https://core.telegram.org/bots/api#messageorigin that name a message. */
interface ForwardOrigin {
  type: string;
  date?: number;
  message_id?: number;
  sender_user?: { id: number };
  sender_user_name?: string;
  sender_chat?: { id: number };
  chat?: { id: number };
}

/** The same for everybody who forwards one message; Telegram numbers only those of channels, others are told apart by their second. */
function originOf({ type, date, message_id, sender_user, sender_user_name, sender_chat, chat }: ForwardOrigin): string {
  const sender = sender_user?.id ?? sender_chat?.id ?? chat?.id ?? sender_user_name ?? '';
  return `${type}:${String(sender)}:${String(message_id ?? date ?? '')}`;
}

/** A person puts right what they told. */
function onEdited(sent: (Message.TextMessage | Message.CaptionableMessage) & Message & { from?: { id: number; language_code?: string } }): Incoming {
  if (sent.from === undefined || sent.chat.type !== 'private') return { kind: 'ignored', why: 'group_talk' };
  const text = 'text' in sent ? sent.text : 'caption' in sent ? sent.caption : undefined;
  if (text === undefined) return { kind: 'ignored', why: 'no_words' };
  const event = { kind: 'edited', text, message_id: sent.message_id, from_language: languageOf(sent.from) } as const;
  return { kind: 'turn', turn: { chat: { chatId: sent.chat.id, userId: sent.from.id }, event } };
}

function onPressed({ callback_query: query }: Update.CallbackQueryUpdate): Incoming {
  if (!('data' in query) || query.message === undefined) return { kind: 'ignored', why: 'no_data', queryId: query.id };
  const { message: pressed } = query;
  const feedback = readFeedback(query.data);
  if (feedback !== null) return { kind: 'feedback', queryId: query.id, chatId: pressed.chat.id, feedback };
  const prevented = readPrevented(query.data);
  if (prevented !== null) return { kind: 'prevented', queryId: query.id, chatId: pressed.chat.id, answer: prevented };
  const removal = readRemoval(query);
  if (removal !== null) return { kind: 'group', event: removal };
  const chat = { chatId: pressed.chat.id, userId: query.from.id };
  const event = { kind: 'button', data: query.data, from_language: languageOf(query.from) } as const;
  return { kind: 'pressed', queryId: query.id, turn: { chat, event, pressedMessageId: pressed.message_id } };
}

function onInline({ id, query, from }: { id: string; query: string; from: { id: number; language_code?: string } }): Incoming {
  return { kind: 'inline', query: { queryId: id, userId: from.id, text: query, language: languageOf(from) ?? 'en' } };
}

function onMember({ my_chat_member: change }: Update.MyChatMemberUpdate): Incoming {
  const chatId = change.chat.id;
  const { status } = change.new_chat_member;
  if (status === 'member' || status === 'administrator') return { kind: 'back', chatId };
  if (status === 'kicked' || status === 'left') return { kind: 'lost', chatId, reason: change.chat.type === 'private' ? 'blocked' : 'kicked' };
  return { kind: 'ignored', why: 'membership' };
}
