// A warning ends: withdrawn by one supervisor at once (taking back is safer than waiting), declared over by one (running out would say the same),
// dismissed before it was ever sent, or run out.

import { appendAudit } from '#core/audit/append-audit.ts';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { CoreContext } from '#core/context.ts';
import { requireCapability } from '#core/staff/capability.ts';
import { SYSTEM_ACTOR, type Actor } from '#core/staff/staff.ts';
import { publishFacts } from '#platform/outbox.ts';
import { nextAlertState } from './alert.ts';
import type { DismissalReason, WithdrawalReason } from './alert-words.ts';
import { alertEvent, type AlertOutcome } from './alert-outcome.ts';
import { lockAlert, updateAlert, type AlertNow } from './alert-store.ts';
import { standingOf, whyNot } from './may-alert.ts';

/** What is taken back or has run out is held up and slowed down by nobody. */
const NOT_PAUSED = { paused_at: null, paused_version: null, pace: null, pace_free_at: null } as const;

/** Fact: `alert_withdrawn {alert_id}`. @throws DomainError `forbidden`. */
export async function withdrawAlert(context: CoreContext, command: { by: Actor; alertId: string; reason: WithdrawalReason }): Promise<AlertOutcome> {
  requireCapability(command.by, 'alert.withdraw');
  return end(context, { ...command, action: 'withdraw', told: 'withdrawn' });
}

/** The scam is no longer seen: whoever has the warning reads that it is over, and that it was right. Fact: `alert_withdrawn {alert_id}`. @throws DomainError `forbidden`. */
export async function clearAlert(context: CoreContext, command: { by: Actor; alertId: string }): Promise<AlertOutcome> {
  requireCapability(command.by, 'alert.withdraw');
  return end(context, { ...command, action: 'all_clear', told: 'cleared' });
}

/** Only what was never published. @throws DomainError `forbidden`. */
export async function dismissAlert(context: CoreContext, command: { by: Actor; alertId: string; reason: DismissalReason }): Promise<AlertOutcome> {
  requireCapability(command.by, 'alert.dismiss');
  return end(context, { ...command, action: 'dismiss', told: 'dismissed' });
}

interface Ending {
  by: Actor;
  alertId: string;
  reason?: string;
  action: 'withdraw' | 'all_clear' | 'dismiss';
  told: 'withdrawn' | 'cleared' | 'dismissed';
}

async function end(context: CoreContext, { by, alertId, reason, action, told }: Ending): Promise<AlertOutcome> {
  const outcome = await inTransaction(context, async (inside): Promise<AlertOutcome> => {
    const alert = await lockAlert(inside.db, alertId);
    if (alert === null) return { kind: 'not_found' };
    const state = nextAlertState(alert.state, action);
    if (isEndedSo(alert, told)) return { kind: 'unchanged', alert };
    const now = inside.clock.now();
    const why = whyNot(action, await standingOf(inside.db, alert), { by, now });
    if (why !== null || state === null) return { kind: 'conflict', reason: 'not_possible_now', alert };
    await updateAlert(inside.db, alert.id, {
      state,
      ended_at: now,
      ...NOT_PAUSED,
      scheduled_for: null,
      ...(state === 'withdrawn' && { all_clear: told === 'cleared', delivery_due_since: now, webhooks_due_since: now }),
    });
    if (state === 'withdrawn') await publishFacts(inside.db, [{ fact: 'alert_withdrawn', payload: { alert_id: alert.id } }]);
    await appendAudit(inside, {
      actor: by.id,
      action: `alert.${told}`,
      subject: { kind: 'alert', id: alert.id },
      details: { ...(reason !== undefined && { reason }), version: alert.version, ...(alert.paused_at !== null && { was_paused: true }) },
    });
    return { kind: 'done', alert: { ...alert, state, all_clear: told === 'cleared', paused_at: null, scheduled_for: null, pace: null } };
  });
  if (outcome.kind === 'done') alertEvent(context, told, outcome.alert);
  return outcome;
}

function isEndedSo({ state, all_clear }: AlertNow, told: Ending['told']): boolean {
  if (state === 'dismissed') return told === 'dismissed';
  return state === 'withdrawn' && told === (all_clear ? 'cleared' : 'withdrawn');
}

/** Ended in one transaction; what is left over waits for the next call. */
const EXPIRED_AT_ONCE = 100;

/** Ends published warnings whose time is over. @returns their ids. */
export async function expireAlerts(context: CoreContext): Promise<string[]> {
  const expired = await inTransaction(context, async (inside) => {
    const now = inside.clock.now();
    const due = await inside.db
      .selectFrom('alerts')
      .select(['id', 'published_version', 'paused_at'])
      .where('state', '=', 'published')
      .where('expires_at', '<=', now)
      .orderBy('expires_at')
      .limit(EXPIRED_AT_ONCE)
      .forUpdate()
      .skipLocked()
      .execute();
    for (const alert of due) {
      // Whom a pause kept from it will not get it any more: that is still to be written down.
      await updateAlert(inside.db, alert.id, { state: 'expired', ended_at: now, ...NOT_PAUSED, ...(alert.paused_at !== null && { delivery_due_since: now }) });
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
