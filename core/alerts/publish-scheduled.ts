// What was approved for a set time goes out at that time, on the same terms as at once: nobody who approved it has left since, and it still
// says nothing that may not be said. Otherwise it goes back to those who write.

import { appendAudit } from '#core/audit/append-audit.ts';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { CoreContext } from '#core/context.ts';
import { SYSTEM_ACTOR } from '#core/staff/staff.ts';
import { APPROVALS_NEEDED } from './alert-words.ts';
import { alertEvent, alertPublished } from './alert-outcome.ts';
import { countApprovals, findVersion, lockAlert, updateAlert, type AlertNow } from './alert-store.ts';
import { publish } from './approve-alert.ts';
import { alertFaults } from './check-alert.ts';

/** One after the other, each in a transaction of its own. Fact: `alert_published {alert_id, version}`. @returns their ids. */
export async function publishScheduled(context: CoreContext): Promise<string[]> {
  const due = await context.db
    .selectFrom('alerts')
    .select('id')
    .where('state', '=', 'scheduled')
    .where('scheduled_for', '<=', context.clock.now())
    .orderBy('scheduled_for')
    .execute();
  const published: string[] = [];
  for (const { id } of due) if (await publishOne(context, id)) published.push(id);
  return published;
}

async function publishOne(context: CoreContext, id: string): Promise<boolean> {
  const alert = await inTransaction(context, async (inside) => {
    const found = await lockAlert(inside.db, id);
    // Another process was faster, or somebody has changed or dropped it.
    if (found?.scheduled_for == null || found.scheduled_for > inside.clock.now()) return null;
    return publishOrReturn(inside, found);
  });
  if (alert?.state === 'published') alertPublished(context, alert);
  else if (alert !== null) alertEvent(context, 'returned', alert);
  return alert?.state === 'published';
}

async function publishOrReturn(inside: CoreContext, alert: AlertNow): Promise<AlertNow> {
  const { id, version } = alert;
  const newest = await findVersion(inside.db, id, version);
  if (newest === null) throw new Error(`alert ${id} has no version ${version}`);
  const approvals = await countApprovals(inside.db, id, version);
  const reason = approvals < APPROVALS_NEEDED ? 'approvals' : alertFaults(newest.content, inside.clock.now()).length > 0 ? 'faulty' : null;
  const entry = { actor: SYSTEM_ACTOR.id, subject: { kind: 'alert', id } };
  const details = { version, content_hash: newest.content_hash, approvals };
  if (reason === null) {
    await appendAudit(inside, { ...entry, action: 'alert.published', details });
    return publish(inside, alert, newest);
  }
  await updateAlert(inside.db, id, { state: 'draft', scheduled_for: null });
  await appendAudit(inside, { ...entry, action: 'alert.returned', details: { ...details, reason } });
  return { ...alert, state: 'draft', scheduled_for: null };
}
