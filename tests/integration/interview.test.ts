// The interview, its later messages and one's own reports through a stand-in Telegram, as stored and as officers see it.

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startBot, type Bot } from '#bot/bot.ts';
import { sayOnTelegram } from '#bot/present-reply.ts';
import type { CoreContext } from '#core/context.ts';
import { CONVERSATION_READERS } from '#core/conversations/conversation-readers.ts';
import type { ConversationDeps } from '#core/conversations/conversation.ts';
import { recordAnswer } from '#core/conversations/record-answers.ts';
import { outsideQuietHours } from '#core/conversations/plan-follow-ups.ts';
import { sendOneFollowUp } from '#core/conversations/send-follow-ups.ts';
import { createVault } from '#core/privacy/vault.ts';
import { loadAnswers, loadConsents } from '#core/reports/report-answers.ts';
import { openReport } from '#core/reports/report-content.ts';
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

const TOKEN = '4242:interview-token-of-the-stand-in';
const REFERENCE = /JG-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]/;
const DAY_MS = 86_400_000;
const translator = createTranslator({ strict: true });
const vault = createVault(Buffer.alloc(32, 11));
const conversation: Omit<ConversationDeps, 'face' | 'say'> = {
  ...CONVERSATION_READERS,
  translator,
  publicUrl: 'https://jaga.example',
};
let database: TestDatabase;
let telegram: TelegramStandIn;
let bot: Bot;
let people = 5_000;

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  telegram = await startTelegramStandIn({ token: TOKEN, limits: { perSecond: 10_000, chatPerSecond: 10_000, chatBurst: 1_000 } });
  bot = startBot({
    pdf,
    context: contextAt(),
    telegram: createTelegramClient({ token: TOKEN, apiRoot: telegram.apiRoot }),
    pacer: createPacer({ perSecond: 10_000, perChatPerSecond: 10_000 }),
    token: TOKEN,
    conversation,
    settings: { inboxPauseMs: { first: 5, longest: 10 }, sweepPauseMs: { first: 10, longest: 20 } },
  });
});
afterEach(async () => {
  await bot.stop();
  await telegram.close();
  await database.pool.query('truncate telegram_updates, telegram_replies, conversations, follow_ups, settings cascade');
});
afterAll(() => database.drop());

function contextAt(clock: CoreContext['clock'] = systemClock): CoreContext {
  return { db: database.db, vault, clock, telemetry: createTelemetry(createLog('silent')) };
}

function newcomer(languageCode: string) {
  people += 1;
  return { person: telegram.user(people, { languageCode }), chat: telegram.chat(people), id: people };
}

type Newcomer = ReturnType<typeof newcomer>;

function offers(start: string): (message: ShownMessage) => boolean {
  return ({ buttons }) => buttons.flat().some(({ data }) => data?.startsWith(start) === true);
}

/** Presses the first button on the screen that begins so, and waits until it was handled. */
async function press({ person, chat }: Newcomer, start: string): Promise<void> {
  const shown = await chat.waitForMessage(offers(start));
  const data = shown.buttons.flat().find((button) => button.data?.startsWith(start))?.data ?? '';
  person.presses(data);
  await settled();
}

async function settled(): Promise<void> {
  await telegram.drained();
  await bot.drain();
}

/** What was written under a clock that is ahead goes out now. */
async function sendNow(): Promise<void> {
  await database.pool.query('update telegram_replies set next_attempt_at = now()');
  await settled();
}

async function fileLoss(who: Newcomer, text: string): Promise<string> {
  who.person.sends(text);
  await press(who, 'loss:within_24h');
  const { text: shown } = await who.chat.waitForMessage(({ text: each }) => REFERENCE.test(each));
  return REFERENCE.exec(shown)?.[0] ?? '';
}

async function reportOf(reference: string) {
  const row = await database.db.selectFrom('reports').selectAll().where('reference', '=', reference).executeTakeFirstOrThrow();
  return { ...row, content: openReport(vault, row), answers: await loadAnswers(contextAt(), row), consents: await loadConsents(contextAt(), row.id) };
}

test('in Korean: filed before anything is asked; each answer corrects what is stored, consents are kept one by one', async () => {
  const who = newcomer('ko');
  const reference = await fileLoss(who, '방금 은행 직원이라는 사람이 전화해서 시키는 대로 했는데 사기 같아요');
  expect(await reportOf(reference)).toMatchObject({ urgent: true, loss_state: 'lost', answers: [], consent: { share: [], contact: false } });
  await press(who, 'ask:what_left:cash');
  who.person.sends('오백만원이요');
  await settled();
  await press(who, 'ask:channel:call');
  await press(who, 'agree:share_KR');
  await press(who, 'agree:contact');
  await press(who, 'ask:consent:done');
  await press(who, 'ask:region:KR-26');
  const report = await reportOf(reference);
  expect(report).toMatchObject({ channel: 'call', country: 'KR', region: 'KR-26' });
  expect(report.content?.loss).toMatchObject({ rail: 'cash', amount: '5000000', currency: 'KRW' });
  expect(report.answers.map(({ question, answer }) => [question, answer])).toEqual([
    ['what_left', 'cash'],
    ['amount', '오백만원이요'],
    ['channel', 'call'],
    ['region', 'KR-26'],
  ]);
  expect(report.consent).toMatchObject({ share: ['KR'], contact: true, version: 2 });
  expect(report.consents.map(({ purpose, given }) => [purpose, given])).toEqual([
    ['contact', true],
    ['on_behalf', false],
    ['share_KR', true],
    ['share_MY', false],
  ]);
});

test('in colloquial Malay: the account abroad brings the order of calls for two countries, and stopping loses nothing', async () => {
  const who = newcomer('ms');
  const reference = await fileLoss(who, 'Tlg sy kena scam tadi, dah transfer RM3000 ke akaun Kookmin Bank 123456-01-234567 dia kata pegawai');
  const card = who.chat.messages().find(({ text }) => text.includes('SWIFT'));
  expect(card?.text).toContain('997');
  await press(who, 'ask:confirm:right');
  await press(who, 'ask:channel:enough');
  expect(await reportOf(reference)).toMatchObject({ country: 'MY', answers: [{ question: 'confirm', answer: 'right' }] });
  who.person.sends('laporan saya');
  await who.chat.waitForMessage(offers('mine:more'));
});

test('a second press, and a button of another report, do no harm', async () => {
  const who = newcomer('ko');
  const reference = await fileLoss(who, '은행이라면서 전화가 와서 돈을 보냈어요 방금이요');
  const shown = await who.chat.waitForMessage(offers('ask:'));
  const data = shown.buttons.flat().find((button) => button.data?.startsWith('ask:'))?.data ?? '';
  who.person.presses(data);
  who.person.presses(data);
  await settled();
  telegram.inject({
    callback_query: {
      id: '8801',
      from: { id: who.id, is_bot: false, first_name: 'P' },
      chat_instance: '1',
      data: 'ask:amount:skip:0000AAAA1',
      message: { message_id: 1, date: 0, chat: { id: who.id, type: 'private' } },
    },
  });
  await who.chat.waitForMessage(({ text }) => text.includes('이미 지나갔습니다'));
  expect((await reportOf(reference)).answers.length).toBeLessThanOrEqual(1);
});

test('what is edited or added later points to the report, and erasing takes all of it', async () => {
  const who = newcomer('en');
  const first = who.person.sends('I paid 500 ringgit to somebody who sold phones on Carousell and vanished');
  await press(who, 'loss:earlier');
  const { text } = await who.chat.waitForMessage((message) => REFERENCE.test(message.text));
  const reference = REFERENCE.exec(text)?.[0] ?? '';
  who.person.edits(first, 'I paid 5000 ringgit to somebody who sold phones on Carousell and vanished');
  await settled();
  await recordAnswer(contextAt(), { chatId: who.id, userId: who.id }, { kind: 'record_answer', reference, question: 'region', answer: 'MY-01' });
  const { id } = await reportOf(reference);
  const additions = await database.db.selectFrom('reports').selectAll().where('adds_to', '=', id).execute();
  expect(additions.map((row) => openReport(vault, row))).toMatchObject([{ corrects: true, source_ref: reference }]);
  const regions = async (): Promise<unknown> =>
    (await database.pool.query('select region from reports where id = $1 or adds_to = $1', [id])).rows.map(({ region }) => region);
  expect(await regions()).toEqual(['MY-01', 'MY-01']);
  who.person.sends('/myreports');
  await press(who, 'mine:erase:');
  await press(who, 'mine:erase_now');
  const states = await database.db
    .selectFrom('reports')
    .select(['state', 'sealed'])
    .where((eb) => eb.or([eb('id', '=', id), eb('adds_to', '=', id)]))
    .execute();
  expect(states).toEqual([
    { state: 'erased', sealed: null },
    { state: 'erased', sealed: null },
  ]);
  expect(await regions()).toEqual([null, null]);
  expect(await database.db.selectFrom('follow_ups').selectAll().where('report_id', '=', id).execute()).toEqual([]);
});

test('a report is not shown or erased for somebody else, nor in front of a group', async () => {
  const owner = newcomer('en');
  const reference = await fileLoss(owner, 'Somebody from my bank called and I have just sent him money');
  const stranger = newcomer('en');
  stranger.person.sends('/help');
  const help = await stranger.chat.waitForMessage(() => true);
  const data = `mine:erase_now:${reference.replace('JG-', '').replaceAll('-', '')}`;
  telegram.inject({
    callback_query: {
      id: '8802',
      from: { id: stranger.id, is_bot: false, first_name: 'P' },
      chat_instance: '1',
      data,
      message: { message_id: help.messageId, date: 1, chat: { id: stranger.id, type: 'private' } },
    },
  });
  await settled();
  expect((await reportOf(reference)).state).toBe('received');
  const group = telegram.group(-1002);
  owner.person.sends('/status@jaga_bot', { in: -1002 });
  expect((await group.waitForMessage(() => true)).text).not.toContain(reference);
});

test('a loss is asked about later: once, by day, three times at most, and what is answered is kept', async () => {
  const who = newcomer('ko');
  const reference = await fileLoss(who, '검찰이라고 해서 방금 국민은행 123456-01-234567 계좌로 돈을 보냈어요');
  const planned = await database.db
    .selectFrom('follow_ups')
    .selectAll()
    .where('report_id', '=', (await reportOf(reference)).id)
    .execute();
  expect(planned.map(({ about }) => about).toSorted()).toEqual(['call', 'frozen', 'recovery']);
  for (const { due_at } of planned) expect(outsideQuietHours(due_at, 'KR')).toEqual(due_at);
  const clock = fixedClock(planned.find(({ about }) => about === 'call')?.due_at ?? new Date());
  const deps: ConversationDeps = { ...conversation, face: 'telegram', say: sayOnTelegram({ translator, publicUrl: 'https://jaga.example' }) };
  const both = await Promise.all([sendOneFollowUp(contextAt(clock), deps), sendOneFollowUp(contextAt(clock), deps)]);
  expect(both.some((chat) => chat !== null)).toBe(true);
  await sendNow();
  const asked = await who.chat.waitForMessage(offers('ask:call'));
  await settled();
  expect(who.chat.messages().filter(offers('ask:call'))).toHaveLength(1);
  who.person.presses(asked.buttons.flat().find((button) => button.data?.startsWith('ask:call:reached'))?.data ?? '');
  await settled();
  who.person.sends('2026-001234');
  await settled();
  expect((await reportOf(reference)).answers.map(({ question, answer }) => [question, answer])).toEqual([
    ['call', 'reached'],
    ['case_number', '2026-001234'],
  ]);
  clock.advance(7 * DAY_MS);
  for (let round = 0; round < 6; round += 1) await sendOneFollowUp(contextAt(clock), deps);
  await sendNow();
  await who.chat.waitForMessage(({ text }) => text.includes('돈을 되찾아'));
});

test('while somebody dangerous is near nothing makes a sound and nothing is asked', async () => {
  const who = newcomer('ms');
  const reference = await fileLoss(who, 'Pegawai bank call, sy baru transfer duit');
  await press(who, 'safe:with_me');
  const before = telegram.calls('sendMessage').length;
  who.person.sends('dia masih dengan saya');
  await settled();
  const sent = telegram.calls('sendMessage').slice(before);
  expect(sent.map(({ params }) => params)).toMatchObject([{ disable_notification: true, text: 'Baik, sudah diterima.' }]);
  const clock = fixedClock(new Date(Date.now() + 3 * DAY_MS));
  await sendOneFollowUp(contextAt(clock), { ...conversation, face: 'telegram', say: sayOnTelegram({ translator, publicUrl: 'https://jaga.example' }) });
  expect(who.chat.messages().some(offers('ask:call'))).toBe(false);
  await press(who, 'safe:alone');
  await who.chat.waitForMessage(({ text }) => text.includes('Syukurlah') && text.includes(reference));
});
