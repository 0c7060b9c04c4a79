// One stored update carried out, within the transaction that marks it as done.

import type { CoreContext } from '#core/context.ts';
import type { ConversationDeps, Turn } from '#core/conversations/conversation.ts';
import { handleDialogueEvent } from '#core/conversations/handle-dialogue-event.ts';
import type { StoredUpdate, UpdateHandler } from '#core/inbox/work-inbox.ts';
import { deactivateSubscriber, moveSubscriber, reactivateSubscriber } from '#core/subscribers/subscribers.ts';
import type { TelegramClient } from '#platform/telegram.ts';
import type { Incoming, UpdateReader } from '#bot/read-update.ts';

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
      return takeTurn(context, deps, { ...incoming.turn, receivedAt: update.received_at });
    case 'turn':
      return takeTurn(context, deps, { ...incoming.turn, receivedAt: update.received_at });
    case 'lost':
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

const SLOW_MS = 1_000;

/** Whoever waits for longer than a second sees that an answer is being written. */
async function takeTurn(context: CoreContext, { conversation, telegram }: HandlerDeps, turn: Turn): Promise<void> {
  const timer = setTimeout(() => void telegram.call('sendChatAction', { chat_id: turn.chat.chatId, action: 'typing' }), SLOW_MS);
  try {
    await handleDialogueEvent(context, conversation, turn);
  } finally {
    clearTimeout(timer);
  }
}

/** Ends the button's spinner. Nobody waits for it: it works for some seconds only, and the real answer is a message. */
function answerQuery({ telegram }: HandlerDeps, queryId: string): void {
  void telegram.call('answerCallbackQuery', { callback_query_id: queryId });
}
