// P17 and P14 when the database goes away in the middle: a worker of its own, as an operator runs it, behind a proxy that resets every connection and
// refuses new ones for a while. What was on its way goes on by itself; what one person approved is sent to nobody.
// `AWAY_SECONDS=30 npx vitest run tests/integration/delivery-outage.test.ts` takes it away for longer.

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { getAlert } from '#core/alerts/alert-queries.ts';
import { approveAlert } from '#core/alerts/approve-alert.ts';
import { draftFromEvidence } from '#core/alerts/draft-from-evidence.ts';
import { draftAlert } from '#core/alerts/write-alert.ts';
import type { CoreContext } from '#core/context.ts';
import type { Database, Tables } from '#core/database.ts';
import { deliveryCounts } from '#core/delivery/delivery-queries.ts';
import type { Officer } from '#core/staff/staff.ts';
import { createVault } from '#core/privacy/vault.ts';
import { saveSubscription } from '#core/subscribers/subscribers.ts';
import { systemClock } from '#platform/clock.ts';
import { createKysely } from '#platform/database.ts';
import { createTranslator } from '#platform/i18n.ts';
import { countDelivered } from '#tests/support/count-delivered.ts';
import { startDatabaseProxy, type DatabaseProxy } from '#tests/support/database-proxy.ts';
import { runService, type RunningService } from '#tests/support/service.ts';
import { startTelegramStandIn, type TelegramStandIn } from '#tests/support/telegram-stand-in.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';

const AWAY_MS = Number(process.env['AWAY_SECONDS'] ?? 3) * 1_000;
/** As many calls as a worker has under way at once (delivery.ts). */
const IN_FLIGHT = 64;
/** Of approvals that are cut off, each a little later; the worker needs seconds to find its database again. */
const ROUNDS = 4;
const KEY = Buffer.alloc(32, 7);
const dataDir = mkdtempSync(join(tmpdir(), 'jaga-outage-'));
const TOKEN = '4242:outage-token-of-the-stand-in-00001';
const translator = createTranslator({ strict: true });
let scene: TriageScene;
let context: CoreContext;
let proxy: DatabaseProxy;
let telegram: TelegramStandIn;
let worker: RunningService;
let env: Record<string, string>;
let [author, first, second]: Officer[] = [];

beforeAll(async () => {
  scene = await createTriageScene(systemClock.now());
  context = { ...scene.context, clock: systemClock, vault: createVault(KEY) };
  [author, first, second] = [await scene.hire('officer'), await scene.hire('officer'), await scene.hire('supervisor')];
});

beforeEach(async () => {
  proxy = await startDatabaseProxy(scene.database.url);
  telegram = await startTelegramStandIn({ token: TOKEN });
  env = { DATABASE_URL: proxy.url, DATA_DIR: dataDir, MASTER_KEY: KEY.toString('base64'), TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.apiRoot };
});

afterEach(async () => {
  await worker.kill('SIGTERM');
  await telegram.close();
  await proxy.close();
  await scene.database.pool.query('truncate deliveries, subscribers, alert_approvals, alert_versions, alerts, outbox cascade');
});

afterAll(() => scene.database.drop());

async function subscribeMany(count: number): Promise<number[]> {
  const chats = Array.from({ length: count }, (_, at) => at + 1);
  for (const chatId of chats) {
    telegram.user(chatId);
    await saveSubscription(context, { chatId, language: 'en', active: true, types: [], countries: [] });
  }
  return chats;
}

function openThrough(): { pool: Pool; db: Database } {
  const pool = new Pool({ connectionString: proxy.url, max: 4 });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return { pool, db: createKysely<Tables>(pool) };
}

async function draft(): Promise<string> {
  const content = draftFromEvidence({ type: 'PHISH', countries: ['KR'], evidence: { detector: 'officer' }, translator, now: context.clock.now() });
  return (await draftAlert(context, { by: someone(author), content })).id;
}

function someone(officer: Officer | undefined): Officer {
  if (officer === undefined) throw new Error('nobody was hired');
  return officer;
}

async function approve(within: CoreContext, alertId: string, by: Officer | undefined): Promise<string> {
  const [newest] = (await getAlert(within.db, alertId, within.clock.now()))?.versions ?? [];
  const outcome = await approveAlert(within, { by: someone(by), alertId, version: newest?.version ?? 0, contentHash: newest?.content_hash ?? '' });
  return outcome.kind;
}

async function publish(): Promise<string> {
  const alertId = await draft();
  for (const by of [first, second]) await approve(context, alertId, by);
  return alertId;
}

async function allSent(alertId: string, count: number, timeout: number): Promise<void> {
  await expect.poll(() => deliveryCounts(context.db, alertId), { timeout, interval: 100 }).toMatchObject({ sent: count, waiting: 0, claimed: 0 });
}

test('P17 the database is away in the middle: the worker goes on by itself, nobody is missed', { timeout: 180_000 + AWAY_MS }, async () => {
  worker = await runService(env, 'worker');
  const chats = await subscribeMany(240);
  const alertId = await publish();
  await telegram.until(() => (telegram.delivered() >= 70 ? true : undefined), { timeoutMs: 60_000 });
  await proxy.goAway();
  await pause(AWAY_MS);
  await proxy.comeBack();
  const back = performance.now();
  await allSent(alertId, chats.length, 150_000);
  const seconds = Math.round((performance.now() - back) / 1_000);
  const count = countDelivered(telegram, chats, `database away for ${AWAY_MS / 1_000} s, all told ${seconds} s later, in flight at most ${IN_FLIGHT}`);
  expect(count.missed).toBe(0);
  expect(count.duplicates).toBeLessThanOrEqual(IN_FLIGHT);
});

test('P17 the worker is killed while the database is away: the next one goes on, nobody is missed', { timeout: 300_000 + AWAY_MS }, async () => {
  worker = await runService(env, 'worker');
  const chats = await subscribeMany(150);
  const alertId = await publish();
  const enough = 20 + Math.floor(Math.random() * 60);
  await telegram.until(() => (telegram.delivered() >= enough ? true : undefined), { timeoutMs: 60_000 });
  await proxy.goAway();
  await pause(Math.random() * AWAY_MS);
  await worker.kill('SIGKILL');
  await proxy.comeBack();
  worker = await runService(env, 'worker');
  await allSent(alertId, chats.length, 200_000);
  const count = countDelivered(telegram, chats, `killed while the database was away, after ${enough}, in flight at most ${IN_FLIGHT}`);
  expect(count.missed).toBe(0);
  expect(count.duplicates).toBeLessThanOrEqual(IN_FLIGHT);
});

test('P14 the database goes away between two approvals: nobody is told on one; on both everybody, once', async () => {
  worker = await runService(env, 'worker');
  const { pool, db } = openThrough();
  const through: CoreContext = { ...context, db };
  const chats = await subscribeMany(20);
  const alertId = await draft();
  expect(await approve(through, alertId, first)).toBe('done');
  await proxy.goAway();
  await expect(approve(through, alertId, second)).rejects.toThrow();
  await pause(500);
  await proxy.comeBack();
  // Long enough for a worker that has found its database again: its sweeper looks every five seconds.
  await pause(7_000);
  expect(telegram.delivered()).toBe(0);
  expect(await getAlert(context.db, alertId, context.clock.now())).toMatchObject({ state: 'draft' });
  expect(await approve(through, alertId, second)).toBe('done');
  await allSent(alertId, chats.length, 60_000);
  expect(countDelivered(telegram, chats, 'database away between two approvals')).toEqual({ missed: 0, duplicates: 0 });
  await pool.end();
});

test('P14 the connection breaks at any moment of the second approval: it is published whole or not at all', async () => {
  worker = await runService(env, 'worker');
  const { pool, db } = openThrough();
  const through: CoreContext = { ...context, db };
  const chats = await subscribeMany(3);
  let cut = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const alertId = await draft();
    await approve(context, alertId, first);
    const approving = approve(through, alertId, second).catch(() => 'cut');
    await pause(round * 6);
    await proxy.goAway();
    if ((await approving) === 'cut') cut += 1;
    await proxy.comeBack();
    const { rows } = await scene.database.pool.query<{ state: string; approvals: number; facts: number }>(
      `select a.state, (select count(*)::int from alert_approvals p where p.alert_id = a.id) as approvals,
        (select count(*)::int from audit_entries e where e.subject_id = a.id::text and e.action = 'alert.published') as facts from alerts a where a.id = $1`,
      [alertId],
    );
    expect([
      { state: 'draft', approvals: 1, facts: 0 },
      { state: 'published', approvals: 2, facts: 1 },
    ]).toContainEqual(rows[0]);
    // Pressed again, as by somebody who saw an error.
    await expect.poll(() => approve(through, alertId, second).catch(() => 'cut')).toMatch(/done|unchanged/);
    await allSent(alertId, chats.length, 60_000);
  }
  process.stdout.write(`second approvals cut off: ${cut} of ${ROUNDS}\n`);
  expect(chats.map((chat) => telegram.chat(chat).delivered())).toEqual(chats.map(() => ROUNDS));
  await pool.end();
});
