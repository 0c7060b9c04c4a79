// What is said to a chat, as Bot API calls that wait for their turn.

import { telegramChat } from '#core/conversations/chat-id.ts';
import { isUrgentCard, type ConversationDeps, type Said, type SpokenReply } from '#core/conversations/conversation.ts';
import { storeReplies, type OutgoingCall } from '#core/conversations/reply-store.ts';
import { renderReply } from '#core/dialogue/render-reply.ts';
import { chatHash } from '#core/subscribers/subscriber-store.ts';
import type { Translator } from '#platform/i18n.ts';

export function sayOnTelegram(translator: Translator): ConversationDeps['say'] {
  return async ({ db, vault, clock }, said) => {
    const calls = said.replies.map((spoken) => presentReply(translator, spoken, said));
    await storeReplies(db, vault, { chatHash: chatHash(vault, said.chat.chatId), calls, since: said.since, now: clock.now() });
  };
}

function presentReply(translator: Translator, { reply, language }: SpokenReply, { chat, pressedMessageId }: Said): OutgoingCall {
  const { text, buttons } = renderReply(reply, language, translator);
  const inline_keyboard = buttons.map((row) => row.map(({ label, data }) => ({ text: label, callback_data: data })));
  const params = {
    chat_id: telegramChat(chat.chatId),
    text,
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
    ...(reply.quiet === true && { disable_notification: true }),
    ...(inline_keyboard.length > 0 && { reply_markup: { inline_keyboard } }),
  };
  const measured = isUrgentCard(reply) && { urgent_card: true as const };
  if (reply.replaces !== true || pressedMessageId === undefined) return { method: 'sendMessage', params, ...measured };
  const { disable_notification: _silent, ...edited } = { disable_notification: undefined, ...params };
  return { method: 'editMessageText', params: { ...edited, message_id: pressedMessageId }, ...measured };
}
