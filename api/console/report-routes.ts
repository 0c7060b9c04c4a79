// The triage queue and what officers do with a report.

import type { z } from 'zod';
import { claimBody, confirmBody, decisionBody, duplicateBody, openOriginalBody, reportCountQuery, reportQuery } from '#api/contract/console.ts';
import { originalReport, reportCounts, reportDetail, reportPage } from '#api/contract/console-answers.ts';
import { parseReference } from '#core/reports/reference.ts';
import { openForOfficer, openOriginal, type OpenedReport } from '#core/triage/open-report.ts';
import type { Actor } from '#core/staff/staff.ts';
import { countReports } from '#core/triage/queue/report-counts.ts';
import type { ReportFilter } from '#core/triage/queue/report-filter.ts';
import { listReports } from '#core/triage/report-list.ts';
import { orNotFound, pageOf, referenceOf, route, type ConsoleRoute } from './console-route.ts';
import { decision } from './decision-route.ts';

export const REPORT_ROUTES: readonly ConsoleRoute[] = [
  route({
    method: 'get',
    path: '/reports',
    capability: 'report.list',
    summary: 'The triage queue: who is in danger, then whose money moved today with the latest on top, then who waits longest, less a head start for harm',
    query: reportQuery,
    answer: reportPage,
    run: async ({ context, by, query: { limit, after, ...query } }) =>
      pageOf(await listReports(context, { ...filterOf(query, by), limit, after }), limit, ({ reference }) => reference),
  }),
  route({
    method: 'get',
    path: '/report-counts',
    capability: 'report.list',
    summary: 'How many reports each value of each filter would show',
    query: reportCountQuery,
    answer: reportCounts,
    run: async ({ context, by, query }) => countReports(context, filterOf(query, by)),
  }),
  route({
    method: 'get',
    path: '/reports/:reference',
    capability: 'report.open',
    summary: 'A report, masked; that it was opened is in the audit trail',
    answer: reportDetail,
    run: async (call) => presentReport(orNotFound(await openForOfficer(call.context, { by: call.by, reference: referenceOf(call) }))),
  }),
  route({
    method: 'post',
    path: '/reports/:reference/open-original',
    capability: 'report.open_original',
    summary: 'A report as it was received, for a reason',
    body: openOriginalBody,
    answer: originalReport,
    run: async (call) => orNotFound(await openOriginal(call.context, { by: call.by, reference: referenceOf(call), reason: call.body.reason })),
  }),
  decision({
    path: 'claim',
    decision: 'claim',
    summary: 'Take a report for 15 minutes, or hold it longer',
    body: claimBody,
    more: ({ take_over }) => ({ takeOver: take_over }),
  }),
  decision({ path: 'release', decision: 'release', summary: 'Give a report back', body: decisionBody }),
  decision({
    path: 'confirm',
    decision: 'confirm',
    summary: 'It is a scam, of the type that was read or another one',
    body: confirmBody,
    more: ({ type }) => ({ type }),
  }),
  decision({ path: 'reject', decision: 'reject', summary: 'It is none', body: decisionBody }),
  decision({
    path: 'duplicate',
    decision: 'mark_duplicate',
    summary: 'It repeats another report',
    body: duplicateBody,
    more: ({ of }) => ({ duplicateOf: parseReference(of) ?? '' }),
  }),
  decision({ path: 'reopen', decision: 'reopen', summary: 'Decide again', body: decisionBody }),
];

function filterOf({ state, ...query }: z.infer<typeof reportCountQuery>, by: Actor): ReportFilter {
  return { ...query, states: state, ...(query.claimed_by === 'me' && { claimed_by: by.id }) };
}

/** What is sealed, hashed or internal stays here. */
function presentReport({ row, ...opened }: OpenedReport): unknown {
  const { reference, state, source, partner, channel, country, region, received_at, occurred_at, urgent, loss_state, paid_at, consent } = row;
  const { claimed_by, claim_expires_at, decided_by, decided_at, decided_type, read_at, matched_at } = row;
  const received = { reference, state, source, partner, channel, country, region, received_at, occurred_at, urgent, loss_state, paid_at, consent };
  return { ...received, claimed_by, claim_expires_at, decided_by, decided_at, decided_type, read_at, matched_at, ...opened };
}
