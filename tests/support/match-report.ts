import { createEarlierReports } from '#core/campaigns/earlier-reports.ts';
import { createReportMatcher, type MatchOutcome } from '#core/campaigns/match-report.ts';
import type { CoreContext } from '#core/context.ts';
import type { KnownIndex } from '#core/matching/known-index.ts';

/** One report by a worker that has only just started: it looks in PostgreSQL for what came before. */
export function matchReport(context: CoreContext, known: KnownIndex, reportId: string): Promise<MatchOutcome> {
  return createReportMatcher(context, { known, earlier: createEarlierReports(context) }).match(reportId);
}
