// Who am I, what grows, who did what, what was given up.

import { auditQuery, campaignQuery, pageQuery, timingQuery } from '#api/contract/console.ts';
import { auditPage, campaignDetail, campaignPage, deadLetterPage, me } from '#api/contract/console-answers.ts';
import { timingSummaryAnswer, warningTimingItem } from '#api/contract/timing-answers.ts';
import { Problem } from '#api/problem.ts';
import { listAudit } from '#core/audit/audit-queries.ts';
import { REPORT_STATES } from '#api/contract/console.ts';
import { capabilitiesOf } from '#core/staff/capability.ts';
import { defaultSince, timingItems, timingSummary } from '#core/timing/timing-summary.ts';
import { campaignKeys, campaignMatches, listCampaigns } from '#core/triage/campaign-list.ts';
import { listDeadLetters } from '#core/triage/dead-letters.ts';
import { listReports } from '#core/triage/report-list.ts';
import { orNotFound, pageOf, route, type ConsoleCall, type ConsoleRoute } from './console-route.ts';

/** A campaign's reports shown with it; the queue filtered by campaign pages through all. */
const REPORTS_SHOWN = 200;

export const OVERVIEW_ROUTES: readonly ConsoleRoute[] = [
  route({
    method: 'get',
    path: '/me',
    capability: 'session.read',
    summary: 'The signed-in officer and what they may do',
    answer: me,
    run: async ({ by: { id, name, email, role, language } }) => ({ id, name, email, role, language, capabilities: capabilitiesOf(role) }),
  }),
  route({
    method: 'get',
    path: '/campaigns',
    capability: 'campaign.read',
    summary: 'Campaigns, the most recently seen first',
    query: campaignQuery,
    answer: campaignPage,
    run: async ({ context, query }) => pageOf(await listCampaigns(context.db, query), query.limit, ({ number }) => number),
  }),
  route({
    method: 'get',
    path: '/campaigns/:number',
    capability: 'campaign.read',
    summary: 'A campaign: what ties it together, its reports',
    answer: campaignDetail,
    run: showCampaign,
  }),
  route({
    method: 'get',
    path: '/campaigns/:number/timing',
    capability: 'campaign.read',
    summary: 'When each step from its first report to its first warning was taken, and who is waited for',
    answer: warningTimingItem,
    run: async (call) => orNotFound((await timingItems(call.context, { campaign: campaignNumberOf(call) }))[0]),
  }),
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
    path: '/audit',
    capability: 'audit.read',
    summary: 'The audit trail, the newest first',
    query: auditQuery,
    answer: auditPage,
    run: async ({ context, query }) => pageOf(await listAudit(context.db, query), query.limit, ({ seq }) => seq),
  }),
  route({
    method: 'get',
    path: '/dead-letters',
    capability: 'dead_letter.read',
    summary: 'Work that was given up and waits for somebody',
    query: pageQuery,
    answer: deadLetterPage,
    run: async ({ context, query }) => ({ items: await listDeadLetters(context.db, query.limit), next: null }),
  }),
];

/** @throws Problem `not-found` for what can be no number of a campaign. */
function campaignNumberOf({ params }: Pick<ConsoleCall, 'params'>): number {
  const number = Number(params['number']);
  if (!/^\d{1,15}$/.test(params['number'] ?? '') || number < 1) throw new Problem('not-found');
  return number;
}

async function showCampaign({ context: { db }, params }: ConsoleCall): Promise<unknown> {
  const number = campaignNumberOf({ params });
  const [campaign] = await listCampaigns(db, { number, limit: 1 });
  return {
    ...orNotFound(campaign),
    keys: await campaignKeys(db, number),
    matches: await campaignMatches(db, number),
    items: await listReports(db, { campaign: number, states: REPORT_STATES, limit: REPORTS_SHOWN }),
  };
}
