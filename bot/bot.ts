// The Telegram face on one screen:
//   Telegram -> (webhook or poller) -> inbox, on disk -> in order per chat: one dialogue step, its effects and its replies, one transaction
//   -> replies are sent at once; what a dead process left is found by looking; whoever goes quiet in the middle has their report filed;
//   whoever lost money is asked later how it went on.

import type { CoreContext } from '#core/context.ts';
import { rememberBot } from '#core/conversations/bot-account.ts';
import type { ConversationDeps } from '#core/conversations/conversation.ts';
import type { UpdateHandler } from '#core/inbox/work-inbox.ts';
import { renderIssuedReceipt } from '#core/receipts/render-receipt.ts';
import type { PdfRenderer } from '#platform/pdf/pdf-renderer.ts';
import type { Pacer } from '#platform/telegram-pacer.ts';
import type { TelegramClient } from '#platform/telegram.ts';
import { connect } from '#bot/connect.ts';
import { createUpdateHandler } from '#bot/handle-update.ts';
import { createInboxWorker } from '#bot/inbox-worker.ts';
import { startLoop } from '#platform/loop.ts';
import { startPoller, type Poller } from '#bot/poller.ts';
import { sayOnTelegram } from '#bot/present-reply.ts';
import { showProfile } from '#bot/profile.ts';
import { createUpdateReader } from '#bot/read-update.ts';
import { createReplySender } from '#bot/reply-sender.ts';
import { sendFollowUps } from '#bot/follow-ups.ts';
import { endSilences } from '#bot/silence.ts';

export interface BotDeps {
  context: CoreContext;
  telegram: Pick<TelegramClient, 'call'>;
  /** Shared by everything that sends with the same token in this process. */
  pacer: Pick<Pacer, 'run' | 'pause'>;
  token: string;
  /** Absent: long polling. */
  webhook?: { url: string; secret: string };
  conversation: Omit<ConversationDeps, 'face' | 'say'>;
  /** Renders receipts; shared with whoever else renders in this process. */
  pdf: Pick<PdfRenderer, 'render'>;
  settings?: Partial<BotSettings>;
  /** Put around the handling of every update, as by a test that makes it fail. */
  wrapHandler?: (handle: UpdateHandler) => UpdateHandler;
}

export interface BotSettings {
  /** Chats handled at once; each holds a database connection meanwhile. */
  concurrency: number;
  /** Milliseconds between looks for updates that another process has stored. */
  inboxPauseMs: { first: number; longest: number };
  sweepPauseMs: { first: number; longest: number };
  silencePauseMs: { first: number; longest: number };
  followUpPauseMs: { first: number; longest: number };
}

const DEFAULT_SETTINGS: BotSettings = {
  concurrency: 8,
  inboxPauseMs: { first: 20, longest: 100 },
  sweepPauseMs: { first: 250, longest: 1_000 },
  silencePauseMs: { first: 5_000, longest: 5_000 },
  followUpPauseMs: { first: 5_000, longest: 5_000 },
};

export interface Bot {
  /** Updates have been stored by the webhook of this process: look now. */
  wake(): void;
  /** Everything that is stored has been handled and everything that can be sent has been: for tests and the demo. */
  drain(): Promise<void>;
  /** Stops asking, finishes what is in flight, at most five seconds; what is left is in the database. */
  stop(): Promise<void>;
}

const STOP_LIMIT_MS = 4_500;

export function startBot(deps: BotDeps): Bot {
  const { context, telegram, pacer, pdf } = deps;
  const { log } = context.telemetry;
  const settings = { ...DEFAULT_SETTINGS, ...deps.settings };
  const conversation: ConversationDeps = { ...deps.conversation, face: 'telegram', say: sayOnTelegram(deps.conversation) };
  const reader = createUpdateReader(deps.token);
  const receipts = { ...context, translator: conversation.translator, publicUrl: conversation.publicUrl, pdf };
  const sender = createReplySender({ context, telegram, pacer, renderReceipt: (code) => renderIssuedReceipt(receipts, code) });
  const handle = createUpdateHandler({ reader, telegram, conversation });
  const stopping = new AbortController();

  const worker = createInboxWorker({
    context,
    handle: deps.wrapHandler?.(handle) ?? handle,
    concurrency: settings.concurrency,
    onHandled: (chatHash) => {
      sender.kick(chatHash);
      inbox.wake();
    },
  });
  const inbox = startLoop(() => worker.turn(), { name: 'inbox', log, pauseMs: settings.inboxPauseMs });
  const replies = startLoop(() => sender.sweep(), { name: 'replies', log, pauseMs: settings.sweepPauseMs });
  const silence = startLoop(async () => (await endSilences(context, conversation, sender.kick)) > 0, {
    name: 'silence',
    log,
    pauseMs: settings.silencePauseMs,
  });

  const followUps = startLoop(async () => (await sendFollowUps(context, conversation, sender.kick)) > 0, {
    name: 'follow-ups',
    log,
    pauseMs: settings.followUpPauseMs,
  });

  let poller: Poller | undefined;
  const connected = connect({ telegram, log, webhook: deps.webhook, signal: stopping.signal }).then(async (me) => {
    if (me === null) return;
    reader.introduce(me);
    conversation.botUsername = me.username;
    await rememberBot(context, me);
    if (deps.webhook === undefined && !stopping.signal.aborted) poller = startPoller({ context, telegram, onStored: inbox.wake });
    await showProfile(context, { telegram, translator: conversation.translator, botId: me.id });
  });
  connected.catch((error: unknown) => log.warn({ err: error }, 'the bot could not be introduced'));

  async function stopInOrder(): Promise<void> {
    stopping.abort();
    await poller?.stop();
    await Promise.all([inbox.stop(), silence.stop(), followUps.stop(), replies.stop()]);
    await worker.settle();
    await sender.stop();
  }

  return {
    wake: inbox.wake,
    async drain() {
      await worker.drain();
      await sender.drain();
    },
    stop: () => withinLimit(stopInOrder(), STOP_LIMIT_MS),
  };
}

async function withinLimit(work: Promise<void>, limitMs: number): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, limitMs);
  await Promise.race([work, late]);
  clearTimeout(timer);
}
