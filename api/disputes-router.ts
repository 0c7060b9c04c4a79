// POST /v1/disputes: a holder objects to what is said of their number, account or site. And how the dispute stands, with its receipt.

import express, { Router, type Request } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { newDisputeBody, type DisputeStatus, type ReceivedDispute } from '#api/contract/disputes.ts';
import { callerLanguage, methodNotAllowed, Problem, wrongShape } from '#api/problem.ts';
import { withinRate } from '#api/rate.ts';
import { receiptOf } from '#api/receipt.ts';
import type { CoreContext } from '#core/context.ts';
import { findDispute, type DisputeRow } from '#core/disputes/dispute-store.ts';
import { fileDispute } from '#core/disputes/file-dispute.ts';
import { sameSecret } from '#core/own-reports/find-own-report.ts';
import { parseReference } from '#core/reports/reference.ts';
import type { Config } from '#platform/config.ts';
import type { Translator } from '#platform/i18n.ts';

/** Bytes. */
const BODY_LIMIT = 64 * 1024;
/** Disputes an hour from one address: a holder has a few numbers, who wants to clear a list has many. */
const RATE = { points: 10, duration: 60 * 60 };

export interface DisputesRouterDeps {
  context: CoreContext;
  translator: Translator;
  config: Pick<Config, 'publicUrl'>;
}

export function createDisputesRouter({ context, translator, config }: DisputesRouterDeps): Router {
  const router = Router();
  const limiter = new RateLimiterMemory(RATE);

  router.post('/', express.json({ limit: BODY_LIMIT }), async (request, response) => {
    if (request.is('application/json') === false) throw new Problem('unsupported-media-type');
    const parsed = newDisputeBody.safeParse(request.body);
    if (!parsed.success) throw wrongShape(parsed.error);
    // NOTE a body of the wrong shape costs nothing: only what would be stored counts.
    await withinRate(limiter, request.ip ?? '');
    const outcome = await fileDispute(context, translator, parsed.data);
    if (outcome.kind === 'unreadable') throw new Problem('wrong-shape', { errors: [{ pointer: '/value', message: `cannot be read as ${parsed.data.kind}` }] });
    const { reference, receipt } = outcome;
    const language = callerLanguage(request);
    const received: ReceivedDispute = {
      reference,
      receipt,
      status_url: `${config.publicUrl}/v1/disputes/${reference}`,
      message: translator.t(language, 'publication:dispute.received', { reference }),
    };
    response
      .status(202)
      .location(received.status_url)
      .vary('Accept-Language')
      .set({ 'Content-Language': language, 'Cache-Control': 'no-store' })
      .json(received);
  });
  router.all('/', methodNotAllowed('POST'));

  router.get('/:reference', async (request, response) => {
    response.set('Cache-Control', 'no-store').json(presentStatus(await ownDispute(context, request)));
  });
  router.all('/:reference', methodNotAllowed('GET'));
  return router;
}

/** Not found and wrong receipt look the same, so that references cannot be guessed. */
async function ownDispute(context: CoreContext, request: Request<{ reference: string }>): Promise<DisputeRow> {
  const receipt = receiptOf(request);
  const reference = parseReference(request.params.reference);
  const dispute = reference === null ? null : await findDispute(context.db, reference);
  if (dispute === null || !sameSecret(receipt, context.vault.receiptOf(dispute.id))) throw new Problem('not-found');
  return dispute;
}

function presentStatus({ reference, state, filed_at, decided_at }: DisputeRow): DisputeStatus {
  return { reference, status: state, filed_at: filed_at.toISOString(), decided_at: decided_at?.toISOString() ?? null };
}
