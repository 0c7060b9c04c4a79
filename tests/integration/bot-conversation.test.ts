// The whole conversation through a stand-in Telegram: from an update to what is on the screen, and what a crash in between leaves.

import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { startBot, type Bot, type BotDeps } from '#bot/bot.ts';
import { sayOnTelegram } from '#bot/present-reply.ts';
import type { CoreContext } from '#core/context.ts';
import type { ChatPerson, ConversationDeps } from '#core/conversations/conversation.ts';
import { handleDialogueEvent, SILENCE_MS } from '#core/conversations/handle-dialogue-event.ts';
import { countReplies } from '#core/conversations/reply-store.ts';
import { endOneSilence } from '#core/conversations/end-silence.ts';
import type { DialogueEvent } from '#core/dialogue/dialogue.ts';
import { createVault } from '#core/privacy/vault.ts';
import { openReport } from '#core/reports/report-content.ts';
import { findSubscriber } from '#core/subscribers/subscribers.ts';
import { fixedClock, systemClock } from '#platform/clock.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createLog } from '#platform/log.ts';
import { createPdfRenderer } from '#platform/pdf/pdf-renderer.ts';
import { createTelegramClient } from '#platform/telegram.ts';
import { createPacer } from '#platform/telegram-pacer.ts';
import { createTelemetry } from '#platform/telemetry.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';
import { startTelegramStandIn, type ShownMessage, type TelegramStandIn } from '#tests/support/telegram-stand-in.ts';

const pdf = createPdfRenderer();

const TOKEN = '4242:conversation-token-of-the-stand-in';
const REFERENCE = /JG-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]/;
const translator = createTranslator({ strict: true });
const vault = createVault(Buffer.alloc(32, 9));
let database: TestDatabase;
let telegram: TelegramStandIn;
let bot: Bot | undefined;
let people = 1_000;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  telegram = await startTelegramStandIn({ token: TOKEN, limits: { perSecond: 10_000, chatPerSecond: 10_000, chatBurst: 1_000 } });
});

afterEach(async () => {
  await bot?.stop();
  bot = undefined;
  await telegram.close();
  await database.pool.query('truncate telegram_updates, telegram_replies, conversations, subscribers, settings cascade');
});

afterAll(() => database.drop());

function contextAt(clock: CoreContext['clock'] = systemClock): CoreContext {
  return { db: database.db, vault, clock, telemetry: createTelemetry(createLog('silent')) };
}

function start(changes: Partial<BotDeps> = {}): Bot {
  bot = startBot({
    pdf,
    context: contextAt(),
    telegram: createTelegramClient({ token: TOKEN, apiRoot: telegram.apiRoot }),
    pacer: createPacer({ perSecond: 10_000, perChatPerSecond: 10_000 }),
    token: TOKEN,
    conversation: { translator, publicUrl: 'https://jaga.example' },
    settings: { inboxPauseMs: { first: 5, longest: 10 }, sweepPauseMs: { first: 10, longest: 20 } },
    ...changes,
  });
  return bot;
}

function newcomer(languageCode: string) {
  people += 1;
  return { person: telegram.user(people, { languageCode }), chat: telegram.chat(people), id: people };
}

function says(pattern: RegExp | string): (message: ShownMessage) => boolean {
  return (message) => (typeof pattern === 'string' ? message.text.includes(pattern) : pattern.test(message.text));
}

async function reportsOf(userId: number) {
  const rows = await database.db
    .selectFrom('reports')
    .selectAll()
    .where('reporter_hash', '=', vault.hash('reporter', `telegram:${userId}`))
    .orderBy('received_at')
    .execute();
  return rows.map((row) => ({ ...row, content: openReport(vault, row) }));
}

test('a Korean who has just paid gets the card with 112 first, then a reference', async () => {
  start();
  const { person, chat, id } = newcomer('ko');
  person.sends('검찰이라면서 안전계좌로 돈을 옮기라고 해서 국민은행 계좌로 300만원 보냈어요');
  const question = await chat.waitForMessage((message) => message.buttons.flat().some((button) => button.data === 'loss:within_24h'));
  person.presses('loss:within_24h');
  const card = await chat.waitForMessage(says(/112/), { after: question.messageId });
  expect(card.text).toContain('1394');
  expect(card.text).toContain('지금 바로 하세요');
  const reference = await chat.waitForMessage(says(REFERENCE), { after: card.messageId });
  const [report] = await reportsOf(id);
  expect(reference.text).toContain(report?.reference);
  expect(report).toMatchObject({ source: 'telegram', urgent: true, loss_state: 'lost', language: 'ko', country: 'KR', content: { chat_id: id } });
  expect(report?.content?.text).toContain('안전계좌로 돈을 옮기라고');
});

test('those who forward one message are known as such, and what they add themselves is told apart from it', async () => {
  start();
  const post = '[국제발신] 고객님 택배 주소 불일치로 보류되었습니다 http://cj-check.top/a';
  const origin = (message_id: number) => ({
    forward_origin: { type: 'channel', chat: { id: -1_001, type: 'channel', title: '알림방' }, message_id, date: 1_790_000_000 },
  });
  const filed = [];
  for (const message of [5, 5, 6]) {
    const { person, chat, id } = newcomer('ko');
    person.forwards(post, { extra: origin(message) });
    await chat.waitForMessage((shown) => shown.buttons.flat().some((button) => button.data === 'loss:no'));
    person.sends('저희 동네 단체방에 계속 올라오는데 링크는 안 눌렀어요');
    person.presses('loss:no');
    await chat.waitForMessage(says(REFERENCE));
    filed.push(...(await reportsOf(id)));
  }
  const [first, second, other] = filed;
  expect(first?.forward_hash).not.toBeNull();
  expect(second?.forward_hash).toEqual(first?.forward_hash);
  expect(other?.forward_hash).not.toEqual(first?.forward_hash);
  expect(first?.content?.forwarded).toEqual([[0, post.length]]);
  expect(first?.content?.text.slice(post.length).trim()).toContain('단체방');
});

test('how long an urgent card took is kept, of nobody in particular; what is not urgent is not measured', async () => {
  await database.pool.query('truncate urgent_cards');
  start();
  const { person, chat } = newcomer('ms');
  person.sends('Tolong, baru tadi saya dah transfer RM3,000 ke akaun Maybank dia, dia kata pegawai LHDN');
  const question = await chat.waitForMessage((message) => message.buttons.flat().some((button) => button.data === 'loss:within_24h'));
  expect(await database.db.selectFrom('urgent_cards').selectAll().execute()).toEqual([]);
  person.presses('loss:within_24h');
  await chat.waitForMessage(says(REFERENCE), { after: question.messageId });
  const cards = database.db.selectFrom('urgent_cards').selectAll();
  const kept = await vi.waitUntil(() => cards.executeTakeFirst());
  expect(kept.face).toBe('telegram');
  expect(kept.sent_at.getTime() - kept.received_at.getTime()).toBeGreaterThanOrEqual(0);
});

test('a Malay who has just paid is told 997 in Malay', async () => {
  start();
  const { person, chat, id } = newcomer('ms');
  person.sends('Saya baru kena scam, dah transfer RM5000 ke akaun Maybank dia, dia kata pegawai Bukit Aman');
  await chat.waitForMessage((message) => message.buttons.flat().some((button) => button.data === 'loss:within_24h'));
  person.presses('loss:within_24h');
  const card = await chat.waitForMessage(says(/997/));
  expect(card.text).toContain('Buat sekarang juga');
  await chat.waitForMessage(says(REFERENCE), { after: card.messageId });
  expect(await reportsOf(id)).toMatchObject([{ urgent: true, language: 'ms', country: 'MY' }]);
});

test('an English speaker who lost nothing gets a reference too, and the button is answered', async () => {
  start();
  const { person, chat, id } = newcomer('en');
  person.forwards('Your parcel is held at customs, pay the release fee at http://pos-malaysia.top/pay');
  await chat.waitForMessage((message) => message.buttons.flat().some((button) => button.data === 'loss:no'));
  const query = person.presses('loss:no');
  await chat.waitForMessage(says(REFERENCE));
  await telegram.until(() => telegram.answerTo(query));
  expect(await reportsOf(id)).toMatchObject([{ urgent: false, loss_state: 'none' }]);
});

test('a loss some time ago is no emergency in the queue', async () => {
  start();
  const { person, chat, id } = newcomer('en');
  person.sends('Last month I paid 2,000 ringgit for an investment that never existed, name of the app was GoldFX');
  await chat.waitForMessage((message) => message.buttons.flat().some((button) => button.data === 'loss:earlier'));
  person.presses('loss:earlier');
  await chat.waitForMessage(says(REFERENCE));
  expect(await reportsOf(id)).toMatchObject([{ urgent: false, loss_state: 'lost' }]);
});

test('more words after the reference are kept as an addition under the same reference', async () => {
  start();
  const { person, chat, id } = newcomer('en');
  person.sends('Somebody called me and said he was from the police and that my account was used for money laundering');
  await chat.waitForMessage((message) => message.buttons.flat().some((button) => button.data === 'loss:no'));
  person.presses('loss:no');
  const first = await chat.waitForMessage(says(REFERENCE));
  const reference = REFERENCE.exec(first.text)?.[0] ?? '';
  await bot?.drain();
  person.sends('The number he called from was 010-4821-7733 and the account was KB 123456-01-234567');
  const adding = await chat.waitForMessage((message) => message.buttons.flat().some((button) => button.data === 'draft:done'));
  person.presses('draft:done');
  await chat.waitForMessage(says(reference), { after: adding.messageId });
  const reports = await reportsOf(id);
  expect(reports.map((report) => report.content?.source_ref)).toEqual([undefined, reference]);
  expect(reports[1]?.content?.text).toContain('010-4821-7733');
});

test('a late answer makes the report urgent and files nothing twice', async () => {
  start();
  const { person, chat, id } = newcomer('ko');
  person.sends('택배가 보류됐다는 문자를 받고 링크에 카드번호를 넣었어요');
  await chat.waitForMessage((message) => message.buttons.flat().some((button) => button.data === 'loss:unsure'));
  person.presses('loss:unsure');
  const first = await chat.waitForMessage(says(REFERENCE));
  await bot?.drain();
  expect(await reportsOf(id)).toMatchObject([{ urgent: false, loss_state: 'unknown' }]);
  person.presses('loss:within_24h');
  await chat.waitForMessage(says(REFERENCE), { after: first.messageId });
  expect(await reportsOf(id)).toMatchObject([{ urgent: true, loss_state: 'lost' }]);
});

test("status tells one's own reports and nothing of somebody else's", async () => {
  start();
  const owner = newcomer('en');
  owner.person.sends('A seller on the marketplace took my deposit for a phone and blocked me afterwards');
  await owner.chat.waitForMessage((message) => message.buttons.flat().some((button) => button.data === 'loss:no'));
  owner.person.presses('loss:no');
  const reference = REFERENCE.exec((await owner.chat.waitForMessage(says(REFERENCE))).text)?.[0] ?? '';
  await bot?.drain();
  const last = owner.chat.messages().at(-1)?.messageId ?? 0;
  owner.person.sends('/status');
  await owner.chat.waitForMessage(says(reference), { after: last });
  const stranger = newcomer('en');
  stranger.person.sends(`/status ${reference}`);
  const answer = await stranger.chat.waitForMessage(() => true);
  expect(answer.text).not.toContain('received');
  expect(answer.text).toBe(plain(translator.t('en', 'dialogue:status.none')));
});

function plain(html: string): string {
  return html.replaceAll(/<[^>]+>/g, '');
}

test('subscribing, unsubscribing, blocking and coming back', async () => {
  start();
  const { person, chat, id } = newcomer('ms');
  const context = contextAt();
  person.sends('/subscribe');
  await chat.waitForMessage((message) => message.buttons.flat().some((button) => button.data === 'type:PHISH'));
  person.presses('type:PHISH');
  await chat.waitForMessage((message) => message.edited);
  for (const [press, shows] of [
    ['area:open', 'area:MY'],
    ['area:MY', 'area:MY-14'],
    ['area:MY-14', '✅ Kuala Lumpur'],
  ] as const) {
    person.presses(press);
    await chat.waitForMessage((message) => message.buttons.flat().some(({ data, text }) => [data, text].includes(shows)));
  }
  person.presses('sub:done');
  await chat.waitForMessage(says('/unsubscribe'));
  expect(await findSubscriber(context, id)).toMatchObject({ active: true, language: 'ms', types: ['PHISH'], countries: [], regions: ['MY-14'] });
  person.blocks();
  await telegram.drained();
  await bot?.drain();
  expect(await findSubscriber(context, id)).toMatchObject({ active: false, inactive_reason: 'blocked' });
  person.unblocks();
  await telegram.drained();
  await bot?.drain();
  expect(await findSubscriber(context, id)).toMatchObject({ active: true, regions: ['MY-14'] });
  person.sends('/unsubscribe');
  await telegram.drained();
  await bot?.drain();
  expect(await findSubscriber(context, id)).toMatchObject({ active: false, inactive_reason: 'unsubscribed', regions: [] });
  person.blocks();
  person.unblocks();
  await telegram.drained();
  await bot?.drain();
  expect(await findSubscriber(context, id)).toMatchObject({ active: false });
});

test('in a group only commands meant for this bot are answered', async () => {
  start();
  const { person } = newcomer('en');
  const group = telegram.group(-1001);
  person.sends('I was scammed and paid 500 ringgit', { in: -1001 });
  person.sends('/weather', { in: -1001 });
  person.sends('/help@another_bot', { in: -1001 });
  await telegram.drained();
  await bot?.drain();
  expect(group.delivered()).toBe(0);
  person.sends('/help@jaga_bot', { in: -1001 });
  await group.waitForMessage(() => true);
});

test('of an album one answer is given, and an edit after filing changes nothing', async () => {
  start();
  const { person, chat, id } = newcomer('en');
  person.sendsPhoto();
  const from = { id, is_bot: false, first_name: 'P', language_code: 'en' };
  for (let picture = 0; picture < 4; picture += 1) {
    telegram.inject({
      message: { message_id: 900 + picture, date: 1, chat: { id, type: 'private' }, from, photo: [{ file_id: `p${picture}` }], media_group_id: 'album-1' },
    });
  }
  await telegram.drained();
  await bot?.drain();
  const answers = chat.messages().filter((message) => message.from === 'bot' && message.text === translator.t('en', 'dialogue:attachment.photo_kept'));
  expect(answers.length).toBe(2);
  person.presses('loss:no');
  await telegram.drained();
  await bot?.drain();
  const filed = await reportsOf(id);
  expect(filed.map(({ content }) => content?.evidence.length)).toEqual([5]);
  telegram.inject({
    edited_message: {
      message_id: 950,
      date: 1,
      edit_date: 2,
      chat: { id, type: 'private' },
      from,
      text: 'something else entirely, and long enough to be a report',
    },
  });
  await telegram.drained();
  await bot?.drain();
  expect(await reportsOf(id)).toEqual(filed);
});

test('the menu and the descriptions are set once in every language', async () => {
  start();
  await telegram.until(() => telegram.profile('setMyShortDescription', 'en'));
  expect(telegram.profile('setMyCommands', 'ko')).toBeDefined();
  expect(telegram.profile('setMyDescription', 'ms')).toBeDefined();
  expect(telegram.profile('setMyCommands', 'ko', 'all_group_chats')).toBeDefined();
  // Telegram has it before the database remembers that it has.
  const remembered = async (): Promise<number> =>
    (await database.db.selectFrom('settings').select('key').where('key', 'like', 'telegram_profile/%').execute()).length;
  await expect.poll(remembered).toBe(1);
  await bot?.stop();
  const before = telegram.count('setMyCommands');
  start();
  newcomer('en').person.sends('/help');
  await telegram.drained();
  expect(telegram.count('setMyCommands')).toBe(before);
});

test('a wrong token is said once and clearly, and the bot goes on without Telegram', async () => {
  const { promise: said, resolve } = Promise.withResolvers<string>();
  const telemetry = createTelemetry(createLog('error', { write: resolve }));
  const client = createTelegramClient({ token: '1:not-the-token-of-the-stand-in-at-all', apiRoot: telegram.apiRoot });
  start({ context: { ...contextAt(), telemetry }, telegram: client });
  expect(await said).toContain('TELEGRAM_BOT_TOKEN');
});

// Without a running bot: the use case itself, and what is left when the process dies after the commit.

const clock = fixedClock(new Date('2026-11-23T03:00:00Z'));
const deps: ConversationDeps = {
  translator,
  publicUrl: 'https://jaga.example',
  face: 'telegram',
  say: sayOnTelegram({ translator, publicUrl: 'https://jaga.example' }),
};

function heard(text: string): DialogueEvent {
  return { kind: 'text', text, forwarded: false, from_language: 'en' };
}

async function tell(chat: ChatPerson, event: DialogueEvent): Promise<void> {
  await handleDialogueEvent(contextAt(clock), deps, { chat, event });
}

test('a reply written by a process that died before sending is sent by the sweep, once', async () => {
  const { chat, id } = newcomer('en');
  await handleDialogueEvent(contextAt(), deps, { chat: { chatId: id, userId: id }, event: { kind: 'command', name: 'help', args: '', from_language: 'en' } });
  expect(chat.delivered()).toBe(0);
  start();
  await chat.waitForMessage(() => true);
  await bot?.drain();
  expect(chat.delivered()).toBe(1);
  expect(await countReplies(database.db)).toBe(0);
});

test('two processes sweeping at once send each reply once and in order', async () => {
  const { chat, id } = newcomer('en');
  const context = contextAt();
  for (const name of ['help', 'privacy', 'cancel', 'language']) {
    await handleDialogueEvent(context, deps, { chat: { chatId: id, userId: id }, event: { kind: 'command', name, args: '', from_language: 'en' } });
  }
  const first = start();
  start();
  await chat.waitForMessage((message) => message.buttons.flat().some((button) => button.data === 'lang:ko') && message.text.includes('어느'));
  await bot?.drain();
  await first.stop();
  expect(chat.delivered()).toBe(4);
  expect(chat.messages().map((message) => message.text)[1]).toBe(plain(translator.t('en', 'dialogue:privacy.text', { days: 90 })));
});

test('replies wait through 429 and 5xx and arrive in order', async () => {
  const { person, chat, id } = newcomer('en');
  telegram.fault({ kind: 'server_error', chat: id, method: 'sendMessage', times: 1 });
  telegram.fault({ kind: 'too_many', seconds: 1, chat: id, method: 'sendMessage', times: 1 });
  start();
  person.sends('/help');
  person.sends('/privacy');
  await chat.waitForMessage(says(plain(translator.t('en', 'dialogue:privacy.text', { days: 90 }))), { timeoutMs: 10_000 });
  const shown = chat.messages().filter((message) => message.from === 'bot');
  expect(shown[0]?.text).toContain('/emergency');
  expect(shown.length).toBe(2);
});

test('replies to somebody who has blocked the bot are dropped', async () => {
  const { person, id } = newcomer('en');
  telegram.fault({ kind: 'blocked', chat: id });
  start();
  person.sends('/help');
  await telegram.until(() => (telegram.count('sendMessage', 403) > 0 ? true : undefined));
  await telegram.drained();
  await bot?.drain();
  expect(await countReplies(database.db)).toBe(0);
});

test('an edit that Telegram refuses becomes a new message', async () => {
  const { person, chat } = newcomer('en');
  start();
  person.sends('/subscribe');
  const menu = await chat.waitForMessage((message) => message.buttons.flat().some((button) => button.data === 'type:PHISH'));
  telegram.inject({
    callback_query: {
      id: '77',
      from: { id: person.id, is_bot: false, first_name: 'P' },
      chat_instance: '1',
      data: 'type:PHISH',
      message: { message_id: 999_999, date: 0, chat: { id: person.id, type: 'private' } },
    },
  });
  const again = await chat.waitForMessage(() => true, { after: menu.messageId });
  expect(again.buttons.flat().some((button) => button.data === 'type:PHISH' && button.text.startsWith('✅'))).toBe(true);
});

test('who goes quiet in the middle has their report filed after ten minutes', async () => {
  const { id } = newcomer('en');
  const chat = { chatId: id, userId: id };
  await tell(chat, heard('A man who says he is from my bank wants me to read him the code from the message I just got'));
  expect(await endOneSilence(contextAt(clock), deps)).toBeNull();
  clock.advance(SILENCE_MS + 1);
  expect(await endOneSilence(contextAt(clock), deps)).not.toBeNull();
  expect(await endOneSilence(contextAt(clock), deps)).toBeNull();
  expect(await reportsOf(id)).toMatchObject([{ loss_state: 'unknown' }]);
});

test('events of one chat at the same moment take their turns', async () => {
  const { id } = newcomer('en');
  const chat = { chatId: id, userId: id };
  await Promise.all(Array.from({ length: 8 }, (_, index) => tell(chat, heard(`part ${index}: he told me to move my savings to another account today`))));
  clock.advance(SILENCE_MS + 1);
  await endOneSilence(contextAt(clock), deps);
  const [report] = await reportsOf(id);
  for (let index = 0; index < 8; index += 1) expect(report?.content?.text).toContain(`part ${index}:`);
});

test('P9 neither states nor waiting replies can be read in the database', async () => {
  const { id } = newcomer('ko');
  await tell({ chatId: id, userId: id }, heard('canary-계좌-887766 보내라고 했어요, 경찰이라고 하면서 전화가 왔습니다'));
  const { rows } = await database.pool.query(
    "select encode(sealed, 'escape') as sealed from conversations union all select encode(sealed, 'escape') from telegram_replies",
  );
  expect(rows.length).toBeGreaterThan(1);
  expect(JSON.stringify(rows)).not.toContain('canary');
  expect(JSON.stringify(rows)).not.toContain(String(id));
});
