// The paper to show at a bank, as a file in the chat: from the tap to what opens on the phone, and what a crash, a stranger or an erased report leave.

import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startBot, type Bot } from '#bot/bot.ts';
import { eraseOwnReport } from '#core/conversations/find-own-reports.ts';
import { checkReceipt } from '#core/receipts/issue-receipt.ts';
import { createVault } from '#core/privacy/vault.ts';
import { LANGUAGES } from '#core/taxonomy/taxonomy.ts';
import { systemClock } from '#platform/clock.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createLog } from '#platform/log.ts';
import { createPdfRenderer } from '#platform/pdf/pdf-renderer.ts';
import { createTelegramClient } from '#platform/telegram.ts';
import { createPacer } from '#platform/telegram-pacer.ts';
import { createTelemetry } from '#platform/telemetry.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';
import { startTelegramStandIn, type ShownMessage, type TelegramStandIn } from '#tests/support/telegram-stand-in.ts';

const TOKEN = '4343:receipt-token-of-the-stand-in';
const REFERENCE = /JG-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]/;
const CODE = /R(?:-[0-9A-Z]{4}){4}/;
const LOSSES = {
  ko: '검찰이라면서 안전계좌로 옮기라고 해서 신한은행 110-423-887712 로 방금 120만원 보냈어요',
  ms: 'Tolong, baru tadi saya dah transfer RM3,000 ke akaun Maybank 5142 8890 1234, dia kata pegawai LHDN',
  en: 'I have just transferred RM3,000 to the Maybank account 5142 8890 1234 of a man who said he was an officer',
} as const;
const translator = createTranslator({ strict: true });
const vault = createVault(Buffer.alloc(32, 13));
const pdf = createPdfRenderer();
let database: TestDatabase;
let telegram: TelegramStandIn;
let bot: Bot;
let people = 7_000;

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  telegram = await startTelegramStandIn({ token: TOKEN, limits: { perSecond: 10_000, chatPerSecond: 10_000, chatBurst: 1_000 } });
  start();
});
afterEach(async () => {
  await bot.stop();
  await telegram.close();
  await database.pool.query('truncate telegram_updates, telegram_replies, conversations, follow_ups, settings cascade');
});
afterAll(async () => {
  await pdf.close();
  await database.drop();
});

function context() {
  return { db: database.db, vault, clock: systemClock, telemetry: createTelemetry(createLog('silent')) };
}

function client() {
  return createTelegramClient({ token: TOKEN, apiRoot: telegram.apiRoot });
}

function start(): void {
  bot = startBot({
    pdf,
    context: context(),
    telegram: client(),
    pacer: createPacer({ perSecond: 10_000, perChatPerSecond: 10_000 }),
    token: TOKEN,
    conversation: { translator, publicUrl: 'https://jaga.example' },
    settings: { inboxPauseMs: { first: 5, longest: 10 }, sweepPauseMs: { first: 10, longest: 20 } },
  });
}

type Who = ReturnType<typeof newcomer>;

function newcomer(languageCode: string) {
  people += 1;
  return { person: telegram.user(people, { languageCode }), chat: telegram.chat(people), id: people };
}

function offers(data: string): (message: ShownMessage) => boolean {
  return ({ buttons }) => buttons.flat().some((button) => button.data?.startsWith(data) === true);
}

function isDocument({ message }: ShownMessage): boolean {
  return message['document'] !== undefined;
}

/** What their message offers under the reference, and the reference. */
async function fileLoss({ person, chat }: Who, language: (typeof LANGUAGES)[number]): Promise<{ reference: string; button: string }> {
  person.sends(LOSSES[language]);
  await chat.waitForMessage(offers('loss:within_24h'));
  person.presses('loss:within_24h');
  const filed = await chat.waitForMessage(offers('mine:receipt:'));
  const button = filed.buttons.flat().find(({ data }) => data?.startsWith('mine:receipt:') === true)?.data ?? '';
  return { reference: REFERENCE.exec(filed.text)?.[0] ?? '', button };
}

async function openedText({ message }: ShownMessage): Promise<string> {
  const { file_id } = message['document'] as { file_id: string };
  const file = await client().download(file_id, { maxBytes: 1_000_000 });
  if (file.kind !== 'ok') throw new Error(file.kind);
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(file.result)), { mergePages: true });
  return text.replaceAll(/\s+/g, ' ');
}

async function settled(): Promise<void> {
  await telegram.drained();
  await bot.drain();
}

test.each(LANGUAGES)('after a loss one tap brings the receipt in %s, with how to verify it', async (language) => {
  const who = newcomer(language);
  const { reference, button } = await fileLoss(who, language);
  who.person.presses(button);
  const shown = await who.chat.waitForMessage(isDocument);
  const code = CODE.exec(shown.text)?.[0] ?? '';
  expect(shown.text).toContain(reference);
  expect(shown.text).toContain('https://jaga.example/verify');
  expect(shown.message['document']).toMatchObject({ file_name: `jaga-${reference}-${language}.pdf` });
  const text = await openedText(shown);
  expect(text).toContain(translator.t(language, 'receipt:title'));
  expect(text).toContain(reference);
  expect(text).toContain(code);
  expect(text).not.toMatch(/110-423-887712|5142 8890 1234/);
  expect(await checkReceipt(context(), code)).toMatchObject({ kind: 'genuine', receipt: { content: { reference, language } } });
});

test('/status offers it under the report, again and again the same one', async () => {
  const who = newcomer('ms');
  const { button } = await fileLoss(who, 'ms');
  await settled();
  const codes: string[] = [];
  for (let time = 0; time < 2; time += 1) {
    const last = who.chat.messages().at(-1)?.messageId ?? 0;
    who.person.sends('/status');
    const status = await who.chat.waitForMessage(offers(button), { after: last });
    expect(status.buttons.flat().map(({ text }) => text)).toContain('🧾 Resit laporan (PDF)');
    who.person.presses(button, { messageId: status.messageId });
    codes.push(CODE.exec((await who.chat.waitForMessage(isDocument, { after: status.messageId })).text)?.[0] ?? '');
    await settled();
  }
  expect(codes[0]).toMatch(CODE);
  expect(codes[1]).toBe(codes[0]);
});

test('a report without a loss has it under /status alone', async () => {
  const { person, chat } = newcomer('en');
  person.sends('Somebody called me and said he was from the police and that my account was used for money laundering');
  await chat.waitForMessage(offers('loss:no'));
  person.presses('loss:no');
  const filed = await chat.waitForMessage(({ text }) => REFERENCE.test(text));
  expect(offers('mine:receipt:')(filed)).toBe(false);
  person.sends('/status');
  await chat.waitForMessage(offers('mine:receipt:'), { after: filed.messageId });
});

test("nobody gets somebody else's, and nobody their own in a group", async () => {
  const owner = newcomer('ko');
  const { button } = await fileLoss(owner, 'ko');
  const stranger = newcomer('ko');
  stranger.person.sends('/help');
  const help = await stranger.chat.waitForMessage(() => true);
  const group = telegram.group(-1_007);
  const pressed = (from: number, chat: object, message_id: number) => ({
    callback_query: {
      id: `r${from}${message_id}`,
      from: { id: from, is_bot: false, first_name: 'P', language_code: 'ko' },
      chat_instance: '1',
      data: button,
      message: { message_id, date: 0, chat },
    },
  });
  telegram.inject(pressed(stranger.id, { id: stranger.id, type: 'private' }, help.messageId));
  telegram.inject(pressed(owner.id, { id: -1_007, type: 'supergroup', title: '가족방' }, 1));
  const answer = await stranger.chat.waitForMessage(({ text }) => text === translator.t('ko', 'dialogue:status.none'), { after: help.messageId });
  expect(isDocument(answer)).toBe(false);
  await settled();
  expect([...owner.chat.messages(), ...stranger.chat.messages(), ...group.messages()].filter(isDocument)).toEqual([]);
});

test('it is stored before it is sent: a bot that dies leaves a few bytes, and the next one sends the file once', async () => {
  const who = newcomer('ko');
  const { button } = await fileLoss(who, 'ko');
  await settled();
  const away = telegram.fault({ kind: 'server_error', method: 'sendDocument' });
  who.person.presses(button);
  await telegram.until(() => (telegram.count('sendDocument') > 0 ? true : undefined));
  await bot.stop();
  const { rows } = await database.pool.query<{ size: number }>('select octet_length(sealed) as size from telegram_replies');
  expect(rows).toHaveLength(1);
  expect(rows[0]?.size).toBeLessThan(2_000);
  away();
  await database.pool.query('update telegram_replies set next_attempt_at = now()');
  start();
  await who.chat.waitForMessage(isDocument);
  await settled();
  expect(who.chat.messages().filter(isDocument)).toHaveLength(1);
  expect((await database.pool.query('select from telegram_replies')).rowCount).toBe(0);
});

test('of a report that is erased before the file is sent nothing is sent', async () => {
  const who = newcomer('en');
  const { button, reference } = await fileLoss(who, 'en');
  await settled();
  const away = telegram.fault({ kind: 'server_error', method: 'sendDocument' });
  who.person.presses(button);
  await telegram.until(() => (telegram.count('sendDocument') > 0 ? true : undefined));
  expect(await eraseOwnReport(context(), { chatId: who.id, userId: who.id }, reference)).toBe(true);
  away();
  await database.pool.query('update telegram_replies set next_attempt_at = now()');
  who.person.sends('/help');
  await who.chat.waitForMessage(({ text }) => text.includes('/privacy'));
  expect(who.chat.messages().filter(isDocument)).toEqual([]);
});
