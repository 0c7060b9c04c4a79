// P17 when the clock is set in the middle of a delivery, as by NTP or on a machine that slept: nobody is missed, nobody is told twice, nothing is said
// that is over, and no claim stays behind.

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { deliverAlert, deliverVersion } from '#core/delivery/deliver-alert.ts';
import { deliveryCounts } from '#core/delivery/delivery-queries.ts';
import type { DeliveryDeps } from '#core/delivery/delivery.ts';
import { planDelivery } from '#core/delivery/plan-delivery.ts';
import type { CoreContext } from '#core/context.ts';
import { saveSubscription } from '#core/subscribers/subscribers.ts';
import { systemClock } from '#platform/clock.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createTelegramClient, type TelegramClient } from '#platform/telegram.ts';
import { createPacer } from '#platform/telegram-pacer.ts';
import { countDelivered } from '#tests/support/count-delivered.ts';
import { hirePublisher, type Publisher } from '#tests/support/publish-alert.ts';
import { startTelegramStandIn, type TelegramStandIn } from '#tests/support/telegram-stand-in.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';

const TOKEN = '4242:clock-token-of-the-stand-in-000001';
const HOUR = 3_600_000;
type Client = Pick<TelegramClient, 'call'>;
const translator = createTranslator({ strict: true });
let scene: TriageScene;
let context: CoreContext;
let publisher: Publisher;
let telegram: TelegramStandIn;
/** By how much the clock is wrong. */
let ahead = 0;

beforeAll(async () => {
  scene = await createTriageScene(systemClock.now());
  context = { ...scene.context, clock: { now: () => new Date(systemClock.now().getTime() + ahead) } };
  publisher = await hirePublisher(scene);
});

beforeEach(async () => {
  ahead = 0;
  const limits = { perSecond: 10_000, chatPerSecond: 10_000, chatBurst: 1_000, groupPerMinute: 10_000 };
  telegram = await startTelegramStandIn({ token: TOKEN, limits });
});

afterEach(async () => {
  await telegram.close();
  await scene.database.pool.query('truncate deliveries, subscribers cascade');
});

afterAll(() => scene.database.drop());

function realClient(): Client {
  return createTelegramClient({ token: TOKEN, apiRoot: telegram.apiRoot });
}

function depsFor(perSecond: number, settings: DeliveryDeps['settings'] = {}, client = realClient()): DeliveryDeps {
  const pacer = createPacer({ perSecond, perChatPerSecond: 10_000, perChatBurst: 1, perGroupPerMinute: 10_000 });
  return {
    telegram: { client, pacer },
    webPush: undefined,
    translator,
    publicUrl: 'https://jaga.example',
    settings: { retryBaseMs: 5, pollMs: 10, ...settings },
  };
}

async function subscribeMany(count: number): Promise<number[]> {
  const chats = Array.from({ length: count }, (_, at) => at + 1);
  for (const chatId of chats) {
    telegram.user(chatId);
    await saveSubscription(context, { chatId, language: 'en', active: true, types: [], countries: [] });
  }
  return chats;
}

test('P17 set forward by hours and back while two workers send: nobody is missed, nobody told twice', async () => {
  const chats = await subscribeMany(200);
  const alertId = await publisher.publish();
  await planDelivery(context, alertId, 1);
  // Their messages arrive, the answers only after the clock was set: these claims look hours old.
  const answered = Promise.withResolvers<void>();
  for (const chat of [3, 40, 41, 90]) telegram.fault({ kind: 'slow', chat, until: answered.promise });
  // These are to be tried again in a second, by a clock that will be set back.
  for (const chat of [130, 140]) telegram.fault({ kind: 'too_many', seconds: 1, chat, times: 1 });
  const both = Promise.all([1, 2].map(() => deliverAlert(context, depsFor(60, { batch: 20 }), alertId)));
  await telegram.until(() => (telegram.delivered() >= 90 ? true : undefined), { timeoutMs: 60_000 });
  ahead = 3 * HOUR;
  await telegram.until(() => (telegram.delivered() >= 170 ? true : undefined), { timeoutMs: 60_000 });
  answered.resolve();
  ahead = 0;
  const begun = performance.now();
  await both;
  expect(performance.now() - begun).toBeLessThan(60_000);
  expect(countDelivered(telegram, chats, 'clock set forward 3 h and back')).toEqual({ missed: 0, duplicates: 0 });
  expect(await deliveryCounts(context.db, alertId)).toMatchObject({ sent: 200, waiting: 0, claimed: 0 });
});

test.each([
  ['forward', 3 * HOUR],
  ['back', -3 * HOUR],
])('P17 killed, and the clock set %s before the next start: what was claimed is taken again, twice only what was in flight', async (_way, step) => {
  const chats = await subscribeMany(60);
  const alertId = await publisher.publish();
  await planDelivery(context, alertId, 1);
  let calls = 0;
  const real = realClient();
  const dying: Client = {
    call: async (method, payload, options) => {
      calls += 1;
      if (calls > 20 && calls !== 21) throw new Error('killed');
      const outcome = await real.call(method, payload, options);
      if (calls > 20) throw new Error('killed');
      return outcome;
    },
  };
  ahead = 6 * HOUR;
  await expect(deliverAlert(context, depsFor(500, { staleMs: 1_000 }, dying), alertId)).rejects.toThrow('killed');
  expect((await deliveryCounts(context.db, alertId)).claimed).toBeGreaterThan(0);
  ahead += step;
  const begun = performance.now();
  expect(await deliverVersion(context, depsFor(500, { staleMs: 1_000 }), { alertId, version: 1 })).toMatchObject({ counts: { sent: 60 } });
  expect(performance.now() - begun).toBeLessThan(30_000);
  const { missed, duplicates } = countDelivered(telegram, chats, `killed, then clock set by ${step / HOUR} h`);
  expect(missed).toBe(0);
  expect(duplicates).toBeLessThanOrEqual(64);
});

test('a warning whose end the clock jumps past is sent to nobody from that moment on', async () => {
  await subscribeMany(100);
  const alertId = await publisher.publish();
  await scene.database.db
    .updateTable('alerts')
    .set({ expires_at: new Date(context.clock.now().getTime() + HOUR) })
    .where('id', '=', alertId)
    .execute();
  await planDelivery(context, alertId, 1);
  const real = realClient();
  let late = 0;
  const counting: Client = {
    call: (method, payload, options) => {
      if (ahead > 0) late += 1;
      return real.call(method, payload, options);
    },
  };
  const delivering = deliverAlert(context, depsFor(60, {}, counting), alertId);
  await telegram.until(() => (telegram.delivered() >= 30 ? true : undefined), { timeoutMs: 60_000 });
  ahead = 2 * HOUR;
  const result = await delivering;
  expect(late).toBe(0);
  const told = telegram.delivered();
  expect(result).toMatchObject({ kind: 'done', counts: { sent: told, waiting: 0, claimed: 0, failed_by: { expired: 100 - told } } });
});
