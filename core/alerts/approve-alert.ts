// No single person warns the public (promise P14): a version is sent when two officers who did not write it have approved exactly the
// content they were shown, in the same transaction as the second approval.

import { appendAudit } from '#core/audit/append-audit.ts';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { CoreContext } from '#core/context.ts';
import { requireCapability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';
import { publishFacts } from '#platform/outbox.ts';
import { APPROVALS_NEEDED, contentHash, nextAlertState } from './alert.ts';
import { alertEvent, alertPublished, type AlertConflict, type AlertOutcome } from './alert-outcome.ts';
import { countApprovals, findVersion, insertApproval, lockAlert, publishVersion, type AlertNow, type AlertVersion } from './alert-store.ts';
import { alertFaults } from './check-alert.ts';

export interface ApproveAlert {
  by: Actor;
  alertId: string;
  /** As seen on the screen; both must be those of the newest version. */
  version: number;
  contentHash: string;
}

/** Fact when this was the last approval needed: `alert_published {alert_id, version}`. @throws DomainError `forbidden`. */
export async function approveAlert(context: CoreContext, command: ApproveAlert): Promise<AlertOutcome> {
  requireCapability(command.by, 'alert.approve');
  const outcome = await inTransaction(context, (inside) => approve(inside, command));
  if (outcome.kind !== 'done') return outcome;
  alertEvent(context, 'approved', outcome.alert);
  if (isPublished(outcome.alert)) alertPublished(context, outcome.alert);
  return outcome;
}

async function approve(context: CoreContext, command: ApproveAlert): Promise<AlertOutcome> {
  const alert = await lockAlert(context.db, command.alertId);
  if (alert === null) return { kind: 'not_found' };
  const version = await findVersion(context.db, alert.id, alert.version);
  if (version === null) throw new Error(`alert ${alert.id} has no version ${alert.version}`);
  if (await hasApproved(context, alert, command)) return { kind: 'unchanged', alert };
  const reason = whyNot(alert, version, command);
  if (reason !== null) return { kind: 'conflict', reason, alert };
  const faults = alertFaults(version.content, context.clock.now());
  if (faults.length > 0) return { kind: 'faulty', faults, alert };
  return { kind: 'done', alert: await record(context, alert, { command, content: version }) };
}

/** Pressed twice: also when the first press was the one that published it. */
async function hasApproved({ db }: CoreContext, alert: AlertNow, { by, version, contentHash: seen }: ApproveAlert): Promise<boolean> {
  if (version !== alert.version) return false;
  const earlier = await db
    .selectFrom('alert_approvals')
    .select('approver')
    .where('alert_id', '=', alert.id)
    .where('version', '=', version)
    .where('approver', '=', by.id)
    .where('content_hash', '=', seen)
    .executeTakeFirst();
  return earlier !== undefined;
}

function whyNot(alert: AlertNow, version: AlertVersion, command: ApproveAlert): AlertConflict | null {
  if (nextAlertState(alert.state, 'approve') === null) return 'not_possible_now';
  if (isPublished(alert)) return 'nothing_to_approve';
  const genuine = contentHash(version.content) === version.content_hash;
  if (command.version !== alert.version || command.contentHash !== version.content_hash || !genuine) return 'changed_since';
  return version.author === command.by.id ? 'own_work' : null;
}

function isPublished(alert: AlertNow): boolean {
  return alert.published_version === alert.version;
}

async function record(context: CoreContext, alert: AlertNow, { command, content }: { command: ApproveAlert; content: AlertVersion }): Promise<AlertNow> {
  const { db, clock } = context;
  await insertApproval(db, { alertId: alert.id, version: alert.version, approver: command.by.id, contentHash: content.content_hash, at: clock.now() });
  const approvals = await countApprovals(db, alert.id, alert.version);
  const published = approvals >= APPROVALS_NEEDED ? await publish(context, alert, content) : null;
  const details = { version: alert.version, content_hash: content.content_hash, approvals };
  await appendAudit(context, { actor: command.by.id, action: 'alert.approved', subject: { kind: 'alert', id: alert.id }, details });
  if (published !== null) await appendAudit(context, { actor: command.by.id, action: 'alert.published', subject: { kind: 'alert', id: alert.id }, details });
  return published ?? alert;
}

async function publish(context: CoreContext, alert: AlertNow, { content }: AlertVersion): Promise<AlertNow | null> {
  const state = nextAlertState(alert.state, 'publish');
  if (state === null) return null;
  const expiresAt = new Date(content.valid_until);
  await publishVersion(context.db, alert.id, { version: alert.version, at: context.clock.now(), expiresAt });
  await publishFacts(context.db, [{ fact: 'alert_published', payload: { alert_id: alert.id, version: alert.version } }]);
  return { ...alert, state, published_version: alert.version, expires_at: expiresAt };
}
