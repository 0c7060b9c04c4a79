// P17, R9: one warning each, as fast as allowed; a killed delivery goes on where it was; corrections and withdrawals reach everybody.

import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { contentHash, type AlertContent } from '#core/alerts/alert.ts';
import type { CoreContext } from '#core/context.ts';
import { deliverAlert, deliverVersion, deliverWithdrawal } from '#core/delivery/deliver-alert.ts';
import { deliveryCounts } from '#core/delivery/delivery-queries.ts';
import type { DeliveryDeps } from '#core/delivery/delivery.ts';
import { planDelivery } from '#core/delivery/plan-delivery.ts';
import { createVault } from '#core/privacy/vault.ts';
import { findSubscriber, saveSubscription } from '#core/subscribers/subscribers.ts';
import { initialSettings, type WarningSettings } from '#core/subscribers/warning-settings.ts';
import type { Language, ScamType } from '#core/taxonomy/taxonomy.ts';
import { systemClock, type Clock } from '#platform/clock.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createLog } from '#platform/log.ts';
import { createTelegramClient, type TelegramClient } from '#platform/telegram.ts';
import { createPacer } from '#platform/telegram-pacer.ts';
import { createTelemetry } from '#platform/telemetry.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';
import { startTelegramStandIn, type FloodLimits, type TelegramStandIn } from '#tests/support/telegram-stand-in.ts';
import { deliverAlertStage, DeliveryStopped } from '#worker/stages/deliver-alert.ts';

const TOKEN = '4242:delivery-token-of-the-stand-in-001';
const FAST: Partial<FloodLimits> = { perSecond: 10_000, chatPerSecond: 10_000, chatBurst: 1_000, groupPerMinute: 10_000 };
/** What a killed process had claimed is taken again after a second, not a minute. */
const SOON_NOBODYS = { staleMs: 1_000 };
const translator = createTranslator({ strict: true });
const vault = createVault(Buffer.alloc(32, 5));
let database: TestDatabase;
let telegram: TelegramStandIn;
let context: CoreContext;
/** Moved by tests that let a claim grow old. */
let ahead = 0;
const clock: Clock = { now: () => new Date(systemClock.now().getTime() + ahead) };

beforeAll(async () => {
  database = await createTestDatabase();
  context = { db: database.db, vault, clock, telemetry: createTelemetry(createLog('silent')) };
});

beforeEach(async () => {
  ahead = 0;
  telegram = await startTelegramStandIn({ token: TOKEN, limits: FAST });
});

afterEach(async () => {
  await telegram.close();
  await database.pool.query('truncate deliveries, subscribers, alert_approvals, alert_versions, alerts cascade');
});

afterAll(() => database.drop());

type Client = Pick<TelegramClient, 'call'>;

function depsFor(perSecond = 10_000, settings: DeliveryDeps['settings'] = {}, client: Client = realClient()): DeliveryDeps {
  return {
    telegram: { client, pacer: createPacer({ perSecond, perChatPerSecond: 10_000, perChatBurst: 1, perGroupPerMinute: 10_000 }) },
    webPush: undefined,
    translator,
    publicUrl: 'https://jaga.example',
    settings: { retryBaseMs: 5, pollMs: 10, ...settings },
  };
}

function realClient(): TelegramClient {
  return createTelegramClient({ token: TOKEN, apiRoot: telegram.apiRoot });
}

function contentOf(changes: Partial<AlertContent> = {}): AlertContent {
  const text = { headline: 'Fake parcel fee', what_happens: 'A text asks for a release fee.', what_to_do: 'Do not open the link.' };
  return {
    type: 'PHISH',
    grade: 'warning',
    countries: ['MY'],
    valid_until: '2036-12-07T00:00:00Z',
    texts: {
      en: text,
      ms: { headline: 'Caj bungkusan palsu', what_happens: 'SMS minta caj pelepasan.', what_to_do: 'Jangan buka pautan.' },
      ko: { headline: '가짜 택배 요금', what_happens: '통관 요금을 내라는 문자가 옵니다.', what_to_do: '링크를 누르지 마세요.' },
    },
    ...changes,
  };
}

async function publish(content = contentOf(), changes: { expires_at?: Date } = {}): Promise<string> {
  const id = randomUUID();
  const code = id
    .replaceAll(/[^0-9A-F]/gi, '')
    .toUpperCase()
    .slice(0, 8);
  const at = clock.now();
  await database.db
    .insertInto('alerts')
    .values({
      id,
      code,
      state: 'published',
      proposal_key: null,
      campaign_id: null,
      evidence: '{"detector":"officer"}',
      current_version: 1,
      published_version: 1,
      published_at: at,
      expires_at: changes.expires_at ?? new Date('2036-12-07T00:00:00Z'),
      created_at: at,
    })
    .execute();
  await addVersion(id, 1, content);
  return id;
}

async function addVersion(alertId: string, version: number, content: AlertContent): Promise<void> {
  const values = { alert_id: alertId, version, content: JSON.stringify(content), content_hash: contentHash(content), author: 'a', created_at: clock.now() };
  await database.db.insertInto('alert_versions').values(values).execute();
  await database.db.updateTable('alerts').set({ current_version: version, published_version: version }).where('id', '=', alertId).execute();
}

async function withdraw(alertId: string): Promise<void> {
  await database.db.updateTable('alerts').set({ state: 'withdrawn' }).where('id', '=', alertId).execute();
}

interface Choice {
  settings?: WarningSettings;
  language?: Language;
  types?: ScamType[];
  countries?: string[];
}

async function subscribe(chatId: number, choice: Choice = {}): Promise<void> {
  telegram.user(chatId);
  await saveSubscription(context, { chatId, language: 'en', active: true, types: [], countries: [], ...choice });
}

async function subscribeMany(count: number, first = 1): Promise<number[]> {
  const ids = Array.from({ length: count }, (_, index) => first + index);
  for (const id of ids) await subscribe(id);
  return ids;
}

function shown(chatId: number): string[] {
  return telegram
    .chat(chatId)
    .messages()
    .map((message) => message.text);
}

test('only those who want this kind of warning for these countries get it, each in their language', async () => {
  await subscribe(1);
  await subscribe(2, { types: ['PHISH'], countries: ['MY', 'KR'], language: 'ms' });
  await subscribe(3, { types: ['ROMANCE'] });
  await subscribe(4, { countries: ['KR'] });
  await subscribe(5, { types: ['PHISH', 'LOAN'], language: 'ko' });
  await subscribe(6);
  await saveSubscription(context, { chatId: 6, language: 'en', active: false, types: [], countries: [] });
  const alertId = await publish();
  expect(await deliverVersion(context, depsFor(), { alertId, version: 1 })).toMatchObject({ kind: 'done', counts: { sent: 3, failed: 0 } });
  expect([1, 2, 3, 4, 5, 6].map((id) => telegram.chat(id).delivered())).toEqual([1, 1, 0, 0, 1, 0]);
  expect(shown(1)[0]).toContain('Fake parcel fee');
  expect(shown(2)[0]).toContain('Caj bungkusan palsu');
  expect(shown(5)[0]).toContain('가짜 택배 요금');
  expect(shown(2)[0]).toContain('997');
});

test('a warning without countries goes to everybody and names both forces', async () => {
  await subscribe(1, { countries: ['KR'] });
  await subscribe(2, { countries: ['MY'] });
  const alertId = await publish(contentOf({ countries: [] }));
  await deliverVersion(context, depsFor(), { alertId, version: 1 });
  expect(shown(1)[0]).toMatch(/112[^]*1394[^]*997/);
  expect(telegram.chat(2).delivered()).toBe(1);
});

test('quiet hours, a snooze and a daily reader wait for their time; the sweeper is told when; danger comes at once, and who reads easily gets fewer words', async () => {
  // Ten in the evening in Korea.
  const evening = new Date('2026-11-26T13:00:00Z').getTime();
  ahead = evening - systemClock.now().getTime();
  const settings = (changes: Partial<WarningSettings>): WarningSettings => ({ ...initialSettings('ko'), ...changes });
  await subscribe(1, { language: 'ko', settings: settings({ quiet: { from: 22, to: 7 } }) });
  await subscribe(2, { language: 'ko', settings: settings({ daily: true }) });
  await subscribe(3, { language: 'ko', settings: settings({ snoozed_until: '2026-11-28T00:00:00Z' }) });
  await subscribe(4, { language: 'ko', settings: settings({ least_grade: 'danger' }) });
  await subscribe(5, { language: 'ko', settings: settings({ easy_read: true }) });
  const alertId = await publish(contentOf({ countries: [] }));
  await database.db.updateTable('alerts').set({ delivery_due_since: clock.now() }).where('id', '=', alertId).execute();
  const tell = () => deliverVersion(context, depsFor(), { alertId, version: 1 });
  expect(await tell()).toMatchObject({ counts: { sent: 1, waiting: 3 } });
  expect(shown(5)[0]).toContain('링크를 누르지 마세요');
  expect(shown(5)[0]).not.toContain('통관 요금');
  const due = await database.db.selectFrom('alerts').select('delivery_due_since').where('id', '=', alertId).executeTakeFirstOrThrow();
  expect(due.delivery_due_since).toEqual(new Date('2026-11-26T22:00:00Z'));

  // A correction in the night wakes nobody either.
  await addVersion(alertId, 2, contentOf({ countries: [] }));
  const correct = () => deliverVersion(context, depsFor(), { alertId, version: 2 });
  expect(await correct()).toMatchObject({ counts: { sent: 1, waiting: 3 } });

  ahead += 10 * 3_600_000;
  expect(await correct()).toMatchObject({ counts: { sent: 2, waiting: 2 } });
  ahead += 24 * 3_600_000 + 2 * 3_600_000;
  expect(await correct()).toMatchObject({ counts: { sent: 4, waiting: 0 }, later: null });
  expect([1, 2, 3, 4, 5].map((id) => telegram.chat(id).delivered())).toEqual([1, 1, 1, 0, 1]);

  ahead = evening - systemClock.now().getTime();
  const danger = await publish(contentOf({ grade: 'danger', countries: [] }));
  expect(await deliverVersion(context, depsFor(), { alertId: danger, version: 1 })).toMatchObject({ counts: { sent: 5, waiting: 0 } });
});

test('the same job again sends nothing again', async () => {
  await subscribeMany(5);
  const alertId = await publish();
  await deliverVersion(context, depsFor(), { alertId, version: 1 });
  await deliverVersion(context, depsFor(), { alertId, version: 1 });
  expect(telegram.delivered()).toBe(5);
});

test('P17 a hundred subscribers at 30 a second through blocks, a 429, a reset and a lost answer: nobody is missed', async () => {
  await telegram.close();
  telegram = await startTelegramStandIn({ token: TOKEN, limits: { ...FAST, perSecond: 30, penaltySeconds: 1 } });
  const ids = await subscribeMany(100);
  telegram.fault({ kind: 'blocked', chat: 10 });
  telegram.fault({ kind: 'deactivated', chat: 20 });
  telegram.fault({ kind: 'too_many', seconds: 1, chat: 30, times: 1 });
  telegram.fault({ kind: 'reset', chat: 40, times: 1 });
  telegram.fault({ kind: 'lost_answer', chat: 50, times: 1 });
  telegram.fault({ kind: 'server_error', chat: 60, times: 2 });
  const alertId = await publish();
  const result = await deliverVersion(context, depsFor(30), { alertId, version: 1 });
  expect(result).toMatchObject({ kind: 'done', counts: { waiting: 0, claimed: 0, sent: 98, failed: 2, failed_by: { blocked: 1, deactivated: 1 } } });
  const delivered = ids.map((id) => telegram.chat(id).delivered());
  expect(ids.filter((id) => delivered[id - 1] === 0)).toEqual([10, 20]);
  expect(ids.filter((id) => (delivered[id - 1] ?? 0) > 1)).toEqual([50]);
  expect(telegram.peakPerSecond()).toBeLessThanOrEqual(30);
  expect(await findSubscriber(context, 10)).toMatchObject({ active: false, inactive_reason: 'blocked' });
  expect(await findSubscriber(context, 20)).toMatchObject({ active: false, inactive_reason: 'deactivated' });
});

// How near it comes to the rate is a bench (broadcast_free, broadcast_paid); a busy machine is late, or early, by itself.
test('R9 what is refused for coming too fast comes all the same, once', async () => {
  await telegram.close();
  telegram = await startTelegramStandIn({ token: TOKEN, limits: { ...FAST, perSecond: 100, penaltySeconds: 1 } });
  await subscribeMany(400);
  const alertId = await publish();
  await planDelivery(context, alertId, 1);
  await deliverAlert(context, depsFor(100), alertId);
  expect(telegram.delivered()).toBe(400);
  expect(await deliveryCounts(context.db, alertId)).toMatchObject({ sent: 400, waiting: 0, failed: 0 });
});

/** Works until the n-th call; a few more reach Telegram, but the process does not live to hear of it. */
function dyingClient(after: number, inFlight: number): Client {
  const real = realClient();
  let calls = 0;
  return {
    async call(method, payload, options) {
      calls += 1;
      if (calls <= after) return real.call(method, payload, options);
      if (calls <= after + inFlight) await real.call(method, payload, options);
      throw new Error('killed');
    },
  };
}

test('P17 killed in the middle: nobody is missed, twice only what was in flight, the ledger is what was sent', async () => {
  const ids = await subscribeMany(120);
  const alertId = await publish();
  for (const after of [0, 7, 30, 41]) {
    const dying = depsFor(2_000, SOON_NOBODYS, dyingClient(after, 2));
    await expect(deliverVersion(context, dying, { alertId, version: 1 })).rejects.toThrow('killed');
  }
  expect(await deliverVersion(context, depsFor(10_000, SOON_NOBODYS), { alertId, version: 1 })).toMatchObject({
    kind: 'done',
    counts: { sent: 120, waiting: 0, claimed: 0 },
  });
  const delivered = ids.map((id) => telegram.chat(id).delivered());
  expect(delivered.filter((count) => count === 0).length).toBe(0);
  expect(delivered.filter((count) => count > 1).length).toBeLessThanOrEqual(4 * 2);
  const ledger = await database.db.selectFrom('deliveries').select(['message_id', 'version_sent']).execute();
  expect(ledger.every((row) => row.message_id !== null && row.version_sent === 1)).toBe(true);
});

test('two workers on the same alert send to nobody twice', async () => {
  const ids = await subscribeMany(150);
  const alertId = await publish();
  await planDelivery(context, alertId, 1);
  await Promise.all([1, 2, 3].map(() => deliverAlert(context, depsFor(), alertId)));
  expect(ids.every((id) => telegram.chat(id).delivered() === 1)).toBe(true);
});

test('told to stop it gives back what it has not sent, and the next call goes on at once', async () => {
  const ids = await subscribeMany(60);
  const alertId = await publish();
  const stopping = new AbortController();
  const real = realClient();
  let calls = 0;
  const counting: Client = {
    call(method, payload, options) {
      calls += 1;
      if (calls === 20) stopping.abort();
      return real.call(method, payload, options);
    },
  };
  const stage = deliverAlertStage({ context, delivery: depsFor(500, {}, counting), signal: stopping.signal });
  await expect(stage.run({ alert_id: alertId, version: 1 })).rejects.toThrow(DeliveryStopped);
  expect((await deliveryCounts(context.db, alertId)).claimed).toBe(0);
  expect(telegram.delivered()).toBeLessThan(60);
  const next = deliverAlertStage({ context, delivery: depsFor(), signal: new AbortController().signal });
  expect(await next.run({ alert_id: alertId, version: 1 })).toEqual({ kind: 'done' });
  expect(ids.every((id) => telegram.chat(id).delivered() === 1)).toBe(true);
});

test('without a token those on Telegram wait for a process that has one', async () => {
  await subscribeMany(3);
  const alertId = await publish();
  await database.db.updateTable('alerts').set({ delivery_due_since: clock.now() }).where('id', '=', alertId).execute();
  const without = await deliverVersion(context, { ...depsFor(), telegram: undefined }, { alertId, version: 1 });
  expect(without).toMatchObject({ kind: 'done', counts: { waiting: 3 } });
  const due = await database.db.selectFrom('alerts').select('delivery_due_since').where('id', '=', alertId).executeTakeFirstOrThrow();
  expect(due.delivery_due_since).not.toBeNull();
  expect(await deliverVersion(context, depsFor(), { alertId, version: 1 })).toMatchObject({ counts: { sent: 3 }, later: null });
});

test('a correction edits what was delivered; who has nothing yet gets only the corrected one', async () => {
  await subscribeMany(3);
  const alertId = await publish();
  await deliverVersion(context, depsFor(), { alertId, version: 1 });
  await subscribe(4);
  await addVersion(alertId, 2, contentOf({ texts: { ...contentOf().texts, en: { ...contentOf().texts.en, headline: 'Fake customs fee' } } }));
  expect(await deliverVersion(context, depsFor(), { alertId, version: 2 })).toMatchObject({ counts: { sent: 4 } });
  for (const id of [1, 2, 3, 4]) {
    expect(telegram.chat(id).delivered()).toBe(1);
    expect(shown(id).join()).toContain('Fake customs fee');
  }
  expect(shown(1)[0]).toContain('A warning is corrected');
  expect(shown(4)[0]).not.toContain('A warning is corrected');
  const ledger = await database.db.selectFrom('deliveries').select('version_sent').execute();
  expect(ledger.map((row) => row.version_sent)).toEqual([2, 2, 2, 2]);
});

test('where a message cannot be edited any more the correction comes as a new one', async () => {
  await subscribeMany(2);
  const alertId = await publish();
  await deliverVersion(context, depsFor(), { alertId, version: 1 });
  await database.db.updateTable('deliveries').set({ message_id: 999_999 }).execute();
  await addVersion(alertId, 2, contentOf({ grade: 'danger' }));
  expect(await deliverVersion(context, depsFor(), { alertId, version: 2 })).toMatchObject({ counts: { sent: 2, failed: 0 } });
  expect(telegram.chat(1).delivered()).toBe(2);
  expect(shown(1)[1]).toContain('A warning is corrected');
});

test('a correction that overtakes the first version is the only thing sent', async () => {
  await subscribeMany(3);
  const alertId = await publish();
  await planDelivery(context, alertId, 1);
  await addVersion(alertId, 2, contentOf({ countries: ['KR'] }));
  await saveSubscription(context, { chatId: 3, language: 'en', active: true, types: [], countries: ['MY'] });
  expect(await deliverVersion(context, depsFor(), { alertId, version: 2 })).toMatchObject({ counts: { sent: 2 } });
  expect(await deliverVersion(context, depsFor(), { alertId, version: 1 })).toEqual({ kind: 'skipped', reason: 'superseded' });
  expect([1, 2, 3].map((id) => telegram.chat(id).delivered())).toEqual([1, 1, 0]);
});

test('a correction published while the first version is being sent reaches everybody once', async () => {
  const ids = await subscribeMany(80);
  const alertId = await publish();
  const real = realClient();
  let correcting: Promise<unknown> | undefined;
  const interrupted: Client = {
    async call(method, payload, options) {
      correcting ??= addVersion(alertId, 2, contentOf({ grade: 'danger' })).then(() => deliverVersion(context, depsFor(), { alertId, version: 2 }));
      return real.call(method, payload, options);
    },
  };
  await deliverVersion(context, depsFor(1_000, {}, interrupted), { alertId, version: 1 });
  await correcting;
  expect(ids.every((id) => telegram.chat(id).delivered() === 1)).toBe(true);
  expect(ids.every((id) => shown(id)[0]?.includes('[Danger]'))).toBe(true);
});

test('a withdrawal changes every delivered message, and nobody gets it any more', async () => {
  await subscribeMany(3);
  const alertId = await publish();
  await deliverVersion(context, depsFor(), { alertId, version: 1 });
  await subscribe(4);
  await planDelivery(context, alertId, 1);
  await withdraw(alertId);
  const result = await deliverWithdrawal(context, depsFor(), { alertId });
  expect(result).toMatchObject({ kind: 'done', counts: { sent: 3, waiting: 0 } });
  for (const id of [1, 2, 3]) {
    expect(shown(id)).toHaveLength(1);
    expect(shown(id)[0]).toContain('A warning is withdrawn');
    expect(shown(id)[0]).not.toContain('Do not open the link');
  }
  expect(telegram.chat(4).delivered()).toBe(0);
  expect(await deliverVersion(context, depsFor(), { alertId, version: 1 })).toEqual({ kind: 'skipped', reason: 'withdrawn' });
});

test('who unsubscribed after planning gets nothing new, but what they have is put right', async () => {
  await subscribeMany(2);
  const alertId = await publish();
  await deliverVersion(context, depsFor(), { alertId, version: 1 });
  await subscribe(3);
  await addVersion(alertId, 2, contentOf({ grade: 'caution' }));
  await planDelivery(context, alertId, 2);
  for (const chatId of [1, 3]) await saveSubscription(context, { chatId, language: 'en', active: false, types: [], countries: [] });
  expect(await deliverAlert(context, depsFor(), alertId)).toMatchObject({ counts: { sent: 2, failed_by: { unsubscribed: 1 } } });
  expect(telegram.chat(3).delivered()).toBe(0);
  expect(shown(1)[0]).toContain('[Caution]');
});

test('an expired alert is not sent, nor the rest of one that expires on the way', async () => {
  await subscribeMany(3);
  const over = await publish(contentOf(), { expires_at: new Date(Date.now() - 1) });
  expect(await deliverVersion(context, depsFor(), { alertId: over, version: 1 })).toEqual({ kind: 'skipped', reason: 'expired' });
  const soon = await publish(contentOf(), { expires_at: new Date(Date.now() + 3_600_000) });
  await planDelivery(context, soon, 1);
  ahead = 3_600_001;
  expect(await deliverAlert(context, depsFor(), soon)).toMatchObject({ counts: { sent: 0, failed: 3, failed_by: { expired: 3 } } });
  expect(telegram.delivered()).toBe(0);
});

test('an unknown, unpublished or never withdrawn alert is skipped', async () => {
  const alertId = await publish();
  expect(await deliverVersion(context, depsFor(), { alertId: randomUUID(), version: 1 })).toEqual({ kind: 'skipped', reason: 'no_such_alert' });
  expect(await deliverVersion(context, depsFor(), { alertId, version: 2 })).toEqual({ kind: 'skipped', reason: 'not_published' });
  expect(await deliverWithdrawal(context, depsFor(), { alertId })).toEqual({ kind: 'skipped', reason: 'not_withdrawn' });
});

test('the gravest alert goes first, even when a lesser one was planned before', async () => {
  await subscribeMany(30);
  const notice = await publish(contentOf({ grade: 'notice' }));
  const danger = await publish(contentOf({ grade: 'danger' }));
  await planDelivery(context, notice, 1);
  await planDelivery(context, danger, 1);
  await deliverAlert(context, depsFor(1_000, { takers: 1, inFlight: 1 }), notice);
  const order = telegram.calls('sendMessage').map((call) => (String(call.params['text']).includes('[Danger]') ? 'danger' : 'notice'));
  expect(order.indexOf('notice')).toBe(30);
  expect(order.lastIndexOf('danger')).toBe(29);
});

test('a group that became a supergroup is followed', async () => {
  telegram.group(-100);
  telegram.group(-200);
  await saveSubscription(context, { chatId: -100, language: 'ms', active: true, types: [], countries: [] });
  telegram.fault({ kind: 'migrated', to: -200, chat: -100 });
  const alertId = await publish();
  expect(await deliverVersion(context, depsFor(), { alertId, version: 1 })).toMatchObject({ counts: { sent: 1 } });
  expect(telegram.chat(-200).delivered()).toBe(1);
  expect(await findSubscriber(context, -100)).toBeNull();
  expect(await findSubscriber(context, -200)).toMatchObject({ active: true, language: 'ms' });
});

test('one chat that Telegram never answers for is given up; the others are served', async () => {
  await subscribeMany(20);
  telegram.fault({ kind: 'server_error', chat: 7 });
  const alertId = await publish();
  expect(await deliverVersion(context, depsFor(), { alertId, version: 1 })).toMatchObject({ counts: { sent: 19, failed_by: { unreachable: 1 } } });
});

test('an outage of Telegram as a whole costs nobody their warning', async () => {
  await subscribeMany(30);
  const end = telegram.fault({ kind: 'server_error', status: 502 });
  const alertId = await publish();
  const delivering = deliverVersion(context, depsFor(10_000, { retryBaseMs: 2 }), { alertId, version: 1 });
  await telegram.until(() => (telegram.count('sendMessage', 502) > 200 ? true : undefined), { timeoutMs: 30_000 });
  end();
  expect(await delivering).toMatchObject({ counts: { sent: 30, failed: 0 } });
});

test('a message that Telegram rejects is told and holds up nobody', async () => {
  await subscribeMany(3);
  const real = realClient();
  const client: Client = {
    call: (method, payload, options) =>
      'chat_id' in payload && payload.chat_id === 2
        ? Promise.resolve({ kind: 'rejected', code: 400, description: 'Bad Request: something new' })
        : real.call(method, payload, options),
  };
  const alertId = await publish();
  expect(await deliverVersion(context, depsFor(10_000, {}, client), { alertId, version: 1 })).toMatchObject({
    counts: { sent: 2, failed_by: { 'rejected 400': 1 } },
  });
});
