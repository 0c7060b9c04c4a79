// A warning is slowed down while it goes out, measured at the stand-in: at once, over all processes together, only for whom it is new, and back to full.

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { paceAlert } from '#core/alerts/pace-alert.ts';
import { withdrawAlert } from '#core/alerts/end-alert.ts';
import type { CoreContext } from '#core/context.ts';
import { deliverVersion, deliverWithdrawal } from '#core/delivery/deliver-alert.ts';
import { deliveryCounts } from '#core/delivery/delivery-queries.ts';
import type { DeliveryDeps } from '#core/delivery/delivery.ts';
import { secondsLeft } from '#core/delivery/time-left.ts';
import type { Officer } from '#core/staff/staff.ts';
import { saveSubscription } from '#core/subscribers/subscribers.ts';
import { initialSettings } from '#core/subscribers/warning-settings.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createTelegramClient } from '#platform/telegram.ts';
import { createPacer } from '#platform/telegram-pacer.ts';
import { hirePublisher, type Publisher } from '#tests/support/publish-alert.ts';
import { startTelegramStandIn, type TelegramStandIn } from '#tests/support/telegram-stand-in.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';

const TOKEN = '4242:pace-token-of-the-stand-in-0000001';
const FULL = 100;
let scene: TriageScene;
/** Its clock runs. */
let context: CoreContext;
let publisher: Publisher;
let kim: Officer;
let telegram: TelegramStandIn;
/** Of every message that arrived, in milliseconds. */
let arrivals: number[];

beforeAll(async () => {
  scene = await createTriageScene();
  publisher = await hirePublisher(scene);
  kim = await scene.hire('officer', '김하나');
  const [from, begun] = [scene.clock.now().getTime(), performance.now()];
  context = { ...scene.context, clock: { now: () => new Date(from + performance.now() - begun) } };
});
beforeEach(async () => {
  arrivals = [];
  telegram = await startTelegramStandIn({ token: TOKEN, limits: { perSecond: 10_000, chatPerSecond: 10_000, chatBurst: 1_000, groupPerMinute: 10_000 } });
});
afterEach(async () => {
  await telegram.close();
  await scene.database.pool.query('truncate deliveries, subscribers, alert_approvals, alert_versions, alerts, outbox cascade');
});
afterAll(() => scene.database.drop());

/** Of one process. */
function deps(): DeliveryDeps {
  const client = createTelegramClient({ token: TOKEN, apiRoot: telegram.apiRoot });
  return {
    telegram: {
      client: {
        async call(method, payload, options) {
          const outcome = await client.call(method, payload, options);
          if (outcome.kind === 'ok') arrivals.push(performance.now());
          return outcome;
        },
      },
      pacer: createPacer({ perSecond: FULL, perChatPerSecond: 10_000, perGroupPerMinute: 10_000 }),
    },
    webPush: undefined,
    translator: createTranslator({ strict: true }),
    publicUrl: 'https://jaga.example',
    settings: { retryBaseMs: 5 },
  };
}

async function subscribe(count: number, daily = false): Promise<number[]> {
  const ids = Array.from({ length: count }, (_, index) => index + 1);
  for (const chatId of ids) {
    telegram.user(chatId);
    await saveSubscription(context, { chatId, language: 'ko', active: true, types: [], countries: [], settings: { ...initialSettings('ko'), daily } });
  }
  return ids;
}

function got(ids: readonly number[]): number[] {
  return ids.map((id) => telegram.chat(id).delivered());
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function arrived(count: number): Promise<void> {
  while (arrivals.length < count) await sleep(5);
}

/** Messages a second over so long from now. */
async function rateOver(ms: number): Promise<number> {
  const [begun, before] = [performance.now(), arrivals.length];
  await sleep(ms);
  return (1_000 * (arrivals.length - before)) / (performance.now() - begun);
}

test('full, a tenth, full again: each within a second of the officer’s word, everybody once', { retry: 2 }, async () => {
  const ids = await subscribe(400);
  const id = await publisher.publish();
  const done = deliverVersion(context, deps(), { alertId: id, version: 1 });
  await arrived(20);
  const before = await rateOver(800);
  expect(await paceAlert(context, { by: kim, alertId: id, perSecond: 10 })).toMatchObject({ kind: 'done', alert: { pace: 10 } });
  await sleep(500);
  const slowed = await rateOver(3_000);
  const left = await secondsLeft(context.db, id, { now: context.clock.now(), pace: { telegram: FULL, web_push: 200 }, slowedTo: 10 });
  const { waiting, claimed } = await deliveryCounts(context.db, id);
  expect(Math.abs(left - (waiting + claimed) / 10)).toBeLessThan(3);
  await paceAlert(context, { by: kim, alertId: id, perSecond: null });
  await sleep(1_000);
  const after = await rateOver(500);
  await done;
  process.stdout.write(`a second: ${before.toFixed(0)} before, ${slowed.toFixed(1)} slowed to 10, ${after.toFixed(0)} after\n`);
  expect(before).toBeGreaterThan(70);
  expect(slowed).toBeGreaterThan(7);
  expect(slowed).toBeLessThan(13);
  expect(after).toBeGreaterThan(60);
  expect(new Set(got(ids))).toEqual(new Set([1]));
  expect((await scene.actions(id)).slice(-2)).toEqual(['alert.paced', 'alert.paced']);
});

test('two processes keep one pace together', { retry: 2 }, async () => {
  const ids = await subscribe(400);
  const id = await publisher.publish();
  await paceAlert(context, { by: kim, alertId: id, perSecond: 20 });
  const stopping = new AbortController();
  const both = [deps(), deps()].map((each) => deliverVersion(context, each, { alertId: id, version: 1, signal: stopping.signal }));
  await sleep(1_500);
  const together = await rateOver(3_000);
  stopping.abort();
  await Promise.all(both);
  expect(together).toBeGreaterThan(14);
  expect(together).toBeLessThan(26);
  expect(got(ids).every((count) => count <= 1)).toBe(true);
});

test('what puts right is not slowed, and a withdrawal ends the pace', async () => {
  const ids = await subscribe(60);
  const id = await publisher.publish();
  const stopping = new AbortController();
  const first = deliverVersion(context, deps(), { alertId: id, version: 1, signal: stopping.signal });
  await arrived(15);
  await paceAlert(context, { by: kim, alertId: id, perSecond: 1 });
  await sleep(500);
  stopping.abort();
  await first;
  const has = got(ids).filter((count) => count === 1).length;
  expect(has).toBeGreaterThan(10);
  expect(has).toBeLessThan(60);
  const content = publisher.content();
  await publisher.correct(id, { ...content, texts: { ...content.texts, ko: { ...content.texts.ko, headline: '고쳐 쓴 경보입니다' } } });
  const again = new AbortController();
  const second = deliverVersion(context, deps(), { alertId: id, version: 2, signal: again.signal });
  await sleep(1_500);
  const corrected = ids.filter((chat) => shown(chat).includes('고쳐 쓴 경보입니다')).length;
  again.abort();
  await second;
  expect(corrected).toBeGreaterThanOrEqual(has);
  // At one a second, to who had nothing.
  expect(corrected).toBeLessThanOrEqual(has + 4);
  expect(await withdrawAlert(context, { by: publisher.supervisor, alertId: id, reason: 'wrong' })).toMatchObject({ alert: { pace: null } });
  await deliverWithdrawal(context, deps(), { alertId: id });
  for (const chat of ids) expect(shown(chat)).toMatch(telegram.chat(chat).delivered() === 1 ? /철회/ : /^$/);
  expect(await deliveryCounts(context.db, id)).toMatchObject({ waiting: 0, claimed: 0 });
});

test('a slowed warning holds up no other one', async () => {
  const ids = await subscribe(50);
  const danger = await publisher.publish({ ...publisher.content('PHISH'), grade: 'danger' });
  await paceAlert(context, { by: kim, alertId: danger, perSecond: 1 });
  const other = await publisher.publish(publisher.content('SHOP'));
  const begun = performance.now();
  await deliverVersion(context, deps(), { alertId: other, version: 1 });
  expect(performance.now() - begun).toBeLessThan(6_000);
  expect(await deliveryCounts(context.db, other)).toMatchObject({ sent: 50 });
  expect(Math.max(...got(ids))).toBeLessThanOrEqual(2);
});

test('the same pace twice is no change; without any who wait there is nothing to slow down', async () => {
  await subscribe(3);
  const id = await publisher.publish();
  const set = (perSecond: number | null) => paceAlert(context, { by: kim, alertId: id, perSecond });
  expect(await set(5)).toMatchObject({ kind: 'done' });
  expect(await set(5)).toMatchObject({ kind: 'unchanged' });
  expect(await set(null)).toMatchObject({ kind: 'done', alert: { pace: null } });
  await deliverVersion(context, deps(), { alertId: id, version: 1 });
  expect(await set(5)).toMatchObject({ kind: 'conflict', reason: 'delivered' });
});

function shown(chatId: number): string {
  return telegram
    .chat(chatId)
    .messages()
    .map(({ text }) => text)
    .join('\n');
}
