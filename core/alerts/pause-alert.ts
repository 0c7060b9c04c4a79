// Delivery of one warning is held up and goes on: a slip that is seen while it goes out reaches nobody more until it is corrected or withdrawn.
// It holds the version that was on its way, and everything to who has nothing yet; what a later version puts right on a screen goes on, and a
// withdrawal ends the pause (decision 40).

import type { CoreContext } from '#core/context.ts';
import type { Actor } from '#core/staff/staff.ts';
import { publishFacts } from '#platform/outbox.ts';
import type { AlertOutcome } from './alert-outcome.ts';
import { updateAlert, type AlertNow } from './alert-store.ts';
import { changeDelivery } from './change-delivery.ts';

export interface PauseAlert {
  by: Actor;
  alertId: string;
}

/** What is on its way at this moment arrives. @throws DomainError `forbidden`. */
export async function pauseAlert(context: CoreContext, command: PauseAlert): Promise<AlertOutcome> {
  return changeDelivery(context, command, { step: 'pause', told: 'paused', carryOut: hold });
}

/** At once, exactly where it stopped. Fact: `alert_resumed {alert_id, version, resumed}`. @throws DomainError `forbidden`. */
export async function resumeAlert(context: CoreContext, command: PauseAlert): Promise<AlertOutcome> {
  return changeDelivery(context, command, { step: 'resume', told: 'resumed', carryOut: goOn });
}

/** Nothing is due while it lasts: the sweeper leaves it alone. */
async function hold({ db, clock }: CoreContext, alert: AlertNow): Promise<AlertNow> {
  const now = clock.now();
  await updateAlert(db, alert.id, { paused_at: now, paused_version: alert.published_version, delivery_due_since: null });
  return { ...alert, paused_at: now };
}

/** A fact of its own each time: the job of the same version that noticed the pause may not have ended yet. */
async function goOn({ db, clock }: CoreContext, alert: AlertNow): Promise<AlertNow> {
  const now = clock.now();
  await updateAlert(db, alert.id, { paused_at: null, paused_version: null, delivery_due_since: now });
  await publishFacts(db, [{ fact: 'alert_resumed', payload: { alert_id: alert.id, version: alert.published_version ?? 0, resumed: now.getTime() } }]);
  return { ...alert, paused_at: null };
}
