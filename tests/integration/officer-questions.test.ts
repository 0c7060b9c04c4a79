// From an officer's question to the answer on the report: through the stand-in Telegram in three languages, in a browser's chat and on the report's
// page; and never against what the reporter agreed to.

import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startBot, type Bot } from '#bot/bot.ts';
import { sayOnTelegram } from '#bot/present-reply.ts';
import { sayInBrowser } from '#core/browser-chat/say-in-browser.ts';
import type { CoreContext } from '#core/context.ts';
import { CONVERSATION_READERS } from '#core/conversations/conversation-readers.ts';
import type { ConversationDeps } from '#core/conversations/conversation.ts';
import { handleDialogueEvent } from '#core/conversations/handle-dialogue-event.ts';
import { sendOneOfficerQuestion } from '#core/conversations/send-officer-questions.ts';
import type { DialogueEvent } from '#core/dialogue/dialogue.ts';
import { changeConsents } from '#core/reports/report-answers.ts';
import { receiveReport } from '#core/reports/receive-report.ts';
import type { Officer } from '#core/staff/staff.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import { decideReport, type DecideReport } from '#core/triage/decide-report.ts';
import { undoStep } from '#core/triage/decisions/undo-step.ts';
import { openForOfficer, type OpenedReport } from '#core/triage/open-report.ts';
import { fixedClock } from '#platform/clock.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createPdfRenderer } from '#platform/pdf/pdf-renderer.ts';
import { createTelegramClient } from '#platform/telegram.ts';
import { createPacer } from '#platform/telegram-pacer.ts';
import { startTestApi, type TestApi } from '#tests/support/api.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';
import { startTelegramStandIn, type ShownMessage, type TelegramStandIn } from '#tests/support/telegram-stand-in.ts';

const TOKEN = '4242:officer-question-token-of-the-stand-in';
const REFERENCE = /JG-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]/;
const CODE = /Q-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/;
const pdf = createPdfRenderer();
const translator = createTranslator({ strict: true });
const conversation: Omit<ConversationDeps, 'face' | 'say'> = { ...CONVERSATION_READERS, translator, publicUrl: 'https://jaga.example' };
const onTelegram: ConversationDeps = { ...conversation, face: 'telegram', say: sayOnTelegram({ translator, publicUrl: 'https://jaga.example' }) };
const inBrowser: ConversationDeps = { ...conversation, face: 'browser', say: sayInBrowser(translator) };

/** Noon in Seoul: nobody sleeps. */
const clock = fixedClock(new Date('2026-11-26T03:00:00Z'));
let database: TestDatabase;
let api: TestApi;
let telegram: TelegramStandIn;
let bot: Bot;
let kim: Officer;
let people = 9_000;

beforeAll(async () => {
  database = await createTestDatabase();
  api = await startTestApi(database, { clock });
  kim = { id: randomUUID(), role: 'officer', name: '김하나 경위', email: 'kim@police.example', language: 'ko' };
  await database.db
    .insertInto('staff_users')
    .values({ ...kim, email_verified: true, disabled: false, updated_at: clock.now() })
    .execute();
});
beforeEach(async () => {
  telegram = await startTelegramStandIn({ token: TOKEN, limits: { perSecond: 10_000, chatPerSecond: 10_000, chatBurst: 1_000 } });
  bot = startBot({
    context: api.context,
    pdf,
    telegram: createTelegramClient({ token: TOKEN, apiRoot: telegram.apiRoot }),
    pacer: createPacer({ perSecond: 10_000, perChatPerSecond: 10_000 }),
    token: TOKEN,
    conversation,
    settings: { inboxPauseMs: { first: 5, longest: 10 }, sweepPauseMs: { first: 10, longest: 20 }, followUpPauseMs: { first: 60_000, longest: 60_000 } },
  });
});
afterEach(async () => {
  await bot.stop();
  await telegram.close();
  await database.pool.query('truncate telegram_updates, telegram_replies, conversations, settings');
});
afterAll(async () => {
  await api.stop();
  await database.drop();
});

function newcomer(languageCode: Language) {
  people += 1;
  return { person: telegram.user(people, { languageCode }), chat: telegram.chat(people) };
}
type Newcomer = ReturnType<typeof newcomer>;

async function settled(): Promise<void> {
  await telegram.drained();
  await bot.drain();
}

async function press({ person, chat }: Newcomer, start: string): Promise<void> {
  const offers = ({ buttons }: ShownMessage): boolean => buttons.flat().some(({ data }) => data?.startsWith(start) === true);
  const shown = await chat.waitForMessage(offers);
  person.presses(shown.buttons.flat().find(({ data }) => data?.startsWith(start))?.data ?? '');
  await settled();
}

/** Filed in the chat by somebody who agrees to be contacted. */
async function fileAgreed(who: Newcomer, text: string): Promise<string> {
  who.person.sends(text);
  await press(who, 'loss:earlier');
  const { text: shown } = await who.chat.waitForMessage(({ text: each }) => REFERENCE.test(each));
  const reference = REFERENCE.exec(shown)?.[0] ?? '';
  await agree(reference);
  return reference;
}

async function agree(reference: string, agreed: readonly 'contact'[] = ['contact']): Promise<void> {
  const { id } = await database.db.selectFrom('reports').select('id').where('reference', '=', reference).executeTakeFirstOrThrow();
  await changeConsents(database.db, id, { asked: ['contact'], agreed, version: 2, at: clock.now() });
}

function ask(reference: string, question: NonNullable<DecideReport['question']> = { template: 'when_paid' }) {
  return decideReport(api.context, { by: kim, reference, decision: 'ask_reporter', question });
}

async function questionsOf(reference: string): Promise<OpenedReport['questions']> {
  return (await openForOfficer(api.context, { by: kim, reference }))?.questions ?? [];
}

async function deliver(context: CoreContext = api.context): Promise<void> {
  await sendOneOfficerQuestion(context, onTelegram);
  await settled();
}

const STORIES: Record<Language, { told: string; words: string; answer: string }> = {
  ko: {
    told: '지난주에 검찰 수사관이라는 사람한테 속아서 돈을 보냈어요',
    words: '보내신 시각',
    answer: '오후 세 시쯤이요. 제 주민번호는 900101-1234567이에요',
  },
  ms: { told: 'Minggu lepas saya kena tipu, orang tu mengaku pegawai dari Bukit Aman', words: 'Bilakah', answer: 'Pukul tiga petang. IC saya 900101-14-5678' },
  en: {
    told: 'Last week I was cheated by somebody who said he was from the prosecutor',
    words: 'When exactly',
    answer: 'About three in the afternoon. My IC is 900101-14-5678',
  },
};

describe('on Telegram', () => {
  test.each(['ko', 'ms', 'en'] as const)('in %s: asked in the chat without a name, answered there, read masked on the report', async (language) => {
    const { told, words, answer } = STORIES[language];
    const who = newcomer(language);
    const reference = await fileAgreed(who, told);
    expect(await ask(reference)).toMatchObject({ kind: 'done' });
    expect(await questionsOf(reference)).toMatchObject([{ state: 'waiting', channel: 'chat', template: 'when_paid', answer: null }]);
    await deliver();
    const shown = await who.chat.waitForMessage(({ text }) => CODE.test(text));
    expect(shown.text).toContain(words);
    expect(shown.text).not.toMatch(/김하나|police\.example/);
    const code = CODE.exec(shown.text)?.[0] ?? '';
    expect(await (await fetch(`${api.address}/v1/verify/${code}`)).json()).toMatchObject({ genuine: true, kind: 'question', reference });
    const page = await (await fetch(`${api.address}/verify/${code}`, { headers: { 'Accept-Language': language } })).text();
    expect(page).toContain(reference);
    expect(page).not.toContain('김하나');

    who.person.sends(answer);
    await settled();
    const [asked] = await questionsOf(reference);
    expect(asked).toMatchObject({ state: 'answered', asked_by_name: '김하나 경위' });
    expect(asked?.answer).toMatch(/\[(RRN|MYKAD)\]/);
    expect(asked?.answer).not.toContain('900101');
    expect(await database.db.selectFrom('reports').select('id').where('adds_to', 'is not', null).execute()).toEqual([]);
    // The next question can be asked, the answered one not be taken back.
    expect(await undoStep(api.context, { by: kim, reference })).toMatchObject({ reason: 'told_already' });
    expect(await ask(reference, { text: '그 사람이 지금도 연락하나요?' })).toMatchObject({ kind: 'done' });
  });

  test('never at night, never while something is written, never twice, and not after it was taken back', async () => {
    const who = newcomer('ko');
    const reference = await fileAgreed(who, STORIES.ko.told);
    const night = { ...api.context, clock: fixedClock(new Date('2026-11-26T14:00:00Z')) };
    await decideReport(night, { by: kim, reference, decision: 'ask_reporter', question: { template: 'how_paid' } });
    const [waiting] = await questionsOf(reference);
    expect(waiting?.due_at).toEqual(new Date('2026-11-27T00:00:00Z'));
    await deliver(night);
    expect((await questionsOf(reference))[0]).toMatchObject({ state: 'waiting' });
    expect(await undoStep(night, { by: kim, reference })).toMatchObject({ kind: 'done' });
    await deliver({ ...api.context, clock: fixedClock(new Date('2026-11-27T01:00:00Z')) });
    expect((await questionsOf(reference))[0]).toMatchObject({ state: 'withdrawn' });
    expect(who.chat.messages().some(({ text }) => CODE.test(text))).toBe(false);

    await ask(reference);
    await Promise.all([sendOneOfficerQuestion(api.context, onTelegram), sendOneOfficerQuestion(api.context, onTelegram)]);
    await settled();
    expect(who.chat.messages().filter(({ text }) => CODE.test(text))).toHaveLength(1);
  });

  test('not after the reporter took back that they may be contacted', async () => {
    const who = newcomer('ms');
    const reference = await fileAgreed(who, STORIES.ms.told);
    await ask(reference);
    await agree(reference, []);
    await deliver();
    expect(await questionsOf(reference)).toMatchObject([{ state: 'given_up' }]);
    expect(who.chat.messages().some(({ text }) => CODE.test(text))).toBe(false);
    expect(await ask(reference)).toMatchObject({ kind: 'conflict', reason: 'no_contact_consent' });
  });
});

test('in a browser’s chat: asked and answered there', async () => {
  const chat = `browser:${randomUUID().replaceAll('-', '')}` as const;
  const person = { chatId: chat, userId: chat };
  const hear = (event: DialogueEvent) => handleDialogueEvent(api.context, inBrowser, { chat: person, event });
  await hear({ kind: 'text', text: STORIES.ko.told, forwarded: false, from_language: 'ko' });
  await hear({ kind: 'button', data: 'loss:earlier', from_language: 'ko' });
  const { reference } = await database.db
    .selectFrom('reports')
    .select('reference')
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  await agree(reference);
  await ask(reference, { text: '어느 앱으로 보내셨나요?' });
  expect(await sendOneOfficerQuestion(api.context, onTelegram)).toBeNull();
  expect(await sendOneOfficerQuestion(api.context, inBrowser)).not.toBeNull();
  await hear({ kind: 'text', text: '토스 앱으로 보냈어요', forwarded: false, from_language: 'ko' });
  expect(await questionsOf(reference)).toMatchObject([{ state: 'answered', answer: '토스 앱으로 보냈어요', channel: 'chat' }]);
});

describe('at the report’s page', () => {
  const form = async (path: string, fields: Record<string, string>, cookie = '') =>
    fetch(api.address + path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'en', accept: 'text/html' },
      redirect: 'manual',
    });

  test('who reported on the form sees it with their receipt, and answers; an empty answer is asked for again', async () => {
    const { reference, receipt, id } = await receiveReport(api.context, {
      source: 'web',
      country: 'MY',
      language: 'en',
      content: { text: STORIES.en.told, suspects: [], evidence: [], reporter: { id: randomUUID() } },
      evidence: [],
      loss: { state: 'lost' },
      consent: { share: [], contact: true, version: 1 },
    });
    await ask(reference, { text: 'Which app did you use?' });
    expect(await questionsOf(reference)).toMatchObject([{ state: 'sent', channel: 'page', seen_at: null }]);
    const opened = await form('/status', { reference, receipt });
    const cookie = opened.headers
      .getSetCookie()
      .map((each) => each.split(';', 1)[0])
      .join('; ');
    const page = await (await fetch(`${api.address}/status`, { headers: { cookie, 'accept-language': 'en' } })).text();
    expect(page).toContain('Which app did you use?');
    expect(page).not.toContain('김하나');
    const [seen] = await questionsOf(reference);
    expect(seen?.seen_at).not.toBeNull();
    const question = seen?.id ?? '';
    expect((await form('/status/answer', { question, answer: '  ' }, cookie)).status).toBe(422);
    expect((await form('/status/answer', { question, answer: 'Maybank2u <b>at</b> 3 pm' }, cookie)).status).toBe(303);
    expect(await questionsOf(reference)).toMatchObject([{ state: 'answered', answer: 'Maybank2u <b>at</b> 3 pm' }]);
    // Sent once more, the words are more of the report: nothing is lost.
    await form('/status/answer', { question, answer: 'And I still have the receipt' }, cookie);
    expect(await database.db.selectFrom('reports').select('id').where('adds_to', '=', id).execute()).toHaveLength(1);
    const after = await (await fetch(`${api.address}/status?done=answer`, { headers: { cookie, 'accept-language': 'en' } })).text();
    expect(after).toContain('Maybank2u &lt;b');
    expect(after).not.toContain('<b>at</b>');
  });

  test('a code that is none of ours is not genuine', async () => {
    expect(await (await fetch(`${api.address}/v1/verify/Q-0000-0000-0000`)).json()).toEqual({ genuine: false });
  });
});
