// The figure that decides, from the first report to the first warning sent: derived from what is stored, observed once, shown to operators and officers.

import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { timingSummaryAnswer, warningTimingItem } from '#api/contract/timing-answers.ts';
import { approveAlert } from '#core/alerts/approve-alert.ts';
import { getAlert } from '#core/alerts/alert-queries.ts';
import { correctAlert, editAlert } from '#core/alerts/write-alert.ts';
import { matchReport } from '#tests/support/match-report.ts';
import { proposeForCampaign } from '#core/detection/propose-alert.ts';
import { claimBatch, FRONT_OF_LINE, markDeliveries } from '#core/delivery/delivery-store.ts';
import { planDelivery } from '#core/delivery/plan-delivery.ts';
import { buildKnownIndex } from '#core/matching/known-index.ts';
import { eraseReport } from '#core/reports/erase-report.ts';
import { readReport } from '#core/reports/read-report.ts';
import { readMessage } from '#core/reading/read-message.ts';
import type { Officer } from '#core/staff/staff.ts';
import { saveSubscription } from '#core/subscribers/subscribers.ts';
import { createTimingMeasures } from '#core/timing/timing-measures.ts';
import { timingItems, timingSummary } from '#core/timing/timing-summary.ts';
import { urgentCardSent } from '#core/timing/urgent-cards.ts';
import { createLog } from '#platform/log.ts';
import { createTelemetry } from '#platform/telemetry.ts';
import { createTranslator } from '#platform/i18n.ts';
import { startConsole } from '#tests/support/console-client.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';

const MINUTE = 60_000;
const DEMANDS = [
  '서울중앙지검 수사관이라며 국민은행 123456-01-234567 안전계좌로 옮기라고 했어요',
  '검찰이라고 전화 와서 123456-01-234567 국민은행으로 300만원 보내라네요',
  'Pegawai mahkamah suruh pindah duit ke akaun 12345601234567 sekarang juga',
];
const translator = createTranslator({ strict: true });
const known = buildKnownIndex([], (text) => readMessage({ text }));
let scene: TriageScene;
let officers: [Officer, Officer, Officer];

beforeAll(async () => {
  scene = await createTriageScene();
  officers = [await scene.hire('officer'), await scene.hire('officer'), await scene.hire('supervisor')];
});
afterEach(async () => {
  await scene.database.pool.query(
    'truncate reports, campaigns, alerts, alert_versions, alert_approvals, deliveries, subscribers, urgent_cards, outbox cascade',
  );
});
afterAll(() => scene.database.drop());

/** Ten minutes apart; the ids of the reports and of their campaign. */
async function reportAll(texts = DEMANDS): Promise<{ ids: string[]; campaignId: string }> {
  const ids: string[] = [];
  for (const [index, text] of texts.entries()) {
    if (index > 0) scene.clock.advance(10 * MINUTE);
    const { id } = await scene.report({ text, reporter_key: `demo-bank:${index}-${text.length}`, country: 'KR' });
    await readReport(scene.context, id);
    await matchReport(scene.context, known, id);
    ids.push(id);
  }
  const { campaign_id } = await scene.database.db
    .selectFrom('campaign_reports')
    .select('campaign_id')
    .where('report_id', '=', ids[0] ?? '')
    .executeTakeFirstOrThrow();
  return { ids, campaignId: campaign_id };
}

async function propose(campaignId: string): Promise<string> {
  const outcome = await proposeForCampaign(scene.context, translator, campaignId);
  if (outcome.kind !== 'proposed') throw new Error(outcome.reason);
  return outcome.alertId;
}

async function newest(alertId: string) {
  const [version] = (await getAlert(scene.database.db, alertId, scene.clock.now()))?.versions ?? [];
  if (version === undefined) throw new Error('no version');
  return version;
}

async function approve(alertId: string, by: Officer): Promise<void> {
  const { version, content_hash } = await newest(alertId);
  expect(await approveAlert(scene.context, { by, alertId, version, contentHash: content_hash })).toMatchObject({ kind: 'done' });
}

/** As the sender does it, with Telegram's answer taken for granted. */
async function deliver(alertId: string, version = 1): Promise<number> {
  const now = scene.clock.now();
  await planDelivery(scene.context, alertId, version);
  const rows = await claimBatch(scene.database.db, { alertId, channel: 'telegram', after: FRONT_OF_LINE, limit: 10, now });
  const marks = rows.map(({ subscriber_id }) => ({ alert_id: alertId, subscriber_id, result: 'sent' as const, version, message_id: 1 }));
  await markDeliveries(scene.database.db, marks, now);
  return marks.length;
}

async function warned(): Promise<{ alertId: string; campaignId: string; ids: string[] }> {
  await saveSubscription(scene.context, { chatId: 1, language: 'ko', active: true, types: [], countries: [] });
  const { ids, campaignId } = await reportAll();
  const alertId = await propose(campaignId);
  scene.clock.advance(30 * MINUTE);
  await approve(alertId, officers[0]);
  scene.clock.advance(5 * MINUTE);
  await approve(alertId, officers[1]);
  scene.clock.advance(MINUTE);
  expect(await deliver(alertId)).toBe(1);
  return { alertId, campaignId, ids };
}

async function histogram(telemetry: TriageScene['context']['telemetry'], name: string): Promise<string[]> {
  return (await telemetry.registry.metrics()).split('\n').filter((line) => line.startsWith(name) && !line.includes('_bucket'));
}

describe('one campaign', () => {
  test('has the times of its steps, which corrections and erasure leave alone', async () => {
    const { alertId, ids } = await warned();
    const expected = {
      state: 'warned',
      steps: { link: 600, evidence: 600, proposal: 0, first_approval: 1_800, second_approval: 300, delivery: 60 },
      total: 3_360,
    };
    expect(await timingItems(scene.context, {})).toMatchObject([{ ...expected, alert: { id: alertId }, detector: 'campaign' }]);
    scene.clock.advance(60 * MINUTE);
    const { content } = await newest(alertId);
    await correctAlert(scene.context, { by: officers[0], alertId, seenVersion: 1, content: { ...content, grade: 'danger' } });
    await approve(alertId, officers[1]);
    await approve(alertId, officers[2]);
    expect(await deliver(alertId, 2)).toBe(1);
    for (const id of ids) await eraseReport(scene.context, id);
    expect(await timingItems(scene.context, {})).toMatchObject([expected]);
  });

  test('is one when it was merged into another, and its times are those of both', async () => {
    const { campaignId } = await warned();
    scene.clock.advance(5 * MINUTE);
    const other = await reportAll(['해외 결제 승인 문자 링크 http://pay-check.top/q1', '해외 결제 승인됐다는 문자 http://pay-check.top/q1 눌렀어요']);
    const { db } = scene.database;
    await db.updateTable('campaign_reports').set({ campaign_id: other.campaignId }).where('campaign_id', '=', campaignId).execute();
    await db.updateTable('campaigns').set({ merged_into: other.campaignId }).where('id', '=', campaignId).execute();
    const items = await timingItems(scene.context, {});
    expect(items).toHaveLength(1);
    expect(items[0]?.state).toBe('warned');
    expect(Object.values(items[0]?.steps ?? {}).every((seconds) => seconds >= 0)).toBe(true);
  });

  test('says who is waited for at every step', async () => {
    await saveSubscription(scene.context, { chatId: 2, language: 'ms', active: true, types: [], countries: [] });
    const { ids, campaignId } = await reportAll(DEMANDS.slice(0, 2));
    const waits = async (): Promise<unknown> => (await timingItems(scene.context, {}))[0]?.waits?.for;
    expect(ids).toHaveLength(2);
    expect(await waits()).toBe('detector');
    await reportAll(DEMANDS.slice(2));
    const alertId = await propose(campaignId);
    expect(await waits()).toBe('officer');
    await approve(alertId, officers[0]);
    expect(await waits()).toBe('approval');
    const { content } = await newest(alertId);
    await editAlert(scene.context, { by: officers[2], alertId, seenVersion: 1, content: { ...content, grade: 'warning' } });
    expect(await waits()).toBe('officer');
    await approve(alertId, officers[0]);
    await approve(alertId, officers[1]);
    expect(await waits()).toBe('delivery');
    await deliver(alertId, 2);
    expect(await waits()).toBeUndefined();
  });

  test('of one report waits for a second, and is in the summary of none', async () => {
    const { campaignId } = await reportAll(DEMANDS.slice(0, 1));
    const { number } = await scene.database.db.selectFrom('campaigns').select('number').where('id', '=', campaignId).executeTakeFirstOrThrow();
    expect(await timingItems(scene.context, { campaign: number })).toMatchObject([{ state: 'open', waits: { step: 'link', for: 'reports' } }]);
    expect((await timingSummary(scene.context, new Date(0))).counts.open).toBe(0);
  });
});

describe('the measures', () => {
  test('observe each warning once, whatever ran twice, in every process that serves them', async () => {
    const { alertId } = await warned();
    const [api, another] = [createTelemetry(createLog('silent')), createTelemetry(createLog('silent'))];
    const refresh = createTimingMeasures({ ...scene.context, telemetry: api });
    await Promise.all([refresh(), refresh()]);
    await deliver(alertId);
    await refresh();
    const counted = ['jaga_time_to_warning_seconds_sum{detector="campaign"} 3360', 'jaga_time_to_warning_seconds_count{detector="campaign"} 1'];
    expect(await histogram(api, 'jaga_time_to_warning_seconds')).toEqual(counted);
    expect(await histogram(api, 'jaga_time_to_warning_step_seconds_count')).toHaveLength(6);
    await createTimingMeasures({ ...scene.context, telemetry: another })();
    expect(await histogram(another, 'jaga_time_to_warning_seconds')).toEqual(counted);
  });

  test('have the cards shown since the process began, each once', async () => {
    const cardAfter = async (ms: number): Promise<void> => {
      const receivedAt = scene.clock.now();
      scene.clock.advance(ms);
      await urgentCardSent(scene.context, { face: 'telegram', receivedAt });
    };
    await cardAfter(50);
    scene.clock.advance(1_000);
    const telemetry = createTelemetry(createLog('silent'));
    const refresh = createTimingMeasures({ ...scene.context, telemetry });
    await cardAfter(250);
    await refresh();
    await cardAfter(750);
    await refresh();
    await refresh();
    expect(await histogram(telemetry, 'jaga_urgent_card_seconds')).toEqual([
      'jaga_urgent_card_seconds_sum{face="telegram"} 1',
      'jaga_urgent_card_seconds_count{face="telegram"} 2',
    ]);
    expect((await timingSummary(scene.context, new Date(0))).cards).toEqual([{ face: 'telegram', cards: 3, median: 0.25, p90: 0.65, slowest: 0.75 }]);
  });

  test('go on without the database', async () => {
    const { db } = await brokenDatabase();
    await expect(createTimingMeasures({ ...scene.context, db })()).resolves.toBeUndefined();
    await expect(urgentCardSent({ ...scene.context, db }, { face: 'webhook', receivedAt: new Date() })).resolves.toBeUndefined();
  });
});

async function brokenDatabase(): Promise<{ db: TriageScene['context']['db'] }> {
  const { createTestDatabase } = await import('#tests/support/postgres.ts');
  const gone = await createTestDatabase();
  await gone.drop();
  return gone;
}

test('a surge counts from the first report of its day', async () => {
  const first = scene.clock.now();
  const { ids } = await reportAll(['택배 주소 오류로 보류 http://cj-a.top/1 확인', '다른 내용의 문자 http://epost-b.top/2 통관 요금 내라고']);
  await scene.database.db.updateTable('readings').set({ type: 'PHISH', verdict: 'scam' }).where('report_id', 'in', ids).execute();
  await scene.database.pool.query(
    `insert into alerts (id, code, state, proposal_key, evidence, current_version, created_at)
     values (gen_random_uuid(), 'SURGE001', 'proposed', $1, '{"detector":"surge"}', 1, $2), (gen_random_uuid(), 'OTHER001', 'proposed', 'velocity/x', '{"detector":"surge"}', 1, $2)`,
    [`surge/PHISH/KR/${first.toISOString().slice(0, 10)}`, scene.clock.now()],
  );
  const items = await timingItems(scene.context, {});
  expect(items.find(({ alert }) => alert?.code === 'SURGE001')).toMatchObject({
    campaign: null,
    first_report_at: first,
    steps: { proposal: 600 },
    waits: { for: 'officer' },
  });
  expect(items.find(({ alert }) => alert?.code === 'OTHER001')).toMatchObject({ first_report_at: null, total: null, waits: { for: 'officer' } });
});

test('the console shows the summary, and a campaign and a warning each for itself', async () => {
  const { alertId } = await warned();
  const server = await startConsole(scene);
  try {
    const viewer = await server.hire('viewer');
    const since = encodeURIComponent(new Date(0).toISOString());
    const { body } = await viewer.get(`/timing?since=${since}`);
    expect(timingSummaryAnswer.parse(body)).toMatchObject({ counts: { warned: 1 }, slowest: [{ total: 3_360 }], cards: [] });
    const { body: one } = await viewer.get(`/alerts/${alertId}/timing`);
    const { campaign } = warningTimingItem.parse(one);
    expect((await viewer.get(`/campaigns/${campaign}/timing`)).body).toEqual(one);
    expect((await viewer.get('/campaigns/4711/timing')).status).toBe(404);
    expect((await viewer.get('/timing?since=yesterday')).status).toBe(422);
  } finally {
    await server.close();
  }
});

test('jaga timing prints a page and the same as JSON', async () => {
  await warned();
  const receivedAt = scene.clock.now();
  scene.clock.advance(45);
  await urgentCardSent(scene.context, { face: 'telegram', receivedAt });
  const env = {
    PATH: process.env['PATH'],
    DATABASE_URL: scene.database.url,
    DATA_DIR: mkdtempSync(join(tmpdir(), 'jaga-timing-')),
    MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
  };
  const jaga = async (...args: string[]): Promise<string> => (await promisify(execFile)(process.execPath, ['cli/main.ts', 'timing', ...args], { env })).stdout;
  const page = await jaga('--since', '2026-11-01');
  expect(page).toMatch(/first report to first warning +1 +56 min +56 min/);
  expect(page).toMatch(/campaign c\d+ .*56 min, of which 30 min until the first officer approves/);
  expect(page).toMatch(/Telegram \(slowest: 45 ms\) +1 +45 ms +45 ms/);
  expect(timingSummaryAnswer.parse(JSON.parse(await jaga('--since', '2026-11-01', '--json')))).toMatchObject({ counts: { warned: 1 } });
  await expect(jaga('--since', 'gestern')).rejects.toThrow(/Give a day/);
});
