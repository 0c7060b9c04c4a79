// Evidence from receipt to matching: the text counts at once, pictures and recordings a little later, and everything goes when the report goes.

import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEarlierReports } from '#core/campaigns/earlier-reports.ts';
import { createReportMatcher, type ReportMatcher } from '#core/campaigns/match-report.ts';
import type { CoreContext } from '#core/context.ts';
import { readEvidence } from '#core/evidence/read-evidence.ts';
import { createTelegramFiles } from '#core/evidence/telegram-files.ts';
import type { EvidenceReaders } from '#core/evidence/evidence.ts';
import { buildKnownIndex } from '#core/matching/known-index.ts';
import { loadKnownPatterns } from '#core/matching/known-patterns.ts';
import { createVault } from '#core/privacy/vault.ts';
import { readMessage } from '#core/reading/read-message.ts';
import { eraseReport } from '#core/reports/erase-report.ts';
import { loadReading } from '#core/reports/read-report.ts';
import { receiveReport } from '#core/reports/receive-report.ts';
import type { EvidenceToReceive, ReportToReceive } from '#core/reports/report.ts';
import { systemClock } from '#platform/clock.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createLog } from '#platform/log.ts';
import { createPictureReader, type PictureReader } from '#platform/pictures/picture-reader.ts';
import { openQueueBackend, type QueueBackend } from '#platform/queue.ts';
import { createSpeechClient } from '#platform/speech.ts';
import { createTelegramClient } from '#platform/telegram.ts';
import { createTelemetry } from '#platform/telemetry.ts';
import { qrPicture, screenshot } from '#tests/support/pictures.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';
import { startSpeechStandIn, type SpeechStandIn } from '#tests/support/speech-stand-in.ts';
import { startTelegramStandIn, type TelegramStandIn } from '#tests/support/telegram-stand-in.ts';
import { createPipeline, type Pipeline } from '#worker/pipeline.ts';
import { matchReportStage } from '#worker/stages/match-report.ts';
import { proposeAlertStage } from '#worker/stages/propose-alert.ts';
import { readEvidenceStage } from '#worker/stages/read-evidence.ts';
import { readReportStage } from '#worker/stages/read-report.ts';
import { EVIDENCE_PATIENCE_MS, sweep } from '#worker/sweeper.ts';

const TOKEN = '4242:evidence-token-of-the-stand-in';
/** Under load everything takes longer. */
const PATIENT = { timeout: 20_000 };
const OGG = Buffer.concat([Buffer.from('4f676753000200000000000000000000000000000000000000000113', 'hex'), Buffer.from('OpusHead'), Buffer.alloc(64)]);
const known = buildKnownIndex(loadKnownPatterns(), (text) => readMessage({ text }));
const translator = createTranslator({ strict: true });

let test: TestDatabase;
let context: CoreContext;
let backend: QueueBackend;
let pipeline: Pipeline;
let matcher: ReportMatcher;
let pictures: PictureReader;
let telegram: TelegramStandIn;
let speech: SpeechStandIn;
let readers: EvidenceReaders;

beforeAll(async () => {
  test = await createTestDatabase();
  context = { db: test.db, vault: createVault(randomBytes(32)), clock: systemClock, telemetry: createTelemetry(createLog('silent')) };
  pictures = createPictureReader({ timeoutMs: 100_000 });
  telegram = await startTelegramStandIn({ token: TOKEN });
  speech = await startSpeechStandIn();
});
afterAll(async () => {
  await pictures.close();
  await telegram.close();
  await speech.close();
  await test.drop();
});

beforeEach(() => {
  const files = createTelegramFiles(createTelegramClient({ token: TOKEN, apiRoot: telegram.apiRoot }));
  readers = { pictures, files, speech: createSpeechClient({ baseUrl: speech.baseUrl, apiKey: 'speech-key', model: 'whisper-test' }, 2_000) };
  backend = openQueueBackend({ redisUrl: undefined, databaseUrl: test.url, log: createLog('silent') });
  matcher = createReportMatcher(context, { known, earlier: createEarlierReports(context) });
  pipeline = createPipeline({
    context,
    queueBackend: backend,
    stages: (signal) => [
      readReportStage(context, matcher),
      readEvidenceStage(context, { pictures: { read: (bytes) => readers.pictures.read(bytes) }, files: readers.files, speech: readers.speech }, signal),
      matchReportStage(matcher),
      proposeAlertStage(context, translator),
    ],
    chores: [],
    withModel: false,
    withDelivery: false,
  });
});
afterEach(async () => {
  await pipeline.stop();
  await backend.close();
});

function reportOf(text: string, evidence: EvidenceToReceive[], changes: Partial<ReportToReceive> = {}): ReportToReceive {
  return {
    source: 'webhook',
    partner: 'bank',
    content: { text, suspects: [], evidence: evidence.map(({ content_type }, at) => ({ filename: `e${at}`, content_type })) },
    evidence,
    country: 'KR',
    loss: { state: 'unknown' },
    reporter_key: `bank:${randomBytes(4).toString('hex')}`,
    consent: { share: [], contact: false, version: 1 },
    ...changes,
  };
}

async function receive(report: ReportToReceive): Promise<string> {
  return (await receiveReport(context, report)).id;
}

const row = (id: string) => test.db.selectFrom('reports').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const pieces = (id: string) => test.db.selectFrom('evidence').selectAll().where('report_id', '=', id).orderBy('position').execute();
const reading = async (id: string) => (await loadReading(context, await row(id))) ?? expect.unreachable('not read');
const campaignOf = async (id: string) =>
  (await test.db.selectFrom('campaign_reports').select('campaign_id').where('report_id', '=', id).executeTakeFirst())?.campaign_id;
const png = (data: Buffer): EvidenceToReceive => ({ content_type: 'image/png', data });

describe('a picture as evidence', () => {
  it('makes a scam of a report whose words say nothing, and its indicators say where they are from', async () => {
    const id = await receive(reportOf('이런 게 왔어요', [png(screenshot('ko', 'dark'))]));
    pipeline.start();
    await pipeline.drain();
    const read = await reading(id);
    expect(read).toMatchObject({ verdict: 'scam', language: 'ko' });
    expect(read.indicators).toContainEqual(expect.objectContaining({ kind: 'phone', value: '+821048217733', found_in: { evidence: 0, by: 'picture' } }));
    expect(read.masked).toContain('안전계좌');
    expect(await row(id)).toMatchObject({ evidence_due: false });
    expect(await pieces(id)).toMatchObject([{ state: 'read', reason: null, sealed_source: null }]);
  });

  it('is matched by its words: two screenshots and a text of one scam are one campaign', async () => {
    const words = await receive(reportOf('국민은행 812301-04-567890 으로 3,500,000원 입금하래요. 검찰이래요', []));
    const light = await receive(reportOf('확인 부탁드려요', [png(screenshot('ko', 'light'))]));
    const dark = await receive(reportOf('', [png(screenshot('ko', 'dark'))]));
    pipeline.start();
    await pipeline.drain();
    const campaigns = await Promise.all([words, light, dark].map(campaignOf));
    expect(campaigns[0]).toBeDefined();
    expect(new Set(campaigns).size).toBe(1);
  });

  it('with a QR code counts like a link', async () => {
    const id = await receive(reportOf('', [png(await qrPicture('https://secure-maybank2u.vip/login?id=7'))]));
    pipeline.start();
    await pipeline.drain();
    expect((await reading(id)).indicators).toContainEqual(
      expect.objectContaining({ kind: 'url', value: 'https://secure-maybank2u.vip/login?id=7', found_in: { evidence: 0, by: 'qr' } }),
    );
  });

  it('leaves what the text itself tells, and the graver of the two counts', async () => {
    const text = '방금 검찰이라는 사람 말 듣고 안전계좌로 500만원 보냈어요 010-9911-2233';
    const id = await receive(reportOf(text, [png(await qrPicture('WIFI:S:cafe;T:WPA;P:12345678;;'))]));
    pipeline.start();
    await pipeline.drain();
    const read = await reading(id);
    expect(read).toMatchObject({ verdict: 'scam', loss: { state: 'lost' } });
    expect(read.indicators.every(({ found_in }) => found_in === undefined)).toBe(true);
    const phone = read.indicators.find(({ kind }) => kind === 'phone');
    expect(text.slice(phone?.start, phone?.end)).toBe(phone?.raw);
  });

  it('that cannot be read stays sealed, and the report goes on', async () => {
    const html = Buffer.from('<!doctype html><script>alert(1)</script>');
    const id = await receive(reportOf('대출 승인, 수수료 먼저 입금하세요', [png(html), png(screenshot('en', 'light').subarray(0, 30_000))]));
    pipeline.start();
    await pipeline.drain();
    expect((await pieces(id)).map(({ state, reason }) => `${state} ${reason}`)).toEqual(['unread not_a_picture', 'unread malformed']);
    expect(await row(id)).toMatchObject({ evidence_due: false, matched_at: expect.any(Date) });
  });

  it('is read once although every job comes twice', async () => {
    const id = await receive(reportOf('', [png(screenshot('en', 'light'))]));
    pipeline.start();
    await pipeline.drain();
    const before = await pieces(id);
    const facts = ['report_received', 'text_read', 'report_read'];
    for (const fact of facts) await test.pool.query('insert into outbox (fact, payload) values ($1, $2)', [fact, JSON.stringify({ report_id: id })]);
    await pipeline.drain();
    expect(await pieces(id)).toEqual(before);
  });

  it('that takes for ever keeps neither the text from counting nor the report from being matched; it is matched again with the picture', async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    readers.pictures = { read: (bytes) => gate.then(() => pictures.read(bytes)) };
    const earlier = await receive(reportOf('https://goldstar-trade.vip/join?ref=88 에서 투자하래요. 매주 30% 수익 보장', []));
    const text = '모르는 사람이 투자하라고 연락했어요, 리딩방 수익 보장한대요';
    const id = await receive(reportOf(text, [png(screenshot('en', 'dark'))]));
    pipeline.start();
    try {
      await expect.poll(async () => (await row(id)).read_at, PATIENT).not.toBeNull();
      expect((await reading(id)).verdict).toBe(readMessage({ text, country: 'KR' }).verdict);
      expect((await row(id)).matched_at).toBeNull();
      expect(await sweep(context)).toBe(0);
      // A minute later.
      const late = { ...context, clock: { now: () => new Date(Date.now() + EVIDENCE_PATIENCE_MS + 1_000) } };
      await expect.poll(() => sweep(late), PATIENT).toBeGreaterThan(0);
      await expect.poll(async () => (await row(id)).matched_at, PATIENT).not.toBeNull();
      expect((await row(id)).evidence_due).toBe(true);
    } finally {
      open();
    }
    await pipeline.drain();
    expect((await row(id)).evidence_due).toBe(false);
    expect((await row(id)).matched_at).not.toBeNull();
    expect(await campaignOf(id)).toBe(await campaignOf(earlier));
  });

  it('P10 is erased with its report, bytes and words', async () => {
    const id = await receive(reportOf('', [png(screenshot('ms', 'dark'))]));
    pipeline.start();
    await pipeline.drain();
    expect(await eraseReport(context, id)).toBe(true);
    expect(await pieces(id)).toEqual([]);
    expect(await loadReading(context, await row(id))).toBeNull();
    const { rows } = await test.pool.query(`select 1 from indicators where report_id = $1 and sealed is not null`, [id]);
    expect(rows).toEqual([]);
  });

  it('P9 leaves no words in the database', async () => {
    await receive(reportOf('', [png(screenshot('en', 'light'))]));
    pipeline.start();
    await pipeline.drain();
    const { rows } = await test.pool.query<{ sealed_text: Buffer }>('select sealed_text from evidence where sealed_text is not null');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.some(({ sealed_text }) => sealed_text.includes('profit'))).toBe(false);
    const { rows: dumped } = await test.pool.query<{ text: string }>(`select r::text as text from readings r union all select b.data::text from bullmq.job b`);
    expect(dumped.some(({ text }) => text.includes('goldstar'))).toBe(false);
  });
});

describe('a loss told by a picture', () => {
  it('makes a report urgent whose reporter has not said how it stands, and none else', async () => {
    const told: PictureReader = {
      ...pictures,
      read: async () => ({ kind: 'read', text: '방금 안전계좌로 500만원 보냈어요', qr: [], width: 1, height: 1, confidence: 90, ms: 1 }),
    };
    readers.pictures = told;
    const open = await receive(reportOf('', [png(Buffer.from('x'))]));
    const answered = await receive(reportOf('', [png(Buffer.from('x'))], { loss: { state: 'none' } }));
    pipeline.start();
    await pipeline.drain();
    expect(await row(open)).toMatchObject({ urgent: true, loss_state: 'lost' });
    expect(await row(answered)).toMatchObject({ urgent: false, loss_state: 'none' });
  });
});

describe('files that lie with Telegram', () => {
  const photo = (bytes: Buffer): EvidenceToReceive => {
    telegram.user(7).sendsPhoto({ bytes });
    return { content_type: 'image/jpeg', file_id: telegram.newestFile() };
  };

  it('are fetched, kept and read', async () => {
    const id = await receive(reportOf('', [photo(screenshot('ms', 'light'))]));
    expect(await pieces(id)).toMatchObject([{ sealed: null, state: 'waiting' }]);
    pipeline.start();
    await pipeline.drain();
    const [piece] = await pieces(id);
    expect(piece).toMatchObject({ state: 'read', sealed_source: null });
    expect(piece?.sealed?.length).toBeGreaterThan(70_000);
    expect((await reading(id)).indicators).toContainEqual(expect.objectContaining({ value: 'http://bnm-semak.icu/login' }));
  });

  it('that are gone or too large are noted, and the report goes on', async () => {
    const huge = photo(Buffer.alloc(21 * 1024 * 1024));
    const id = await receive(reportOf('수수료 먼저 입금하세요', [{ content_type: 'image/jpeg', file_id: 'nobody-knows' }, huge]));
    pipeline.start();
    await pipeline.drain();
    expect((await pieces(id)).map(({ state, reason }) => `${state} ${reason}`)).toEqual(['gone not_there', 'gone too_large']);
    expect((await row(id)).matched_at).not.toBeNull();
  });

  it('are asked for again when Telegram is away', { timeout: 30_000 }, async () => {
    const end = telegram.fault({ kind: 'server_error', method: 'getFile', times: 1 });
    const id = await receive(reportOf('', [photo(screenshot('en', 'dark'))]));
    pipeline.start();
    await expect.poll(async () => (await pieces(id))[0]?.state, PATIENT).toBe('read');
    end();
  });
});

describe('going down in the middle', () => {
  it('waits for nobody, and what was under way is done by the next process', { timeout: 30_000 }, async () => {
    const { promise: until, resolve: end } = Promise.withResolvers<void>();
    const clear = telegram.fault({ kind: 'slow', until, method: 'getFile' });
    telegram.user(8).sendsPhoto({ bytes: screenshot('en', 'light') });
    const asked = telegram.count('getFile');
    const id = await receive(reportOf('', [{ content_type: 'image/jpeg', file_id: telegram.newestFile() }]));
    pipeline.start();
    await telegram.until(() => (telegram.count('getFile') > asked ? true : undefined), { what: 'getFile' });
    const begin = performance.now();
    await pipeline.stop();
    expect(performance.now() - begin).toBeLessThan(3_000);
    expect(await pieces(id)).toMatchObject([{ state: 'waiting' }]);
    end();
    clear();
    const signal = new AbortController().signal;
    expect(await readEvidence(context, readers, { reportId: id, signal })).toEqual({ kind: 'read' });
    expect(await pieces(id)).toMatchObject([{ state: 'read' }]);
  });
});

describe('recordings', () => {
  const voice = (): EvidenceToReceive => ({ content_type: 'audio/ogg', data: OGG });

  it('are written down by the speech server and read', async () => {
    const said = '검찰 수사관이라고 하면서 안전계좌 하나은행 123-456789-01234 로 돈을 옮기라고 했어요';
    speech.says({ text: said });
    const id = await receive(reportOf('', [voice()]));
    pipeline.start();
    await pipeline.drain();
    const { verdict, type } = readMessage({ text: said, country: 'KR' });
    expect(await reading(id)).toMatchObject({ verdict, type, masked: expect.stringContaining('안전계좌') });
    expect(speech.requests.at(-1)).toMatchObject({ authorization: 'Bearer speech-key', model: 'whisper-test', type: 'audio/ogg', bytes: OGG.length });
  });

  it.each([
    ['the server fails', { status: 500 }, 'speech_unreachable'],
    ['the server refuses', { status: 400 }, 'speech_refused'],
    ['the server hangs', { hang: true }, 'speech_unreachable'],
    ['the answer is something else', { body: '<html>' }, 'speech_bad_answer'],
  ])('are kept unread when %s', { timeout: 20_000 }, async (_what, trouble, reason) => {
    speech.says(trouble);
    const id = await receive(reportOf('수수료 먼저 입금하세요', [voice()]));
    pipeline.start();
    await pipeline.drain();
    expect(await pieces(id)).toMatchObject([{ state: 'unread', reason, sealed: expect.any(Buffer) }]);
    expect((await row(id)).matched_at).not.toBeNull();
  });

  it('are kept unread without a speech server', async () => {
    readers = { pictures };
    await pipeline.stop();
    const id = await receive(reportOf('', [voice()]));
    pipeline = createPipeline({
      context,
      queueBackend: backend,
      stages: (signal) => [readReportStage(context, matcher), readEvidenceStage(context, { pictures }, signal), matchReportStage(matcher)],
      chores: [],
      withModel: false,
      withDelivery: false,
    });
    pipeline.start();
    await expect.poll(async () => (await pieces(id))[0], PATIENT).toMatchObject({ state: 'unread', reason: 'speech_off' });
  });
});
