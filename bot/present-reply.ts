// A reply of the dialogue as a Bot API call.

import type { OutgoingCall, ReplyPlace } from '#core/conversations/conversation.ts';
import type { Reply } from '#core/dialogue/dialogue.ts';
import { renderReply } from '#core/dialogue/render-reply.ts';
import type { Translator } from '#platform/i18n.ts';

export function presentReply(translator: Translator): (reply: Reply, place: ReplyPlace) => OutgoingCall {
  return (reply, { chat, language, pressedMessageId }) => {
    const { text, buttons } = renderReply(reply, language, translator);
    const inline_keyboard = buttons.map((row) => row.map(({ label, data }) => ({ text: label, callback_data: data })));
    const params = {
      chat_id: chat.chatId,
      text,
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
      ...(reply.quiet === true && { disable_notification: true }),
      ...(inline_keyboard.length > 0 && { reply_markup: { inline_keyboard } }),
    };
    if (reply.replaces !== true || pressedMessageId === undefined) return { method: 'sendMessage', params };
    const { disable_notification: _silent, ...edited } = { disable_notification: undefined, ...params };
    return { method: 'editMessageText', params: { ...edited, message_id: pressedMessageId } };
  };
}
