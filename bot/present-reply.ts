// What is said to a chat, as Bot API calls that wait for their turn.

import { telegramChat } from '#core/conversations/chat-id.ts';
import { isUrgentCard, type ConversationDeps, type Said, type SpokenReply } from '#core/conversations/conversation.ts';
import { storeReplies, type OutgoingCall } from '#core/conversations/reply-store.ts';
import { PAGE_BUTTON } from '#core/dialogue/button-data.ts';
import { renderReply } from '#core/dialogue/render-reply.ts';
import { chatHash } from '#core/subscribers/subscriber-store.ts';
import type { Translator } from '#platform/i18n.ts';

export interface SayingDeps {
  translator: Translator;
  /** Of our pages, which Telegram opens itself where they are served over https. */
  publicUrl: string;
}

export function sayOnTelegram(deps: SayingDeps): ConversationDeps['say'] {
  return async ({ db, vault, clock }, said) => {
    const calls = said.replies.map((spoken) => presentReply(deps, spoken, said));
    await storeReplies(db, vault, { chatHash: chatHash(vault, said.chat.chatId), calls, since: said.since, now: clock.now() });
  };
}

function presentReply({ translator, publicUrl }: SayingDeps, { reply, language }: SpokenReply, { chat, pressedMessageId }: Said): OutgoingCall {
  const { text, buttons } = renderReply(reply, language, translator);
  const inline_keyboard = buttons.map((row) => row.flatMap((each) => inlineButton(each, publicUrl))).filter((row) => row.length > 0);
  const shared = {
    chat_id: telegramChat(chat.chatId),
    parse_mode: 'HTML',
    ...(reply.quiet === true && { disable_notification: true }),
    ...(inline_keyboard.length > 0 && { reply_markup: { inline_keyboard } }),
  };
  if (reply.kind === 'receipt') return { method: 'sendDocument', params: { ...shared, caption: text }, receipt: reply.code };
  const params = { ...shared, text, link_preview_options: { is_disabled: true } };
  const measured = isUrgentCard(reply) && { urgent_card: true as const };
  if (reply.replaces !== true || pressedMessageId === undefined) return { method: 'sendMessage', params, ...measured };
  const { disable_notification: _silent, ...edited } = { disable_notification: undefined, ...params };
  return { method: 'editMessageText', params: { ...edited, message_id: pressedMessageId }, ...measured };
}

function inlineButton({ label, data }: { label: string; data: string }, publicUrl: string): object[] {
  if (data !== PAGE_BUTTON) return [{ text: label, callback_data: data }];
  return publicUrl.startsWith('https://') ? [{ text: label, web_app: { url: `${publicUrl}/` } }] : [];
}
