// Shadow mode: a model that is to replace the one in force reads every report as well. What it says is stored for the comparison
// (compare-models.ts) and read by nothing else; whatever goes wrong with it is counted, and the report goes its way.

import type { CoreContext } from '#core/context.ts';
import type { LinearModel } from '#core/reading/classify/linear-model.ts';
import { readWhole } from '#core/reading/read-whole.ts';
import type { Reading } from '#core/reading/reading.ts';
import { evidenceParts } from '#core/reports/complete-reading.ts';
import { hintsOf } from '#core/reports/read-report.ts';
import { openReport } from '#core/reports/report-content.ts';
import { loadShadowModel } from './shadow-model.ts';

/** undefined: it cannot be used, which is told, and nothing is compared. */
export function loadShadowOrNone(context: Pick<CoreContext, 'telemetry'>, path: string): LinearModel | undefined {
  try {
    return loadShadowModel(path);
  } catch (error) {
    shadowFailed(context, { error, outcome: 'not_loaded', ids: {} });
    return undefined;
  }
}

/** Idempotent, after the real reading. Never throws. */
export async function readInShadow(context: CoreContext, model: LinearModel, reportId: string): Promise<void> {
  try {
    await score(context, model, reportId);
  } catch (error) {
    shadowFailed(context, { error, outcome: 'reading', ids: { report_id: reportId, model: model.header.id } });
  }
}

async function score(context: CoreContext, model: LinearModel, reportId: string): Promise<void> {
  const row = await context.db
    .selectFrom('reports')
    .select(['id', 'wrapped_key', 'sealed', 'channel', 'country', 'evidence_due'])
    .where('id', '=', reportId)
    .executeTakeFirst();
  const content = row === undefined ? null : openReport(context.vault, row);
  if (row === undefined || content === null) return;
  const parts = content.evidence.length === 0 ? [] : await evidenceParts(context.db, context.vault, row);
  const reading = readWhole({ text: content.text, ...hintsOf(row) }, parts, model);
  const stored = await store(context, reading, { reportId, model: model.header.id, isWhole: !row.evidence_due });
  if (stored) context.telemetry.record('shadow_read', { outcome: reading.verdict }, { report_id: reportId, model: model.header.id });
}

interface ShadowPlace {
  reportId: string;
  model: string;
  /** Its evidence was read, too; a reading of the text alone does not replace such a one. */
  isWhole: boolean;
}

/** The report's row is held, so that an erasure comes before or after, not between. */
async function store({ db, clock }: CoreContext, { verdict, score: probability, type }: Reading, { reportId, model, isWhole }: ShadowPlace): Promise<boolean> {
  const said = { verdict, score: probability, type, scored_at: clock.now() };
  return db.transaction().execute(async (tx) => {
    const report = await tx.selectFrom('reports').select('state').where('id', '=', reportId).forShare().executeTakeFirst();
    if (report === undefined || report.state === 'erased') return false;
    await tx
      .insertInto('shadow_readings')
      .values({ report_id: reportId, model_id: model, ...said })
      .onConflict((conflict) => (isWhole ? conflict.columns(['report_id', 'model_id']).doUpdateSet(said) : conflict.doNothing()))
      .execute();
    return true;
  });
}

function shadowFailed(
  { telemetry }: Pick<CoreContext, 'telemetry'>,
  { error, outcome, ids }: { error: unknown; outcome: 'not_loaded' | 'reading'; ids: Record<string, string> },
): void {
  telemetry.record('shadow_failed', { outcome }, ids);
  telemetry.log.warn({ err: error, ...ids }, 'the shadow model failed; the reading itself is not touched: see `jaga doctor`');
}
