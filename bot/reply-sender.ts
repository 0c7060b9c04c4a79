// Sends stored replies, in order per chat: at once after the commit that wrote them, and by a sweep for what a dead process left behind.

import type { CoreContext } from '#core/context.ts';
import {
  chatsToAnswer,
  claimNextReply,
  deleteReply,
  dropReplies,
  openReply,
  postponeReply,
  readdressReply,
  type ClaimedReply,
  type StoredReply,
} from '#core/conversations/reply-store.ts';
import type { ReceiptFile } from '#core/receipts/render-receipt.ts';
import { deactivateSubscriber, moveSubscriber } from '#core/subscribers/subscribers.ts';
import { urgentCardSent } from '#core/timing/urgent-cards.ts';
import type { Pacer } from '#platform/telegram-pacer.ts';
import type { TelegramFailure, TelegramOutcome } from '#platform/telegram-outcome.ts';
import type { TelegramClient } from '#platform/telegram.ts';

export interface ReplySender {
  /** Sends what waits for this chat; nobody needs to wait for it. */
  kick(chatHash: Buffer): void;
  /** Looks for chats that have been waiting; true when there were some. */
  sweep(): Promise<boolean>;
  /** What is being sent has ended, and what can be sent now has been. */
  drain(): Promise<void>;
  /** Nothing new is begun; resolves when what is under way has ended. */
  stop(): Promise<void>;
}

export interface ReplySenderDeps {
  context: CoreContext;
  telegram: Pick<TelegramClient, 'call'>;
  pacer: Pick<Pacer, 'run' | 'pause'>;
  /** The paper with that code; null when its report has been erased since. */
  renderReceipt(code: string): Promise<ReceiptFile | null>;
}

/** Longer than a call may take: whoever was sending is dead by then. */
const LEASE_MS = 30_000;
const SWEEP_LIMIT = 50;
const LONGEST_WAIT_MS = 60_000;
/** An answer that is a day late helps nobody. */
const GIVE_UP_MS = 24 * 60 * 60 * 1_000;

export function createReplySender(deps: ReplySenderDeps): ReplySender {
  const { context } = deps;
  const active = new Map<string, Promise<void>>();
  const again = new Set<string>();
  let stopping = false;
  let last = Buffer.alloc(0);

  async function run(chatHash: Buffer, key: string): Promise<void> {
    do {
      again.delete(key);
      while (!stopping && (await sendNext(deps, chatHash)));
    } while (!stopping && again.has(key));
  }

  function kick(chatHash: Buffer): void {
    const key = chatHash.toString('hex');
    if (stopping) return;
    if (active.has(key)) return void again.add(key);
    const work = run(chatHash, key)
      .catch((error: unknown) => context.telemetry.log.warn({ err: error }, 'replies could not be sent; they are tried again'))
      .finally(() => active.delete(key));
    active.set(key, work);
  }

  async function sweep(): Promise<boolean> {
    const chats = await chatsToAnswer(context.db, { after: last, limit: SWEEP_LIMIT, now: context.clock.now() });
    last = Buffer.from(chats.length === SWEEP_LIMIT ? (chats.at(-1) ?? '') : '');
    const fresh = chats.filter((chat) => !active.has(chat.toString('hex')));
    fresh.forEach(kick);
    return fresh.length > 0;
  }

  return {
    kick,
    sweep,
    async drain() {
      do await Promise.all(active.values());
      while ((await sweep()) || active.size > 0);
    },
    async stop() {
      stopping = true;
      await Promise.all(active.values());
    },
  };
}

/** True: the next one may go. */
async function sendNext(deps: ReplySenderDeps, chatHash: Buffer): Promise<boolean> {
  const { context, pacer } = deps;
  const claimedAt = context.clock.now().getTime();
  const row = await claimNextReply(context.db, chatHash, { now: new Date(claimedAt), leaseUntil: new Date(claimedAt + LEASE_MS) });
  if (row === null) return false;
  const reply = readReply(context, row);
  if (reply === null) return drop(context, row, 'unreadable');
  const ready = await withFile(deps, reply);
  if (ready === 'erased') return drop(context, row, 'erased');
  if (isFailure(ready)) return onFailure(deps, { row, reply, failure: ready });
  const send = async (): Promise<TelegramOutcome<unknown> | null> => {
    // A line that was paused for long: somebody else may have it by now.
    return context.clock.now().getTime() - claimedAt > LEASE_MS / 2 ? null : callFor(deps, ready);
  };
  // Money is gone in minutes: however many wait, whoever has just paid does not.
  const outcome = await pacer.run(reply.params.chat_id, send, { urgent: reply.urgent_card === true });
  if (outcome === null) return false;
  if (outcome.kind !== 'ok') return onFailure(deps, { row, reply, failure: outcome });
  await deleteReply(context.db, row.id);
  context.telemetry.observe('jaga_reply_seconds', (context.clock.now().getTime() - Date.parse(reply.since)) / 1_000);
  if (reply.urgent_card === true) await urgentCardSent(context, { face: 'telegram', receivedAt: new Date(reply.since) });
  return true;
}

function readReply({ vault }: CoreContext, row: ClaimedReply): StoredReply | null {
  try {
    return openReply(vault, row);
  } catch {
    return null;
  }
}

/** A document that cannot be rendered now is tried again like a call that did not get through. */
async function withFile({ renderReceipt }: ReplySenderDeps, reply: StoredReply): Promise<StoredReply | TelegramFailure | 'erased'> {
  if (reply.receipt === undefined) return reply;
  try {
    const file = await renderReceipt(reply.receipt);
    if (file === null) return 'erased';
    return { ...reply, params: { ...reply.params, document: { source: file.pdf, filename: file.filename } } };
  } catch (error) {
    return { kind: 'unreachable', happened: 'no', cause: error instanceof Error ? error.message : String(error) };
  }
}

function isFailure(ready: StoredReply | TelegramFailure): ready is TelegramFailure {
  return 'kind' in ready;
}

type CallParams = Parameters<TelegramClient['call']>[1];

/** Where the message to be replaced is gone, the answer comes as a new one. */
async function callFor({ telegram }: ReplySenderDeps, { method, params }: StoredReply): Promise<TelegramOutcome<unknown>> {
  const outcome = await telegram.call(method, params as unknown as CallParams);
  if (method !== 'editMessageText' || outcome.kind !== 'rejected') return outcome;
  if (/not modified/i.test(outcome.description)) return { kind: 'ok', result: true };
  const { message_id: _gone, ...rest } = params;
  return telegram.call('sendMessage', rest as unknown as CallParams);
}

interface Failed {
  row: ClaimedReply;
  reply: StoredReply;
  failure: TelegramFailure;
}

async function onFailure(deps: ReplySenderDeps, { row, reply, failure }: Failed): Promise<boolean> {
  const { context, pacer } = deps;
  const chatId = reply.params.chat_id;
  switch (failure.kind) {
    case 'retry_after':
      pacer.pause(failure.seconds, failure.scope === 'chat' ? chatId : undefined);
      return postpone(context, row, failure.seconds * 1_000);
    case 'unreachable':
      if (context.clock.now().getTime() - row.created_at.getTime() > GIVE_UP_MS) return drop(context, row, 'unreachable');
      return postpone(context, row, Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** Math.min(row.attempts, 6)));
    case 'gone':
      await dropReplies(context.db, row.chat_hash);
      await deactivateSubscriber(context, chatId, failure.reason);
      context.telemetry.record('telegram_reply_dropped', { outcome: failure.reason });
      return false;
    case 'migrated':
      await moveSubscriber(context, chatId, failure.chatId);
      await readdressReply(context.db, context.vault, { row, reply, chatId: failure.chatId, now: context.clock.now() });
      return true;
    case 'rejected':
      context.telemetry.log.error({ code: failure.code, reason: failure.description.slice(0, 120) }, 'Telegram rejected a reply');
      return drop(context, row, 'rejected');
    default:
      return failure satisfies never;
  }
}

/** The chat waits: nothing overtakes in it. */
async function postpone(context: CoreContext, row: ClaimedReply, waitMs: number): Promise<boolean> {
  await postponeReply(context.db, row.id, new Date(context.clock.now().getTime() + waitMs));
  context.telemetry.record('telegram_reply_postponed');
  return false;
}

async function drop(context: CoreContext, row: ClaimedReply, why: string): Promise<boolean> {
  await deleteReply(context.db, row.id);
  context.telemetry.record('telegram_reply_dropped', { outcome: why });
  return true;
}
