// The HTTP face on one screen: what is served where. Every handler parses, calls one use case and presents.

import express, { type Express, type RequestHandler, type Router } from 'express';
import helmet from 'helmet';
import { v4 as uuidv4 } from 'uuid';
import { createDocsRouter } from '#api/docs-router.ts';
import { createDisputesRouter } from '#api/disputes-router.ts';
import { createHealthRouter, type Readiness } from '#api/health-router.ts';
import { createOpenApiDocument } from '#api/openapi.ts';
import { createPagesRouter } from '#api/pages/pages-router.ts';
import { Problem, methodNotAllowed, problemHandler } from '#api/problem.ts';
import { createReportsRouter, type ReportsRouterDeps } from '#api/reports-router.ts';
import { createTelegramWebhook, type TelegramWebhookDeps } from '#api/telegram-webhook.ts';
import { createVerifyRouter } from '#api/verify-router.ts';
import type { Config } from '#platform/config.ts';

export interface AppDeps extends ReportsRouterDeps {
  config: Pick<Config, 'publicUrl' | 'webhookRate' | 'metricsToken'>;
  readiness(): Promise<Readiness>;
  refreshMeasures(): Promise<void>;
  telegram: TelegramWebhookDeps | undefined;
  console: Router;
}

export function createApp(deps: AppDeps): Express {
  const { telemetry } = deps.context;
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  // A TLS proxy on this machine says who calls; limits go by that.
  app.set('trust proxy', 'loopback');
  app.use(withRequestId, timed(deps));
  // With no referrer at all, browsers hide the origin of our own forms from us, too.
  app.use(helmet({ contentSecurityPolicy: { directives: { 'upgrade-insecure-requests': null } }, referrerPolicy: { policy: 'same-origin' } }));

  const { readiness, refreshMeasures } = deps;
  app.use(createHealthRouter({ readiness, refreshMeasures, registry: telemetry.registry, metricsToken: deps.config.metricsToken }));
  const document = createOpenApiDocument(deps.config.publicUrl);
  app.get('/openapi.json', (_request, response) => void response.json(document));
  app.use('/docs', createDocsRouter());

  app.use('/v1/reports', createReportsRouter(deps));
  app.use('/v1/disputes', createDisputesRouter(deps));
  if (deps.telegram !== undefined) {
    app.post('/telegram/webhook', createTelegramWebhook(deps.telegram));
    app.all('/telegram/webhook', methodNotAllowed('POST'));
  }
  app.use('/api/console', deps.console);
  app.use(createVerifyRouter(deps));
  app.use(createPagesRouter(deps));

  app.use(() => {
    throw new Problem('not-found');
  });
  app.use(problemHandler(deps.translator, telemetry.log));
  return app;
}

/** Ours, or the caller's own when it is harmless: names the request in answers and logs. */
const withRequestId: RequestHandler = (request, response, next) => {
  const given = request.get('x-request-id');
  response.setHeader('X-Request-Id', given !== undefined && /^[\w.-]{8,64}$/.test(given) ? given : uuidv4());
  next();
};

function timed({ context }: AppDeps): RequestHandler {
  return (request, response, next) => {
    const start = performance.now();
    response.once('finish', () => {
      // NOTE by the first part of the path only: references and ids would make a time series each.
      const area = request.baseUrl === '' ? (request.route?.path ?? 'other') : request.baseUrl;
      context.telemetry.observe('jaga_http_request_seconds', (performance.now() - start) / 1_000, {
        area: String(area),
        status: `${Math.floor(response.statusCode / 100)}xx`,
      });
    });
    next();
  };
}
