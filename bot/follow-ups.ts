// Looks for people who are to be asked: how it went on, or what an officer wants to know.

import type { CoreContext } from '#core/context.ts';
import type { ConversationDeps } from '#core/conversations/conversation.ts';
import { sendOneFollowUp } from '#core/conversations/send-follow-ups.ts';
import { sendOneOfficerQuestion } from '#core/conversations/send-officer-questions.ts';

/** Handles everything that is due; gives how many. */
export async function sendFollowUps(context: CoreContext, deps: ConversationDeps, onSent: (chatHash: Buffer) => void): Promise<number> {
  let sent = 0;
  for (let chat = await sendOneFollowUp(context, deps); chat !== null; chat = await sendOneFollowUp(context, deps)) {
    onSent(chat);
    sent += 1;
  }
  for (let chat = await sendOneOfficerQuestion(context, deps); chat !== null; chat = await sendOneOfficerQuestion(context, deps)) {
    onSent(chat);
    sent += 1;
  }
  return sent;
}
