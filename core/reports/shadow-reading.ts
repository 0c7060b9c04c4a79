// A model on trial reads every report, too. What it says is kept beside the reading that counts, as numbers and codes, and changes nothing.

import type { CoreContext } from '#core/context.ts';
import type { LinearModel } from '#core/reading/classify/linear-model.ts';
import { readMessage } from '#core/reading/read-message.ts';
import { openReport } from '#core/reports/report-content.ts';
import { CHANNELS, HOME_COUNTRIES } from '#core/taxonomy/taxonomy.ts';

/** Idempotent. Never throws: a fault of a model on trial is counted and leaves the report as it is. */
export async function readInShadow(context: CoreContext, model: LinearModel, reportId: string): Promise<void> {
  try {
    const row = await context.db
      .selectFrom('reports')
      .select(['id', 'wrapped_key', 'sealed', 'channel', 'country'])
      .where('id', '=', reportId)
      .executeTakeFirst();
    const content = row === undefined ? null : openReport(context.vault, row);
    if (row === undefined || content === null) return;
    const channel = CHANNELS.find((each) => each === row.channel);
    const country = HOME_COUNTRIES.find((each) => each === row.country);
    const message = { text: content.text, ...(channel !== undefined && { channel }), ...(country !== undefined && { country }) };
    const { verdict, score, type } = readMessage(message, model);
    await context.db
      .insertInto('shadow_readings')
      .values({ report_id: reportId, model_id: model.header.id, verdict, score, type, scored_at: context.clock.now() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    context.telemetry.record('shadow_read', { outcome: verdict }, { report_id: reportId, model: model.header.id });
  } catch (error) {
    context.telemetry.record('shadow_read', { outcome: 'failed' }, { report_id: reportId, error: error instanceof Error ? error.message : String(error) });
  }
}
