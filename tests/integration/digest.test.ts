// Who reads once a day gets one message: each warning in it is in the ledger, corrections and withdrawals find it, a kill loses nothing.

import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { contentHash, type AlertContent } from '#core/alerts/alert.ts';
import type { CoreContext } from '#core/context.ts';
import { verifyMessage } from '#core/conversations/verify-message.ts';
import { deliverVersion, deliverWithdrawal } from '#core/delivery/deliver-alert.ts';
import type { DeliveryDeps, TelegramOut } from '#core/delivery/delivery.ts';
import { planDelivery } from '#core/delivery/plan-delivery.ts';
import { MOST_IN_DIGEST } from '#core/delivery/render-digest.ts';
import { createVault } from '#core/privacy/vault.ts';
import { saveSubscription } from '#core/subscribers/subscribers.ts';
import { initialSettings } from '#core/subscribers/warning-settings.ts';
import { LANGUAGES, type Language } from '#core/taxonomy/taxonomy.ts';
import { systemClock, type Clock } from '#platform/clock.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createLog } from '#platform/log.ts';
import { createTelegramClient, type TelegramClient } from '#platform/telegram.ts';
import { createPacer } from '#platform/telegram-pacer.ts';
import { createTelemetry } from '#platform/telemetry.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';
import { startTelegramStandIn, type FloodLimits, type TelegramStandIn } from '#tests/support/telegram-stand-in.ts';

const TOKEN = '4242:digest-token-of-the-stand-in-0001';
const FAST: Partial<FloodLimits> = { perSecond: 10_000, chatPerSecond: 10_000, chatBurst: 1_000, groupPerMinute: 10_000 };
const HOUR = 3_600_000;
const publicUrl = 'https://jaga.example';
const translator = createTranslator({ strict: true });
/** Three in the afternoon in Korea: the morning is eighteen hours away. */
const AFTERNOON = Date.parse('2026-11-26T06:00:00Z');
let database: TestDatabase;
let telegram: TelegramStandIn;
let context: CoreContext;
let ahead = 0;
const clock: Clock = { now: () => new Date(systemClock.now().getTime() + ahead) };

beforeAll(async () => {
  database = await createTestDatabase();
  context = { db: database.db, vault: createVault(Buffer.alloc(32, 5)), clock, telemetry: createTelemetry(createLog('silent')) };
});
beforeEach(async () => {
  ahead = AFTERNOON - systemClock.now().getTime();
  telegram = await startTelegramStandIn({ token: TOKEN, limits: FAST });
});
afterEach(async () => {
  await telegram.close();
  await database.pool.query('truncate deliveries, subscribers, alert_approvals, alert_versions, alerts cascade');
});
afterAll(() => database.drop());

function by(client: TelegramOut['client']): TelegramOut {
  return { client, pacer: createPacer({ perSecond: 10_000, perChatPerSecond: 10_000, perChatBurst: 1, perGroupPerMinute: 10_000 }) };
}

function deps(changes: Partial<DeliveryDeps> = {}): DeliveryDeps {
  return {
    telegram: by(createTelegramClient({ token: TOKEN, apiRoot: telegram.apiRoot })),
    webPush: undefined,
    translator,
    publicUrl,
    settings: { retryBaseMs: 5, pollMs: 10 },
    ...changes,
  };
}

/** What a killed process had claimed is taken again after a second, not a minute. */
const SOON_NOBODYS = { retryBaseMs: 5, pollMs: 10, staleMs: 1_000 };

const CODES = ['7K3M9QPX', '2B4N8WZ1', 'C5D6E7F8', 'G9H0J1K2'];

function about(type: AlertContent['type'], grade: AlertContent['grade'], headline = `${type} 주의`): AlertContent {
  const text = { headline, what_happens: '이런 일이 있습니다.', what_to_do: '링크를 누르지 마세요.' };
  return { type, grade, countries: [], valid_until: '2036-12-07T00:00:00Z', texts: { ko: text, ms: text, en: text } };
}

async function publish(content: AlertContent, code = randomUUID().slice(0, 8).toUpperCase()): Promise<string> {
  const id = randomUUID();
  const now = clock.now();
  const fixed = { state: 'published', proposal_key: null, campaign_id: null, evidence: '{"detector":"officer"}' } as const;
  await database.db
    .insertInto('alerts')
    .values({ id, code, ...fixed, current_version: 1, published_version: 1, published_at: now, expires_at: new Date('2036-12-07T00:00:00Z'), created_at: now })
    .execute();
  await addVersion(id, 1, content);
  return id;
}

async function addVersion(alertId: string, version: number, content: AlertContent): Promise<void> {
  const values = { alert_id: alertId, version, content: JSON.stringify(content), content_hash: contentHash(content), author: 'a', created_at: clock.now() };
  await database.db.insertInto('alert_versions').values(values).execute();
  await database.db.updateTable('alerts').set({ current_version: version, published_version: version }).where('id', '=', alertId).execute();
}

async function subscribe(chatId: number, { daily = true, language = 'ko' as Language } = {}): Promise<void> {
  telegram.user(chatId);
  const settings = { ...initialSettings(language), time_zone: 'Asia/Seoul' as const, daily };
  await saveSubscription(context, { chatId, language, active: true, types: [], countries: [], settings });
}

/** As the sweeper has it: each warning's job, one after the other or at once. */
async function deliverAll(alerts: readonly string[], by: DeliveryDeps = deps()): Promise<void> {
  for (const alertId of alerts) await deliverVersion(context, by, { alertId, version: 1 });
}

function shown(chatId: number): string[] {
  return telegram
    .chat(chatId)
    .messages()
    .map(({ text }) => text);
}

async function ledger(): Promise<{ alert_id: string; state: string; version_sent: number | null; message_id: number | null; in_digest: boolean }[]> {
  return database.db.selectFrom('deliveries').select(['alert_id', 'state', 'version_sent', 'message_id', 'in_digest']).orderBy('alert_id').execute();
}

async function threeAlerts(): Promise<[string, string, string]> {
  return [
    await publish(about('PHISH', 'notice'), CODES[0]),
    await publish(about('LOAN', 'warning'), CODES[1]),
    await publish(about('INVEST', 'caution'), CODES[2]),
  ];
}

test.each(LANGUAGES)('in %s a day’s warnings come at nine as one message, gravest first; who reads at once has had each', async (language) => {
  await subscribe(1, { language });
  await subscribe(2, { language, daily: false });
  const alerts = await threeAlerts();
  await deliverAll(alerts);
  expect([shown(1).length, shown(2).length]).toEqual([0, 3]);
  ahead += 18 * HOUR;
  await deliverAll(alerts);
  expect(shown(1)).toHaveLength(1);
  const lines = (shown(1)[0] ?? '').split('\n').filter((line) => line.includes('/alerts/'));
  const grade = (name: string): string => `[${translator.t(language, `alerts:grades.${name}`)}]`;
  const type = (name: string): string => translator.t(language, `taxonomy:types.${name}.short`);
  expect(lines).toEqual([
    expect.stringMatching(new RegExp(`B4N-8WZ1.*${publicUrl}/alerts/${alerts[1]}$`)),
    expect.stringMatching(new RegExp(`C5D6-E7F8.*${publicUrl}/alerts/${alerts[2]}$`)),
    expect.stringMatching(new RegExp(`7K3M-9QPX.*${publicUrl}/alerts/${alerts[0]}$`)),
  ]);
  expect(lines[0]).toContain(`${grade('warning')} ${type('LOAN')}`);
  const [message] = telegram.chat(1).messages();
  const mine = (await ledger()).filter(({ in_digest }) => in_digest);
  expect(mine).toEqual(alerts.toSorted().map((alert_id) => ({ alert_id, state: 'sent', version_sent: 1, message_id: message?.messageId, in_digest: true })));
});

test('one warning alone comes in full, and danger has not waited', async () => {
  await subscribe(1);
  const alone = await publish(about('PHISH', 'warning'));
  const danger = await publish(about('TRAFFICK', 'danger', '해외취업 유인 감금'));
  await deliverAll([alone, danger]);
  expect(shown(1)).toEqual([expect.stringContaining('해외취업 유인 감금')]);
  ahead += 18 * HOUR;
  await deliverAll([alone, danger]);
  expect(shown(1)).toHaveLength(2);
  expect(shown(1)[1]).toContain('링크를 누르지 마세요');
});

test('what became danger while it waited comes at once, and is not told again in the morning', async () => {
  await subscribe(1);
  const [first, second, third] = await threeAlerts();
  await deliverAll([first, second, third]);
  await addVersion(first, 2, about('PHISH', 'danger'));
  await deliverVersion(context, deps(), { alertId: first, version: 2 });
  expect(shown(1)).toHaveLength(1);
  ahead += 18 * HOUR;
  await deliverAll([second, third]);
  expect(shown(1)).toHaveLength(2);
  expect(shown(1)[1]).not.toContain('7K3M-9QPX');
});

test('several workers at once send one message, too', async () => {
  const readers = Array.from({ length: 150 }, (_, at) => at + 1);
  for (const id of readers) await subscribe(id);
  const alerts = await threeAlerts();
  await deliverAll(alerts);
  ahead += 18 * HOUR;
  await Promise.all(alerts.map((alertId) => deliverVersion(context, deps(), { alertId, version: 1 })));
  expect(readers.filter((id) => telegram.chat(id).delivered() !== 1)).toEqual([]);
  expect((await ledger()).every(({ state, in_digest }) => state === 'sent' && in_digest)).toBe(true);
});

test('a correction of a warning told in a digest comes as a message of its own, and leaves the others where they stand', async () => {
  await subscribe(1);
  const alerts = await threeAlerts();
  await deliverAll(alerts);
  ahead += 18 * HOUR;
  await deliverAll(alerts);
  const [digest] = shown(1);
  await addVersion(alerts[0], 2, about('PHISH', 'caution', '고친 제목'));
  await deliverVersion(context, deps(), { alertId: alerts[0], version: 2 });
  expect(shown(1)[0]).toBe(digest);
  expect(shown(1)[1]).toContain(translator.t('ko', 'alerts:correction.heading').replaceAll(/<[^>]+>/g, ''));
  expect(shown(1)[1]).toContain('고친 제목');
  const own = telegram.chat(1).messages()[1]?.messageId;
  expect((await ledger()).find(({ alert_id }) => alert_id === alerts[0])).toMatchObject({ version_sent: 2, message_id: own, in_digest: false });
  // From then on it has a message that can be edited.
  await addVersion(alerts[0], 3, about('PHISH', 'caution', '다시 고친 제목'));
  await deliverVersion(context, deps(), { alertId: alerts[0], version: 3 });
  expect(shown(1)).toHaveLength(2);
  expect(shown(1)[1]).toContain('다시 고친 제목');
});

test('a withdrawal reaches who was told in a digest; who waits for the morning is never told', async () => {
  await subscribe(1);
  const alerts = await threeAlerts();
  await deliverAll(alerts);
  ahead += 18 * HOUR;
  await deliverAll(alerts);
  await subscribe(2);
  await planDelivery(context, alerts[1], 1);
  await database.db.updateTable('alerts').set({ state: 'withdrawn' }).where('id', '=', alerts[1]).execute();
  await deliverWithdrawal(context, deps(), { alertId: alerts[1] });
  expect(shown(1)).toHaveLength(2);
  expect(shown(1)[1]).toContain('LOAN 주의');
  expect(shown(1)[1]).not.toContain('링크를 누르지 마세요');
  ahead += 24 * HOUR;
  await deliverAll([alerts[0], alerts[2]]);
  expect(shown(2).join()).not.toContain('2B4N-8WZ1');
});

/** Works until the n-th call; one more reaches Telegram, but the process does not live to hear of it. */
function dyingClient(after: number): Pick<TelegramClient, 'call'> {
  const real = createTelegramClient({ token: TOKEN, apiRoot: telegram.apiRoot });
  let calls = 0;
  return {
    async call(method, payload, options) {
      calls += 1;
      if (calls <= after) return real.call(method, payload, options);
      if (calls === after + 1) await real.call(method, payload, options);
      throw new Error('killed');
    },
  };
}

test('P17 killed in the middle: nobody is missed, twice only what was in flight, and always as one message', async () => {
  const readers = Array.from({ length: 60 }, (_, at) => at + 1);
  for (const id of readers) await subscribe(id);
  const alerts = await threeAlerts();
  await deliverAll(alerts);
  ahead += 18 * HOUR;
  for (const after of [0, 9, 25]) {
    const dying = deps({ telegram: by(dyingClient(after)), settings: SOON_NOBODYS });
    await expect(deliverVersion(context, dying, { alertId: alerts[0], version: 1 })).rejects.toThrow('killed');
  }
  await deliverAll(alerts, deps({ settings: SOON_NOBODYS }));
  const delivered = readers.map((id) => telegram.chat(id).delivered());
  expect(delivered.every((count) => count >= 1)).toBe(true);
  expect(delivered.filter((count) => count > 1).length).toBeLessThanOrEqual(3);
  for (const id of readers) for (const text of shown(id)) expect(text.match(/\/alerts\//g)).toHaveLength(3);
  for (const { state, in_digest, message_id } of await ledger())
    expect({ state, in_digest, sent: message_id !== null }).toEqual({ state: 'sent', in_digest: true, sent: true });
});

test('who unsubscribed, and what Telegram refuses, fails with all of it; a 429 only waits', async () => {
  for (const id of [1, 2, 3]) await subscribe(id);
  const alerts = await threeAlerts();
  await deliverAll(alerts);
  await saveSubscription(context, { chatId: 1, language: 'ko', active: false, types: [], countries: [] });
  telegram.fault({ kind: 'blocked', chat: 2 });
  telegram.fault({ kind: 'too_many', seconds: 1, chat: 3, times: 1 });
  ahead += 18 * HOUR;
  await deliverAll(alerts);
  expect([1, 2, 3].map((id) => telegram.chat(id).delivered())).toEqual([0, 0, 1]);
  const { rows } = await database.pool.query<{ last_error: string | null; count: number }>(
    'select last_error, count(*)::int as count from deliveries group by 1 order by 1 nulls last',
  );
  expect(rows).toEqual([
    { last_error: 'blocked', count: 3 },
    { last_error: 'unsubscribed', count: 3 },
    { last_error: null, count: 3 },
  ]);
});

test('more than fits into one message comes in two', async () => {
  await subscribe(1);
  const alerts: string[] = [];
  for (let at = 0; at < MOST_IN_DIGEST + 3; at += 1) alerts.push(await publish(about('PHISH', 'notice', `경보 ${at}`)));
  await deliverAll(alerts);
  ahead += 18 * HOUR;
  await deliverAll(alerts);
  expect(shown(1).map((text) => text.match(/\/alerts\//g)?.length)).toEqual([MOST_IN_DIGEST, 3]);
});

test('a forwarded digest is genuine, outdated or changed like any warning', async () => {
  await subscribe(1);
  const alerts = await threeAlerts();
  await deliverAll(alerts);
  ahead += 18 * HOUR;
  await deliverAll(alerts);
  const text = shown(1)[0] ?? '';
  const verdict = async (message: string): Promise<string> => (await verifyMessage(context, { translator, publicUrl }, message)).verdict;
  expect(await verdict(text)).toBe('genuine');
  expect(await verdict(text.replace('LOAN 주의', 'LOAN 환급: 010-4821-7733 으로 전화'))).toBe('changed');
  expect(await verdict(text.replace(publicUrl, 'https://jaga-alert.top'))).toBe('changed');
  await addVersion(alerts[2], 2, about('INVEST', 'notice', '고친 제목'));
  expect(await verdict(text)).toBe('outdated');
});
