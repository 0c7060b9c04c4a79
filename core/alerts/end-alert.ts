// A warning ends: withdrawn by one supervisor at once (taking back is safer than waiting), dismissed before it was ever sent, or run out.

import { appendAudit } from '#core/audit/append-audit.ts';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { CoreContext } from '#core/context.ts';
import { requireCapability } from '#core/staff/capability.ts';
import { SYSTEM_ACTOR, type Actor } from '#core/staff/staff.ts';
import { publishFacts } from '#platform/outbox.ts';
import { nextAlertState } from './alert.ts';
import type { DismissalReason, WithdrawalReason } from './alert-words.ts';
import { alertEvent, type AlertOutcome } from './alert-outcome.ts';
import { lockAlert, updateAlert } from './alert-store.ts';

/** Fact: `alert_withdrawn {alert_id}`. @throws DomainError `forbidden`. */
export async function withdrawAlert(context: CoreContext, command: { by: Actor; alertId: string; reason: WithdrawalReason }): Promise<AlertOutcome> {
  requireCapability(command.by, 'alert.withdraw');
  return end(context, { ...command, action: 'withdraw', told: 'withdrawn' });
}

/** Only what was never published. @throws DomainError `forbidden`. */
export async function dismissAlert(context: CoreContext, command: { by: Actor; alertId: string; reason: DismissalReason }): Promise<AlertOutcome> {
  requireCapability(command.by, 'alert.dismiss');
  return end(context, { ...command, action: 'dismiss', told: 'dismissed' });
}

interface Ending {
  by: Actor;
  alertId: string;
  reason: string;
  action: 'withdraw' | 'dismiss';
  told: 'withdrawn' | 'dismissed';
}

async function end(context: CoreContext, { by, alertId, reason, action, told }: Ending): Promise<AlertOutcome> {
  const outcome = await inTransaction(context, async (inside): Promise<AlertOutcome> => {
    const alert = await lockAlert(inside.db, alertId);
    if (alert === null) return { kind: 'not_found' };
    if (alert.state === told) return { kind: 'unchanged', alert };
    const state = nextAlertState(alert.state, action);
    if (state === null) return { kind: 'conflict', reason: 'not_possible_now', alert };
    const now = inside.clock.now();
    await updateAlert(inside.db, alert.id, { state, ended_at: now, ...(told === 'withdrawn' && { delivery_due_since: now }) });
    if (told === 'withdrawn') await publishFacts(inside.db, [{ fact: 'alert_withdrawn', payload: { alert_id: alert.id } }]);
    await appendAudit(inside, { actor: by.id, action: `alert.${told}`, subject: { kind: 'alert', id: alert.id }, details: { reason, version: alert.version } });
    return { kind: 'done', alert: { ...alert, state } };
  });
  if (outcome.kind === 'done') alertEvent(context, told, outcome.alert);
  return outcome;
}

/** Ended in one transaction; what is left over waits for the next call. */
const EXPIRED_AT_ONCE = 100;

/** Ends published warnings whose time is over. @returns their ids. */
export async function expireAlerts(context: CoreContext): Promise<string[]> {
  const expired = await inTransaction(context, async (inside) => {
    const now = inside.clock.now();
    const due = await inside.db
      .selectFrom('alerts')
      .select(['id', 'published_version'])
      .where('state', '=', 'published')
      .where('expires_at', '<=', now)
      .orderBy('expires_at')
      .limit(EXPIRED_AT_ONCE)
      .forUpdate()
      .skipLocked()
      .execute();
    for (const alert of due) {
      await updateAlert(inside.db, alert.id, { state: 'expired', ended_at: now });
      await appendAudit(inside, {
        actor: SYSTEM_ACTOR.id,
        action: 'alert.expired',
        subject: { kind: 'alert', id: alert.id },
        details: { version: alert.published_version ?? 0 },
      });
    }
    return due;
  });
  for (const alert of expired) alertEvent(context, 'expired', alert);
  return expired.map(({ id }) => id);
}
