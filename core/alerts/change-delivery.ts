// One step with the delivery of a warning: asked of the table, carried out and written down in one transaction.

import { appendAudit } from '#core/audit/append-audit.ts';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { CoreContext } from '#core/context.ts';
import { requireCapability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';
import { alertEvent, refused, type AlertOutcome } from './alert-outcome.ts';
import { lockAlert, type AlertNow } from './alert-store.ts';
import { standingOf, whyNot } from './may-alert.ts';

export interface DeliveryChange {
  step: 'pause' | 'resume' | 'pace';
  told: 'paused' | 'resumed' | 'paced';
  /** For the audit trail, beside the version. */
  details?: Record<string, string | number>;
  /** null: it is so already. */
  carryOut(inside: CoreContext, alert: AlertNow): Promise<AlertNow | null>;
}

/** @throws DomainError `forbidden`. */
export async function changeDelivery(
  context: CoreContext,
  { by, alertId }: { by: Actor; alertId: string },
  { step, told, details, carryOut }: DeliveryChange,
): Promise<AlertOutcome> {
  requireCapability(by, 'alert.pause');
  const outcome = await inTransaction(context, async (inside): Promise<AlertOutcome> => {
    const alert = await lockAlert(inside.db, alertId);
    if (alert === null) return { kind: 'not_found' };
    const why = whyNot(step, await standingOf(inside.db, alert), { by, now: inside.clock.now() });
    if (why !== null && why !== 'faulty') return refused(why, alert);
    const changed = await carryOut(inside, alert);
    if (changed === null) return { kind: 'unchanged', alert };
    await appendAudit(inside, {
      actor: by.id,
      action: `alert.${told}`,
      subject: { kind: 'alert', id: alert.id },
      details: { version: alert.published_version ?? 0, ...details },
    });
    return { kind: 'done', alert: changed };
  });
  if (outcome.kind === 'done') alertEvent(context, told, outcome.alert);
  return outcome;
}
