// The console's back end as one table: method, path, the capability it needs, and the use case. Nothing is reachable that is not listed here.

import { z } from 'zod';
import { alertQuery, approveBody, auditQuery, claimBody, dismissBody, draftBody, duplicateBody, listQuery, newVersionBody, nothing, openOriginalBody, reportQuery, withdrawBody } from '#api/contract/console.ts';
import { Problem, wrongShape } from '#api/problem.ts';
import { countDeliveries, getAlert, listAlerts } from '#core/alerts/alert-queries.ts';
import type { AlertOutcome } from '#core/alerts/alert-outcome.ts';
import { approveAlert } from '#core/alerts/approve-alert.ts';
import { dismissAlert, withdrawAlert } from '#core/alerts/end-alert.ts';
import { correctAlert, draftAlert, editAlert } from '#core/alerts/write-alert.ts';
import { listAudit } from '#core/audit/audit-queries.ts';
import type { CoreContext } from '#core/context.ts';
import { parseReference } from '#core/reports/reference.ts';
import type { Decision } from '#core/reports/report.ts';
import { capabilitiesOf, type Capability } from '#core/staff/capability.ts';
import type { Officer } from '#core/staff/staff.ts';
import { decideReport, type DecideReport, type TriageOutcome } from '#core/triage/decide-report.ts';
import { openForOfficer, openOriginal } from '#core/triage/open-report.ts';
import { campaignKeys, listCampaigns, listDeadLetters, listReports } from '#core/triage/report-list.ts';

export interface ConsoleCall {
  context: CoreContext;
  by: Officer;
  params: Record<string, string>;
  query: unknown;
  body: unknown;
}

export interface ConsoleRoute {
  method: 'get' | 'post';
  path: string;
  capability: Capability;
  /** What a POST must carry. */
  body?: z.ZodType;
  run(call: ConsoleCall): Promise<unknown>;
}

export const CONSOLE_ROUTES: readonly ConsoleRoute[] = [
  { method: 'get', path: '/me', capability: 'session.read', run: async ({ by }) => ({ ...by, capabilities: capabilitiesOf(by.role) }) },
  { method: 'get', path: '/reports', capability: 'report.list', run: async ({ context, query }) => ({ items: await listReports(context.db, parse(reportQuery, query)) }) },
  { method: 'get', path: '/reports/:reference', capability: 'report.open', run: openOne },
  {
    method: 'post',
    path: '/reports/:reference/open-original',
    capability: 'report.open_original',
    body: openOriginalBody,
    run: async ({ context, by, params, body }) => orNotFound(await openOriginal(context, { by, reference: referenceOf(params), reason: parse(openOriginalBody, body).reason })),
  },
  decision('claim', 'claim', claimBody, (body) => ({ takeOver: parse(claimBody, body).take_over })),
  decision('release', 'release', nothing),
  decision('confirm', 'confirm', nothing),
  decision('reject', 'reject', nothing),
  decision('duplicate', 'mark_duplicate', duplicateBody, (body) => ({ duplicateOf: parseReference(parse(duplicateBody, body).of) ?? '' })),
  decision('reopen', 'reopen', nothing),
  { method: 'get', path: '/campaigns', capability: 'campaign.read', run: async ({ context, query }) => ({ items: await listCampaigns(context.db, parse(listQuery, query)) }) },
  { method: 'get', path: '/campaigns/:number', capability: 'campaign.read', run: oneCampaign },
  { method: 'get', path: '/alerts', capability: 'alert.read', run: async ({ context, query }) => ({ items: await listAlerts(context.db, parse(alertQuery, query)) }) },
  { method: 'post', path: '/alerts', capability: 'alert.edit', body: draftBody, run: async ({ context, by, body }) => draftAlert(context, { by, ...parse(draftBody, body) }) },
  { method: 'get', path: '/alerts/:id', capability: 'alert.read', run: async ({ context, params }) => orNotFound(await getAlert(context.db, idOf(params), context.clock.now())) },
  { method: 'get', path: '/alerts/:id/deliveries', capability: 'alert.read', run: async ({ context, params }) => countDeliveries(context.db, idOf(params)) },
  alertStep('edit', 'alert.edit', newVersionBody, async ({ context, by, alertId, body }) => editAlert(context, { by, alertId, seenVersion: body.seen_version, content: body.content })),
  alertStep('correct', 'alert.edit', newVersionBody, async ({ context, by, alertId, body }) => correctAlert(context, { by, alertId, seenVersion: body.seen_version, content: body.content })),
  alertStep('approve', 'alert.approve', approveBody, async ({ context, by, alertId, body }) => approveAlert(context, { by, alertId, version: body.version, contentHash: body.content_hash })),
  alertStep('withdraw', 'alert.withdraw', withdrawBody, async ({ context, by, alertId, body }) => withdrawAlert(context, { by, alertId, reason: body.reason })),
  alertStep('dismiss', 'alert.dismiss', dismissBody, async ({ context, by, alertId, body }) => dismissAlert(context, { by, alertId, reason: body.reason })),
  { method: 'get', path: '/audit', capability: 'audit.read', run: async ({ context, query }) => ({ items: await listAudit(context.db, parse(auditQuery, query)) }) },
  { method: 'get', path: '/dead-letters', capability: 'dead_letter.read', run: async ({ context, query }) => ({ items: await listDeadLetters(context.db, parse(listQuery, query).limit) }) },
];

function decision(path: string, what: Decision, body: z.ZodType, more: (body: unknown) => Partial<DecideReport> = () => ({})): ConsoleRoute {
  return {
    method: 'post',
    path: `/reports/:reference/${path}`,
    capability: 'report.decide',
    body,
    run: async ({ context, by, params, body: sent }) => presentTriage(await decideReport(context, { by, reference: referenceOf(params), decision: what, ...more(sent) })),
  };
}

interface AlertStep<Body> {
  context: CoreContext;
  by: Officer;
  alertId: string;
  body: Body;
}

function alertStep<Schema extends z.ZodType>(path: string, capability: Capability, schema: Schema, step: (call: AlertStep<z.infer<Schema>>) => Promise<AlertOutcome>): ConsoleRoute {
  return {
    method: 'post',
    path: `/alerts/:id/${path}`,
    capability,
    body: schema,
    run: async ({ context, by, params, body }) => presentAlert(await step({ context, by, alertId: idOf(params), body: parse(schema, body) })),
  };
}

async function openOne({ context, by, params }: ConsoleCall): Promise<unknown> {
  const { row, ...opened } = orNotFound(await openForOfficer(context, { by, reference: referenceOf(params) }));
  const { reference, state, source, partner, channel, country, received_at, occurred_at, urgent, loss_state, paid_at, consent, claimed_by, claim_expires_at, decided_by, decided_at, read_at, matched_at } = row;
  return { reference, state, source, partner, channel, country, received_at, occurred_at, urgent, loss_state, paid_at, consent, claimed_by, claim_expires_at, decided_by, decided_at, read_at, matched_at, ...opened };
}

async function oneCampaign({ context, params }: ConsoleCall): Promise<unknown> {
  const number = Number(params['number']);
  if (!Number.isSafeInteger(number) || number < 1) throw new Problem('not-found');
  const [campaign] = await listCampaigns(context.db, { number, limit: 1 });
  return { ...orNotFound(campaign), keys: await campaignKeys(context.db, number), items: await listReports(context.db, { campaign: number, limit: 200 }) };
}

function presentTriage(outcome: TriageOutcome): unknown {
  if (outcome.kind === 'not_found') throw new Problem('not-found');
  if (outcome.kind === 'conflict') throw new Problem('conflict', { params: { code: outcome.reason } });
  return outcome;
}

function presentAlert(outcome: AlertOutcome): unknown {
  if (outcome.kind === 'not_found') throw new Problem('not-found');
  if (outcome.kind === 'conflict') throw new Problem('conflict', { params: { code: outcome.reason } });
  if (outcome.kind === 'faulty') throw new Problem('wrong-shape', { errors: outcome.faults.map((fault) => ({ pointer: '/content', message: JSON.stringify(fault) })) });
  return outcome;
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw wrongShape(parsed.error);
  return parsed.data;
}

function referenceOf(params: Record<string, string>): string {
  return orNotFound(parseReference(params['reference'] ?? ''));
}

function idOf(params: Record<string, string>): string {
  return orNotFound(z.uuid().safeParse(params['id']).data);
}

function orNotFound<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Problem('not-found');
  return value;
}
