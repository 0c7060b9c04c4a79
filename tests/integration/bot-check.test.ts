// Checking through a stand-in Telegram: in private, in groups, inline; and watching, from the button to the notice through the worker.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startBot, type Bot } from '#bot/bot.ts';
import { warmChecker } from '#core/checking/check-text.ts';
import { formatIndicatorCode } from '#core/checking/indicator-code.ts';
import { decideDispute } from '#core/disputes/decide-dispute.ts';
import { fileDispute } from '#core/disputes/file-dispute.ts';
import { buildKnownIndex } from '#core/matching/known-index.ts';
import { indicatorKeyOf } from '#core/publication/indicator-facts.ts';
import { readReport } from '#core/reports/read-report.ts';
import type { Officer } from '#core/staff/staff.ts';
import { decideReport } from '#core/triage/decide-report.ts';
import { reviewReportedWatches, reviewWatches } from '#core/watching/review-watches.ts';
import { forgetOldWatches } from '#core/watching/watches.ts';
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

const pdf = createPdfRenderer();

const TOKEN = '4242:checking-token-of-the-stand-in-0001';
const GROUP = -1_000_777;
const DOMAIN = 'cj-delivery-check.top';
const TELLINGS = [
  `아침에 택배 문자 받고 링크를 눌렀는데 앱을 깔라고 해서 껐어요. 저희 어머니 폰에도 왔더라고요 http://${DOMAIN}/a1`,
  `Tadi saya dapat sms kata bungkusan saya kena tahan kat kastam, nasib baik tak tekan pautan tu http://${DOMAIN}/b2`,
  `I got a text saying my parcel was held, my husband almost keyed in his card number before I stopped him http://${DOMAIN}/c3`,
];
const SCAM = '서울중앙지검 수사관입니다. 본인 명의 계좌가 범죄에 연루되어 안전계좌로 옮기셔야 합니다';
const translator = createTranslator({ strict: true });
const known = buildKnownIndex([], () => ({ indicators: [] }));
let scene: TriageScene;
let supervisor: Officer;
let telegram: TelegramStandIn;
let bot: Bot;
let backend: QueueBackend;
let pipeline: Pipeline;
let people = 5_000;

beforeAll(async () => {
  scene = await createTriageScene(new Date());
  supervisor = await scene.hire('supervisor');
  await warmChecker();
});
afterAll(() => scene.database.drop());
beforeEach(async () => {
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
  pipeline = createPipeline({ context: scene.context, queueBackend: backend, stages: () => stages, chores: [], withModel: false, withDelivery: false });
});
afterEach(async () => {
  await bot.stop();
  await pipeline.stop();
  await backend.close();
  await telegram.close();
  await scene.database.pool.query(
    `truncate watches, watch_notices, quiet_groups, group_warnings, telegram_updates, telegram_replies, conversations, settings, disputes, campaign_reports,
     campaigns, matches, match_keys, signatures, tellings, indicators, readings, reports, outbox, dead_letters cascade`,
  );
});

function newcomer(languageCode: string) {
  people += 1;
  return { person: telegram.user(people, { languageCode }), chat: telegram.chat(people), id: people };
}

const says =
  (text: string | RegExp) =>
  (message: ShownMessage): boolean =>
    typeof text === 'string' ? message.text.includes(text) : text.test(message.text);
const has =
  (data: string) =>
  (message: ShownMessage): boolean =>
    message.buttons.flat().some((button) => button.data?.startsWith(data) === true);
const t = (language: string, key: string, params = {}): string => translator.t(language, `check:${key}`, params);

/** `people` reporters, and an officer's review of the first. */
async function reported(reporters = 3, review = true): Promise<string[]> {
  const references = [];
  for (const [at, text] of TELLINGS.slice(0, reporters).entries()) references.push(await report(text, `r${at}`));
  if (review) await decideReport(scene.context, { by: supervisor, reference: references[0] ?? '', decision: 'confirm' });
  return references;
}

async function report(text: string, reporter: string): Promise<string> {
  const { id, reference } = await scene.report({ source: 'telegram', content: { text, suspects: [], evidence: [] }, reporter_key: `telegram:${reporter}` });
  await readReport(scene.context, id);
  await matchReport(scene.context, known, id);
  await scene.facts();
  scene.clock.advance(17 * 60_000 + text.length * 1_000);
  return reference;
}

async function reportsKept(): Promise<number> {
  return (await scene.database.db.selectFrom('reports').select('id').execute()).length;
}

describe('in private', () => {
  test.each([
    ['ko', '이거 아시나요 http://cj-delivery-check.top/zz'],
    ['ms', 'Betul ke pautan ini http://cj-delivery-check.top/zz'],
    ['en', 'Is this link real http://cj-delivery-check.top/zz'],
  ])('/check answers in one message and files nothing: %s', async (language, text) => {
    await reported();
    const before = await reportsKept();
    const { person, chat } = newcomer(language);
    person.sends(`/check ${text}`);
    const answer = await chat.waitForMessage(says(t(language, 'outcome.reported')));
    expect(answer.text).toContain('cj-delivery-check[.]top');
    expect(answer.text).not.toContain('cj-delivery-check.top');
    expect(answer.text.split('\n').length).toBeLessThanOrEqual(8);
    await bot.drain();
    expect(chat.delivered()).toBe(1);
    expect(await reportsKept()).toBe(before);
  });

  test('/check alone: the next message is checked, not filed, whatever it is; the one after that is a report again', async () => {
    const { person, chat, id } = newcomer('ms');
    person.sends('/check');
    await chat.waitForMessage(says(t('ms', 'bot.ask')));
    person.forwards(SCAM);
    const answer = await chat.waitForMessage(says(t('ms', 'outcome.scam')));
    expect(answer.text).toContain('Jangan bayar');
    person.sends('/check');
    person.sendsPhoto();
    await chat.waitForMessage(says(t('ms', 'bot.nothing')));
    person.sends('012-345 6789');
    const unknown = await chat.waitForMessage(says(t('ms', 'outcome.unknown')));
    expect(unknown.text).toContain('tidak bermakna ia selamat');
    expect(unknown.text).not.toMatch(/(?<!bermakna ia |tanda ia )selamat(?!\w)/);
    person.sends('Saya dapat panggilan daripada orang yang kata dia pegawai LHDN dan suruh bayar cukai');
    await chat.waitForMessage(has('loss:within_24h'), { after: unknown.messageId });
    expect(id).toBeGreaterThan(0);
  });

  test('a pasted message gets the question about the loss first and “just check it” below it; checked, it can still be reported', async () => {
    const { person, chat } = newcomer('ko');
    person.forwards(SCAM);
    const question = await chat.waitForMessage(has('loss:within_24h'));
    expect(question.buttons.flat().map(({ data }) => data)).toEqual(['loss:within_24h', 'loss:earlier', 'loss:no', 'loss:unsure', 'safe:held', 'check:draft']);
    person.presses('check:draft');
    const answer = await chat.waitForMessage(says(t('ko', 'outcome.scam')));
    expect(answer.messageId).toBe(question.messageId);
    await bot.drain();
    expect(chat.delivered()).toBe(1);
    person.presses('check:report');
    const again = await chat.waitForMessage(has('loss:within_24h'), { after: answer.messageId });
    person.presses('loss:no');
    await chat.waitForMessage(says(/JG-/), { after: again.messageId });
    expect(await reportsKept()).toBe(1);
  });

  test('what says that money has just left gets the card before the check', async () => {
    await bot.stop();
    bot = startBot({
      pdf,
      context: scene.context,
      telegram: createTelegramClient({ token: TOKEN, apiRoot: telegram.apiRoot }),
      pacer: createPacer({ perSecond: 10_000, perChatPerSecond: 10_000 }),
      token: TOKEN,
      conversation: { translator, publicUrl: 'https://jaga.example', readLoss: () => ({ state: 'lost', within_24h: true, amount: null }) },
      settings: { inboxPauseMs: { first: 5, longest: 10 }, sweepPauseMs: { first: 10, longest: 20 } },
    });
    const { person, chat } = newcomer('ko');
    person.sends('/check 검찰이라고 해서 방금 300만원 보냈는데 이거 사기인가요?');
    const card = await chat.waitForMessage(says('112'));
    await chat.waitForMessage(has('check:again'), { after: card.messageId });
  });

  test('links from pages lead to a check: by a code, by a number, or alone', async () => {
    await reported();
    const code = formatIndicatorCode(indicatorKeyOf(scene.context, { kind: 'domain', value: DOMAIN }));
    const { person, chat } = newcomer('en');
    person.sends(`/start check_${code}`);
    const answer = await chat.waitForMessage(says(t('en', 'outcome.reported')));
    expect(answer.buttons.flat().some(({ data }) => data === `watch:${code}`)).toBe(true);
    person.sends('/start check_010-4821-7733');
    await chat.waitForMessage(says('010-48**-77**'));
    person.sends('/start check');
    await chat.waitForMessage(says(t('en', 'bot.ask')));
  });

  test('old and foreign buttons do no harm', async () => {
    const { person, chat, id } = newcomer('en');
    person.sends('/check 1394');
    const shown = await chat.waitForMessage(says(t('en', 'outcome.official')));
    for (const data of ['watch:nonsense', 'unwatch:', 'check:everything', `watch:${'A'.repeat(23)},${'B'.repeat(23)}`])
      telegram.inject({
        callback_query: { id: `q${data}`, from: { id, is_bot: false, first_name: 'x' }, message: { ...shown.message }, data },
      });
    await bot.drain();
    await telegram.drained();
    expect(await scene.database.db.selectFrom('telegram_updates').select('update_id').where('state', '=', 'quarantined').execute()).toEqual([]);
  });
});

describe('watching', () => {
  /** Checks it and presses the button. */
  async function watching(language: string) {
    const somebody = newcomer(language);
    somebody.person.sends(`/check http://${DOMAIN}/zz`);
    const answer = await somebody.chat.waitForMessage(has('watch:'));
    somebody.person.presses(answer.buttons.flat().find(({ data }) => data?.startsWith('watch:') === true)?.data ?? '');
    await somebody.chat.waitForMessage(says('/watches'));
    await bot.drain();
    return somebody;
  }

  const notices = (chat: { messages(): ShownMessage[] }): string[] => chat.messages().flatMap(({ text }) => (text.startsWith('🔔') ? [text] : []));

  test('tells everybody once, in their language, when an officer’s decision lists it; and again when it is taken back', async () => {
    const watchers = [await watching('ko'), await watching('ms'), await watching('en')];
    const references = await reported(3, false);
    pipeline.start();
    await pipeline.drain();
    expect(watchers.flatMap(({ chat }) => notices(chat))).toEqual([]);
    await decideReport(scene.context, { by: supervisor, reference: references[0] ?? '', decision: 'confirm' });
    await pipeline.drain();
    for (const [at, language] of (['ko', 'ms', 'en'] as const).entries()) {
      const told = notices(watchers[at]?.chat ?? { messages: () => [] });
      expect(told).toHaveLength(1);
      expect(told[0]).toContain(t(language, 'bot.watch.worse.reported', { what: `${t(language, 'kinds.domain')} cj-delivery-check[.]top` }).split('\n')[1]);
    }
    // The same again, and a second decision that changes nothing.
    await decideReport(scene.context, { by: supervisor, reference: references[1] ?? '', decision: 'confirm' });
    for (let round = 0; round < 3; round += 1) await reviewReportedWatches(scene.context);
    await pipeline.drain();
    expect(watchers.map(({ chat }) => notices(chat).length)).toEqual([1, 1, 1]);

    const filed = await fileDispute(scene.context, translator, { kind: 'domain', value: DOMAIN, reason: 'hacked', statement: '', contact: 'a@b.kr' });
    await pipeline.drain();
    expect(notices(watchers[2]?.chat ?? { messages: () => [] })[1]).toContain('its holder has objected');
    scene.clock.advance(60_000);
    await decideDispute(scene.context, translator, { by: supervisor, reference: filed.kind === 'filed' ? filed.reference : '', decision: 'uphold' });
    await pipeline.drain();
    expect(watchers.map(({ chat }) => notices(chat).length)).toEqual([3, 3, 3]);
    expect(notices(watchers[2]?.chat ?? { messages: () => [] })[2]).toContain('taken back');
  });

  test('sees by itself what becomes listed by a new report', async () => {
    const references = await reported(2, false);
    const { chat } = await watching('en');
    await decideReport(scene.context, { by: supervisor, reference: references[0] ?? '', decision: 'confirm' });
    expect(await reviewReportedWatches(scene.context)).toBe(0);
    await report(TELLINGS[2] ?? '', 'r2');
    expect(await reviewReportedWatches(scene.context)).toBe(1);
    pipeline.start();
    await pipeline.drain();
    expect(notices(chat)).toHaveLength(1);
  });

  test('two reviews at once tell nobody twice, and a killed or refused sending is made up for', async () => {
    const { chat } = await watching('en');
    const references = await reported(3, false);
    await decideReport(scene.context, { by: supervisor, reference: references[0] ?? '', decision: 'confirm' });
    const { id } = await scene.database.db
      .selectFrom('reports')
      .select('id')
      .where('reference', '=', references[0] ?? '')
      .executeTakeFirstOrThrow();
    const told = await Promise.all(Array.from({ length: 6 }, () => reviewWatches(scene.context, { report: id })));
    expect(told.reduce((sum, each) => sum + each, 0)).toBe(1);
    const heal = telegram.fault({ kind: 'server_error', method: 'sendMessage' } as never);
    pipeline.start();
    await pipeline.drain();
    expect(notices(chat)).toEqual([]);
    heal();
    scene.clock.advance(11 * 60_000);
    await reviewReportedWatches(scene.context);
    await pipeline.drain();
    expect(notices(chat)).toHaveLength(1);
  });

  test('/watches lists and removes; who blocks the bot is forgotten; after 30 days nothing is left', async () => {
    const { person, chat } = await watching('ko');
    person.sends('/watches');
    const list = await chat.waitForMessage(says('cj-delivery-check[.]top, '));
    person.presses(list.buttons.flat()[0]?.data ?? '');
    const removed = await chat.waitForMessage(says(t('ko', 'bot.watch.off')));
    expect(removed.messageId).toBe(list.messageId);
    person.sends('/watches');
    await chat.waitForMessage(says(t('ko', 'bot.watch.none')));
    const kept = (): Promise<unknown[]> => scene.database.db.selectFrom('watches').selectAll().execute();
    expect(await kept()).toEqual([]);
    const other = await watching('en');
    const rows = await scene.database.pool.query<{ row: string }>('select row_to_json(w)::text as row from watches w');
    expect(rows.rows.map(({ row }) => row).join()).not.toMatch(new RegExp(`delivery|${other.id}`));
    other.person.blocks();
    await telegram.drained();
    await bot.drain();
    expect(await kept()).toEqual([]);
    other.person.unblocks();
    await watching('ms');
    scene.clock.advance(31 * 86_400_000);
    await forgetOldWatches(scene.context);
    expect(await kept()).toEqual([]);
  });

  test('a chat watches twenty things at most', async () => {
    const { person, chat } = newcomer('en');
    for (let at = 0; at < 21; at += 1) {
      person.sends(`/check http://site-${at}-of-many.top/a`);
      const answer = await chat.waitForMessage(says(`site-${at}-of-many`));
      person.presses(answer.buttons.flat().find(({ data }) => data?.startsWith('watch:') === true)?.data ?? '', { messageId: answer.messageId });
      await chat.waitForMessage(says(at < 20 ? '/watches shows' : 'already watch 20'), { after: answer.messageId });
    }
  });
});

describe('in a group', () => {
  function group() {
    const chat = telegram.group(GROUP);
    return { ...newcomer('ms'), group: chat, at: { in: GROUP } };
  }

  test('is silent about talk, and warns once when something reported is posted', async () => {
    await reported();
    const before = await reportsKept();
    const { person, group: chat, at } = group();
    person.sends('Jom makan tengah hari, call 012-345 6789', at);
    const posted = person.sends(`Tengok ni semua http://${DOMAIN}/promo`, at);
    const warning = await chat.waitForMessage(says('Hati-hati'));
    expect(warning.text).toContain('cj-delivery-check[.]top');
    expect((warning.message['reply_to_message'] as { message_id: number }).message_id).toBe(posted);
    person.sends(`Sekali lagi http://${DOMAIN}/promo`, at);
    person.sends('Seorang lagi: www.cj-delivery-check.top', at);
    await telegram.drained();
    await bot.drain();
    expect(chat.delivered()).toBe(1);
    scene.clock.advance(7 * 60 * 60_000);
    person.sends(`Lagi http://${DOMAIN}/promo`, at);
    await chat.waitForMessage(says('Hati-hati'), { after: warning.messageId });
    expect(await reportsKept()).toBe(before);
    const stored = await scene.database.pool.query<{ sealed: number; talks: number }>(
      'select (select count(*) from telegram_updates where sealed is not null)::int as sealed, (select count(*) from conversations)::int as talks',
    );
    expect(stored.rows[0]).toEqual({ sealed: 0, talks: 0 });
  });

  test('answers /check about what it replies to, or about its own words, also behind a link’s words', async () => {
    await reported();
    const { person, group: chat, at } = group();
    const about = person.forwards('Tekan sini untuk bungkusan anda', {
      ...at,
      extra: { entities: [{ type: 'text_link', offset: 0, length: 10, url: 'http://harmless-so-far.top/x' }] },
    });
    person.sends('/check', { ...at, replyTo: about });
    const answer = await chat.waitForMessage(has('group:remove'));
    expect(answer.text).toContain('harmless-so-far[.]top');
    expect((answer.message['reply_to_message'] as { message_id: number }).message_id).toBe(about);
    expect(answer.text.split('\n').length).toBeLessThanOrEqual(4);
    person.sends(`/check@jaga_bot http://${DOMAIN}/x`, at);
    await chat.waitForMessage(says(t('ms', 'outcome.reported')));
    person.sends('/check', at);
    await chat.waitForMessage(says(t('ms', 'bot.group.reply_how')));
    person.sends('/start check_010-4821-7733', at);
    const linked = await chat.waitForMessage(says('010-48**-77**'));
    expect(linked.buttons.flat().map(({ data }) => data)).not.toContain('check:report');
    expect(await reportsKept()).toBe(3);
  });

  test('an admin removes a warning and has it quiet; others cannot', async () => {
    await reported();
    const { person, group: chat, at, id } = group();
    person.sends(`http://${DOMAIN}/promo`, at);
    const warning = await chat.waitForMessage(has('group:remove'));
    const refused = person.presses('group:remove', at);
    await telegram.until(() => telegram.calls().find(({ method, params }) => method === 'answerCallbackQuery' && params['callback_query_id'] === refused));
    expect(telegram.answerTo(refused)?.['text']).toBe(t('ms', 'bot.group.admins_only'));
    person.sends('/quiet', at);
    await chat.waitForMessage(says(t('ms', 'bot.group.admins_only')));
    telegram.appoint(GROUP, id, 'administrator');
    person.presses('group:remove', { ...at, messageId: warning.messageId });
    await telegram.until(() => (chat.messages().every(({ messageId }) => messageId !== warning.messageId) ? true : undefined));
    person.sends('/quiet', at);
    await chat.waitForMessage(says(t('ms', 'bot.group.quiet_on')));
    scene.clock.advance(7 * 60 * 60_000);
    const delivered = chat.delivered();
    person.sends(`http://${DOMAIN}/promo2`, at);
    await telegram.drained();
    await bot.drain();
    expect(chat.delivered()).toBe(delivered);
    person.sends(`/check http://${DOMAIN}/promo2`, at);
    await chat.waitForMessage(says(t('ms', 'outcome.reported')));
    person.sends('/quiet', at);
    await chat.waitForMessage(says(t('ms', 'bot.group.quiet_off')));
  });
});

describe('inline', () => {
  test('answers with one short result for the person alone, and with a hint to nothing', async () => {
    await reported();
    const { person } = newcomer('ko');
    const query = person.asksInline(`http://${DOMAIN}/x`);
    const answer = await telegram.until(() => telegram.answerTo(query));
    const [result] = (answer?.['results'] ?? []) as { title: string; input_message_content: { message_text: string } }[];
    expect(result?.title).toContain(t('ko', 'outcome.reported'));
    expect(result?.input_message_content.message_text).toContain('cj-delivery-check[.]top');
    expect(String(answer?.['is_personal'])).toBe('true');
    expect(Number(answer?.['cache_time'])).toBeLessThanOrEqual(10);
    const nothing = person.asksInline('');
    expect((await telegram.until(() => telegram.answerTo(nothing)))?.['results']).toEqual([]);
  });
});
