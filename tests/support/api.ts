// The HTTP face alone, on a database of the test's own: no worker, no bot, no queue.

import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp, type AppDeps } from '#api/app.ts';
import { createConsoleRouter } from '#api/console/console-router.ts';
import { createReadiness } from '#cli/readiness.ts';
import { rememberBot } from '#core/conversations/bot-account.ts';
import type { CoreContext } from '#core/context.ts';
import { createVault } from '#core/privacy/vault.ts';
import { createPartnerIntake } from '#core/reports/receive-partner-report.ts';
import { vapidKeys } from '#core/subscribers/vapid-key.ts';
import type { IdentityProvider } from '#core/staff/identity-provider.ts';
import { createTimingMeasures } from '#core/timing/timing-measures.ts';
import { systemClock } from '#platform/clock.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createLog } from '#platform/log.ts';
import { createPdfRenderer } from '#platform/pdf/pdf-renderer.ts';
import { createPushServices } from '#platform/web-push/push-services.ts';
import { createTelemetry } from '#platform/telemetry.ts';
import type { TestDatabase } from './postgres.ts';

/** A bot is configured; nothing here talks to Telegram. */
export const TEST_BOT_TOKEN = '1:t';
const TELEGRAM = {
  token: TEST_BOT_TOKEN,
  apiRoot: 'http://127.0.0.1:1',
  webhookUrl: undefined,
  webhookSecret: undefined,
  rate: 30,
  isPaid: false,
  bots: [],
  channels: [],
};

export interface TestApi {
  address: string;
  context: CoreContext;
  stop(): Promise<void>;
}

interface TestApiChanges extends Partial<AppDeps> {
  clock?: CoreContext['clock'];
  bot?: string;
  publicUrl?: (port: number) => string;
  /** The force's own identity provider, which has to know where it sends people back to. */
  provider?: (publicUrl: string) => Promise<IdentityProvider>;
}

export async function startTestApi(database: TestDatabase, changes: TestApiChanges = {}): Promise<TestApi> {
  const { clock = systemClock, bot, publicUrl = () => 'https://jaga.example', provider, context: given, ...overrides } = changes;
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const translator = createTranslator({ strict: true });
  const telemetry = createTelemetry(createLog('silent'));
  const context: CoreContext = given ?? { db: database.db, vault: createVault(randomBytes(32)), clock, telemetry };
  const config = {
    publicUrl: publicUrl(port),
    webhookRate: 100_000,
    metricsToken: undefined,
    retentionDays: 90,
    ...(bot !== undefined && { telegram: TELEGRAM }),
  };
  if (bot !== undefined) await rememberBot(context, { username: bot });
  const pdf = createPdfRenderer();
  const app = createApp({
    context,
    translator,
    config,
    intake: createPartnerIntake(context),
    webhookSecrets: [],
    webPush: { publicKey: vapidKeys(context.vault).publicKey, services: createPushServices() },
    refreshMeasures: createTimingMeasures(context),
    readiness: createReadiness({ pool: database.pool, queue: { ping: async () => undefined }, telegram: false, model: false }),
    telegram: undefined,
    pdf,
    console: createConsoleRouter({
      context,
      pool: database.pool,
      publicUrl: config.publicUrl,
      translator,
      pace: { telegram: 30, web_push: 200 },
      provider: await provider?.(config.publicUrl),
    }),
    ...overrides,
  });
  server.on('request', app);
  return {
    address: `http://127.0.0.1:${port}`,
    context,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await pdf.close();
    },
  };
}
