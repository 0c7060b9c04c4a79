// The HTTP face on one screen: what is served where. Every handler parses, calls one use case and presents.

import compression from 'compression';
import express, { type Express, type RequestHandler, type Router } from 'express';
import helmet from 'helmet';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { v4 as uuidv4 } from 'uuid';
import { createAlertsRouter } from '#api/alerts-router.ts';
import { createConsoleApp } from '#api/console-app.ts';
import { CHECK_RATE, createCheckRouter } from '#api/check-router.ts';
import { createDocsRouter } from '#api/docs-router.ts';
import { createDisputesRouter } from '#api/disputes-router.ts';
import { createFeedsRouter } from '#api/feeds-router.ts';
import { createHealthRouter, type Readiness } from '#api/health-router.ts';
import { createOpenApiDocument } from '#api/openapi.ts';
import { createErrorPage } from '#api/pages/error-page.ts';
import { createPagesRouter } from '#api/pages/pages-router.ts';
import { Problem, methodNotAllowed, problemHandler } from '#api/problem.ts';
import { createReportsRouter, type ReportsRouterDeps } from '#api/reports-router.ts';
import { createStatisticsRouter } from '#api/statistics-router.ts';
import { createSubscriptionsRouter, type SubscriptionsRouterDeps } from '#api/subscriptions-router.ts';
import { createTelegramWebhook, type TelegramWebhookDeps } from '#api/telegram-webhook.ts';
import { CHECKER } from '#core/checking/check-text.ts';
import { publicStatistics } from '#core/statistics/public-statistics.ts';
import { cached } from '#platform/cached.ts';
import { createVerifyRouter } from '#api/verify-router.ts';
import type { Config } from '#platform/config.ts';
import type { PdfRenderer } from '#platform/pdf/pdf-renderer.ts';

export interface AppDeps extends ReportsRouterDeps, SubscriptionsRouterDeps {
  config: Pick<Config, 'publicUrl' | 'webhookRate' | 'metricsToken' | 'retentionDays'> & Partial<Pick<Config, 'telegram'>>;
  readiness(): Promise<Readiness>;
  refreshMeasures(): Promise<void>;
  pdf: Pick<PdfRenderer, 'render'>;
  telegram: TelegramWebhookDeps | undefined;
  console: Router;
}

/** Counts of everything are a query over months of reports. */
const STATISTICS_KEPT_MS = 60_000;

export function createApp(deps: AppDeps): Express {
  const { telemetry } = deps.context;
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  // A TLS proxy on this machine says who calls; limits go by that.
  app.set('trust proxy', 'loopback');
  app.use(withRequestId, timed(deps));
  // Under `no-referrer` a browser hides the origin of our own forms from us, too.
  // Telegram's web client shows a Mini App in a frame.
  const framedBy = deps.config.telegram === undefined ? ["'self'"] : ["'self'", 'https://web.telegram.org'];
  app.use(
    helmet({
      contentSecurityPolicy: { directives: { 'upgrade-insecure-requests': null, 'frame-ancestors': framedBy } },
      xFrameOptions: deps.config.telegram === undefined,
      referrerPolicy: { policy: 'same-origin' },
    }),
  );

  const { readiness, refreshMeasures } = deps;
  app.use(createHealthRouter({ readiness, refreshMeasures, registry: telemetry.registry, metricsToken: deps.config.metricsToken }));
  app.use('/v1/reports', createReportsRouter(deps));
  app.use('/v1/disputes', createDisputesRouter(deps));
  const checking = { checker: CHECKER, checkLimiter: new RateLimiterMemory(CHECK_RATE) };
  app.use('/v1/check', createCheckRouter({ ...deps, ...checking }));
  if (deps.telegram !== undefined) {
    app.post('/telegram/webhook', createTelegramWebhook(deps.telegram));
    app.all('/telegram/webhook', methodNotAllowed('POST'));
  }
  app.use('/api/console', deps.console);

  app.use(compressed);
  app.use('/console', createConsoleApp());
  const document = createOpenApiDocument(deps.config.publicUrl);
  app.get('/openapi.json', (_request, response) => void response.json(document));
  app.use('/docs', createDocsRouter());
  const statistics = cached(() => publicStatistics(deps.context), { ttlMs: STATISTICS_KEPT_MS, clock: deps.context.clock });
  app.use('/v1/alerts', createAlertsRouter(deps));
  app.use('/v1/stats', createStatisticsRouter(statistics));
  app.use('/v1/subscriptions', createSubscriptionsRouter(deps));
  app.use('/feeds', createFeedsRouter(deps));
  app.use(createVerifyRouter(deps));
  app.use(createPagesRouter({ ...deps, ...checking, statistics }));

  app.use(() => {
    throw new Problem('not-found');
  });
  app.use(problemHandler(deps.translator, telemetry.log, createErrorPage(deps)));
  return app;
}

/**
 * What is public and long is sent compressed. What is somebody's own is not: its length would tell of secrets in it (https://breachattack.com),
 * and every answer that holds one is `no-store`.
 */
const compressed = compression({
  filter: (request, response) => !String(response.getHeader('Cache-Control')).includes('no-store') && compression.filter(request, response),
});

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
      // An event stream lasts as long as somebody listens.
      if (String(response.getHeader('Content-Type')).startsWith('text/event-stream')) return;
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
