// Somebody has just reported a loss: whom they trust is asked to call them. Stored with the report, so that it is told once and only if it is true.

import type { CoreContext } from '#core/context.ts';
import type { ChatPerson, ConversationDeps } from '#core/conversations/conversation.ts';
import { storeReplies } from '#core/conversations/reply-store.ts';
import { chatHash } from '#core/subscribers/subscriber-store.ts';
import { trustedContactsOf } from '#core/subscribers/trusted-contacts.ts';

/** No details: what happened is theirs to tell. Within the caller's transaction. */
export async function tellTrustedContacts(context: CoreContext, deps: Pick<ConversationDeps, 'present'>, owner: ChatPerson): Promise<void> {
  const { db, vault, clock } = context;
  const now = clock.now();
  for (const { chatId, language } of await trustedContactsOf(context, owner.chatId)) {
    const place = { chat: { chatId, userId: chatId }, language, pressedMessageId: undefined };
    const call = deps.present({ kind: 'message', text: { key: 'dialogue:trust.please_call' } }, place);
    await storeReplies(db, vault, { chatHash: chatHash(vault, chatId), calls: [call], since: now, now });
  }
}
