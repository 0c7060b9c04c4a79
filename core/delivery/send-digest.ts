// What a daily reader is told of at once goes out as one message; every warning in it has its row in the ledger marked with that message.

import type { AlertMessages } from '#core/delivery/delivery-message.ts';
import type { ClaimedDelivery, DeliveryMark } from '#core/delivery/delivery-store.ts';
import { renderDigest } from '#core/delivery/render-digest.ts';
import { markOf, type SendJob } from '#core/delivery/send-delivery.ts';
import { isLanguage } from '#core/taxonomy/taxonomy.ts';

/** A claimed row and what it says. */
export interface DeliveryPart {
  row: ClaimedDelivery;
  messages: AlertMessages;
}

/** @param job of the first part. What comes of the message comes of all of them. */
export async function sendDigest(job: SendJob, parts: readonly DeliveryPart[]): Promise<DeliveryMark[]> {
  const { deps, settings, row, chatId } = job;
  const frame = { language: isLanguage(row.language) ? row.language : 'en', translator: deps.translator, publicUrl: deps.publicUrl } as const;
  const text = renderDigest(
    parts.map(({ messages }) => messages.alert),
    frame,
  );
  const params = { chat_id: chatId, text, parse_mode: 'HTML', link_preview_options: { is_disabled: true } } as const;
  const outcome = await job.inTurn(() => deps.telegram.call('sendMessage', { ...params, ...(settings.paid && { allow_paid_broadcast: true }) }));
  const mark = await markOf(job, outcome?.kind === 'ok' ? { kind: 'ok', result: outcome.result.message_id } : outcome);
  return parts.map((part) => markLike(mark, part));
}

function markLike(mark: DeliveryMark, { row, messages }: DeliveryPart): DeliveryMark {
  const key = { alert_id: row.alert_id, subscriber_id: row.subscriber_id };
  return mark.result === 'sent' ? { ...mark, ...key, version: messages.version, in_digest: true } : { ...mark, ...key };
}
