import { z } from 'zod';
import type { ReportMatcher } from '#core/campaigns/match-report.ts';
import { defineStage, type Stage } from '#worker/stage.ts';

export function matchReportStage(matcher: ReportMatcher): Stage {
  return defineStage({ name: 'match-report', queue: 'reports', data: z.object({ report_id: z.uuid() }) }, async ({ report_id }) => {
    const outcome = await matcher.match(report_id);
    return outcome.kind === 'skipped' ? outcome : { kind: 'done' };
  });
}
