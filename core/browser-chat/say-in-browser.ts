// What is said to a browser's chat stands in its transcript, where its page finds it.

import { rewriteMessage, tieToReport, writeMessage, type OurMessage } from '#core/browser-chat/transcript.ts';
import type { CoreContext } from '#core/context.ts';
import type { Said, SpokenReply } from '#core/conversations/conversation.ts';
import { renderReply } from '#core/dialogue/render-reply.ts';
import { chatHash } from '#core/subscribers/subscriber-store.ts';
import type { Translator } from '#platform/i18n.ts';

/** @returns where each reply stands, by number of message. */
export function sayInBrowser(translator: Translator): (context: CoreContext, said: Said) => Promise<number[]> {
  return async ({ db, vault, clock }, { chat, replies, pressedMessageId, reference }) => {
    const hash = chatHash(vault, chat.chatId);
    const places: number[] = [];
    for (const spoken of replies) {
      const message = ourMessage(spoken, translator);
      const place = spoken.reply.replaces === true ? pressedMessageId : undefined;
      const isReplaced = place !== undefined && (await rewriteMessage(db, vault, { chatHash: hash, id: place, message }));
      places.push(isReplaced ? place : await writeMessage(db, vault, { chatHash: hash, message, now: clock.now() }));
    }
    if (reference !== null) await tieToReport(db, hash, reference);
    return places;
  };
}

export function ourMessage({ reply, language }: SpokenReply, translator: Translator): OurMessage {
  const rendered = renderReply(reply, language, translator, 'browser');
  return { from: 'jaga', language, ...rendered, ...(reply.kind === 'safety_card' && { card: reply.card }) };
}
