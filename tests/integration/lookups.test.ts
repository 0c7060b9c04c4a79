// Whoever checked something and was told that it is reported is told, once and in their language, when that was wrong; and of nothing else.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startBot, type Bot } from '#bot/bot.ts';
import { forgetChat, readTranscript } from '#core/browser-chat/transcript.ts';
import { CHECKER, warmChecker } from '#core/checking/check-text.ts';
import { newBrowserKey } from '#core/conversations/chat-id.ts';
import { decideDispute } from '#core/disputes/decide-dispute.ts';
import { fileDispute } from '#core/disputes/file-dispute.ts';
import { buildKnownIndex } from '#core/matching/known-index.ts';
import { readReport } from '#core/reports/read-report.ts';
import type { Officer } from '#core/staff/staff.ts';
import { chatHash } from '#core/subscribers/subscriber-store.ts';
import { LANGUAGES } from '#core/taxonomy/taxonomy.ts';
import { decideReport } from '#core/triage/decide-report.ts';
import { undoStep } from '#core/triage/decisions/undo-step.ts';
import { LOOKUP_WAIT_MS } from '#core/watching/lookup.ts';
import { rememberLookups } from '#core/watching/lookups.ts';
import { reviewReportedWatches, reviewWatches } from '#core/watching/review-watches.ts';
import { tellWatcher } from '#core/watching/tell-watcher.ts';
import { forgetOldWatches } from '#core/watching/watches.ts';
import { formatDate } from '#platform/format.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createLog } from '#platform/log.ts';
import { createPdfRenderer } from '#platform/pdf/pdf-renderer.ts';
import { openQueueBackend, type QueueBackend } from '#platform/queue.ts';
import { createTelegramClient } from '#platform/telegram.ts';
import { createPacer } from '#platform/telegram-pacer.ts';
import { matchReport } from '#tests/support/match-report.ts';
import { startTelegramStandIn, type ShownMessage, type TelegramStandIn } from '#tests/support/telegram-stand-in.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';
import { createPipeline, type Pipeline } from '#worker/pipeline.ts';
import { reviewWatchesStages, tellWatcherStage } from '#worker/stages/review-watches.ts';

const TOKEN = '4242:lookups-token-of-the-stand-in-00001';
const GROUP = -1_000_888;
const DAY_MS = 86_400_000;
const DOMAIN = 'cj-delivery-check.top';
const SHOWN = 'cj-delivery-check[.]top';
const TELLINGS = [
  `아침에 택배 문자 받고 링크를 눌렀는데 앱을 깔라고 해서 껐어요. 저희 어머니 폰에도 왔더라고요 http://${DOMAIN}/a1`,
  `Tadi saya dapat sms kata bungkusan saya kena tahan kat kastam, nasib baik tak tekan pautan tu http://${DOMAIN}/b2`,
  `I got a text saying my parcel was held, my husband almost keyed in his card number before I stopped him http://${DOMAIN}/c3`,
  `회사 동료가 배송조회 하라는 문자를 받았대요. 주소 입력하라는 화면이 이상해서 저한테 물어봤습니다 http://${DOMAIN}/d4`,
];
const pdf = createPdfRenderer();
const translator = createTranslator({ strict: true });
const known = buildKnownIndex([], () => ({ indicators: [] }));
let scene: TriageScene;
let supervisor: Officer;
let telegram: TelegramStandIn;
let bot: Bot;
let backend: QueueBackend;
let pipeline: Pipeline;
let startPipeline: () => void;
let people = 15_000;

beforeAll(async () => {
  scene = await createTriageScene(new Date());
  supervisor = await scene.hire('supervisor');
  await warmChecker();
  telegram = await startTelegramStandIn({ token: TOKEN, limits: { perSecond: 10_000, chatPerSecond: 10_000, chatBurst: 1_000, groupPerMinute: 10_000 } });
  const client = createTelegramClient({ token: TOKEN, apiRoot: telegram.apiRoot });
  const pacer = createPacer({ perSecond: 10_000, perChatPerSecond: 10_000, perGroupPerMinute: 10_000 });
  bot = startBot({
    pdf,
    context: scene.context,
    telegram: client,
    pacer,
    token: TOKEN,
    conversation: { translator, publicUrl: 'https://jaga.example' },
    settings: { inboxPauseMs: { first: 5, longest: 10 }, sweepPauseMs: { first: 10, longest: 20 } },
  });
  backend = openQueueBackend({ redisUrl: undefined, databaseUrl: scene.database.url, log: createLog('silent') });
  const stages = [...reviewWatchesStages(scene.context), tellWatcherStage(scene.context, { bot: { telegram: client, pacer }, translator })];
  startPipeline = () => {
    pipeline = createPipeline({ context: scene.context, queueBackend: backend, stages: () => stages, chores: [], withModel: false, withDelivery: false });
    pipeline.start();
  };
});
afterAll(async () => {
  await bot.stop();
  await backend.close();
  await telegram.close();
  await scene.database.drop();
});
afterEach(async () => {
  await bot.drain();
  await pipeline.drain();
  await pipeline.stop();
  await scene.database.pool.query(
    `truncate watches, watch_notices, browser_messages, telegram_updates, telegram_replies, conversations, settings, allowances, disputes, campaign_reports,
     campaigns, matches, match_keys, signatures, tellings, indicators, readings, reports, outbox, dead_letters cascade`,
  );
});

function newcomer(languageCode: string) {
  people += 1;
  return { person: telegram.user(people, { languageCode }), chat: telegram.chat(people), id: people };
}

type Chat = ReturnType<typeof newcomer>['chat'];
const says =
  (text: string) =>
  (message: ShownMessage): boolean =>
    message.text.includes(text);
const t = (language: string, key: string, params = {}): string => translator.t(language, `check:${key}`, params);
const notices = (chat: Chat): string[] => chat.messages().flatMap(({ text }) => (text.startsWith('🔔') ? [text] : []));
const kept = () => scene.database.db.selectFrom('watches').selectAll().execute();

/** Somebody who checks it and reads that it is reported. */
async function asked(language: string, link = `http://${DOMAIN}/zz`) {
  const somebody = newcomer(language);
  somebody.person.sends(`/check ${link}`);
  const answer = await somebody.chat.waitForMessage(says(t(language, 'outcome.reported')));
  await bot.drain();
  return { ...somebody, answer };
}

/** `people` reporters, and an officer's review of the first. */
async function listed(reporters = 3): Promise<string[]> {
  const references: string[] = [];
  for (const [at, text] of TELLINGS.slice(0, reporters).entries()) {
    const { id, reference } = await scene.report({ source: 'telegram', content: { text, suspects: [], evidence: [] }, reporter_key: `telegram:r${at}` });
    await readReport(scene.context, id);
    await matchReport(scene.context, known, id);
    references.push(reference);
    scene.clock.advance(17 * 60_000 + text.length * 1_000);
  }
  await decide(references[0], 'confirm');
  // What else follows from a report has no stage here.
  await scene.facts();
  startPipeline();
  return references;
}

async function decide(reference = '', decision: 'confirm' | 'reject'): Promise<void> {
  await decideReport(scene.context, { by: supervisor, reference, decision });
}

async function object(): Promise<string> {
  const filed = await fileDispute(scene.context, translator, { kind: 'domain', value: DOMAIN, reason: 'misused_by_others', statement: '', contact: 'a@b.kr' });
  await settle();
  scene.clock.advance(60_000);
  return filed.kind === 'filed' ? filed.reference : '';
}

async function decideObjection(reference: string, decision: 'uphold' | 'reject'): Promise<void> {
  await decideDispute(scene.context, translator, { by: supervisor, reference, decision });
  await settle();
}

/** All jobs done, and those of notices that are due by now. */
async function settle(): Promise<void> {
  await pipeline.drain();
  await reviewReportedWatches(scene.context);
  await pipeline.drain();
}

async function later(milliseconds = LOOKUP_WAIT_MS): Promise<void> {
  scene.clock.advance(milliseconds);
  await settle();
}

describe('what was said wrongly', () => {
  test('is taken back once from everybody who asked, in their language; nobody else hears of it, and nothing is kept after', async () => {
    await listed();
    const day = scene.clock.now();
    const who = [];
    for (const language of LANGUAGES) who.push({ language, ...(await asked(language)) });
    const other = newcomer('en');
    other.person.sends('/check http://nobody-knows-this.example/a');
    await other.chat.waitForMessage(says(t('en', 'outcome.unknown')));
    expect(await kept()).toHaveLength(3);
    const stored = await scene.database.pool.query<{ row: string }>('select row_to_json(w)::text as row from watches w');
    expect(stored.rows.map(({ row }) => row).join()).not.toMatch(new RegExp(`delivery|${who.map(({ id }) => id).join('|')}`));
    await decideObjection(await object(), 'uphold');
    expect(who.flatMap(({ chat }) => notices(chat))).toEqual([]);
    await later();
    for (const { language, chat } of who) {
      const what = `${t(language, 'kinds.domain')} ${SHOWN}`;
      expect(notices(chat)).toEqual([t(language, 'bot.watch.asked.reported', { what, date: formatDate(day, language) }).replaceAll(/<\/?b>/g, '')]);
    }
    for (let round = 0; round < 3; round += 1) await later();
    expect(who.map(({ chat }) => notices(chat).length)).toEqual([1, 1, 1]);
    expect(notices(other.chat)).toEqual([]);
    await forgetOldWatches(scene.context);
    expect(await kept()).toEqual([]);
  });

  test('is taken back when officers find that the reports were none, also from who asked about a part of the site', async () => {
    const references = await listed();
    const { chat } = await asked('en', `http://m.${DOMAIN}/zz`);
    await decide(references[1], 'reject');
    await settle();
    await later();
    expect(notices(chat)).toHaveLength(1);
    expect(notices(chat)[0]).toContain('not known to belong to a scam');
  });

  test('is not what has grown old, nor what waits for a decision, nor a slip that was put right', async () => {
    const references = await listed(4);
    scene.clock.advance(80 * DAY_MS);
    const { chat } = await asked('ko');
    const objection = await object();
    await later();
    await decideObjection(objection, 'reject');
    await later();
    expect(notices(chat)).toEqual([]);
    await decide(references[1], 'reject');
    await decide(references[2], 'reject');
    await settle();
    scene.clock.advance(60_000);
    for (const reference of references.slice(1, 3)) await undoStep(scene.context, { by: supervisor, reference });
    await settle();
    await later();
    expect(notices(chat)).toEqual([]);
    scene.clock.advance(15 * DAY_MS);
    // Three others had told it on the day it was said.
    await decide(references[3], 'reject');
    await settle();
    await later();
    expect(notices(chat)).toEqual([]);
    await decide(references[2], 'reject');
    await settle();
    await later();
    expect(notices(chat)).toHaveLength(1);
  });

  test('is told by the watch alone to who watches it; asking is no watch', async () => {
    await listed();
    const { person, chat, answer } = await asked('ms');
    person.sends('/watches');
    await chat.waitForMessage(says(t('ms', 'bot.watch.none')));
    person.presses(answer.buttons.flat().find(({ data }) => data?.startsWith('watch:') === true)?.data ?? '', { messageId: answer.messageId });
    await chat.waitForMessage(says('Hantar /watches untuk melihat'));
    person.sends('/watches');
    await chat.waitForMessage(says(`${SHOWN}, hingga`));
    await bot.drain();
    expect(await kept()).toHaveLength(1);
    await decideObjection(await object(), 'uphold');
    await later();
    const told = notices(chat);
    expect(told).toHaveLength(2);
    expect(told[1]).toBe(t('ms', 'bot.watch.taken_back.retracted', { what: `${t('ms', 'kinds.domain')} ${SHOWN}` }).replaceAll(/<\/?b>/g, ''));
    await later(29 * DAY_MS);
    expect(notices(chat)).toHaveLength(2);
  });
});

describe('nothing lost, nothing twice', () => {
  test('reviews at once, a lost job and a Telegram that does not answer', async () => {
    const references = await listed();
    const { chat } = await asked('en');
    await decide(references[1], 'reject');
    const { id } = await scene.database.db
      .selectFrom('reports')
      .select('id')
      .where('reference', '=', references[1] ?? '')
      .executeTakeFirstOrThrow();
    const told = await Promise.all(Array.from({ length: 6 }, () => reviewWatches(scene.context, { report: id })));
    expect(told.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(1);
    await pipeline.drain();
    await scene.facts();
    const heal = telegram.fault({ kind: 'server_error', method: 'sendMessage' } as never);
    await later();
    expect(notices(chat)).toEqual([]);
    heal();
    await later(11 * 60_000);
    expect(notices(chat)).toHaveLength(1);
    await later();
    expect(notices(chat)).toHaveLength(1);
  });

  test('a decision in the moment of the check, whose review was over before the answer was kept', async () => {
    const references = await listed();
    const { chat } = await asked('en');
    const unwritten = await scene.database.db.deleteFrom('watches').returningAll().execute();
    await decide(references[1], 'reject');
    await settle();
    await scene.database.db.insertInto('watches').values(unwritten).execute();
    expect(await reviewReportedWatches(scene.context)).toBe(0);
    scene.clock.advance(3 * 60_000);
    expect(await reviewReportedWatches(scene.context)).toBe(1);
    expect(await reviewReportedWatches(scene.context)).toBe(0);
    const [row] = await scene.database.db.selectFrom('watch_notices').selectAll().execute();
    expect(row).toMatchObject({ notice: 'asked.reported', done_at: null });
    expect(notices(chat)).toEqual([]);
  });

  test('who asks again once it is listed again hears nothing of what was to be told before', async () => {
    const references = await listed();
    const { person, chat, answer } = await asked('en');
    await decide(references[1], 'reject');
    await settle();
    await undoStep(scene.context, { by: supervisor, reference: references[1] ?? '' });
    person.sends(`/check http://${DOMAIN}/again`);
    await chat.waitForMessage(says(t('en', 'outcome.reported')), { after: answer.messageId });
    await bot.drain();
    await later();
    expect(notices(chat)).toEqual([]);
    await decideObjection(await object(), 'uphold');
    await later();
    expect(notices(chat)).toHaveLength(1);
  });
});

describe('who is remembered', () => {
  test('nobody in a group; whoever asks inline only if they have written to the bot', async () => {
    await listed();
    const { person, id } = newcomer('ko');
    telegram.group(GROUP);
    person.sends(`/check http://${DOMAIN}/x`, { in: GROUP });
    await telegram.group(GROUP).waitForMessage(says(t('ko', 'outcome.reported')));
    const first = person.asksInline(`http://${DOMAIN}/x`);
    await telegram.until(() => telegram.answerTo(first));
    await bot.drain();
    expect(await kept()).toEqual([]);
    person.sends('/help');
    await telegram.chat(id).waitForMessage(() => true);
    const second = person.asksInline(`http://${DOMAIN}/y`);
    await telegram.until(() => telegram.answerTo(second));
    await expect.poll(kept).toHaveLength(1);
    await decideObjection(await object(), 'uphold');
    await later();
    expect(notices(telegram.chat(id))).toHaveLength(1);
    expect(notices(telegram.chat(id))[0]).toContain('잘못 알려 드린');
  });

  test('for 30 days, and until the bot is blocked', async () => {
    await listed();
    const { chat } = await asked('en');
    const other = await asked('ko');
    expect(await kept()).toHaveLength(2);
    other.person.blocks();
    await telegram.drained();
    await bot.drain();
    expect(await kept()).toHaveLength(1);
    scene.clock.advance(29 * DAY_MS);
    await forgetOldWatches(scene.context);
    expect(await kept()).toHaveLength(1);
    scene.clock.advance(2 * DAY_MS);
    await decideObjection(await object(), 'uphold');
    await later();
    expect(notices(chat)).toEqual([]);
    await forgetOldWatches(scene.context);
    expect(await kept()).toEqual([]);
  });

  test('a browser’s chat, which reads it there, until it is forgotten', async () => {
    await listed();
    const [key, gone] = [newBrowserKey(), newBrowserKey()];
    const hash = chatHash(scene.context.vault, key);
    const check = await CHECKER.check(scene.context, `http://${DOMAIN}/x`);
    const record = { sealed: Buffer.alloc(1), silence_due_at: null, updated_at: scene.clock.now(), face: 'browser' as const };
    for (const chatId of [key, gone]) {
      await scene.database.db
        .insertInto('conversations')
        .values({ chat_hash: chatHash(scene.context.vault, chatId), ...record })
        .execute();
      await rememberLookups(scene.context, { chatId, language: 'ms' }, check);
    }
    await forgetChat(scene.database.db, chatHash(scene.context.vault, gone));
    expect(await kept()).toHaveLength(1);
    await decideObjection(await object(), 'uphold');
    await later();
    const [notice] = await scene.database.db.selectFrom('watch_notices').select(['id', 'done_at']).execute();
    expect(notice?.done_at).not.toBeNull();
    expect(await tellWatcher(scene.context, { translator }, notice?.id ?? '')).toBe('nothing_to_do');
    const shown = await readTranscript(scene.database.db, scene.context.vault, hash);
    expect(shown.map(({ text }) => text)).toEqual([expect.stringContaining(SHOWN)]);
    expect(shown[0]?.text).toContain('Kami tersilap');
  });
});
