// SQL of the steps that officers took: each with where the report stood before and after it.

import type { Database } from '#core/database.ts';
import type { Decision } from '#core/reports/report.ts';
import { sameStanding, storeStanding, type Standing, type StoredStanding } from '../standing.ts';

export interface StepToKeep {
  reportId: string;
  decision: Decision;
  by: string;
  at: Date;
  before: Standing;
  after: Standing;
  recordId: string | null;
}

export async function keepStep(db: Database, { reportId, decision, by, at, before, after, recordId }: StepToKeep): Promise<void> {
  const standings = { before: JSON.stringify(storeStanding(before)), after: JSON.stringify(storeStanding(after)) };
  await db
    .insertInto('report_steps')
    .values({ report_id: reportId, decision, record_id: recordId, made_by: by, made_at: at, ...standings, undone_by: null, undone_at: null })
    .execute();
}

export async function markUndone(db: Database, id: number, { by, at }: { by: string; at: Date }): Promise<void> {
  await db.updateTable('report_steps').set({ undone_by: by, undone_at: at }).where('id', '=', id).execute();
}

/** Taken back together with others: where the last step left the report as it stands now, it is undone. */
export async function forgetStep(db: Database, { reportId, after, by, at }: { reportId: string; after: StoredStanding; by: string; at: Date }): Promise<void> {
  const last = await db
    .selectFrom('report_steps')
    .select(['id', 'after'])
    .where('report_id', '=', reportId)
    .where('undone_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last !== undefined && sameStanding(last.after, after)) await markUndone(db, last.id, { by, at });
}

/** What the step left beside the report no longer holds. */
export async function withdrawRecord(db: Database, step: { decision: Decision; record_id: string | null }, at: Date): Promise<void> {
  const { decision, record_id: id } = step;
  if (id === null) return;
  if (decision === 'ask_reporter') await db.updateTable('report_questions').set({ state: 'withdrawn' }).where('id', '=', id).execute();
  if (decision === 'request_freeze') await db.updateTable('freeze_requests').set({ withdrawn_at: at }).where('id', '=', id).execute();
  if (decision === 'hand_over' || decision === 'hand_over_by_law')
    await db.updateTable('report_handovers').set({ withdrawn_at: at }).where('id', '=', id).execute();
}
