// Public channels: the gravest warnings are posted there first, once, corrected and taken back, and said to be so much ahead.

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AlertContent } from '#core/alerts/alert.ts';
import { withdrawAlert } from '#core/alerts/end-alert.ts';
import { verifyMessage } from '#core/conversations/verify-message.ts';
import { audienceOf } from '#core/delivery/audience.ts';
import { channelPosts } from '#core/delivery/channel-posts.ts';
import { deliverVersion, deliverWithdrawal } from '#core/delivery/deliver-alert.ts';
import { deliveryCounts } from '#core/delivery/delivery-queries.ts';
import type { DeliveryDeps } from '#core/delivery/delivery.ts';
import { syncChannels } from '#core/subscribers/channels.ts';
import { saveSubscription } from '#core/subscribers/subscribers.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createTelegramClient, type TelegramClient } from '#platform/telegram.ts';
import { createPacer } from '#platform/telegram-pacer.ts';
import { hirePublisher, type Publisher } from '#tests/support/publish-alert.ts';
import { startTelegramStandIn, type TelegramStandIn } from '#tests/support/telegram-stand-in.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';

const TOKEN = '4242:channel-token-of-the-stand-in-00001';
const [KOREAN, MALAY] = [-1_001_000_000_001, -1_001_000_000_002];
const CHANNELS = [
  { language: 'ko', address: String(KOREAN) },
  { language: 'ms', address: String(MALAY) },
] as const;
let scene: TriageScene;
let publisher: Publisher;
let telegram: TelegramStandIn;

beforeAll(async () => {
  scene = await createTriageScene();
  publisher = await hirePublisher(scene);
});
beforeEach(async () => {
  telegram = await startTelegramStandIn({ token: TOKEN, limits: { perSecond: 10_000, chatPerSecond: 10_000, chatBurst: 1_000, groupPerMinute: 10_000 } });
  telegram.group(KOREAN);
  telegram.group(MALAY);
  await syncChannels(scene.context, CHANNELS);
});
afterEach(async () => {
  await telegram.close();
  await scene.database.pool.query('truncate deliveries, subscribers, alert_approvals, alert_versions, alerts, outbox cascade');
});
afterAll(() => scene.database.drop());

const sentTo: (number | string)[] = [];

/** @param onCall before each message is sent. */
function deps(onCall: (calls: number) => void = () => undefined): DeliveryDeps {
  const client = createTelegramClient({ token: TOKEN, apiRoot: telegram.apiRoot });
  let calls = 0;
  sentTo.length = 0;
  const watched: Pick<TelegramClient, 'call'> = {
    call(method, payload, options) {
      calls += 1;
      if ('chat_id' in payload && payload.chat_id !== undefined) sentTo.push(payload.chat_id);
      onCall(calls);
      return client.call(method, payload, options);
    },
  };
  return {
    telegram: { client: watched, pacer: createPacer({ perSecond: 10_000, perChatPerSecond: 10_000, perGroupPerMinute: 10_000 }) },
    webPush: undefined,
    translator: createTranslator({ strict: true }),
    publicUrl: 'https://jaga.example',
    // A claim that a killed process left is old after so long, by a clock that nobody sets.
    settings: { retryBaseMs: 5, pollMs: 10, takers: 1, inFlight: 1, staleMs: 2_000 },
  };
}

async function subscribe(count: number): Promise<void> {
  for (let chatId = 1; chatId <= count; chatId += 1) {
    telegram.user(chatId);
    await saveSubscription(scene.context, { chatId, language: 'ko', active: true, types: [], countries: [] });
  }
}

const grave = (countries: string[]): AlertContent => ({ ...publisher.content('PHISH', countries), grade: 'warning' });
const posts = (chat: number): string[] =>
  telegram
    .chat(chat)
    .messages()
    .map(({ text }) => text ?? '');

test('posted before anybody is told, without a word on unsubscribing, counted as nobody, and so much ahead', async () => {
  await subscribe(20);
  const content = grave(['KR']);
  const id = await publisher.publish(content);
  expect(await audienceOf(scene.context, { content, pace: { telegram: 30, web_push: 200 } })).toMatchObject({ subscribers: 20 });
  await deliverVersion(
    scene.context,
    deps(() => scene.clock.advance(1_000)),
    { alertId: id, version: 1 },
  );
  expect(sentTo[0]).toBe(KOREAN);
  expect(posts(KOREAN)).toHaveLength(1);
  expect(posts(KOREAN)[0]).not.toContain('/unsubscribe');
  // Who forwards the post to the bot is told that it is ours.
  const seen = { translator: createTranslator({ strict: true }), publicUrl: 'https://jaga.example' };
  expect(await verifyMessage(scene.context, seen, posts(KOREAN)[0] ?? '')).toMatchObject({ verdict: 'genuine' });
  expect(posts(MALAY)).toEqual([]);
  expect(await deliveryCounts(scene.context.db, id)).toMatchObject({ sent: 20, waiting: 0, claimed: 0 });
  const [post, ...more] = await channelPosts(scene.context, id);
  expect(more).toEqual([]);
  expect(post).toMatchObject({ language: 'ko', channel: String(KOREAN), state: 'sent', error: null });
  expect(post?.posted_at).not.toBeNull();
  expect(post?.ahead_seconds).toBeGreaterThan(5);
  expect(post?.ahead_seconds).toBeLessThan(20);
});

test('corrected and withdrawn in its place; what is less grave, or set no more, is not posted', async () => {
  const id = await publisher.publish(grave([]));
  await deliverVersion(scene.context, deps(), { alertId: id, version: 1 });
  expect([posts(KOREAN).length, posts(MALAY).length]).toEqual([1, 1]);
  const content = grave([]);
  await publisher.correct(id, { ...content, texts: { ...content.texts, ko: { ...content.texts.ko, headline: '고쳐 쓴 경보입니다' } } });
  await syncChannels(scene.context, []);
  await deliverVersion(scene.context, deps(), { alertId: id, version: 2 });
  expect(posts(KOREAN)).toHaveLength(1);
  expect(posts(KOREAN)[0]).toContain('고쳐 쓴 경보입니다');
  await withdrawAlert(scene.context, { by: publisher.supervisor, alertId: id, reason: 'wrong' });
  await deliverWithdrawal(scene.context, deps(), { alertId: id });
  expect(posts(KOREAN)).toHaveLength(1);
  expect(posts(KOREAN)[0]).toContain('철회');
  const later = await publisher.publish(grave([]));
  await deliverVersion(scene.context, deps(), { alertId: later, version: 1 });
  await syncChannels(scene.context, CHANNELS);
  const light = await publisher.publish({ ...publisher.content('SHOP', []), grade: 'caution' });
  await deliverVersion(scene.context, deps(), { alertId: light, version: 1 });
  expect(posts(KOREAN)).toHaveLength(1);
});

test('killed after the post was marked it is not made again', async () => {
  await subscribe(5);
  const id = await publisher.publish(grave(['KR']));
  const killed = deps((calls) => {
    if (calls === 4) throw new Error('killed');
  });
  await expect(deliverVersion(scene.context, killed, { alertId: id, version: 1 })).rejects.toThrow('killed');
  await deliverVersion(scene.context, deps(), { alertId: id, version: 1 });
  expect(posts(KOREAN)).toHaveLength(1);
  expect(await deliveryCounts(scene.context.db, id)).toMatchObject({ sent: 5 });
});
