// `jaga start`, composed: which parts run in this process, in which order they start, and in which they stop so that nothing is lost.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '#api/app.ts';
import { createConsoleRouter } from '#api/console/console-router.ts';
import { startBot, type Bot } from '#bot/bot.ts';
import { startWarningBot, type WarningBotDeps } from '#bot/warning-bot.ts';
import type { OpenCore } from '#cli/open-core.ts';
import { createReadiness } from '#cli/readiness.ts';
import { conversationOf, createStages, createChores } from '#cli/stages.ts';
import { openWebPush, type WebPush } from '#cli/web-push.ts';
import { createEarlierReports } from '#core/campaigns/earlier-reports.ts';
import { syncChannels } from '#core/subscribers/channels.ts';
import { warmChecker } from '#core/checking/check-text.ts';
import { readMessage } from '#core/reading/read-message.ts';
import { createRecentReadings, type RecentReadings } from '#core/reading/recent-readings.ts';
import { createPartnerIntake } from '#core/reports/receive-partner-report.ts';
import { createTimingMeasures } from '#core/timing/timing-measures.ts';
import { createPdfRenderer, type PdfRenderer } from '#platform/pdf/pdf-renderer.ts';
import { openQueueBackend } from '#platform/queue.ts';
import { createPacer, type Pacer } from '#platform/telegram-pacer.ts';
import { createTelegramClient, type TelegramClient } from '#platform/telegram.ts';
import { createPipeline, type Pipeline } from '#worker/pipeline.ts';
import type { TranslationModel } from '#core/triage/casework/translate-report.ts';
import type { ModelConfig, TelegramConfig } from '#platform/config.ts';
import { createModelClient } from '#platform/model.ts';

export const ROLES = ['all', 'api', 'bot', 'worker'] as const;
export type Role = (typeof ROLES)[number];

export interface Service {
  /** Where the API listens; undefined in a process without one. */
  address: string | undefined;
  pipeline: Pipeline | undefined;
  bot: Bot | undefined;
  /** New work is refused, what runs is finished, what waits stays in PostgreSQL. The database stays open: it is the caller's. */
  stop(): Promise<void>;
}

interface Parts {
  core: OpenCore;
  runs(role: Exclude<Role, 'all'>): boolean;
  telegram: { client: TelegramClient; pacer: Pacer } | undefined;
  bots: readonly WarningBotOut[];
  /** Its thread starts with the first document. */
  pdf: PdfRenderer;
  webPush: WebPush;
}

export async function startService(core: OpenCore, role: Role): Promise<Service> {
  const { config, context, log } = core;
  const telegram =
    config.telegram === undefined
      ? undefined
      : { client: createTelegramClient(config.telegram), pacer: createPacer({ perSecond: config.telegram.rate, perChatBurst: 3 }) };
  const bots = warningBots(config.telegram);
  const pdf = createPdfRenderer();
  const webPush = openWebPush(core);
  const parts: Parts = { core, telegram, bots, pdf, webPush, runs: (each) => role === 'all' || role === each };
  const queueBackend = openQueueBackend({ redisUrl: config.redisUrl, databaseUrl: core.database.url, log });
  const earlier = createEarlierReports(context);
  const recent = createRecentReadings();
  if (parts.runs('worker') && config.telegram !== undefined) await syncChannels(context, config.telegram.channels);
  const pipeline = parts.runs('worker')
    ? createPipeline({
        context,
        queueBackend,
        stages: (signal) => createStages(core, earlier, { telegram, bots, webPush: webPush.out, signal, recent }),
        chores: createChores(core, earlier),
        withModel: config.model !== undefined,
        withDelivery: true,
      })
    : undefined;
  pipeline?.start();
  if (parts.runs('api') || parts.runs('bot')) void warmChecker();
  const bot = parts.runs('bot') ? startTelegramBot(parts) : undefined;
  const warners = parts.runs('bot') ? bots.map((out) => startWarningBot({ context, translator: core.translator, publicUrl: config.publicUrl, ...out })) : [];
  const api = parts.runs('api')
    ? await startApi(parts, {
        bot,
        stored: pipeline?.wake,
        recentReadings: pipeline === undefined ? undefined : recent,
        queue: pipeline?.queues.reports ?? queueBackend.openQueue('reports'),
      })
    : undefined;
  return {
    address: api?.address,
    pipeline,
    bot,
    stop: async () => {
      await api?.stop();
      await Promise.all([bot?.stop(), ...warners.map((warner) => warner.stop())]);
      await pdf.close();
      await pipeline?.stop();
      await queueBackend.close();
    },
  };
}

type WarningBotOut = Pick<WarningBotDeps, 'bot' | 'token'> & { client: TelegramClient; pacer: Pacer };

function warningBots(telegram: TelegramConfig | undefined): WarningBotOut[] {
  if (telegram === undefined) return [];
  const { bots, apiRoot, rate } = telegram;
  return bots.map(({ bot, token }) => ({
    bot,
    token,
    client: createTelegramClient({ token, apiRoot }),
    pacer: createPacer({ perSecond: rate, perChatBurst: 3 }),
  }));
}

function startTelegramBot({ core, telegram, pdf }: Parts): Bot | undefined {
  const { config, context } = core;
  if (config.telegram === undefined || telegram === undefined) return undefined;
  // The first reading loads the reader's tables: nobody who has just paid waits for that.
  readMessage({ text: 'hello' });
  const { token, webhookUrl: url, webhookSecret: secret } = config.telegram;
  return startBot({
    context,
    telegram: telegram.client,
    pacer: telegram.pacer,
    token,
    pdf,
    ...(url !== undefined && secret !== undefined && { webhook: { url, secret } }),
    conversation: conversationOf(core),
  });
}

interface ApiParts {
  bot: Bot | undefined;
  stored: (() => void) | undefined;
  recentReadings: RecentReadings | undefined;
  queue: Parameters<typeof createReadiness>[0]['queue'];
}

function translationModel(model: ModelConfig | undefined): TranslationModel | undefined {
  return model === undefined ? undefined : { client: createModelClient(model), settings: model };
}

async function startApi(
  { core, runs, pdf, webPush }: Parts,
  { bot, queue, stored, recentReadings }: ApiParts,
): Promise<{ address: string; stop(): Promise<void> }> {
  const { config, context, translator, database, secrets } = core;
  const intake = createPartnerIntake(context, stored);
  const stopping = new AbortController();
  const secret = config.telegram?.webhookSecret;
  const app = createApp({
    context,
    intake,
    recentReadings,
    translator,
    pdf,
    config,
    webhookSecrets: secrets.webhookSecrets,
    webPush,
    refreshMeasures: createTimingMeasures(context),
    readiness: createReadiness({ pool: database.pool, queue, telegram: runs('bot') && config.telegram !== undefined, model: config.model !== undefined }),
    telegram: secret === undefined ? undefined : { context, secret, stored: bot?.wake },
    console: createConsoleRouter({
      context,
      pool: database.pool,
      publicUrl: config.publicUrl,
      translator,
      pace: config.pace,
      model: translationModel(config.model),
      secondFactor: config.secondFactor,
      stopping: stopping.signal,
      provider: config.oidc,
    }),
  });
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 20_000 }, app);
  await listen(server, config);
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://${config.host}:${port}`,
    stop: async () => {
      stopping.abort();
      await closeServer(server);
      await intake.drain();
    },
  };
}

function listen(server: Server, { port, host }: { port: number; host: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new Error(`Port ${port} on ${host} is taken: stop what uses it, or set PORT to another one.`) : error);
    });
    server.listen(port, host, resolve);
  });
}

/** Seconds that requests under way may still take. */
const CLOSE_LIMIT_MS = 5_000;

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const late = setTimeout(() => server.closeAllConnections(), CLOSE_LIMIT_MS);
  await closed;
  clearTimeout(late);
}
