import { z } from 'zod';
import type { CoreContext } from '#core/context.ts';
import { readReport } from '#core/reports/read-report.ts';
import { defineStage, type Stage } from '#worker/stage.ts';

export function readReportStage(context: CoreContext): Stage {
  return defineStage({ name: 'read-report', queue: 'reports', data: z.object({ report_id: z.uuid() }) }, async ({ report_id }) => {
    const outcome = await readReport(context, report_id);
    return outcome.kind === 'skipped' ? outcome : { kind: 'done' };
  });
}
