// Warnings as each subscriber wants them, a trusted contact, and whether a message is ours: through a stand-in Telegram.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBot, type Bot } from '#bot/bot.ts';
import { contentHash, type AlertContent } from '#core/alerts/alert.ts';
import { renderAlert } from '#core/delivery/render-alert.ts';
import { createVault } from '#core/privacy/vault.ts';
import { systemClock } from '#platform/clock.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createLog } from '#platform/log.ts';
import { createPdfRenderer } from '#platform/pdf/pdf-renderer.ts';
import { createTelegramClient } from '#platform/telegram.ts';
import { createPacer } from '#platform/telegram-pacer.ts';
import { createTelemetry } from '#platform/telemetry.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';
import { startTelegramStandIn, type ShownMessage, type TelegramStandIn } from '#tests/support/telegram-stand-in.ts';

const pdf = createPdfRenderer();

const TOKEN = '4242:warnings-token-of-the-stand-in-00';
const translator = createTranslator({ strict: true });
const vault = createVault(Buffer.alloc(32, 9));
let database: TestDatabase;
let telegram: TelegramStandIn;
let bot: Bot;
let people = 7_000;

beforeAll(async () => {
  database = await createTestDatabase();
  telegram = await startTelegramStandIn({ token: TOKEN, limits: { perSecond: 10_000, chatPerSecond: 10_000, chatBurst: 1_000 } });
  bot = startBot({
    pdf,
    context: { db: database.db, vault, clock: systemClock, telemetry: createTelemetry(createLog('silent')) },
    telegram: createTelegramClient({ token: TOKEN, apiRoot: telegram.apiRoot }),
    pacer: createPacer({ perSecond: 10_000, perChatPerSecond: 10_000 }),
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

function newcomer(languageCode: string) {
  people += 1;
  return { person: telegram.user(people, { languageCode }), chat: telegram.chat(people), id: people };
}

function says(pattern: RegExp | string): (message: ShownMessage) => boolean {
  return (message) => (typeof pattern === 'string' ? message.text.includes(pattern) : pattern.test(message.text));
}

test('a trusted contact who agreed is asked to call when a loss is reported, and either may end it', async () => {
  const owner = newcomer('ms');
  owner.person.sends('/trust');
  await owner.chat.waitForMessage((message) => message.buttons.flat().some(({ data }) => data === 'trust:invite'));
  owner.person.presses('trust:invite');
  const invitation = await owner.chat.waitForMessage(says(/trust_[A-Za-z0-9_-]{20,}/));
  const word = /trust_[A-Za-z0-9_-]+/.exec(invitation.text)?.[0] ?? '';

  const friend = newcomer('ko');
  friend.person.sends(`/start ${word}`);
  await friend.chat.waitForMessage((message) => message.buttons.flat().some(({ data }) => data === 'trust:accept'));
  friend.person.presses('trust:accept');
  const thanks = await friend.chat.waitForMessage(says('고맙습니다'));
  const stranger = newcomer('en');
  stranger.person.sends(`/start ${word}`);
  await stranger.chat.waitForMessage((message) => message.buttons.flat().some(({ data }) => data === 'trust:accept'));
  stranger.person.presses('trust:accept');
  await stranger.chat.waitForMessage(says('was used or has run out'));

  owner.person.sends('Tolong, baru tadi saya dah transfer RM3,000 ke akaun Maybank dia, dia kata pegawai LHDN');
  await owner.chat.waitForMessage((message) => message.buttons.flat().some((button) => button.data === 'loss:within_24h'));
  owner.person.presses('loss:within_24h');
  const asked = await friend.chat.waitForMessage(says('지금 전화해 주세요'), { after: thanks.messageId });
  expect(asked.text).not.toMatch(/3,000|Maybank|LHDN/);

  friend.person.sends('/trust');
  await friend.chat.waitForMessage((message) => message.buttons.flat().some(({ data }) => data === 'trust:stop'), { after: asked.messageId });
  friend.person.presses('trust:stop');
  await friend.chat.waitForMessage(says('어느 쪽에도 알리지 않습니다'));
  expect(await database.db.selectFrom('trusted_contacts').selectAll().execute()).toEqual([]);
});

test('how a warning comes is set by pressing, and kept', async () => {
  const { person, chat, id } = newcomer('en');
  person.sends('/settings');
  await chat.waitForMessage(says('not subscribed yet'));
  person.presses('sub:open');
  await chat.waitForMessage((message) => message.buttons.flat().some(({ data }) => data === 'sub:all'));
  person.presses('sub:all');
  await chat.waitForMessage(says('/unsubscribe'));
  person.sends('/settings');
  await chat.waitForMessage((message) => message.buttons.flat().some(({ data }) => data === 'set:quiet:night'));
  person.presses('set:quiet:night');
  await chat.waitForMessage((message) => message.buttons.flat().some(({ text }) => text.includes('10 pm–7 am')));
  person.presses('set:pace:daily');
  await chat.waitForMessage((message) => message.buttons.flat().some(({ text }) => text.includes('Once a day')));
  const row = await database.db
    .selectFrom('subscribers')
    .selectAll()
    .where('address_hash', '=', vault.hash('chat', String(id)))
    .executeTakeFirst();
  expect(row).toMatchObject({ quiet_from: 22, quiet_to: 7, daily: true, least_grade: 'notice', active: true });
});

test('a warning that is pasted back is genuine and unchanged, changed, outdated, or not ours and then a report', async () => {
  const { person, chat } = newcomer('ko');
  const text = (headline: string) => ({ headline, what_happens: '통관 요금을 내라는 문자가 옵니다.', what_to_do: '링크를 누르지 마세요.' });
  const content = (headline: string): AlertContent => ({
    type: 'PHISH',
    grade: 'warning',
    countries: ['KR'],
    valid_until: '2036-12-07T00:00:00Z',
    texts: { ko: text(headline), ms: text(headline), en: text(headline) },
  });
  const [id, at] = [randomUUID(), new Date()];
  const fixed = { state: 'published' as const, all_clear: false, proposal_key: null, campaign_id: null, evidence: '{"detector":"officer"}' };
  const alert = { id, code: '7K3M9QPX', ...fixed };
  await database.db
    .insertInto('alerts')
    .values({ ...alert, current_version: 2, published_version: 2, published_at: at, expires_at: new Date('2036-12-07T00:00:00Z'), created_at: at })
    .execute();
  for (const [version, headline] of [
    [1, '가짜 택배 요금'],
    [2, '가짜 택배 요금 문자'],
  ] as const)
    await database.db
      .insertInto('alert_versions')
      .values({ alert_id: id, version, content: JSON.stringify(content(headline)), content_hash: contentHash(content(headline)), author: 'a', created_at: at })
      .execute();
  const told = (headline: string): string =>
    renderAlert({
      alert: { ...alert, published_version: 2, published_at: at, expires_at: null, content: content(headline) },
      language: 'ko',
      form: 'first',
      translator,
      publicUrl: 'https://jaga.example',
    }).replaceAll(/<\/?b>/g, '');
  const answerTo = async (message: string, pattern: RegExp): Promise<void> => {
    const last = chat.messages().at(-1)?.messageId ?? 0;
    person.sends(message);
    await chat.waitForMessage(says(pattern), { after: last });
  };
  await answerTo(told('가짜 택배 요금 문자'), /맞고, 내용도 그대로/);
  await answerTo('7k3m-9qpx', /맞고, 내용도 그대로/);
  await answerTo(told('가짜 택배 요금'), /바뀌었거나 끝났습니다/);
  await answerTo(told('가짜 택배 요금 문자').replace('112', '010-9988-7766'), /그대로가 아닙니다/);
  await answerTo('[Jaga] 피해금을 돌려드립니다. http://jaga-refund.top 에서 인증번호를 넣으세요', /Jaga가 보낸 글이 아닙니다/);
  await chat.waitForMessage((message) => message.buttons.flat().some((button) => button.data === 'loss:no'));
});
