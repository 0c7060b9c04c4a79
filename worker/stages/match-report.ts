import { z } from 'zod';
import { matchReport } from '#core/campaigns/match-report.ts';
import type { CoreContext } from '#core/context.ts';
import type { KnownIndex } from '#core/matching/known-index.ts';
import { defineStage, type Stage } from '#worker/stage.ts';

export function matchReportStage(context: CoreContext, known: KnownIndex): Stage {
  return defineStage({ name: 'match-report', queue: 'reports', data: z.object({ report_id: z.uuid() }) }, async ({ report_id }) => {
    const outcome = await matchReport(context, known, report_id);
    return outcome.kind === 'skipped' ? outcome : { kind: 'done' };
  });
}
