// Somebody has just reported a loss: whom they trust is asked to call them. Stored with the report, so that it is told once and only if it is true.

import type { CoreContext } from '#core/context.ts';
import type { ChatPerson, ConversationDeps } from '#core/conversations/conversation.ts';
import { trustedContactsOf } from '#core/subscribers/trusted-contacts.ts';

/** No details: what happened is theirs to tell. Within the caller's transaction. */
export async function tellTrustedContacts(context: CoreContext, deps: Pick<ConversationDeps, 'say'>, owner: ChatPerson): Promise<void> {
  for (const { chatId, language } of await trustedContactsOf(context, owner.chatId)) {
    const reply = { kind: 'message', text: { key: 'dialogue:trust.please_call' } } as const;
    await deps.say(context, { chat: { chatId, userId: chatId }, replies: [{ reply, language }], since: context.clock.now(), reference: null });
  }
}
