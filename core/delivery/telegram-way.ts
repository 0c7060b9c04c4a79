// By Telegram: one claimed row is sent, and what Telegram answers becomes a mark in the ledger. What an answer means is decided here and
// nowhere else.

import type { CoreContext } from '#core/context.ts';
import { formOf, isChannel, modeOf, type FeedbackButton, type SendMode } from '#core/delivery/delivery-message.ts';
import { again, failed, released, sent, type DeliveryMark } from '#core/delivery/delivery-store.ts';
import type { DeliveryDeps, DeliveryPart, DeliverySettings, DeliveryWay, InTurn, TelegramOut } from '#core/delivery/delivery.ts';
import { renderDigest } from '#core/delivery/render-digest.ts';
import { isLanguage } from '#core/taxonomy/taxonomy.ts';
import { deactivateSubscriber, moveSubscriber } from '#core/subscribers/subscribers.ts';
import { MAIN_BOT } from '#core/subscribers/subscriber-words.ts';
import type { TelegramFailure, TelegramOutcome } from '#platform/telegram-outcome.ts';

interface Sending extends DeliveryPart {
  context: CoreContext;
  inTurn: InTurn;
  out: TelegramOut;
  settings: DeliverySettings;
  /** Of a public channel maybe its @name. */
  chatId: number | string;
  outage: Outage;
}

/** Calls in a row without an answer: trouble with one chat, or with Telegram as a whole, which must not count against anybody. */
interface Outage {
  unanswered: number;
}

/** After more than so many, Telegram is asked something that concerns no chat: no answer to that is an outage. */
const OUTAGE_AFTER = 3;
const LONGEST_OUTAGE_PAUSE_S = 30;

export function createTelegramWay(
  context: CoreContext,
  frame: Pick<DeliveryDeps, 'translator' | 'publicUrl'>,
  out: TelegramOut,
  settings: DeliverySettings,
): DeliveryWay {
  const outage: Outage = { unanswered: 0 };
  return {
    channel: 'telegram',
    bot: out.bot ?? MAIN_BOT,
    settings,
    pacer: out.pacer,
    digests: true,
    send: async ({ parts, address, inTurn }) => {
      const job = { ...parts[0], context, out, settings, outage, inTurn, chatId: address.startsWith('@') ? address : Number(address) };
      return parts.length > 1 ? sendDigest(job, frame, parts) : [await sendMessage(job)];
    },
  };
}

/** What comes of the message comes of all of them. */
async function sendDigest(
  job: Sending,
  { translator, publicUrl }: Pick<DeliveryDeps, 'translator' | 'publicUrl'>,
  parts: readonly DeliveryPart[],
): Promise<DeliveryMark[]> {
  const language = isLanguage(job.row.language) ? job.row.language : 'en';
  const alerts = parts.map(({ messages }) => messages.alert);
  const text = renderDigest(alerts, { language, translator, publicUrl });
  const mark = await markOf(job, await sendNew(job, text));
  return parts.map((part) => markLike(mark, part));
}

function markLike(mark: DeliveryMark, { row, messages }: DeliveryPart): DeliveryMark {
  const key = { alert_id: row.alert_id, subscriber_id: row.subscriber_id };
  return mark.result === 'sent' ? { ...mark, ...key, version: messages.version, in_digest: true } : { ...mark, ...key };
}

async function sendMessage(job: Sending): Promise<DeliveryMark> {
  const { row, messages } = job;
  const mode = modeOf(row);
  const outcome = await sendAs(job, mode);
  if (mode !== 'replace' || outcome?.kind !== 'rejected') return markOf(job, outcome);
  if (/not modified/i.test(outcome.description)) return sent(row, messages.version, row.message_id);
  if (!/can't be edited|not found|MESSAGE_ID_INVALID|no text in the message/i.test(outcome.description)) return markOf(job, outcome);
  return markOf(job, await sendAs(job, 'follow'));
}

/** The id of the message that now shows the alert; null: it stays the same. */
async function sendAs(job: Sending, mode: SendMode): Promise<TelegramOutcome<number | null> | null> {
  const { out, messages, row, chatId } = job;
  const form = formOf(messages.alert, mode);
  const [text, keyboard] = [messages.html(row, form), messages.keyboard(row, form)];
  if (mode !== 'replace') return sendNew(job, text, keyboard);
  const edited = await job.inTurn(chatId, () => out.client.call('editMessageText', { ...shown(chatId, text, keyboard), message_id: row.message_id ?? 0 }));
  return edited?.kind === 'ok' ? { kind: 'ok', result: null } : edited;
}

async function sendNew({ out, chatId, settings, inTurn }: Sending, text: string, keyboard?: FeedbackButton[][]): Promise<TelegramOutcome<number> | null> {
  const params = { ...shown(chatId, text, keyboard), ...(settings.paid && { allow_paid_broadcast: true }) };
  const outcome = await inTurn(chatId, () => out.client.call('sendMessage', params));
  return outcome?.kind === 'ok' ? { kind: 'ok', result: outcome.result.message_id } : outcome;
}

function shown(chatId: number | string, text: string, keyboard?: FeedbackButton[][]) {
  return {
    chat_id: chatId,
    text,
    parse_mode: 'HTML' as const,
    link_preview_options: { is_disabled: true },
    ...(keyboard !== undefined && { reply_markup: { inline_keyboard: keyboard } }),
  };
}

async function markOf(job: Sending, outcome: TelegramOutcome<number | null> | null): Promise<DeliveryMark> {
  if (outcome === null) return released(job.row);
  job.outage.unanswered = outcome.kind === 'unreachable' ? job.outage.unanswered + 1 : 0;
  if (outcome.kind === 'ok') return sent(job.row, job.messages.version, outcome.result);
  return failureMark(job, outcome);
}

async function failureMark(job: Sending, failure: TelegramFailure): Promise<DeliveryMark> {
  const { context, out, row, chatId, settings } = job;
  switch (failure.kind) {
    case 'retry_after':
      out.pacer.pause(failure.seconds, failure.scope === 'chat' ? chatId : undefined);
      return again(row, { error: 'retry_after', mostTries: null, notBefore: inMs(job, failure.seconds * 1_000) });
    case 'gone':
      // A channel is the operator's to put right: the next warning tries again.
      if (typeof chatId === 'number' && !isChannel(row.rank)) await deactivateSubscriber(context, chatId, { reason: failure.reason, bot: out.bot ?? MAIN_BOT });
      return failed(row, failure.reason);
    case 'migrated':
      if (typeof chatId === 'number') await moveSubscriber(context, chatId, failure.chatId);
      return again(row, { error: 'migrated', mostTries: settings.mostTries, notBefore: null });
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
async function unanswered(job: Sending, failure: Extract<TelegramFailure, { kind: 'unreachable' }>): Promise<DeliveryMark> {
  const { out, row, outage, settings } = job;
  const outageSteps = outage.unanswered - OUTAGE_AFTER;
  const isOutage = outageSteps > 0 && (await out.client.call('getMe', {})).kind === 'unreachable';
  if (!isOutage && outageSteps > 0) outage.unanswered = 0;
  if (isOutage) out.pacer.pause(Math.min(LONGEST_OUTAGE_PAUSE_S, (settings.retryBaseMs / 1_000) * 2 ** Math.min(outageSteps, 6)));
  const mostTries = failure.happened === 'maybe' && !isOutage ? settings.mostTries : null;
  // Those that failed together do not come back together.
  return again(row, { error: 'unreachable', mostTries, notBefore: inMs(job, settings.retryBaseMs * 2 ** row.attempts * (0.5 + Math.random())) });
}

function inMs({ context, settings }: Sending, milliseconds: number): Date {
  return new Date(context.clock.now().getTime() + Math.min(milliseconds, settings.longestRetryMs));
}
