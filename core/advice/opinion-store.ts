// Where opinions lie: code and probability in plain, the model's words sealed under the report's key, so that erasing the report takes them along.

import type { CoreContext } from '#core/context.ts';
import { Opinion, splitOpinion } from '#core/advice/opinion.ts';
import type { SealedReport } from '#core/reports/report-content.ts';

export interface StoredOpinion extends Opinion {
  model: string;
  given_at: Date;
}

/** Fills the row that the reservation made; the first opinion stays. Call within a transaction. */
export async function storeOpinion({ db, vault, clock }: CoreContext, reportId: string, opinion: Opinion): Promise<'stored' | 'erased' | 'already_advised'> {
  // Locked, so that an erasure comes before or after, not between.
  const report = await db.selectFrom('reports').select('wrapped_key').where('id', '=', reportId).forShare().executeTakeFirst();
  if (report === undefined || report.wrapped_key === null) return 'erased';
  const { plain, worded } = splitOpinion(opinion);
  const sealed = vault.seal(vault.unwrap(report.wrapped_key, reportId), JSON.stringify(worded), contextOf(reportId));
  const updated = await db
    .updateTable('model_opinions')
    .set({ opinion: JSON.stringify(plain), sealed, given_at: clock.now() })
    .where('report_id', '=', reportId)
    .where('opinion', 'is', null)
    .returning('report_id')
    .executeTakeFirst();
  return updated === undefined ? 'already_advised' : 'stored';
}

/** null: none was given, or the report is erased. For officers' eyes; a model's words prove nothing. */
export async function loadOpinion({ db, vault }: CoreContext, report: SealedReport): Promise<StoredOpinion | null> {
  if (report.wrapped_key === null) return null;
  const row = await db.selectFrom('model_opinions').select(['model', 'opinion', 'sealed', 'given_at']).where('report_id', '=', report.id).executeTakeFirst();
  if (row === undefined || row.opinion === null || row.sealed === null) return null;
  const worded: unknown = JSON.parse(vault.open(vault.unwrap(report.wrapped_key, report.id), row.sealed, contextOf(report.id)).toString('utf8'));
  return { ...Opinion.parse({ ...row.opinion, ...Object(worded) }), model: row.model, given_at: row.given_at };
}

function contextOf(reportId: string): string {
  return `model_opinions/sealed/${reportId}`;
}
