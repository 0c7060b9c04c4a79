// Erasing a report for good: its wrapped key goes, and with it every way to open its content here (docs/privacy.md: backups). What was learnt from it without
// naming anyone (keyed hashes of indicators, type, counts) stays.

import { appendAudit } from '#core/audit/append-audit.ts';
import { Joining } from '#core/campaigns/joining-lock.ts';
import { eraseSignature } from '#core/campaigns/signature-store.ts';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import { eraseGrams } from '#core/search/gram-store.ts';
import { SYSTEM_ACTOR } from '#core/staff/staff.ts';

/** By officers, and by machines for them. */
const WRITTEN_BESIDE = ['report_questions', 'freeze_requests', 'report_handovers', 'report_notes', 'report_labels', 'report_translations'] as const;

/** With what was added to it, all or nothing. @returns false when there is no such report or it was erased before. */
export async function eraseReport(context: CoreContext, reportId: string): Promise<boolean> {
  const erase = (db: Database): Promise<boolean> => eraseAll({ ...context, db }, reportId);
  const erased = context.db.isTransaction ? await erase(context.db) : await context.db.transaction().execute(erase);
  if (erased) context.telemetry.record('report_erased', {}, { report_id: reportId });
  return erased;
}

async function eraseAll(context: CoreContext, reportId: string): Promise<boolean> {
  const additions = await context.db.selectFrom('reports').select('id').where('adds_to', '=', reportId).where('state', '<>', 'erased').execute();
  for (const { id } of additions) await eraseWithin(context, id);
  return eraseWithin(context, reportId);
}

async function eraseWithin(context: CoreContext, reportId: string): Promise<boolean> {
  const { db: tx } = context;
  const joining = await Joining.lock(tx);
  const row = await tx
    .updateTable('reports')
    .set({ state: 'erased', wrapped_key: null, sealed: null, reporter_hash: null, device_hash: null, forward_hash: null, partner: null, region: null })
    .where('id', '=', reportId)
    .where('state', '<>', 'erased')
    .returning(['id', 'reference'])
    .executeTakeFirst();
  if (row === undefined) return false;
  await tx.updateTable('receipts').set({ sealed: null }).where('report_id', '=', reportId).execute();
  await tx.deleteFrom('evidence').where('report_id', '=', reportId).execute();
  await tx.updateTable('readings').set({ sealed: null }).where('report_id', '=', reportId).execute();
  await tx.deleteFrom('tellings').where('report_id', '=', reportId).execute();
  await tx.deleteFrom('story_traits').where('report_id', '=', reportId).execute();
  await tx.deleteFrom('shadow_readings').where('report_id', '=', reportId).execute();
  await tx.updateTable('model_opinions').set({ sealed: null }).where('report_id', '=', reportId).execute();
  await eraseSignature(joining, reportId);
  await tx.updateTable('indicators').set({ sealed: null }).where('report_id', '=', reportId).execute();
  await tx.deleteFrom('report_answers').where('report_id', '=', reportId).execute();
  await eraseGrams(tx, reportId);
  for (const table of WRITTEN_BESIDE) await tx.deleteFrom(table).where('report_id', '=', reportId).execute();
  await tx.deleteFrom('follow_ups').where('report_id', '=', reportId).execute();
  await tx.deleteFrom('browser_messages').where('report_id', '=', reportId).execute();
  await appendAudit(context, { actor: SYSTEM_ACTOR.id, action: 'report.erased', subject: { kind: 'report', id: row.reference } });
  return true;
}
