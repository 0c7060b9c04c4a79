// No single person warns the public (promise P14): a version is sent when two officers who did not write it have approved exactly the
// content they were shown, in the same transaction as the second approval, or at the time that the content names.

import { appendAudit } from '#core/audit/append-audit.ts';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { CoreContext } from '#core/context.ts';
import { requireCapability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';
import { publishFacts } from '#platform/outbox.ts';
import { APPROVALS_NEEDED, contentHash, sendingTime } from './alert.ts';
import { alertEvent, alertPublished, refused, type AlertOutcome } from './alert-outcome.ts';
import { countApprovals, insertApproval, lockAlert, publishVersion, updateAlert, type AlertNow, type AlertVersion } from './alert-store.ts';
import { alertFaults } from './check-alert.ts';
import { standingOf, whyNot, type AlertStanding } from './may-alert.ts';

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
  alertEvent(context, outcome.alert.state === 'scheduled' ? 'scheduled' : 'approved', outcome.alert);
  if (isPublished(outcome.alert)) alertPublished(context, outcome.alert);
  return outcome;
}

async function approve(context: CoreContext, command: ApproveAlert): Promise<AlertOutcome> {
  const alert = await lockAlert(context.db, command.alertId);
  if (alert === null) return { kind: 'not_found' };
  const now = context.clock.now();
  const standing = await standingOf(context.db, alert);
  const isSeen = isAsSeen(standing, command);
  // Pressed twice: also when the first press was the one that published it.
  if (isSeen && standing.approvers.includes(command.by.id)) return { kind: 'unchanged', alert };
  const why = whyNot('approve', standing, { by: command.by, now });
  if (why === 'over' || why === 'nothing_to_approve') return refused(why, alert);
  if (!isSeen || contentHash(standing.content) !== standing.content_hash) return { kind: 'conflict', reason: 'changed_since', alert };
  if (why === 'faulty') return { kind: 'faulty', faults: alertFaults(standing.content, now), alert };
  return why === null ? { kind: 'done', alert: await record(context, alert, { command, content: standing }) } : refused(why, alert);
}

function isAsSeen({ version, content_hash }: AlertStanding, seen: ApproveAlert): boolean {
  return seen.version === version && seen.contentHash === content_hash;
}

function isPublished(alert: AlertNow): boolean {
  return alert.published_version === alert.version;
}

async function record(context: CoreContext, alert: AlertNow, { command, content }: { command: ApproveAlert; content: AlertVersion }): Promise<AlertNow> {
  const { db, clock } = context;
  await insertApproval(db, { alertId: alert.id, version: alert.version, approver: command.by.id, contentHash: content.content_hash, at: clock.now() });
  const approvals = await countApprovals(db, alert.id, alert.version);
  const subject = { kind: 'alert', id: alert.id };
  const details = { version: alert.version, content_hash: content.content_hash, approvals };
  await appendAudit(context, { actor: command.by.id, action: 'alert.approved', subject, details });
  if (approvals < APPROVALS_NEEDED) return alert;
  const at = sendingTime(content.content, clock.now());
  if (alert.published_version === null && at > clock.now()) {
    await appendAudit(context, { actor: command.by.id, action: 'alert.scheduled', subject, details: { ...details, at: at.toISOString() } });
    return schedule(context, alert, at);
  }
  await appendAudit(context, { actor: command.by.id, action: 'alert.published', subject, details });
  return publish(context, alert, content);
}

async function schedule({ db }: CoreContext, alert: AlertNow, at: Date): Promise<AlertNow> {
  await updateAlert(db, alert.id, { state: 'scheduled', scheduled_for: at });
  return { ...alert, state: 'scheduled', scheduled_for: at };
}

/** For the caller who has seen to the approvals. Fact: `alert_published {alert_id, version}`. */
export async function publish(context: CoreContext, alert: AlertNow, { content }: Pick<AlertVersion, 'content'>): Promise<AlertNow> {
  const expiresAt = new Date(content.valid_until);
  await publishVersion(context.db, alert.id, { version: alert.version, at: context.clock.now(), expiresAt });
  await publishFacts(context.db, [{ fact: 'alert_published', payload: { alert_id: alert.id, version: alert.version } }]);
  return { ...alert, state: 'published', published_version: alert.version, expires_at: expiresAt, scheduled_for: null };
}
