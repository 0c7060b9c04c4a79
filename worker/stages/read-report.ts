import { z } from 'zod';
import type { CoreContext } from '#core/context.ts';
import type { LinearModel } from '#core/reading/classify/linear-model.ts';
import { readReport } from '#core/reports/read-report.ts';
import { readInShadow } from '#core/reports/shadow-reading.ts';
import { defineStage, type Stage } from '#worker/stage.ts';

/** @param shadow a model on trial: it reads along and changes nothing. */
export function readReportStage(context: CoreContext, shadow?: LinearModel): Stage {
  return defineStage({ name: 'read-report', queue: 'reports', data: z.object({ report_id: z.uuid() }) }, async ({ report_id }) => {
    const outcome = await readReport(context, report_id);
    if (shadow !== undefined) await readInShadow(context, shadow, report_id);
    return outcome.kind === 'skipped' ? outcome : { kind: 'done' };
  });
}
