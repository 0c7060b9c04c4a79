// One tap under a warning: what it says is counted once a chat, only of who has the warning, and who nearly paid is told what to do.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBot, type Bot } from '#bot/bot.ts';
import { contentHash, type AlertContent } from '#core/alerts/alert.ts';
import type { CoreContext } from '#core/context.ts';
import { deliverVersion, deliverWithdrawal } from '#core/delivery/deliver-alert.ts';
import type { DeliveryDeps } from '#core/delivery/delivery.ts';
import { alertResponse } from '#core/feedback/feedback-store.ts';
import { feedbackData } from '#core/feedback/feedback.ts';
import { preventedData } from '#core/feedback/prevented.ts';
import { createVault } from '#core/privacy/vault.ts';
import { saveSubscription } from '#core/subscribers/subscribers.ts';
import { LANGUAGES, type Language } from '#core/taxonomy/taxonomy.ts';
import { systemClock } from '#platform/clock.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createLog } from '#platform/log.ts';
import { createPdfRenderer } from '#platform/pdf/pdf-renderer.ts';
import { createTelegramClient } from '#platform/telegram.ts';
import { createPacer } from '#platform/telegram-pacer.ts';
import { createTelemetry } from '#platform/telemetry.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';
import { startTelegramStandIn, type TelegramStandIn } from '#tests/support/telegram-stand-in.ts';

const TOKEN = '4242:feedback-token-of-the-stand-in-00';
const translator = createTranslator({ strict: true });
const text = { headline: '가짜 택배 문자', what_happens: '주소를 고치라는 문자가 옵니다.', what_to_do: '링크를 누르지 마세요.' };
const CONTENT: AlertContent = {
  type: 'PHISH',
  grade: 'warning',
  countries: [],
  valid_until: '2036-12-07T00:00:00Z',
  texts: { ko: text, ms: { ...text, headline: 'SMS bungkusan palsu' }, en: { ...text, headline: 'Fake parcel text' } },
};
let database: TestDatabase;
let telegram: TelegramStandIn;
let context: CoreContext;
let deps: DeliveryDeps;
let bot: Bot;
let people = 8_000;

beforeAll(async () => {
  database = await createTestDatabase();
  telegram = await startTelegramStandIn({ token: TOKEN, limits: { perSecond: 10_000, chatPerSecond: 10_000, chatBurst: 1_000 } });
  context = { db: database.db, vault: createVault(Buffer.alloc(32, 9)), clock: systemClock, telemetry: createTelemetry(createLog('silent')) };
  const client = createTelegramClient({ token: TOKEN, apiRoot: telegram.apiRoot });
  const pacer = createPacer({ perSecond: 10_000, perChatPerSecond: 10_000 });
  deps = { telegram: { client, pacer }, webPush: undefined, translator, publicUrl: 'https://jaga.example', settings: { pollMs: 10 } };
  bot = startBot({
    pdf: createPdfRenderer(),
    context,
    telegram: client,
    pacer,
    token: TOKEN,
    conversation: { translator, publicUrl: 'https://jaga.example' },
    settings: { inboxPauseMs: { first: 5, longest: 10 }, sweepPauseMs: { first: 10, longest: 20 } },
  });
});

afterAll(async () => {
  await bot.stop();
  await telegram.close();
  await database.drop();
});

async function subscriber(language: Language) {
  people += 1;
  const one = { id: people, language, person: telegram.user(people, { languageCode: language }), chat: telegram.chat(people) };
  await saveSubscription(context, { chatId: one.id, language, active: true, types: [], countries: [] });
  return one;
}

async function publish(): Promise<{ id: string; code: string }> {
  const [id, at] = [randomUUID(), systemClock.now()];
  const code = id.replaceAll('-', '').slice(0, 8).toUpperCase();
  const alert = { id, code, state: 'published', proposal_key: null, campaign_id: null, evidence: '{"detector":"officer"}' } as const;
  await database.db
    .insertInto('alerts')
    .values({ ...alert, current_version: 1, published_version: 1, published_at: at, expires_at: new Date(CONTENT.valid_until), created_at: at })
    .execute();
  const version = { alert_id: id, version: 1, content: JSON.stringify(CONTENT), content_hash: contentHash(CONTENT), author: 'a', created_at: at };
  await database.db.insertInto('alert_versions').values(version).execute();
  await deliverVersion(context, deps, { alertId: id, version: 1 });
  return { id, code };
}

const answered = (queryId: string) => telegram.until(() => telegram.answerTo(queryId));

test.each(LANGUAGES)('who nearly paid says so with one tap and is told what to do, in %s; the last tap counts', async (language) => {
  const one = await subscriber(language);
  const { id } = await publish();
  const say = (key: string): string => translator.t(language, `alerts:feedback.${key}`);
  const [shown] = one.chat.messages();
  expect(shown?.buttons.flat().map((button) => button.text)).toEqual(['got_it_too', 'nearly_paid', 'not_relevant'].map(say));
  expect(await answered(one.person.presses(say('got_it_too')))).toMatchObject({ text: say('thanks.got_it_too') });
  const told = await answered(one.person.presses(say('nearly_paid')));
  expect(told).toMatchObject({ text: say('thanks.nearly_paid') });
  expect(String(told['text'])).toContain('/emergency');
  // What Telegram shows over the screen.
  expect(String(told['text']).length).toBeLessThanOrEqual(200);
  // Thanks do not wait for the transaction.
  await expect.poll(() => alertResponse(database.db, id)).toMatchObject({ feedback: { got_it_too: 0, nearly_paid: 1, not_relevant: 0 } });
  // It starts no conversation, but for one question.
  const question = await one.chat.waitForMessage(({ text: shownText }) => shownText === say('prevented.question'));
  const currency = { ko: ['KRW'], ms: ['MYR'], en: ['KRW', 'MYR'] }[language];
  const ranges = currency.flatMap((each) => [0, 1, 2, 3].map((at) => say(`prevented.ranges.${each}.${at}`)));
  expect(question.buttons.flat().map((button) => button.text)).toEqual([...ranges, say('prevented.rather_not')]);
  await answered(one.person.presses(say('got_it_too'), { messageId: shown?.messageId ?? 0 }));
  await answered(one.person.presses(say('nearly_paid'), { messageId: shown?.messageId ?? 0 }));
  await bot.drain();
  expect(one.chat.messages()).toHaveLength(2);
  expect(one.chat.delivered()).toBe(2);
  const conversations = await database.db.selectFrom('conversations').select('chat_hash').execute();
  expect(conversations).toEqual([]);
});

test('what it would have been is counted in ranges once a chat, the last answer of whoever still says so, and goes with the subscription', async () => {
  const [kim, lee, aina, ben] = [await subscriber('ko'), await subscriber('ko'), await subscriber('ms'), await subscriber('en')];
  const { id, code } = await publish();
  const prevented = async () => (await alertResponse(database.db, id)).prevented;
  expect(await prevented()).toEqual({ people: 0, at_least: [] });
  const asked = async ({ language, person, chat }: typeof kim) => {
    const [shown] = chat.messages();
    person.presses(translator.t(language, 'alerts:feedback.nearly_paid'), { messageId: shown?.messageId ?? 0 });
    const question = await chat.waitForMessage(({ text: shownText }) => shownText === translator.t(language, 'alerts:feedback.prevented.question'));
    return (key: string) => answered(person.presses(translator.t(language, `alerts:feedback.prevented.${key}`), { messageId: question.messageId }));
  };
  const says = [await asked(kim), await asked(lee), await asked(aina), await asked(ben)] as const;
  expect(await says[0]('ranges.KRW.3')).toMatchObject({ text: translator.t('ko', 'alerts:feedback.prevented.noted', { range: '5,000만 원 이상' }) });
  await says[0]('ranges.KRW.2');
  await says[1]('ranges.KRW.1');
  await says[2]('ranges.MYR.1');
  await says[3]('ranges.MYR.0');
  await expect.poll(prevented).toEqual({
    people: 4,
    at_least: [
      { currency: 'KRW', minor: 11_000_000 },
      { currency: 'MYR', minor: 100_000 },
    ],
  });
  const kept = await database.db.selectFrom('alert_feedback').selectAll().where('alert_id', '=', id).where('prevented_from', '=', 10_000_000).execute();
  expect(kept).toMatchObject([{ prevented_currency: 'KRW', prevented_to: 50_000_000 }]);
  expect(await says[1]('rather_not')).toMatchObject({ text: translator.t('ko', 'alerts:feedback.prevented.declined') });
  await expect.poll(prevented).toMatchObject({ people: 3, at_least: [{ minor: 10_000_000 }, { minor: 100_000 }] });
  // Who says that it did not concern them nearly paid nothing.
  await answered(aina.person.presses(translator.t('ms', 'alerts:feedback.not_relevant'), { messageId: aina.chat.messages()[0]?.messageId ?? 0 }));
  await expect.poll(prevented).toEqual({ people: 2, at_least: [{ currency: 'KRW', minor: 10_000_000 }] });
  expect((await says[2]('ranges.MYR.3'))['text']).toBeUndefined();
  // Who was never asked has nothing to add.
  const forged = preventedData({ code, range: { currency: 'KRW', at: 3 } });
  const stranger = await subscriber('en');
  const message = { message_id: 1, date: 1, chat: { id: stranger.id, type: 'private', first_name: 'S' } };
  telegram.inject({ callback_query: { id: 'forged-2', from: { id: stranger.id, is_bot: false, first_name: 'S' }, chat_instance: '1', data: forged, message } });
  await telegram.drained();
  await bot.drain();
  expect((await prevented()).people).toBe(2);
  await saveSubscription(context, { chatId: kim.id, language: 'ko', active: false, types: [], countries: [] });
  expect(await prevented()).toEqual({ people: 1, at_least: [] });
});

test('a group is not asked in front of everybody', async () => {
  const [id, group] = [people + 1, -1_000_900];
  people += 1;
  const somebody = telegram.user(id, { languageCode: 'en' });
  await saveSubscription(context, { chatId: group, language: 'en', active: true, types: [], countries: [] });
  const chat = telegram.group(group);
  const alert = await publish();
  await answered(somebody.presses(translator.t('en', 'alerts:feedback.nearly_paid'), { in: group, messageId: chat.messages()[0]?.messageId ?? 0 }));
  await expect.poll(() => alertResponse(database.db, alert.id)).toMatchObject({ feedback: { nearly_paid: 1 } });
  await bot.drain();
  expect(chat.messages()).toHaveLength(1);
});

test('reach and unsubscribing are counted with it; who never got the warning has no voice, and a withdrawn one asks nothing', async () => {
  const [kim, aina] = [await subscriber('ko'), await subscriber('ms')];
  const { id, code } = await publish();
  const stranger = await subscriber('en');
  const data = feedbackData({ code, kind: 'nearly_paid' });
  telegram.inject({
    callback_query: {
      id: 'forged-1',
      from: { id: stranger.id, is_bot: false, first_name: 'S' },
      chat_instance: '1',
      data,
      message: { message_id: 1, date: 1, chat: { id: stranger.id, type: 'private', first_name: 'S' } },
    },
  });
  await telegram.drained();
  const before = await alertResponse(database.db, id);
  expect(before.feedback).toEqual({ got_it_too: 0, nearly_paid: 0, not_relevant: 0 });
  expect(before.reach.reduce((sum, { subscribers }) => sum + subscribers, 0)).toBeGreaterThanOrEqual(2);
  await answered(kim.person.presses(translator.t('ko', 'alerts:feedback.not_relevant')));
  await saveSubscription(context, { chatId: aina.id, language: 'ms', active: false, types: [], countries: [] });
  await expect.poll(() => alertResponse(database.db, id)).toMatchObject({ feedback: { not_relevant: 1 }, unsubscribed: 1 });
  await database.db.updateTable('alerts').set({ state: 'withdrawn' }).where('id', '=', id).execute();
  await deliverWithdrawal(context, deps, { alertId: id });
  expect(kim.chat.messages().at(-1)?.buttons).toEqual([]);
});
