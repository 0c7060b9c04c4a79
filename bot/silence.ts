// Looks for people who have begun to tell something and gone quiet.

import type { CoreContext } from '#core/context.ts';
import type { ConversationDeps } from '#core/conversations/conversation.ts';
import { endOneSilence } from '#core/conversations/end-silence.ts';

/** Ends every silence that is due; gives how many. */
export async function endSilences(context: CoreContext, deps: ConversationDeps, onEnded: (chatHash: Buffer) => void): Promise<number> {
  let ended = 0;
  for (let chat = await endOneSilence(context, deps); chat !== null; chat = await endOneSilence(context, deps)) {
    onEnded(chat);
    ended += 1;
  }
  return ended;
}
