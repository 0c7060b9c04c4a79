// How the work stands.

import { overviewQuery, timingQuery, workQuery } from '#api/contract/console.ts';
import { overview, work } from '#api/contract/overview-answers.ts';
import { timingSummaryAnswer } from '#api/contract/timing-answers.ts';
import { defaultSince, timingSummary } from '#core/timing/timing-summary.ts';
import { queueState, receivedCounts } from '#core/triage/overview-queries.ts';
import { workDone } from '#core/triage/work-done.ts';
import { route, type ConsoleRoute } from './console-route.ts';

export const OVERVIEW_ROUTES: readonly ConsoleRoute[] = [
  route({
    method: 'get',
    path: '/timing',
    capability: 'campaign.read',
    summary: 'From first reports to first warnings: medians, the slowest, who is waited for longest; and how fast whoever has just paid is told whom to call',
    query: timingQuery,
    answer: timingSummaryAnswer,
    run: async ({ context, query: { since } }) => timingSummary(context, since === undefined ? defaultSince(context.clock.now()) : new Date(since)),
  }),
  route({
    method: 'get',
    path: '/overview',
    capability: 'campaign.read',
    summary: 'What waits and how long; what came in by type, country, region, language and loss',
    query: overviewQuery,
    answer: overview,
    run: async ({ context: { db, clock }, query: { since } }) => {
      const from = lastWeekOr(since, clock.now());
      return { since: from, queue: await queueState(db, clock.now()), received: await receivedCounts(db, from) };
    },
  }),
  route({
    method: 'get',
    path: '/work',
    capability: 'work.read',
    summary: "What was done in each shift: your own, or everybody's for who leads them",
    query: workQuery,
    answer: work,
    run: async ({ context, by, query: { since, zone } }) => workDone(context, { by, zone, since: lastWeekOr(since, context.clock.now()) }),
  }),
];

const WEEK_MS = 7 * 86_400_000;

function lastWeekOr(since: string | undefined, now: Date): Date {
  return since === undefined ? new Date(now.getTime() - WEEK_MS) : new Date(since);
}
