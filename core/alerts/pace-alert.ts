// Delivery of one warning is slowed down and goes back to full: fewer have it when a slip is seen, and fewer call the same hotline at once. It slows only
// what is new to somebody; what puts right on a screen goes as fast as ever (decision 46).

import type { CoreContext } from '#core/context.ts';
import type { Actor } from '#core/staff/staff.ts';
import type { AlertOutcome } from './alert-outcome.ts';
import { updateAlert } from './alert-store.ts';
import { changeDelivery } from './change-delivery.ts';

export interface PaceAlert {
  by: Actor;
  alertId: string;
  /** Messages a second, by all ways and from all processes together, 1 to `FASTEST_PACE`; null: as fast as each way allows. */
  perSecond: number | null;
}

/** Who sends sees it within a quarter of a second. @throws DomainError `forbidden`. */
export async function paceAlert(context: CoreContext, { perSecond, ...command }: PaceAlert): Promise<AlertOutcome> {
  return changeDelivery(context, command, {
    step: 'pace',
    told: 'paced',
    details: { per_second: perSecond ?? 'full' },
    async carryOut({ db, clock }, alert) {
      if (alert.pace === perSecond) return null;
      await updateAlert(db, alert.id, { pace: perSecond, pace_free_at: perSecond === null ? null : clock.now() });
      return { ...alert, pace: perSecond };
    },
  });
}
