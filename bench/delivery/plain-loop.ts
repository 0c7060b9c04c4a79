// What R9 is measured against, as a good engineer writes it in an afternoon: one subscriber after the other, awaited, marked as sent at once, at the
// allowed pace, and after a 429 as late as Telegram says.

import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import { openAddress } from '#core/subscribers/subscriber-store.ts';
import type { TelegramClient } from '#platform/telegram.ts';

export interface PlainLoop {
  alertId: string;
  html: string;
  perSecond: number;
  people: number;
}

export async function sendPlainly(
  { db, vault }: CoreContext,
  client: Pick<TelegramClient, 'call'>,
  { alertId, html, perSecond, people }: PlainLoop,
): Promise<void> {
  const rows = await db.selectFrom('subscribers').select(['id', 'sealed_address']).orderBy('id').limit(people).execute();
  const start = performance.now();
  for (const [at, row] of rows.entries()) {
    await pause(Math.max(0, (at * 1_000) / perSecond - (performance.now() - start)));
    const message = { chat_id: Number(openAddress(vault, row)), text: html, parse_mode: 'HTML' as const };
    const paid = perSecond > 30 && { allow_paid_broadcast: true };
    let outcome = await client.call('sendMessage', { ...message, ...paid });
    while (outcome.kind === 'retry_after') {
      await pause(outcome.seconds * 1_000);
      outcome = await client.call('sendMessage', { ...message, ...paid });
    }
    const id = outcome.kind === 'ok' ? outcome.result.message_id : null;
    await sql`insert into deliveries (alert_id, subscriber_id, channel, version_wanted, version_sent, state, message_id, sent_at)
      values (${alertId}, ${row.id}, 'telegram', 1, 1, 'sent', ${id}, now())`.execute(db);
  }
}
