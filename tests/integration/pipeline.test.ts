// The pipeline on both queue backends: read, matched, clustered and proposed, each once; nothing lost when the queue forgets.

import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEarlierReports } from '#core/campaigns/earlier-reports.ts';
import { createReportMatcher, type ReportMatcher } from '#core/campaigns/match-report.ts';
import type { CoreContext } from '#core/context.ts';
import { buildKnownIndex } from '#core/matching/known-index.ts';
import { loadKnownPatterns } from '#core/matching/known-patterns.ts';
import { createVault } from '#core/privacy/vault.ts';
import { readMessage } from '#core/reading/read-message.ts';
import { receiveReport } from '#core/reports/receive-report.ts';
import { replayDeadLetters } from '#core/reports/replay-dead-letters.ts';
import type { ReportToReceive } from '#core/reports/report.ts';
import { systemClock } from '#platform/clock.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createLog } from '#platform/log.ts';
import { openQueueBackend, type QueueBackend } from '#platform/queue.ts';
import { createTelemetry } from '#platform/telemetry.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';
import { testRedisUrl } from '#tests/support/redis.ts';
import { createPipeline, type Pipeline } from '#worker/pipeline.ts';
import { relayOnce } from '#worker/relay.ts';
import type { Stage } from '#worker/stage.ts';
import { matchReportStage } from '#worker/stages/match-report.ts';
import { proposeAlertStage } from '#worker/stages/propose-alert.ts';
import { readReportStage } from '#worker/stages/read-report.ts';
import { sweep } from '#worker/sweeper.ts';

const redisUrl = await testRedisUrl();
const translator = createTranslator({ strict: true });
const known = buildKnownIndex(loadKnownPatterns(), (text) => readMessage({ text }));

function report(text: string, reporter: string, country = 'KR'): ReportToReceive {
  return {
    source: 'webhook',
    partner: 'bank',
    content: { text, suspects: [], evidence: [] },
    evidence: [],
    country,
    loss: { state: 'unknown' },
    reporter_key: `bank:${reporter}`,
    consent: { share: [], contact: false, version: 1 },
  };
}

const KOREAN = '서울중앙지검 수사관이라면서 제 통장이 범죄에 쓰였대요. 안전계좌 Maybank 5142 8890 1234로 옮기래요.';
const MALAY = 'Ada org call kata pegawai Bukit Aman, suruh pindah duit ke akaun audit Maybank 5142 8890 1234, jangan beritahu sesiapa.';
const ENGLISH = 'The prosecutor office said move your savings to a protected account, Maybank 5142 8890 1234, and tell nobody.';

// Without a Redis the second half says so; with REQUIRE_REDIS=1 it fails (see tests/support/redis.ts).
if (redisUrl === undefined) process.stdout.write('skipped: no Redis (pipeline on Redis)\n');
const BACKENDS: [string, string | undefined][] =
  redisUrl === undefined
    ? [['PostgreSQL', undefined]]
    : [
        ['PostgreSQL', undefined],
        ['Redis', redisUrl],
      ];

describe.each(BACKENDS)('pipeline on %s', (_name, url) => {
  let test: TestDatabase;
  let context: CoreContext;
  let backend: QueueBackend;
  let pipeline: Pipeline;
  let matcher: ReportMatcher;
  let broken = false;

  beforeAll(async () => {
    test = await createTestDatabase();
    context = { db: test.db, vault: createVault(randomBytes(32)), clock: systemClock, telemetry: createTelemetry(createLog('silent')) };
  });
  afterAll(() => test.drop());

  beforeEach(() => {
    backend = openQueueBackend({ redisUrl: url, databaseUrl: test.url, log: createLog('silent') });
    matcher = createReportMatcher(context, { known, earlier: createEarlierReports(context) });
    pipeline = createPipeline({ context, queueBackend: backend, stages, chores: [], withModel: false, withDelivery: false });
  });
  afterEach(async () => {
    broken = false;
    await pipeline.stop();
    await backend.close();
  });

  function stages(): Stage[] {
    const read = readReportStage(context, matcher);
    const failing: Stage = { ...read, run: (data) => (broken ? Promise.reject(new Error('the reader is out of order')) : read.run(data)) };
    return [failing, matchReportStage(matcher), proposeAlertStage(context, translator)];
  }

  function readingsOf(ids: string[]): Promise<{ report_id: string; type: string; verdict: string; language: string }[]> {
    return test.db.selectFrom('readings').select(['report_id', 'type', 'verdict', 'language']).where('report_id', 'in', ids).execute();
  }

  it('joins a Korean, a Malay and an English report by their account and proposes one warning', async () => {
    const received = [];
    for (const [index, text] of [KOREAN, MALAY, ENGLISH].entries())
      received.push(await receiveReport(context, report(text, `r${index}`, index === 0 ? 'KR' : 'MY')));
    pipeline.start();
    await pipeline.drain();
    const ids = received.map(({ id }) => id);
    expect((await readingsOf(ids)).map(({ language }) => language).toSorted()).toEqual(['en', 'ko', 'ms']);
    expect((await readingsOf(ids)).every(({ verdict, type }) => verdict === 'scam' && type === 'IMP_AUTH')).toBe(true);
    const members = await test.db.selectFrom('campaign_reports').select(['campaign_id', 'joined_by']).where('report_id', 'in', ids).execute();
    expect(new Set(members.map(({ campaign_id }) => campaign_id)).size).toBe(1);
    expect(members.filter(({ joined_by }) => joined_by.includes('bank_account'))).toHaveLength(2);
    const alerts = await test.db
      .selectFrom('alerts')
      .selectAll()
      .where('campaign_id', '=', members[0]?.campaign_id ?? '')
      .execute();
    expect(alerts).toHaveLength(1);
    expect(alerts[0]).toMatchObject({ state: 'proposed', evidence: { independent_reporters: 3 } });
  });

  it('does each report once although every job comes twice', async () => {
    const { id } = await receiveReport(context, report('택배 주소가 틀려 보류되었습니다 http://cj-check.top/a', 'twice'));
    await test.pool.query(`insert into outbox (fact, payload) select fact, payload from outbox`);
    pipeline.start();
    await pipeline.drain();
    await test.pool.query(`insert into outbox (fact, payload) values ('report_received', $1), ('report_read', $1)`, [JSON.stringify({ report_id: id })]);
    await pipeline.drain();
    expect(await readingsOf([id])).toHaveLength(1);
    expect(await test.db.selectFrom('campaign_reports').select('report_id').where('report_id', '=', id).execute()).toHaveLength(1);
  });

  it('P2 drives again what the queue has forgotten', async () => {
    const { id } = await receiveReport(context, report('엄마 나 폰 고장났어 임시번호야 상품권 핀번호 보내줘', 'forgotten'));
    // The relay has handed the job over, and then the queue loses everything it had.
    await relayOnce({ context, queues: pipeline.queues, withModel: false });
    expect(await test.db.selectFrom('outbox').select('id').execute()).toEqual([]);
    if (url === undefined) await test.pool.query('truncate bullmq.job cascade');
    else await flush(url);
    expect(await sweep(context, { overdueMs: -1 })).toBeGreaterThan(0);
    pipeline.start();
    await pipeline.drain();
    expect(await readingsOf([id])).toHaveLength(1);
  });

  it('makes one campaign of the same new script although many workers see it at once', async () => {
    const script = '[국제발신] 해외직구 관세 미납 43,200원 오늘까지 납부 바랍니다 customs-pay.icu/k';
    const received = await Promise.all(
      Array.from({ length: 12 }, (_, index) => receiveReport(context, report(script.replace('43,200', `4${index},200`), `many${index}`))),
    );
    pipeline.start();
    await pipeline.drain();
    const members = await test.db
      .selectFrom('campaign_reports')
      .select('campaign_id')
      .where(
        'report_id',
        'in',
        received.map(({ id }) => id),
      )
      .execute();
    expect(members).toHaveLength(12);
    expect(new Set(members.map(({ campaign_id }) => campaign_id)).size).toBe(1);
  });

  it('does what came together with a report that fails, and shows that report alone', { timeout: 120_000 }, async () => {
    const received = [];
    for (const text of ['상품권 핀번호 보내주세요', '대출 승인되셨어요 수수료 먼저 입금하세요', '택배 주소가 틀려 보류되었습니다'])
      received.push(await receiveReport(context, report(text, `beside ${text}`)));
    const ids = received.map(({ id }) => id);
    const bad = ids[1] ?? '';
    const seal = async (sealed: Buffer | null): Promise<void> => void (await test.db.updateTable('reports').set({ sealed }).where('id', '=', bad).execute());
    const { sealed } = await test.db.selectFrom('reports').select('sealed').where('id', '=', bad).executeTakeFirstOrThrow();
    await seal(randomBytes(64));
    pipeline.start();
    await expect.poll(async () => (await readingsOf(ids)).length, { timeout: 10_000 }).toBe(2);
    await expect
      .poll(() => test.db.selectFrom('dead_letters').select(['job', 'payload']).execute(), { timeout: 100_000, interval: 200 })
      .toEqual([{ job: 'read-report', payload: { report_id: bad } }]);
    await seal(sealed);
    await replayDeadLetters(context);
    await pipeline.drain();
    expect(await readingsOf(ids)).toHaveLength(3);
    await test.db.deleteFrom('dead_letters').execute();
  });

  it('shows a job that fails for good and runs it again on replay', { timeout: 120_000 }, async () => {
    broken = true;
    const { id } = await receiveReport(context, report('대출 승인되셨어요 수수료 먼저 입금하세요', 'dead'));
    pipeline.start();
    await expect
      .poll(() => test.db.selectFrom('dead_letters').select(['job', 'error']).execute(), { timeout: 100_000, interval: 200 })
      .toEqual([{ job: 'read-report', error: 'Error' }]);
    expect(await sweep(context, { overdueMs: -1 })).toBe(0);
    broken = false;
    expect(await replayDeadLetters(context)).toBe(1);
    await pipeline.drain();
    expect(await readingsOf([id])).toHaveLength(1);
  });
});

async function flush(url: string): Promise<void> {
  const redis = new Redis(url);
  await redis.flushall();
  redis.disconnect();
}
