// Claims of a warning what its pace allows: the alert's own row says when the next may be taken, so that all ways and all processes share one pace.

import type { Database } from '#core/database.ts';
import { claimBatch, type ClaimBatch, type ClaimedDelivery } from '#core/delivery/delivery-store.ts';

/** Taken at once, in seconds of the pace: who sends looks for more about twice a second. */
const SHARE_S = 0.5;
/** Of a time in which nobody took anything, so much is caught up. */
const CATCH_UP_MS = 1_000;

/** In a transaction. What puts right on a screen is never slowed down, and goes first. */
export async function claimAtPace(tx: Database, claim: ClaimBatch): Promise<ClaimedDelivery[]> {
  // Before any row of the ledger is locked; those are then skipped, not waited for.
  const slowed = await tx
    .selectFrom('alerts')
    .select(['pace', 'pace_free_at'])
    .where('id', '=', claim.alertId)
    .where('pace', 'is not', null)
    .where('state', '=', 'published')
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (slowed === undefined || slowed.pace === null || slowed.pace_free_at === null) return claimBatch(tx, claim);
  const { pace, pace_free_at: freeAt } = slowed;
  const putRight = await claimBatch(tx, { ...claim, only: 'put_right' });
  if (putRight.length > 0 || freeAt > claim.now) return putRight;
  const share = Math.max(1, Math.floor(pace * SHARE_S));
  const rows = await claimBatch(tx, { ...claim, only: 'new', limit: Math.min(claim.limit, share) });
  const from = Math.max(freeAt.getTime(), claim.now.getTime() - CATCH_UP_MS);
  await tx
    .updateTable('alerts')
    .set({ pace_free_at: new Date(from + (rows.length * 1_000) / pace) })
    .where('id', '=', claim.alertId)
    .execute();
  return rows.map((row) => ({ ...row, pace }));
}
