// Warnings in the console: drafting, approving, correcting, ending.

import type { z } from 'zod';
import { alertQuery, approveBody, dismissBody, draftBody, newVersionBody, nothingBody, paceBody, withdrawBody } from '#api/contract/console.ts';
import { alertDetail, alertDone, alertNow, alertPage, alertResponse, deliveryProgress } from '#api/contract/alert-answers.ts';
import { warningTimingItem } from '#api/contract/timing-answers.ts';
import { Problem } from '#api/problem.ts';
import type { AlertOutcome } from '#core/alerts/alert-outcome.ts';
import { getAlert, listAlerts } from '#core/alerts/alert-queries.ts';
import { approveAlert } from '#core/alerts/approve-alert.ts';
import type { AlertFault } from '#core/alerts/check-alert.ts';
import { clearAlert, dismissAlert, withdrawAlert } from '#core/alerts/end-alert.ts';
import { mayAlert, standingOf } from '#core/alerts/may-alert.ts';
import { paceAlert } from '#core/alerts/pace-alert.ts';
import { pauseAlert, resumeAlert } from '#core/alerts/pause-alert.ts';
import { campaignEvidence } from '#core/alerts/start-alert.ts';
import { correctAlert, draftAlert, editAlert, type DraftAlert } from '#core/alerts/write-alert.ts';
import type { CoreContext } from '#core/context.ts';
import { alertResponse as countResponse } from '#core/feedback/feedback-store.ts';
import { channelPosts } from '#core/delivery/channel-posts.ts';
import { deliveryCounts } from '#core/delivery/delivery-queries.ts';
import { secondsLeft } from '#core/delivery/time-left.ts';
import type { Capability } from '#core/staff/capability.ts';
import type { Officer } from '#core/staff/staff.ts';
import { timingItems } from '#core/timing/timing-summary.ts';
import { campaignOrWrong } from './campaign-asked.ts';
import { conflictOf, idOf, orNotFound, pageOf, route, type ConsoleCall, type ConsoleRoute } from './console-route.ts';

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
    summary: 'A warning with its versions, approvals, what keeps it from being approved, and what this officer may do with it',
    answer: alertDetail,
    run: showAlert,
  }),
  route({
    method: 'get',
    path: '/alerts/:id/deliveries',
    capability: 'alert.read',
    summary: 'How many subscribers have it, and when the last one will',
    answer: deliveryProgress,
    run: showProgress,
  }),
  route({
    method: 'get',
    path: '/alerts/:id/response',
    capability: 'alert.read',
    summary: 'Whom it reached and what they say of it',
    answer: alertResponse,
    run: async (call) => countResponse(call.context.db, orNotFound(await getAlert(call.context.db, idOf(call), call.context.clock.now())).id),
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
    summary: 'Approve exactly what was shown; the second approval publishes, or schedules what names a time',
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
    path: 'all_clear',
    capability: 'alert.withdraw',
    summary: 'Say that it is over to whoever has it: it was right, and is no longer reported',
    body: nothingBody,
    take: clearAlert,
  }),
  step({
    path: 'pause',
    capability: 'alert.pause',
    summary: 'Nobody new gets it until it is resumed; a later version and a withdrawal still reach who has it',
    body: nothingBody,
    take: pauseAlert,
  }),
  step({
    path: 'resume',
    capability: 'alert.pause',
    summary: 'Its delivery goes on where it was paused',
    body: nothingBody,
    take: resumeAlert,
  }),
  step({
    path: 'pace',
    capability: 'alert.pause',
    summary: 'Who has nothing of it yet gets it at this pace; what puts right goes as fast as ever',
    body: paceBody,
    take: (context, { body, ...on }) => paceAlert(context, { ...on, perSecond: body.per_second }),
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

async function showAlert(call: ConsoleCall): Promise<unknown> {
  const { db, clock } = call.context;
  const now = clock.now();
  const alert = orNotFound(await getAlert(db, idOf(call), now));
  return { ...alert, full_pace: Math.floor(call.pace.telegram), may: mayAlert(await standingOf(db, alert), { by: call.by, now }) };
}

async function showProgress({ context, pace, ...call }: ConsoleCall): Promise<unknown> {
  const { db, clock } = context;
  const now = clock.now();
  const alert = orNotFound(await getAlert(db, idOf(call), now));
  const channels = await channelPosts(context, alert.id);
  return { ...(await deliveryCounts(db, alert.id)), channels, seconds_left: await secondsLeft(db, alert.id, { now, pace, slowedTo: alert.pace }) };
}

async function ofCampaign(context: CoreContext, number: number): Promise<Pick<DraftAlert, 'campaignId' | 'evidence'>> {
  const id = await campaignOrWrong(context, number);
  return { campaignId: id, evidence: await campaignEvidence(context, { id, number }) };
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
