// "Received, we take it": the other force's answer to a handover, seen by whoever handed it over. From then on it cannot be taken back.

import { appendAudit } from '#core/audit/append-audit.ts';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { CoreContext } from '#core/context.ts';
import { requireCapability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';
import { lockReport } from '#core/triage/decisions/lock-report.ts';
import { findShared } from './shared-scope.ts';

/** `unchanged`: said before, by whomever of that force. */
export type AcknowledgeOutcome = { kind: 'done' | 'unchanged' } | { kind: 'not_found' };

/** Audited as `report.handover_acknowledged`. @throws DomainError `forbidden`. */
export async function acknowledgeHandover(context: CoreContext, { by, reference }: { by: Actor; reference: string }): Promise<AcknowledgeOutcome> {
  requireCapability(by, 'shared.acknowledge');
  return inTransaction(context, async (inside) => {
    const { db, clock } = inside;
    const named = await findShared(db, by.id, reference);
    if (named === null) return { kind: 'not_found' };
    await lockReport(db, named.id);
    // It may have been taken back, erased or answered while the lock was waited for.
    const row = await findShared(db, by.id, reference);
    if (row === null || row.handover_id === null) return { kind: 'not_found' };
    if (row.state === 'acknowledged') return { kind: 'unchanged' };
    const acknowledged = { acknowledged_at: clock.now(), acknowledged_by: by.id };
    await db.updateTable('report_handovers').set(acknowledged).where('id', '=', row.handover_id).execute();
    const subject = { kind: 'report', id: reference };
    await appendAudit(inside, { actor: by.id, action: 'report.handover_acknowledged', subject, details: { handover: row.handover_id } });
    return { kind: 'done' };
  });
}
