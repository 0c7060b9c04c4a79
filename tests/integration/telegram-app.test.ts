// Our pages within Telegram: whoever Telegram vouches for has one identity in the bot and here, and nobody else has it.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findOwnReports } from '#core/conversations/find-own-reports.ts';
import { fixedClock } from '#platform/clock.ts';
import { startTestApi, TEST_BOT_TOKEN, type TestApi } from '#tests/support/api.ts';
import { launchData } from '#tests/support/launch-data.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';

const clock = fixedClock(new Date('2026-11-26T02:00:00Z'));
let database: TestDatabase;
let api: TestApi;

beforeAll(async () => {
  database = await createTestDatabase();
  api = await startTestApi(database, { clock, bot: 'jaga_bot' });
});
afterAll(async () => {
  await api.stop();
  await database.drop();
});

function show(initData: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${api.address}/telegram-app`, { method: 'POST', body: new URLSearchParams({ init_data: initData }), headers });
}

async function cookieOf(userId: number, language_code = 'ko'): Promise<string> {
  const response = await show(launchData({ token: TEST_BOT_TOKEN, at: clock.now(), user: { id: userId, language_code } }));
  expect(response.status).toBe(200);
  return cookies(response);
}

const cookies = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');

function get(path: string, cookie: string): Promise<Response> {
  return fetch(api.address + path, { headers: { Cookie: cookie }, redirect: 'manual' });
}

function post(path: string, cookie: string, fields: Record<string, string>): Promise<Response> {
  return fetch(api.address + path, { method: 'POST', body: new URLSearchParams(fields), headers: { Cookie: cookie }, redirect: 'manual' });
}

test('a report sent from within Telegram is the person’s own in the bot, and opens here without a receipt code', async () => {
  const cookie = await cookieOf(77_001);
  const sent = await post('/report', cookie, { go: 'send', text: '모르는 사람이 인증번호를 달래요', loss: 'no', id: '00000000-0000-4000-8000-000000000077' });
  expect(sent.status).toBe(303);
  const [own] = await findOwnReports(api.context, { chatId: 77_001, userId: 77_001 }, null);
  expect(own?.reference).toMatch(/^JG-/);
  const list = await (await get('/status', cookie)).text();
  expect(list).toContain('텔레그램으로 접수한 신고');
  expect(list).toContain(String(own?.reference));
  const opened = await post('/status/mine', cookie, { reference: String(own?.reference) });
  const page = await (await get('/status', `${cookie}; ${cookies(opened)}`)).text();
  expect(page).toContain('/status/receipt.pdf');
});

test('somebody else sees and opens nothing of it', async () => {
  const [own] = await findOwnReports(api.context, { chatId: 77_001, userId: 77_001 }, null);
  for (const cookie of [await cookieOf(77_002), 'telegram_person=forged', '']) {
    const page = await (await get('/status', cookie)).text();
    expect(page).not.toContain(String(own?.reference));
    expect((await post('/status/mine', cookie, { reference: String(own?.reference) })).headers.getSetCookie()).toEqual([]);
  }
});

test('two hours later Telegram has to vouch again', async () => {
  const cookie = await cookieOf(77_001);
  clock.advance(2 * 3_600_000 + 1);
  expect(await (await get('/status', cookie)).text()).not.toContain('텔레그램으로 접수한 신고');
});

describe('the language of Telegram', () => {
  const launch = (language_code: string): string => launchData({ token: TEST_BOT_TOKEN, at: clock.now(), user: { id: 9, language_code } });

  test('is the pages’, unless the person chose one here', async () => {
    expect(await (await show(launch('ms'))).json()).toEqual({ language: 'ms' });
    expect(await (await show(launch('ms'), { Cookie: 'language=ko' })).json()).toEqual({ language: 'ko' });
    expect(await (await show(launch('fr'), { 'Accept-Language': 'en' })).json()).toEqual({ language: 'en' });
  });
});

test('what Telegram did not sign, and what another site sends, is refused', async () => {
  expect((await show(launchData({ token: '1:another', at: clock.now(), user: { id: 5 } }))).status).toBe(403);
  const right = launchData({ token: TEST_BOT_TOKEN, at: clock.now(), user: { id: 5 } });
  expect((await show(right, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
});

test('only Telegram may frame our pages, and nobody where there is no bot', async () => {
  const framed = (response: Response): string | undefined => /frame-ancestors ([^;]+)/.exec(response.headers.get('content-security-policy') ?? '')?.[1];
  expect(framed(await get('/', ''))).toBe("'self' https://web.telegram.org");
  const other = await startTestApi(database, { clock });
  const response = await fetch(`${other.address}/`);
  expect([framed(response), response.headers.get('x-frame-options')]).toEqual(["'self'", 'SAMEORIGIN']);
  expect((await fetch(`${other.address}/telegram-app`, { method: 'POST' })).status).toBe(404);
  await other.stop();
});
