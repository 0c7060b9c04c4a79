// A slip that is seen while a warning goes out: paused, nobody more gets it; resumed, everybody does, once; corrected or withdrawn, who has it sees that.

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { getAlert } from '#core/alerts/alert-queries.ts';
import type { AlertContent } from '#core/alerts/alert.ts';
import { expireAlerts, withdrawAlert } from '#core/alerts/end-alert.ts';
import { pauseAlert, resumeAlert } from '#core/alerts/pause-alert.ts';
import type { CoreContext } from '#core/context.ts';
import { deliverVersion, deliverWithdrawal } from '#core/delivery/deliver-alert.ts';
import { deliveryCounts } from '#core/delivery/delivery-queries.ts';
import type { DeliveryDeps } from '#core/delivery/delivery.ts';
import type { Officer } from '#core/staff/staff.ts';
import { saveSubscription } from '#core/subscribers/subscribers.ts';
import { initialSettings } from '#core/subscribers/warning-settings.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createTelegramClient, type TelegramClient } from '#platform/telegram.ts';
import { createPacer } from '#platform/telegram-pacer.ts';
import { hirePublisher, type Publisher } from '#tests/support/publish-alert.ts';
import { startTelegramStandIn, type TelegramStandIn } from '#tests/support/telegram-stand-in.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';
import { jobsOfFact } from '#worker/jobs-of-fact.ts';
import { OVERDUE_MS, sweep } from '#worker/sweeper.ts';

const TOKEN = '4242:pause-token-of-the-stand-in-000001';
const DAY = 86_400_000;
let scene: TriageScene;
let context: CoreContext;
let publisher: Publisher;
let kim: Officer;
let telegram: TelegramStandIn;

beforeAll(async () => {
  scene = await createTriageScene();
  ({ context } = scene);
  publisher = await hirePublisher(scene);
  kim = await scene.hire('officer', '김하나');
});
beforeEach(async () => {
  telegram = await startTelegramStandIn({ token: TOKEN, limits: { perSecond: 10_000, chatPerSecond: 10_000, chatBurst: 1_000, groupPerMinute: 10_000 } });
});
afterEach(async () => {
  await telegram.close();
  await scene.database.pool.query('truncate deliveries, subscribers, alert_approvals, alert_versions, alerts, outbox cascade');
});
afterAll(() => scene.database.drop());

type Client = Pick<TelegramClient, 'call'>;

/** At `perSecond`, so that a pause finds something left. */
function deps(perSecond: number, client: Client = real()): DeliveryDeps {
  return {
    telegram: { client, pacer: createPacer({ perSecond, perChatPerSecond: 10_000, perChatBurst: 1, perGroupPerMinute: 10_000 }) },
    webPush: undefined,
    translator: createTranslator({ strict: true }),
    publicUrl: 'https://jaga.example',
    // What a killed process had claimed is taken again after five seconds, not a minute.
    settings: { retryBaseMs: 5, pollMs: 10, takers: 2, staleMs: 5_000 },
  };
}

function real(): TelegramClient {
  return createTelegramClient({ token: TOKEN, apiRoot: telegram.apiRoot });
}

/** Does something while the n-th message is on its way. */
function interrupted(after: number, act: () => Promise<unknown>): Client {
  const client = real();
  let calls = 0;
  return {
    async call(method, payload, options) {
      calls += 1;
      if (calls === after) await act();
      return client.call(method, payload, options);
    },
  };
}

async function subscribe(count: number, first = 1, daily = false): Promise<number[]> {
  const ids = Array.from({ length: count }, (_, index) => first + index);
  for (const chatId of ids) {
    telegram.user(chatId);
    await saveSubscription(context, { chatId, language: 'ko', active: true, types: [], countries: [], settings: { ...initialSettings('ko'), daily } });
  }
  return ids;
}

function got(ids: readonly number[]): number[] {
  return ids.map((id) => telegram.chat(id).delivered());
}

function shown(chatId: number): string {
  return telegram
    .chat(chatId)
    .messages()
    .map(({ text }) => text)
    .join('\n');
}

/** What the relay would hand to the queue. */
async function jobs(): Promise<{ name: string; data: Record<string, unknown>; id: string }[]> {
  return (await scene.facts())
    .flatMap((fact) => jobsOfFact(fact as Parameters<typeof jobsOfFact>[0], { withModel: false }))
    .filter(({ queue }) => queue === 'delivery');
}

async function standing(id: string) {
  const columns = ['paused_at', 'paused_version', 'delivery_due_since'] as const;
  return scene.database.db.selectFrom('alerts').select(columns).where('id', '=', id).executeTakeFirstOrThrow();
}

async function publishAndPauseAfter(sent: number, content?: AlertContent): Promise<string> {
  const id = await publisher.publish(content);
  await scene.facts();
  await deliverVersion(
    context,
    deps(
      40,
      interrupted(sent, () => pauseAlert(context, { by: kim, alertId: id })),
    ),
    { alertId: id, version: 1 },
  );
  return id;
}

async function nobodyMore(id: string, ids: readonly number[]): Promise<number[]> {
  const before = got(ids);
  scene.clock.advance(2 * OVERDUE_MS);
  expect(await sweep(context)).toBe(0);
  expect(await deliverVersion(context, deps(10_000), { alertId: id, version: 1 })).toMatchObject({ kind: 'done', later: null });
  expect(got(ids)).toEqual(before);
  return before;
}

test('paused in the middle nobody more gets it; resumed everybody has it exactly once', async () => {
  const ids = await subscribe(60);
  const id = await publishAndPauseAfter(5);
  const before = await nobodyMore(id, ids);
  const sent = before.filter((count) => count === 1).length;
  expect(sent).toBeGreaterThanOrEqual(5);
  // What was claimed ahead is given back: at 40 a second a quarter of a second is ten.
  expect(sent).toBeLessThan(45);
  expect(await deliveryCounts(context.db, id)).toMatchObject({ sent, waiting: 60 - sent, claimed: 0 });
  expect(await standing(id)).toMatchObject({ paused_version: 1, delivery_due_since: null });

  expect(await resumeAlert(context, { by: kim, alertId: id })).toMatchObject({ kind: 'done', alert: { paused_at: null } });
  const [job, ...more] = await jobs();
  expect(more).toEqual([]);
  expect(job).toMatchObject({ name: 'deliver-alert', data: { alert_id: id, version: 1 } });
  // The job that noticed the pause may still be ending under its own id.
  expect(job?.id).not.toBe(`deliver-alert-${id}-1`);
  await deliverVersion(context, deps(10_000), { alertId: id, version: 1 });
  expect(new Set(got(ids))).toEqual(new Set([1]));
  expect(await scene.actions(id)).toEqual(['alert.drafted', 'alert.approved', 'alert.approved', 'alert.published', 'alert.paused', 'alert.resumed']);
});

test('resuming is not lost when its job is: the sweeper tells of it again', async () => {
  const ids = await subscribe(3);
  const id = await publisher.publish();
  expect(await pauseAlert(context, { by: kim, alertId: id })).toMatchObject({ kind: 'done' });
  await nobodyMoreAfterLostFacts(id, ids);
  await resumeAlert(context, { by: kim, alertId: id });
  await scene.facts();
  scene.clock.advance(2 * OVERDUE_MS);
  expect(await sweep(context)).toBe(1);
  expect((await jobs()).map(({ data }) => data)).toEqual([{ alert_id: id, version: 1 }]);
  await deliverVersion(context, deps(10_000), { alertId: id, version: 1 });
  expect(got(ids)).toEqual([1, 1, 1]);
});

async function nobodyMoreAfterLostFacts(id: string, ids: readonly number[]): Promise<void> {
  await scene.facts();
  expect(await nobodyMore(id, ids)).toEqual(ids.map(() => 0));
}

test('paused, then withdrawn: the pause ends, who has it sees that, nobody else hears of it', async () => {
  const ids = await subscribe(40);
  const id = await publishAndPauseAfter(5);
  const before = got(ids);
  expect(await withdrawAlert(context, { by: publisher.supervisor, alertId: id, reason: 'wrong' })).toMatchObject({ kind: 'done', alert: { paused_at: null } });
  expect((await jobs()).map(({ name }) => name)).toEqual(['withdraw-alert']);
  await deliverWithdrawal(context, deps(10_000), { alertId: id });
  expect(got(ids)).toEqual(before);
  for (const chat of ids) {
    if (before[chat - 1] === 1) expect(shown(chat)).toContain('철회');
    else expect(shown(chat)).toBe('');
  }
  expect(await deliveryCounts(context.db, id)).toMatchObject({ waiting: 0, claimed: 0 });
  const { rows } = await scene.database.pool.query(`select details from audit_entries where action = 'alert.withdrawn' and subject_id = $1`, [id]);
  expect(rows).toEqual([{ details: { reason: 'wrong', version: 1, was_paused: true } }]);
});

test('paused, then corrected: who has it sees the correction at once, the others wait for the officer', async () => {
  const ids = await subscribe(40);
  const id = await publishAndPauseAfter(5);
  const before = got(ids);
  const content = publisher.content();
  await publisher.correct(id, { ...content, texts: { ...content.texts, ko: { ...content.texts.ko, headline: '고쳐 쓴 경보입니다' } } });
  await deliverVersion(context, deps(10_000), { alertId: id, version: 2 });
  expect(got(ids)).toEqual(before);
  for (const chat of ids) if (before[chat - 1] === 1) expect(shown(chat)).toContain('고쳐 쓴 경보입니다');
  expect(await standing(id)).toMatchObject({ paused_version: 1 });
  await resumeAlert(context, { by: kim, alertId: id });
  await deliverVersion(context, deps(10_000), { alertId: id, version: 2 });
  expect(new Set(got(ids))).toEqual(new Set([1]));
  for (const chat of ids) expect(shown(chat)).toContain('고쳐 쓴 경보입니다');
});

test('a correction that is paused on its way reaches nobody more', async () => {
  const ids = await subscribe(40);
  const id = await publisher.publish();
  await deliverVersion(context, deps(10_000), { alertId: id, version: 1 });
  const content = publisher.content();
  await publisher.correct(id, { ...content, texts: { ...content.texts, ko: { ...content.texts.ko, headline: '잘못 고친 경보' } } });
  await scene.facts();
  await deliverVersion(
    context,
    deps(
      40,
      interrupted(5, () => pauseAlert(context, { by: kim, alertId: id })),
    ),
    { alertId: id, version: 2 },
  );
  const seen = () => ids.filter((chat) => shown(chat).includes('잘못 고친 경보')).length;
  const before = seen();
  expect(before).toBeLessThan(35);
  await deliverVersion(context, deps(10_000), { alertId: id, version: 2 });
  expect(seen()).toBe(before);
  await resumeAlert(context, { by: kim, alertId: id });
  await deliverVersion(context, deps(10_000), { alertId: id, version: 2 });
  expect(seen()).toBe(40);
});

test('paused until its time is over: nobody gets it any more, and the ledger says why', async () => {
  const ids = await subscribe(20);
  const id = await publishAndPauseAfter(3);
  const before = got(ids);
  scene.clock.advance(30 * DAY);
  expect(await resumeAlert(context, { by: kim, alertId: id })).toMatchObject({ kind: 'conflict', reason: 'not_possible_now' });
  expect(await expireAlerts(context)).toEqual([id]);
  expect((await getAlert(context.db, id, context.clock.now()))?.paused_at).toBeNull();
  scene.clock.advance(2 * OVERDUE_MS);
  await sweep(context);
  expect((await jobs()).map(({ data }) => data)).toEqual([{ alert_id: id, version: 1 }]);
  expect(await deliverVersion(context, deps(10_000), { alertId: id, version: 1 })).toEqual({ kind: 'skipped', reason: 'expired' });
  expect(got(ids)).toEqual(before);
  const sent = before.filter((count) => count === 1).length;
  expect(await deliveryCounts(context.db, id)).toMatchObject({ sent, waiting: 0, claimed: 0, failed_by: { expired: 20 - sent } });
  expect(await standing(id)).toMatchObject({ delivery_due_since: null });
});

test('killed while paused: what was claimed waits with the rest, and comes when it is resumed', async () => {
  const ids = await subscribe(30);
  const id = await publisher.publish();
  await scene.facts();
  const client = interrupted(5, async () => {
    await pauseAlert(context, { by: kim, alertId: id });
    throw new Error('killed');
  });
  await expect(deliverVersion(context, deps(40, client), { alertId: id, version: 1 })).rejects.toThrow('killed');
  scene.clock.advance(10 * 60_000);
  const before = await nobodyMore(id, ids);
  await resumeAlert(context, { by: kim, alertId: id });
  expect(await deliverVersion(context, deps(10_000), { alertId: id, version: 1 })).toMatchObject({
    kind: 'done',
    counts: { sent: 30, waiting: 0, claimed: 0 },
  });
  const twice = got(ids).filter((count) => count > 1).length;
  expect(got(ids).filter((count) => count === 0)).toEqual([]);
  // Only what was on its way when it was killed.
  expect(twice).toBeLessThanOrEqual(4);
  expect(before.some((count) => count === 0)).toBe(true);
});

test('a daily reader is not told of a paused one beside the others', async () => {
  const [chat = 0] = await subscribe(1, 1, true);
  const paused = await publisher.publish(publisher.content('PHISH'));
  const other = await publisher.publish(publisher.content('SHOP'));
  for (const alertId of [paused, other]) await deliverVersion(context, deps(10_000), { alertId, version: 1 });
  await pauseAlert(context, { by: kim, alertId: paused });
  scene.clock.advance(DAY);
  await deliverVersion(context, deps(10_000), { alertId: other, version: 1 });
  expect(telegram.chat(chat).delivered()).toBe(1);
  expect(shown(chat)).not.toContain('인증번호 요구');
  await resumeAlert(context, { by: kim, alertId: paused });
  await deliverVersion(context, deps(10_000), { alertId: paused, version: 1 });
  expect(shown(chat)).toContain('인증번호 요구');
});
