// One claimed row is sent and what Telegram answers becomes a mark in the ledger. What an answer means is decided here and nowhere else.

import type { CoreContext } from '#core/context.ts';
import { formOf, modeOf, type AlertMessages, type SendMode } from '#core/delivery/delivery-message.ts';
import type { ClaimedDelivery, DeliveryMark } from '#core/delivery/delivery-store.ts';
import { MAX_TRIES, type DeliveryDeps, type DeliverySettings } from '#core/delivery/delivery.ts';
import { deactivateSubscriber, moveSubscriber } from '#core/subscribers/subscribers.ts';
import type { TelegramFailure, TelegramOutcome } from '#platform/telegram-outcome.ts';

export interface SendJob {
  context: CoreContext;
  deps: DeliveryDeps;
  settings: DeliverySettings;
  messages: AlertMessages;
  row: ClaimedDelivery;
  chatId: number;
  outage: Outage;
  inTurn: InTurn;
}

/** Makes a call when the pacer gives this chat its turn; null: the turn never came, nothing was sent. */
export type InTurn = <Result>(call: () => Promise<TelegramOutcome<Result>>) => Promise<TelegramOutcome<Result> | null>;

/** Calls in a row without an answer: trouble with one chat, or with Telegram as a whole, which must not count against anybody. */
export interface Outage {
  unanswered: number;
}

/** After more than so many, Telegram is asked something that concerns no chat: no answer to that is an outage. */
const OUTAGE_AFTER = 3;
const LONGEST_OUTAGE_PAUSE_S = 30;

export async function sendDelivery(job: SendJob): Promise<DeliveryMark> {
  const { row, messages } = job;
  const mode = modeOf(row);
  const outcome = await sendAs(job, mode);
  if (mode !== 'replace' || outcome?.kind !== 'rejected') return markOf(job, outcome);
  if (/not modified/i.test(outcome.description)) return sent(row, messages.version, row.message_id);
  if (!/can't be edited|not found|MESSAGE_ID_INVALID|no text in the message/i.test(outcome.description)) return markOf(job, outcome);
  return markOf(job, await sendAs(job, 'follow'));
}

/** The id of the message that now shows the alert; null: it stays the same. */
async function sendAs(job: SendJob, mode: SendMode): Promise<TelegramOutcome<number | null> | null> {
  const { deps, messages, row, chatId, settings } = job;
  const text = messages.html(row, formOf(messages.alert, mode));
  const shared = { chat_id: chatId, text, parse_mode: 'HTML', link_preview_options: { is_disabled: true } } as const;
  if (mode === 'replace') {
    const edited = await job.inTurn(() => deps.telegram.call('editMessageText', { ...shared, message_id: row.message_id ?? 0 }));
    return edited?.kind === 'ok' ? { kind: 'ok', result: null } : edited;
  }
  const outcome = await job.inTurn(() => deps.telegram.call('sendMessage', { ...shared, ...(settings.paid && { allow_paid_broadcast: true }) }));
  return outcome?.kind === 'ok' ? { kind: 'ok', result: outcome.result.message_id } : outcome;
}

/** What an answer means for the ledger. */
export async function markOf(job: SendJob, outcome: TelegramOutcome<number | null> | null): Promise<DeliveryMark> {
  if (outcome === null) return released(job.row);
  job.outage.unanswered = outcome.kind === 'unreachable' ? job.outage.unanswered + 1 : 0;
  if (outcome.kind === 'ok') return sent(job.row, job.messages.version, outcome.result);
  return failureMark(job, outcome);
}

async function failureMark(job: SendJob, failure: TelegramFailure): Promise<DeliveryMark> {
  const { context, deps, row, chatId } = job;
  switch (failure.kind) {
    case 'retry_after':
      deps.pacer.pause(failure.seconds, failure.scope === 'chat' ? chatId : undefined);
      return again(job, { error: 'retry_after', counted: false, waitMs: failure.seconds * 1_000 });
    case 'gone':
      await deactivateSubscriber(context, chatId, failure.reason);
      return failed(row, failure.reason);
    case 'migrated':
      await moveSubscriber(context, chatId, failure.chatId);
      return again(job, { error: 'migrated', counted: true, waitMs: 0 });
    case 'rejected':
      context.telemetry.log.error({ code: failure.code, subscriber_id: row.subscriber_id }, 'Telegram rejected a warning');
      return failed(row, `rejected ${failure.code}`);
    case 'unreachable':
      return unanswered(job, failure);
    default:
      return failure satisfies never;
  }
}

/** NOTE an answer that was lost may have been a success: a second message is a smaller harm than a warning that never came. */
async function unanswered(job: SendJob, failure: Extract<TelegramFailure, { kind: 'unreachable' }>): Promise<DeliveryMark> {
  const { deps, row, outage, settings } = job;
  const outageSteps = outage.unanswered - OUTAGE_AFTER;
  const isOutage = outageSteps > 0 && (await deps.telegram.call('getMe', {})).kind === 'unreachable';
  if (!isOutage && outageSteps > 0) outage.unanswered = 0;
  if (isOutage) deps.pacer.pause(Math.min(LONGEST_OUTAGE_PAUSE_S, (settings.retryBaseMs / 1_000) * 2 ** Math.min(outageSteps, 6)));
  const counted = failure.happened === 'maybe' && !isOutage;
  return again(job, { error: 'unreachable', counted, waitMs: settings.retryBaseMs * 2 ** row.attempts });
}

function sent(row: ClaimedDelivery, version: number, messageId: number | null): DeliveryMark {
  return { ...keyOf(row), result: 'sent', version, message_id: messageId };
}

export function failed(row: ClaimedDelivery, error: string): DeliveryMark {
  return { ...keyOf(row), result: 'failed', error };
}

function again(job: SendJob, retry: { error: string; counted: boolean; waitMs: number }): DeliveryMark {
  const { error, counted, waitMs } = retry;
  if (counted && job.row.attempts + 1 >= MAX_TRIES) return failed(job.row, error);
  const notBefore = waitMs === 0 ? null : new Date(job.context.clock.now().getTime() + waitMs).toISOString();
  return { ...keyOf(job.row), result: 'again', error, counted, not_before: notBefore };
}

/** Given back untouched, for whoever comes next. */
export function released(row: ClaimedDelivery): DeliveryMark {
  return { ...keyOf(row), result: 'again', error: 'released', counted: false, not_before: null };
}

function keyOf(row: ClaimedDelivery): { alert_id: string; subscriber_id: string } {
  return { alert_id: row.alert_id, subscriber_id: row.subscriber_id };
}
