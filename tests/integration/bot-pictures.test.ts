// What people send to the bot besides words, from their phone to the reading: the bot, the pipeline, PostgreSQL and the stand-in Bot API.

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startBot, type Bot } from '#bot/bot.ts';
import { createEarlierReports } from '#core/campaigns/earlier-reports.ts';
import { createReportMatcher, type ReportMatcher } from '#core/campaigns/match-report.ts';
import type { CoreContext } from '#core/context.ts';
import { createTelegramFiles } from '#core/evidence/telegram-files.ts';
import { buildKnownIndex } from '#core/matching/known-index.ts';
import { loadKnownPatterns } from '#core/matching/known-patterns.ts';
import { createVault } from '#core/privacy/vault.ts';
import { readMessage } from '#core/reading/read-message.ts';
import { loadReading } from '#core/reports/read-report.ts';
import { systemClock } from '#platform/clock.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createLog } from '#platform/log.ts';
import { createPdfRenderer } from '#platform/pdf/pdf-renderer.ts';
import { createPictureReader, type PictureReader } from '#platform/pictures/picture-reader.ts';
import { openQueueBackend, type QueueBackend } from '#platform/queue.ts';
import { createPacer } from '#platform/telegram-pacer.ts';
import { createTelegramClient } from '#platform/telegram.ts';
import { createTelemetry } from '#platform/telemetry.ts';
import { asTelegramPhoto, screenshot } from '#tests/support/pictures.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';
import { startTelegramStandIn, type TelegramStandIn } from '#tests/support/telegram-stand-in.ts';
import { createPipeline, type Pipeline } from '#worker/pipeline.ts';
import { matchReportStage } from '#worker/stages/match-report.ts';
import { proposeAlertStage } from '#worker/stages/propose-alert.ts';
import { readEvidenceStage } from '#worker/stages/read-evidence.ts';
import { readReportStage } from '#worker/stages/read-report.ts';

const pdf = createPdfRenderer();

const TOKEN = '4242:pictures-token-of-the-stand-in';
const REFERENCE = /JG-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]/;
const translator = createTranslator({ strict: true });
const known = buildKnownIndex(loadKnownPatterns(), (text) => readMessage({ text }));
let database: TestDatabase;
let context: CoreContext;
let telegram: TelegramStandIn;
let pictures: PictureReader;
let backend: QueueBackend;
let pipeline: Pipeline;
let matcher: ReportMatcher;
let bot: Bot;
let people = 2_000;

beforeAll(async () => {
  database = await createTestDatabase();
  context = { db: database.db, vault: createVault(Buffer.alloc(32, 9)), clock: systemClock, telemetry: createTelemetry(createLog('silent')) };
  pictures = createPictureReader({ timeoutMs: 100_000 });
});
afterAll(async () => {
  await pictures.close();
  await database.drop();
});

beforeEach(async () => {
  telegram = await startTelegramStandIn({ token: TOKEN, limits: { perSecond: 10_000, chatPerSecond: 10_000, chatBurst: 1_000 } });
  const client = createTelegramClient({ token: TOKEN, apiRoot: telegram.apiRoot });
  backend = openQueueBackend({ redisUrl: undefined, databaseUrl: database.url, log: createLog('silent') });
  matcher = createReportMatcher(context, { known, earlier: createEarlierReports(context) });
  pipeline = createPipeline({
    context,
    queueBackend: backend,
    stages: (signal) => [
      readReportStage(context, matcher),
      readEvidenceStage(context, { pictures, files: createTelegramFiles(client) }, signal),
      matchReportStage(matcher),
      proposeAlertStage(context, translator),
    ],
    chores: [],
    withModel: false,
    withDelivery: false,
  });
  pipeline.start();
  bot = startBot({
    pdf,
    context,
    telegram: client,
    pacer: createPacer({ perSecond: 10_000, perChatPerSecond: 10_000 }),
    token: TOKEN,
    conversation: { translator, publicUrl: 'https://jaga.example' },
  });
});
afterEach(async () => {
  await bot.stop();
  await pipeline.stop();
  await backend.close();
  await telegram.close();
  await database.pool.query('truncate telegram_updates, telegram_replies, conversations, settings cascade');
});

function newcomer(languageCode: 'ko' | 'ms' | 'en') {
  people += 1;
  const id = people;
  return { person: telegram.user(id, { languageCode }), chat: telegram.chat(id), id };
}

async function filed(userId: number) {
  const rows = await database.db
    .selectFrom('reports')
    .selectAll()
    .where('reporter_hash', '=', context.vault.hash('reporter', `telegram:${userId}`))
    .orderBy('received_at')
    .execute();
  const evidence = (reportId: string) => database.db.selectFrom('evidence').selectAll().where('report_id', '=', reportId).orderBy('position').execute();
  return Promise.all(rows.map(async (row) => ({ ...row, evidence: await evidence(row.id), reading: await loadReading(context, row) })));
}

async function settled(): Promise<void> {
  await telegram.drained();
  await bot.drain();
  await pipeline.drain();
}

test.each(['ko', 'ms', 'en'] as const)('who sends only a screenshot, in %s, is answered at once, and the reader sees the scam in it', async (language) => {
  const { person, chat, id } = newcomer(language);
  person.sendsPhoto({ bytes: await asTelegramPhoto(screenshot(language, 'light')) });
  await chat.waitForMessage(({ text }) => text === translator.t(language, 'dialogue:attachment.photo_kept'));
  await chat.waitForMessage(({ buttons }) => buttons.flat().some(({ data }) => data === 'loss:no'));
  person.presses('loss:no');
  await chat.waitForMessage(({ text }) => REFERENCE.test(text));
  await settled();
  const [report] = await filed(id);
  expect(report).toMatchObject({ evidence_due: false, evidence: [{ state: 'read', content_type: 'image/jpeg', sealed: expect.any(Buffer) }] });
  expect(report?.reading?.language).toBe(language);
  expect(['scam', 'suspicious']).toContain(report?.reading?.verdict);
  expect(report?.matched_at).not.toBeNull();
});

test('an album is one report, and a picture sent as a file counts like a photo', async () => {
  const { person, chat, id } = newcomer('ms');
  person.sendsAlbum([{ bytes: screenshot('ms', 'light'), caption: 'Saya dapat mesej ini, betul ke?' }, { bytes: screenshot('ms', 'dark') }]);
  person.sendsDocument({ bytes: screenshot('en', 'light'), fileName: 'Screenshot.png' });
  await telegram.drained();
  await bot.drain();
  const kept = chat.messages().filter(({ text }) => text === translator.t('ms', 'dialogue:attachment.photo_kept'));
  expect(kept).toHaveLength(2);
  person.presses('loss:no');
  await settled();
  const reports = await filed(id);
  expect(reports.map(({ evidence }) => evidence.map(({ state }) => state))).toEqual([['read', 'read', 'read']]);
  const foundIn = reports[0]?.reading?.indicators.map(({ found_in }) => found_in?.evidence);
  expect(new Set(foundIn)).toEqual(new Set([0, 1, 2]));
});

test('a voice note is kept, unread without a speech server', async () => {
  const { person, chat, id } = newcomer('ko');
  person.sendsVoice({ bytes: Buffer.from('OggS voice') });
  await chat.waitForMessage(({ text }) => text === translator.t('ko', 'dialogue:attachment.voice_kept'));
  await chat.waitForMessage(({ buttons }) => buttons.flat().some(({ data }) => data === 'loss:unsure'));
  person.presses('loss:unsure');
  await settled();
  expect(await filed(id)).toMatchObject([
    { evidence: [{ state: 'unread', content_type: 'audio/ogg', sealed: expect.any(Buffer) }], matched_at: expect.any(Date) },
  ]);
});

test('what is no picture, and what is too large, is not kept', async () => {
  const { person, chat, id } = newcomer('en');
  person.sendsDocument({ bytes: Buffer.from('PK'), fileName: 'parcel.apk', mimeType: 'application/vnd.android.package-archive' });
  await chat.waitForMessage(({ text }) => text === translator.t('en', 'interview:app_file'));
  person.sendsDocument({ bytes: Buffer.alloc(21 * 1024 * 1024), fileName: 'scan.png' });
  await chat.waitForMessage(({ text }) => text === translator.t('en', 'dialogue:attachment.too_large'));
  await settled();
  expect(await filed(id)).toEqual([]);
});

test('a download that breaks off is repeated', async () => {
  const { person, chat, id } = newcomer('en');
  telegram.fault({ kind: 'reset', method: 'download', times: 1 });
  person.sendsPhoto({ bytes: await asTelegramPhoto(screenshot('en', 'dark')) });
  await chat.waitForMessage(({ buttons }) => buttons.flat().some(({ data }) => data === 'loss:no'));
  person.presses('loss:no');
  await expect.poll(async () => (await filed(id))[0]?.evidence[0]?.state, { timeout: 100_000 }).toBe('read');
  expect(telegram.count('download')).toBe(2);
});
