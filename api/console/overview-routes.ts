// Who did what, what was given up.

import { auditQuery, pageQuery, timingQuery } from '#api/contract/console.ts';
import { auditPage, deadLetterPage } from '#api/contract/console-answers.ts';
import { timingSummaryAnswer } from '#api/contract/timing-answers.ts';
import { listAudit } from '#core/audit/audit-queries.ts';
import { defaultSince, timingSummary } from '#core/timing/timing-summary.ts';
import { listDeadLetters } from '#core/triage/dead-letters.ts';
import { pageOf, route, type ConsoleRoute } from './console-route.ts';

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
