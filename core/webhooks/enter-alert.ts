// A warning was published, corrected or withdrawn: what is to be sent of it is entered for each endpoint concerned, and the first messages are told.

import { lockAlert, updateAlert } from '#core/alerts/alert-store.ts';
import { versionBefore } from '#core/alerts/alert-changes.ts';
import { getPublishedAlert, type PublishedAlert } from '#core/alerts/published-alerts.ts';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import { enterMessages, lockEndpoints, tellNext } from './message-store.ts';
import type { AlertEvent } from './webhook.ts';

/** As the warning stands now, so late, repeated or overtaken jobs do no harm. Facts: `webhook_due {message_id}`. @returns false: it was never published, or is over. */
export async function enterAlert(context: CoreContext, alertId: string): Promise<boolean> {
  return inTransaction(context, async ({ db, clock }) => {
    const endpoints = await lockEndpoints(db);
    // Nothing is published or withdrawn between reading it and marking it as entered.
    await lockAlert(db, alertId);
    const now = clock.now();
    const alert = await getPublishedAlert(db, alertId, now);
    const event = alert === null ? null : await eventOf(db, alert);
    if (alert !== null && event !== null) await enterMessages(db, { alertId, version: alert.version, event, content: alert.content }, now);
    await updateAlert(db, alertId, { webhooks_due_since: null });
    await tellNext(db, endpoints, now);
    return event !== null;
  });
}

async function eventOf(db: Database, alert: PublishedAlert): Promise<AlertEvent | null> {
  if (alert.state === 'expired') return null;
  if (alert.state === 'withdrawn') return 'alert.withdrawn';
  return (await versionBefore(db, alert)) === null ? 'alert.published' : 'alert.updated';
}

/** What the sweeper tells anew: alerts of which the job was lost, where somebody was to hear of them. */
export async function alertsToEnter(db: Database, before: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('alerts as a')
    .select('a.id')
    .where('a.webhooks_due_since', '<', before)
    .where(({ exists, selectFrom }) => exists(selectFrom('webhook_endpoints as e').select('e.id').whereRef('e.added_at', '<=', 'a.webhooks_due_since')))
    .orderBy('a.webhooks_due_since')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}
