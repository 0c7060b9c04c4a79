// Somebody began to tell something and has gone quiet: what they told is filed as it stands.

import type { CoreContext } from '#core/context.ts';
import type { ConversationDeps } from '#core/conversations/conversation.ts';
import { findSilent, lockSilent, openConversation, postponeSilence } from '#core/conversations/conversation-store.ts';
import { handleDialogueEvent } from '#core/conversations/handle-dialogue-event.ts';

const RETRY_MS = 60_000;

/** One conversation that is due. Gives its chat, so that its replies can be sent; null: nobody is silent. */
export async function endOneSilence(context: CoreContext, deps: ConversationDeps): Promise<Buffer | null> {
  const chatHash = await findSilent(context.db, deps.face, context.clock.now());
  if (chatHash === null) return null;
  try {
    await context.db.transaction().execute((tx) => endSilence({ ...context, db: tx }, deps, chatHash));
  } catch (error) {
    // It must not stand in the way of the others.
    context.telemetry.log.error({ err: error }, 'a silent conversation could not be ended; it is tried again');
    await postponeSilence(context.db, chatHash, new Date(context.clock.now().getTime() + RETRY_MS));
  }
  return chatHash;
}

async function endSilence(context: CoreContext, deps: ConversationDeps, chatHash: Buffer): Promise<void> {
  const sealed = await lockSilent(context.db, chatHash, context.clock.now());
  if (sealed === null) return;
  const record = openConversation(context.vault, chatHash, sealed);
  if (record === null) await postponeSilence(context.db, chatHash, null);
  else await handleDialogueEvent(context, deps, { chat: record.chat, event: { kind: 'silence' } });
}
