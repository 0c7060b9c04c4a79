// Warnings in the console: drafting, approving, correcting, ending.

import type { z } from 'zod';
import { alertQuery, approveBody, dismissBody, draftBody, newVersionBody, withdrawBody } from '#api/contract/console.ts';
import { alertDetail, alertDone, alertNow, alertPage, deliveryCounts } from '#api/contract/console-answers.ts';
import { warningTimingItem } from '#api/contract/timing-answers.ts';
import { Problem } from '#api/problem.ts';
import type { AlertOutcome } from '#core/alerts/alert-outcome.ts';
import { getAlert, listAlerts } from '#core/alerts/alert-queries.ts';
import { approveAlert } from '#core/alerts/approve-alert.ts';
import type { AlertFault } from '#core/alerts/check-alert.ts';
import { dismissAlert, withdrawAlert } from '#core/alerts/end-alert.ts';
import { correctAlert, draftAlert, editAlert } from '#core/alerts/write-alert.ts';
import type { CoreContext } from '#core/context.ts';
import { deliveryCounts as countDeliveries } from '#core/delivery/delivery-queries.ts';
import type { Capability } from '#core/staff/capability.ts';
import type { Officer } from '#core/staff/staff.ts';
import { timingItems } from '#core/timing/timing-summary.ts';
import { findCampaignId } from '#core/triage/campaign-list.ts';
import { conflictOf, idOf, orNotFound, pageOf, route, type ConsoleRoute } from './console-route.ts';

export const ALERT_ROUTES: readonly ConsoleRoute[] = [
  route({
    method: 'get',
    path: '/alerts',
    capability: 'alert.read',
    summary: 'Warnings, the newest first',
    query: alertQuery,
    answer: alertPage,
    run: async ({ context, query: { state, ...filter } }) => pageOf(await listAlerts(context.db, { ...filter, states: state }), filter.limit, ({ id }) => id),
  }),
  route({
    method: 'post',
    path: '/alerts',
    capability: 'alert.edit',
    summary: 'Draft a warning',
    body: draftBody,
    answer: alertNow,
    status: 201,
    run: async ({ context, by, body: { content, campaign } }) =>
      draftAlert(context, { by, content, ...(campaign !== undefined && (await ofCampaign(context, campaign))) }),
  }),
  route({
    method: 'get',
    path: '/alerts/:id',
    capability: 'alert.read',
    summary: 'A warning with its versions, approvals and what keeps it from being approved',
    answer: alertDetail,
    run: async (call) => orNotFound(await getAlert(call.context.db, idOf(call), call.context.clock.now())),
  }),
  route({
    method: 'get',
    path: '/alerts/:id/deliveries',
    capability: 'alert.read',
    summary: 'How many subscribers have it',
    answer: deliveryCounts,
    run: async (call) => countDeliveries(call.context.db, orNotFound(await getAlert(call.context.db, idOf(call), call.context.clock.now())).id),
  }),
  route({
    method: 'get',
    path: '/alerts/:id/timing',
    capability: 'alert.read',
    summary: 'When each step from the first report to this warning was taken, and who is waited for',
    answer: warningTimingItem,
    run: async (call) => orNotFound((await timingItems(call.context, { alertId: idOf(call) }))[0]),
  }),
  step({
    path: 'edit',
    capability: 'alert.edit',
    summary: 'A new version of what is not yet published',
    body: newVersionBody,
    take: (context, { body, ...on }) => editAlert(context, { ...on, seenVersion: body.seen_version, content: body.content }),
  }),
  step({
    path: 'correct',
    capability: 'alert.edit',
    summary: 'A new version of a published warning',
    body: newVersionBody,
    take: (context, { body, ...on }) => correctAlert(context, { ...on, seenVersion: body.seen_version, content: body.content }),
  }),
  step({
    path: 'approve',
    capability: 'alert.approve',
    summary: 'Approve exactly what was shown; the second approval publishes',
    body: approveBody,
    take: (context, { body, ...on }) => approveAlert(context, { ...on, version: body.version, contentHash: body.content_hash }),
  }),
  step({
    path: 'withdraw',
    capability: 'alert.withdraw',
    summary: 'Take a published warning back at once',
    body: withdrawBody,
    take: (context, { body, ...on }) => withdrawAlert(context, { ...on, reason: body.reason }),
  }),
  step({
    path: 'dismiss',
    capability: 'alert.dismiss',
    summary: 'Drop what was never published',
    body: dismissBody,
    take: (context, { body, ...on }) => dismissAlert(context, { ...on, reason: body.reason }),
  }),
];

interface AlertStep<Body extends z.ZodType> {
  path: string;
  capability: Capability;
  summary: string;
  body: Body;
  take(context: CoreContext, call: { by: Officer; alertId: string; body: z.infer<Body> }): Promise<AlertOutcome>;
}

function step<Body extends z.ZodType>({ path, capability, summary, body, take }: AlertStep<Body>): ConsoleRoute {
  return route({
    method: 'post',
    path: `/alerts/:id/${path}`,
    capability,
    summary,
    body,
    answer: alertDone,
    run: async (call) => presentOutcome(await take(call.context, { by: call.by, alertId: idOf(call), body: call.body })),
  });
}

async function ofCampaign({ db }: CoreContext, campaign: number): Promise<{ campaignId: string; evidence: { campaign: number } }> {
  const campaignId = await findCampaignId(db, campaign);
  if (campaignId === null) throw new Problem('wrong-shape', { errors: [{ pointer: '/campaign', message: 'there is no such campaign' }] });
  return { campaignId, evidence: { campaign } };
}

function presentOutcome(outcome: AlertOutcome): unknown {
  if (outcome.kind === 'not_found') return orNotFound(null);
  if (outcome.kind === 'faulty') throw new Problem('wrong-shape', { errors: outcome.faults.map(presentFault) });
  if (outcome.kind !== 'conflict') return outcome;
  const { state, version, published_version } = outcome.alert;
  throw conflictOf(outcome.reason, { state, version, published_version });
}

function presentFault({ code, language, field, value }: AlertFault): { pointer: string; message: string } {
  const place = language === undefined ? '/valid_until' : `/texts/${language}${field === undefined ? '' : `/${field}`}`;
  return { pointer: `/content${place}`, message: value === undefined ? code : `${code}: ${value}` };
}
