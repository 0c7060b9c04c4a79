// Who am I, what grows, who did what, what was given up.

import { auditQuery, campaignQuery, pageQuery } from '#api/contract/console.ts';
import { auditPage, campaignDetail, campaignPage, deadLetterPage, me } from '#api/contract/console-answers.ts';
import { Problem } from '#api/problem.ts';
import { listAudit } from '#core/audit/audit-queries.ts';
import { REPORT_STATES } from '#api/contract/console.ts';
import { explainReporters } from '#core/clustering/explain-reporters.ts';
import { capabilitiesOf } from '#core/staff/capability.ts';
import { campaignKeys, campaignMatches, campaignReporters, listCampaigns } from '#core/triage/campaign-list.ts';
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

async function showCampaign({ context: { db }, by, translator, params }: ConsoleCall): Promise<unknown> {
  const number = Number(params['number']);
  if (!/^\d{1,15}$/.test(params['number'] ?? '') || number < 1) throw new Problem('not-found');
  const [campaign] = await listCampaigns(db, { number, limit: 1 });
  const found = orNotFound(campaign);
  const weighed = await campaignReporters(db, number);
  return {
    ...found,
    keys: await campaignKeys(db, number),
    weighed: { ...weighed, explained: explainReporters(weighed, translator, by.language) },
    matches: await campaignMatches(db, number),
    items: await listReports(db, { campaign: number, states: REPORT_STATES, limit: REPORTS_SHOWN }),
  };
}
