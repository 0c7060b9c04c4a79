// More bots than one: each warns, puts right and takes back for who asked in it, at a limit of its own; a token that is gone loses nobody.

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startWarningBot, type WarningBot } from '#bot/warning-bot.ts';
import { withdrawAlert } from '#core/alerts/end-alert.ts';
import { deliverVersion, deliverWithdrawal } from '#core/delivery/deliver-alert.ts';
import { deliveryCounts } from '#core/delivery/delivery-queries.ts';
import type { DeliveryDeps } from '#core/delivery/delivery.ts';
import { subscribersOfOtherBots } from '#core/subscribers/subscriber-store.ts';
import { MAIN_BOT } from '#core/subscribers/subscriber-words.ts';
import { findSubscriber, saveSubscription } from '#core/subscribers/subscribers.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createTelegramClient, type TelegramClient } from '#platform/telegram.ts';
import { createPacer } from '#platform/telegram-pacer.ts';
import { hirePublisher, type Publisher } from '#tests/support/publish-alert.ts';
import { startTelegramStandIn, type TelegramStandIn } from '#tests/support/telegram-stand-in.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';

const MAIN_TOKEN = '4242:main-token-of-the-stand-in-0000001';
const OTHER = 4343;
const OTHER_TOKEN = `${OTHER}:more-token-of-the-stand-in-0000001`;
const LIMITS = { perSecond: 10_000, chatPerSecond: 10_000, chatBurst: 1_000, groupPerMinute: 10_000 };
const translator = createTranslator({ strict: true });
let scene: TriageScene;
let publisher: Publisher;
/** A bot each: who has not started it is not there. */
let main: TelegramStandIn;
let other: TelegramStandIn;
let bot: WarningBot | undefined;
let arrivals: number[] = [];

beforeAll(async () => {
  scene = await createTriageScene();
  publisher = await hirePublisher(scene);
});
beforeEach(async () => {
  main = await startTelegramStandIn({ token: MAIN_TOKEN, limits: LIMITS });
  other = await startTelegramStandIn({ token: OTHER_TOKEN, limits: LIMITS });
});
afterEach(async () => {
  await bot?.stop();
  bot = undefined;
  await Promise.all([main.close(), other.close()]);
  await scene.database.pool.query('truncate alert_feedback, deliveries, subscribers, alert_approvals, alert_versions, alerts, outbox cascade');
});
afterAll(() => scene.database.drop());

const pacer = (perSecond = 10_000) => createPacer({ perSecond, perChatPerSecond: 10_000, perGroupPerMinute: 10_000 });
function clientOf(token: string, { apiRoot }: TelegramStandIn): Pick<TelegramClient, 'call'> {
  const client = createTelegramClient({ token, apiRoot });
  return {
    async call(method, payload, options) {
      const outcome = await client.call(method, payload, options);
      if (method === 'sendMessage') arrivals.push(performance.now());
      return outcome;
    },
  };
}

function deps({ perSecond, withOther = true }: { perSecond?: number; withOther?: boolean } = {}): DeliveryDeps {
  return {
    telegram: { client: clientOf(MAIN_TOKEN, main), pacer: pacer(perSecond) },
    bots: withOther ? [{ bot: OTHER, client: clientOf(OTHER_TOKEN, other), pacer: pacer(perSecond) }] : [],
    webPush: undefined,
    translator,
    publicUrl: 'https://jaga.example',
    settings: { retryBaseMs: 5, pollMs: 10 },
  };
}

async function subscribe(from: number, to: number, at?: number): Promise<number[]> {
  const ids = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  for (const chatId of ids) {
    (at === undefined ? main : other).user(chatId);
    await saveSubscription(scene.context, { chatId, language: 'ko', active: true, types: [], countries: [], ...(at !== undefined && { bot: at }) });
  }
  return ids;
}

function shown(telegram: TelegramStandIn, chatId: number): string {
  return telegram
    .chat(chatId)
    .messages()
    .map(({ text }) => text)
    .join('\n');
}

function startOther(): void {
  bot = startWarningBot({
    context: scene.context,
    translator,
    bot: OTHER,
    token: OTHER_TOKEN,
    client: clientOf(OTHER_TOKEN, other),
    pacer: pacer(),
    publicUrl: 'https://jaga.example',
  });
}

const subscriberRow = async () =>
  (await scene.database.db.selectFrom('subscribers').select(['bot_id', 'language', 'active', 'inactive_reason']).execute()).map((row) => row);

test('each subscriber is told, corrected and told of the withdrawal by their own bot', async () => {
  const [mine, theirs] = [await subscribe(1, 10), await subscribe(11, 20, OTHER)];
  const id = await publisher.publish();
  await deliverVersion(scene.context, deps(), { alertId: id, version: 1 });
  expect(mine.map((chat) => main.chat(chat).delivered())).toEqual(mine.map(() => 1));
  expect(theirs.map((chat) => other.chat(chat).delivered())).toEqual(theirs.map(() => 1));
  const content = publisher.content();
  await publisher.correct(id, { ...content, texts: { ...content.texts, ko: { ...content.texts.ko, headline: '고쳐 쓴 경보입니다' } } });
  await deliverVersion(scene.context, deps(), { alertId: id, version: 2 });
  for (const chat of mine) expect(shown(main, chat)).toContain('고쳐 쓴 경보입니다');
  for (const chat of theirs) expect(shown(other, chat)).toContain('고쳐 쓴 경보입니다');
  await withdrawAlert(scene.context, { by: publisher.supervisor, alertId: id, reason: 'wrong' });
  await deliverWithdrawal(scene.context, deps(), { alertId: id });
  for (const chat of theirs) {
    expect(shown(other, chat)).toContain('철회');
    expect(other.chat(chat).delivered()).toBe(1);
  }
});

test('two bots send at twice the pace of one', { retry: 2 }, async () => {
  await subscribe(1, 24);
  await subscribe(101, 124, OTHER);
  const id = await publisher.publish();
  arrivals = [];
  await deliverVersion(scene.context, deps({ perSecond: 8 }), { alertId: id, version: 1 });
  const perSecond = (1_000 * (arrivals.length - 1)) / (Math.max(...arrivals) - Math.min(...arrivals));
  process.stdout.write(`two bots of 8 a second each: ${perSecond.toFixed(1)} a second\n`);
  expect(await deliveryCounts(scene.context.db, id)).toMatchObject({ sent: 48 });
  expect(perSecond).toBeGreaterThan(12);
});

test('a token that is taken away: its subscribers wait, and have it once when it is back', async () => {
  await subscribe(1, 3);
  const theirs = await subscribe(11, 15, OTHER);
  const id = await publisher.publish();
  const result = await deliverVersion(scene.context, deps({ withOther: false }), { alertId: id, version: 1 });
  expect(result).toMatchObject({ kind: 'done', counts: { sent: 3, waiting: 5 } });
  // The sweeper comes back to it.
  expect(result.kind === 'done' ? result.later : null).not.toBeNull();
  expect(await subscribersOfOtherBots(scene.context.db, [MAIN_BOT])).toEqual([{ bot: OTHER, subscribers: 5 }]);
  await deliverVersion(scene.context, deps(), { alertId: id, version: 1 });
  expect(theirs.map((chat) => other.chat(chat).delivered())).toEqual(theirs.map(() => 1));
});

test('who moves to another bot is told there next, once; what the first told is put right by the first', async () => {
  main.user(7);
  other.user(7);
  await saveSubscription(scene.context, { chatId: 7, language: 'ko', active: true, types: [], countries: [] });
  const first = await publisher.publish(publisher.content('PHISH'));
  await deliverVersion(scene.context, deps(), { alertId: first, version: 1 });
  await saveSubscription(scene.context, { chatId: 7, bot: OTHER, language: 'ko', active: true, types: [], countries: [] });
  const second = await publisher.publish(publisher.content('SHOP'));
  await deliverVersion(scene.context, deps(), { alertId: second, version: 1 });
  expect([main.chat(7).delivered(), other.chat(7).delivered()]).toEqual([1, 1]);
  await withdrawAlert(scene.context, { by: publisher.supervisor, alertId: first, reason: 'wrong' });
  await deliverWithdrawal(scene.context, deps(), { alertId: first });
  expect(shown(main, 7)).toContain('철회');
  expect(shown(other, 7)).not.toContain('철회');
});

test('in a bot that only warns one subscribes, chooses a language, stops and is sent on; blocking it is no matter of the other bot', async () => {
  startOther();
  const aina = other.user(71, { languageCode: 'ms' });
  aina.sends('/start');
  await expect.poll(() => shown(other, 71), { timeout: 20_000 }).toContain('amaran');
  expect(await subscriberRow()).toEqual([{ bot_id: OTHER, language: 'ms', active: true, inactive_reason: null }]);
  aina.presses('lang:en');
  await expect.poll(async () => (await subscriberRow())[0]?.language, { timeout: 20_000 }).toBe('en');
  await expect.poll(() => shown(other, 71), { timeout: 20_000 }).toContain('You will get scam warnings here.');
  aina.sends('Somebody called me and wants RM500');
  await expect.poll(() => shown(other, 71), { timeout: 20_000 }).toContain('saya hanya menghantar amaran');
  const id = await publisher.publish();
  await deliverVersion(scene.context, deps(), { alertId: id, version: 1 });
  aina.sends('/unsubscribe');
  await expect.poll(async () => (await subscriberRow())[0]?.inactive_reason, { timeout: 20_000 }).toBe('unsubscribed');
  aina.sends('/start');
  await expect.poll(async () => (await subscriberRow())[0]?.active, { timeout: 20_000 }).toBe(true);
  // What they chose elsewhere stays, whichever bot they ask.
  await saveSubscription(scene.context, { chatId: 71, language: 'en', active: true, types: ['PHISH'], countries: ['MY'], regions: ['MY-07'] });
  aina.sends('/start');
  await expect.poll(async () => (await subscriberRow())[0]?.bot_id, { timeout: 20_000 }).toBe(OTHER);
  expect(await findSubscriber(scene.context, 71)).toMatchObject({ types: ['PHISH'], countries: ['MY'], regions: ['MY-07'] });
  await saveSubscription(scene.context, { chatId: 71, language: 'en', active: true, types: [], countries: [] });
  aina.blocks();
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(await subscriberRow()).toMatchObject([{ bot_id: MAIN_BOT, active: true }]);
});
