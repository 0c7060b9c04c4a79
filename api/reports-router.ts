// POST /v1/reports (the partner webhook) and what a reporter may do with a receipt. Parse, one use case, present.

import { createHash } from 'node:crypto';
import express, { Router, type NextFunction, type Request, type Response } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { newReportBody, type NewReportBody, type ReceivedReport, type ReportStatus } from '#api/contract/reports.ts';
import { Problem, callerLanguage, methodNotAllowed, wrongShape } from '#api/problem.ts';
import { withinRate } from '#api/rate.ts';
import { receiptOf } from '#api/receipt.ts';
import { readLossOf, toReport, toSafetyRequest } from '#api/partner-report.ts';
import { createSignatureCheck } from '#api/webhook-signature.ts';
import type { CoreContext } from '#core/context.ts';
import { findOwnReport } from '#core/own-reports/find-own-report.ts';
import { reportStory } from '#core/own-reports/report-story.ts';
import { eraseReport } from '#core/reports/erase-report.ts';
import type { RecentReadings } from '#core/reading/recent-readings.ts';
import type { PartnerAnswer, PartnerIntake } from '#core/reports/receive-partner-report.ts';
import type { ReportForReporter } from '#core/reports/report-queries.ts';
import { safetyCard } from '#core/safety/safety-card.ts';
import { urgentCardSent } from '#core/timing/urgent-cards.ts';
import type { Config, PartnerSecret } from '#platform/config.ts';
import type { Translator } from '#platform/i18n.ts';

/** Bytes; the contract's 10 MiB. */
const BODY_LIMIT = 10 * 1024 * 1024;
/** Seconds over which a partner's rate is averaged, so that short bursts pass. */
const RATE_WINDOW = 10;
/** Below this a count could point at a person (k-anonymity). */
const SMALLEST_COUNT = 5;

export interface ReportsRouterDeps {
  context: CoreContext;
  intake: PartnerIntake;
  /** Of the worker in this process. */
  recentReadings?: RecentReadings | undefined;
  translator: Translator;
  webhookSecrets: PartnerSecret[];
  config: Pick<Config, 'publicUrl' | 'webhookRate'>;
}

export function createReportsRouter(deps: ReportsRouterDeps): Router {
  const router = Router();
  const checkSignature = createSignatureCheck(deps.webhookSecrets);
  const limiter = new RateLimiterMemory({ points: Math.ceil(deps.config.webhookRate * RATE_WINDOW), duration: RATE_WINDOW });

  // The signature covers the bytes as sent, so nothing may unpack or decode them before it is checked.
  const rawBody = express.raw({ type: () => true, limit: BODY_LIMIT, inflate: false });
  router.post('/', stamped, rawBody, async (request, response) => {
    const body = bodyOf(request);
    const partner = partnerOf(request, body);
    await withinRate(limiter, partner);
    const sent = parseBody(request, body);
    const now = deps.context.clock.now();
    const told = readLossOf(sent, deps.recentReadings);
    const card = safetyCard(toSafetyRequest(sent, told, { language: callerLanguage(request), now }), deps.translator);
    const outcome = await deps.intake.receive({
      partner,
      requestId: request.get('webhook-id') ?? '',
      bodySha256: createHash('sha256').update(body).digest(),
      report: toReport(sent, partner, told),
      safety: { urgent: card.urgent, steps: card.steps, hotlines: card.hotlines, script: card.script },
    });
    if (outcome.kind === 'mismatch') throw new Problem('id-reused');
    const receivedAt: unknown = response.locals['receivedAt'];
    if (outcome.kind === 'received' && card.urgent && receivedAt instanceof Date)
      response.once('finish', () => void urgentCardSent(deps.context, { face: 'webhook', receivedAt }));
    response.status(202).location(statusUrl(deps, outcome.answer)).json(presentReceived(deps, outcome.answer));
  });
  router.all('/', methodNotAllowed('POST'));

  router.get('/:reference', async (request, response) => {
    response.set('Cache-Control', 'no-store').json(await presentStatus(deps, await ownReport(deps.context, request)));
  });
  router.delete('/:reference', async (request, response) => {
    const report = await ownReport(deps.context, request);
    await eraseReport(deps.context, report.id);
    response.status(204).end();
  });
  router.all('/:reference', methodNotAllowed('GET', 'DELETE'));
  return router;

  /** Before the body is read: that is part of what the person waits for. */
  function stamped(_request: Request, response: Response, next: NextFunction): void {
    response.locals['receivedAt'] = deps.context.clock.now();
    next();
  }

  function partnerOf(request: Request, body: Buffer): string {
    const check = checkSignature(
      { id: request.get('webhook-id'), timestamp: request.get('webhook-timestamp'), signature: request.get('webhook-signature'), body },
      deps.context.clock.now(),
    );
    if (check.kind === 'genuine') return check.partner;
    deps.context.telemetry.record('webhook_refused', { outcome: check.why });
    throw new Problem(check.why);
  }
}

/** An empty body leaves express.raw's default in place. */
function bodyOf(request: Request): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function parseBody(request: Request, body: Buffer): NewReportBody {
  if (request.is(['application/json', '+json']) === false) throw new Problem('unsupported-media-type');
  const parsed = newReportBody.safeParse(parseJson(decode(body)));
  if (!parsed.success) throw wrongShape(parsed.error);
  return parsed.data;
}

function decode(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch (error) {
    throw new Problem('unsupported-encoding', { cause: error });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem('not-json', { cause: error });
  }
}

function statusUrl({ config }: ReportsRouterDeps, { reference }: PartnerAnswer): string {
  return `${config.publicUrl}/v1/reports/${reference}`;
}

function presentReceived(deps: ReportsRouterDeps, answer: PartnerAnswer): ReceivedReport {
  // In one order of keys, so that a repeated request gets the same bytes; answers stored by an earlier version have no script.
  const script = (answer.safety.script ?? []).map(({ language, text }) => ({ language, text }));
  const hotlines = answer.safety.hotlines.map(({ country, number, label }) => ({ country, number, label }));
  return {
    reference: answer.reference,
    receipt: answer.receipt,
    status_url: statusUrl(deps, answer),
    safety: { urgent: answer.safety.urgent, steps: answer.safety.steps, hotlines, script },
  };
}

/** Not found and wrong receipt look the same, so that references cannot be guessed. */
async function ownReport(context: CoreContext, request: Request<{ reference: string }>): Promise<ReportForReporter> {
  const report = await findOwnReport(context, { reference: request.params.reference, receipt: receiptOf(request) });
  if (report === null) throw new Problem('not-found');
  return report;
}

async function presentStatus({ context, config }: ReportsRouterDeps, report: ReportForReporter): Promise<ReportStatus> {
  const story = await reportStory(context, report.id);
  return {
    reference: report.reference,
    status: report.state,
    received_at: report.received_at.toISOString(),
    read: report.read_at !== null,
    matched: report.matched_at !== null,
    similar_reports: report.similar_reports < SMALLEST_COUNT ? 0 : report.similar_reports,
    happened: story.map(({ what, at, count, code }) => ({
      what,
      at: at?.toISOString() ?? null,
      ...(count !== undefined && { count }),
      ...(code !== undefined && { warning: code }),
    })),
    can_add: report.state === 'erased' ? [] : ['text', 'evidence'],
    add_url: `${config.publicUrl}/status`,
  };
}
