// What is kept how long: personal content for RETENTION_DAYS, the memory of webhook-ids for a month (at least eight days are promised).

import type { CoreContext } from '#core/context.ts';
import { eraseReport } from '#core/reports/erase-report.ts';

const DAY_MS = 86_400_000;
const REQUEST_DAYS = 30;
/** Erased in one call; the next comes minutes later. */
const BATCH = 500;

/** Reports under review are kept until they are decided. @returns how many were erased. */
export async function eraseOldReports(context: CoreContext, retentionDays: number): Promise<number> {
  const old = await context.db
    .selectFrom('reports')
    .select('id')
    .where('received_at', '<', new Date(context.clock.now().getTime() - retentionDays * DAY_MS))
    .where('state', 'not in', ['erased', 'in_review'])
    .orderBy('received_at')
    .limit(BATCH)
    .execute();
  for (const { id } of old) await eraseReport(context, id);
  return old.length;
}

/** Who objected and what they wrote goes like a report's content, once it is decided. */
export async function forgetDisputes({ db, clock }: CoreContext, retentionDays: number): Promise<void> {
  await db
    .updateTable('disputes')
    .set({ sealed: null })
    .where('decided_at', '<', new Date(clock.now().getTime() - retentionDays * DAY_MS))
    .where('sealed', 'is not', null)
    .execute();
}

export async function cleanIntakeRequests({ db, clock }: CoreContext): Promise<void> {
  await db
    .deleteFrom('intake_requests')
    .where('received_at', '<', new Date(clock.now().getTime() - REQUEST_DAYS * DAY_MS))
    .execute();
}
