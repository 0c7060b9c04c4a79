import { z } from 'zod';
import type { ReportMatcher } from '#core/campaigns/match-report.ts';
import type { CoreContext } from '#core/context.ts';
import type { RecentReadings } from '#core/reading/recent-readings.ts';
import { createReportReader } from '#core/reports/read-report.ts';
import { defineStage, type Stage } from '#worker/stage.ts';

/** Reads and, where nothing else is to be read, matches: a way through the queue less for nearly all reports. Having died in between, the job
 * comes back and goes on where it stopped. */
export function readReportStage(context: CoreContext, matcher: ReportMatcher, recent?: RecentReadings): Stage {
  const reader = createReportReader(context, recent);
  return defineStage({ name: 'read-report', queue: 'reports', data: z.object({ report_id: z.uuid() }) }, async ({ report_id }) => {
    const read = await reader.read(report_id);
    if (!('whole' in read) || !read.whole) return read.kind === 'skipped' ? read : { kind: 'done' };
    const matched = await (read.kind === 'read' ? matcher.matchInHand(read.report) : matcher.match(report_id));
    return matched.kind === 'skipped' ? matched : { kind: 'done' };
  });
}
