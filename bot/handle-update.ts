// One stored update carried out, within the transaction that marks it as done.

import type { CoreContext } from '#core/context.ts';
import type { ConversationDeps, Turn } from '#core/conversations/conversation.ts';
import { handleDialogueEvent } from '#core/conversations/handle-dialogue-event.ts';
import type { StoredUpdate, UpdateHandler } from '#core/inbox/work-inbox.ts';
import { deactivateSubscriber, moveSubscriber, reactivateSubscriber } from '#core/subscribers/subscribers.ts';
import { forgetWatchesOf } from '#core/watching/watches.ts';
import type { TelegramClient } from '#platform/telegram.ts';
import { answerInline } from '#bot/groups/answer-inline.ts';
import { inGroup } from '#bot/groups/in-group.ts';
import type { Incoming, UpdateReader } from '#bot/read-update.ts';
import { takeFeedback, takePrevented } from '#bot/take-feedback.ts';

export interface HandlerDeps {
  reader: Pick<UpdateReader, 'read'>;
  telegram: Pick<TelegramClient, 'call'>;
  conversation: ConversationDeps;
}

export function createUpdateHandler(deps: HandlerDeps): UpdateHandler {
  return async (context, update) => carryOut(context, deps, { incoming: await deps.reader.read(update.body), update });
}

async function carryOut(context: CoreContext, deps: HandlerDeps, { incoming, update }: { incoming: Incoming; update: StoredUpdate }): Promise<void> {
  switch (incoming.kind) {
    case 'pressed':
      answerQuery(deps, incoming.queryId);
      return takeTurn(context, deps, { turn: incoming.turn, update });
    case 'turn':
      return takeTurn(context, deps, { turn: incoming.turn, update });
    case 'feedback':
      return takeFeedback(context, { ...deps, translator: deps.conversation.translator }, { ...incoming, receivedAt: update.received_at });
    case 'prevented':
      return takePrevented(context, { ...deps, translator: deps.conversation.translator }, incoming);
    case 'group':
      return inGroup(context, { ...deps, translator: deps.conversation.translator }, { event: incoming.event, receivedAt: update.received_at });
    case 'inline':
      return answerInline(context, { ...deps, translator: deps.conversation.translator }, incoming.query);
    case 'lost':
      await forgetWatchesOf(context, incoming.chatId);
      return deactivateSubscriber(context, incoming.chatId, incoming.reason);
    case 'back':
      return reactivateSubscriber(context, incoming.chatId);
    case 'moved':
      return moveSubscriber(context, incoming.from, incoming.to);
    case 'ignored':
      if (incoming.queryId !== undefined) answerQuery(deps, incoming.queryId);
      context.telemetry.record('telegram_update_ignored', { outcome: incoming.why });
      return;
    default:
      return incoming satisfies never;
  }
}

/** What takes longer than a second shows that somebody is at work. */
const TYPING_AFTER_MS = 800;

async function takeTurn(context: CoreContext, deps: HandlerDeps, { turn, update }: { turn: Turn; update: StoredUpdate }): Promise<void> {
  const typing = setTimeout(() => void deps.telegram.call('sendChatAction', { chat_id: turn.chat.chatId, action: 'typing' }), TYPING_AFTER_MS);
  try {
    await handleDialogueEvent(context, deps.conversation, { ...turn, receivedAt: update.received_at });
  } finally {
    clearTimeout(typing);
  }
}

/** Ends the button's spinner. Nobody waits for it: it works for some seconds only, and the real answer is a message. */
function answerQuery({ telegram }: HandlerDeps, queryId: string): void {
  void telegram.call('answerCallbackQuery', { callback_query_id: queryId });
}
