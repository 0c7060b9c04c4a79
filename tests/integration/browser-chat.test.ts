// The dialogue in a browser, over HTTP: said once, answered at once, kept sealed, forgotten when it should be, and nobody else's.

import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { sayInBrowser } from '#core/browser-chat/say-in-browser.ts';
import { forgetOldChats } from '#core/browser-chat/transcript.ts';
import type { ConversationDeps } from '#core/conversations/conversation.ts';
import { CONVERSATION_READERS } from '#core/conversations/conversation-readers.ts';
import { endOneSilence } from '#core/conversations/end-silence.ts';
import { sendOneFollowUp } from '#core/conversations/send-follow-ups.ts';
import { loadAnswers, loadConsents } from '#core/reports/report-answers.ts';
import { openReport } from '#core/reports/report-content.ts';
import { LANGUAGES, type Language } from '#core/taxonomy/taxonomy.ts';
import { tellWatcher } from '#core/watching/tell-watcher.ts';
import { fixedClock } from '#platform/clock.ts';
import { createTranslator } from '#platform/i18n.ts';
import { startTestApi, type TestApi } from '#tests/support/api.ts';
import { screenshot } from '#tests/support/pictures.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
const translator = createTranslator({ strict: true });
const clock = fixedClock(new Date('2026-11-23T02:00:00Z'));
const browser: ConversationDeps = { ...CONVERSATION_READERS, translator, publicUrl: 'https://jaga.example', face: 'browser', say: sayInBrowser(translator) };
let database: TestDatabase;
let api: TestApi;

beforeAll(async () => {
  database = await createTestDatabase();
  api = await startTestApi(database, { clock });
});
afterEach(async () => {
  await database.pool.query('truncate browser_messages, browser_files, conversations, follow_ups, watches, watch_notices, reports, outbox cascade');
});
afterAll(async () => {
  await api.stop();
  await database.drop();
});

/** A browser: keeps its cookies, follows a redirect, presses what the page shows. */
class Visitor {
  readonly language: Language;
  readonly keepsCookies: boolean;
  cookie: string | null = null;
  html = '';
  status = 0;

  constructor(language: Language, { keepsCookies = true } = {}) {
    this.language = language;
    this.keepsCookies = keepsCookies;
  }

  async open(path = '/chat'): Promise<this> {
    return this.take(await fetch(api.address + path, { headers: this.headers(), redirect: 'manual' }));
  }

  async send(fields: Record<string, string>, files: File[] = []): Promise<this> {
    const body = new FormData();
    for (const [name, value] of Object.entries({ turn: randomUUID(), ...this.carried(), ...fields })) body.append(name, value);
    for (const file of files) body.append('files', file);
    return this.take(await fetch(`${api.address}/chat`, { method: 'POST', body, headers: this.headers(), redirect: 'manual' }));
  }

  write(text: string, files: File[] = []): Promise<this> {
    return this.send({ text }, files);
  }

  /** A button that can be pressed on the page as it is now. */
  press(start: string): Promise<this> {
    const form = this.html.split('<form').find((each) => each.includes(`value="${start}`)) ?? '';
    const data = new RegExp(`value="(${start}[^"]*)"`).exec(form)?.[1];
    if (data === undefined) throw new Error(`no button ${start} among ${this.buttons().join(' ')}`);
    const of = /name="of" value="(\d+)"/.exec(form)?.[1];
    return this.send({ press: data, ...(of !== undefined && { of }) });
  }

  buttons(): string[] {
    return [...this.html.matchAll(/name="press" value="([^"]*)"/g)].map(([, data = '']) => data);
  }

  /** What stands in the log, without mark-up. */
  lines(): string[] {
    const log = /<div class="chat"[^>]*>(.*?)<form method="post" action="\/chat" enctype/s.exec(this.html)?.[1] ?? '';
    return log
      .split(/<div[^>]*class="message/)
      .slice(1)
      .map((each) =>
        each
          .replace(/^[^>]*>/, '')
          .replaceAll(/<form.*?<\/form>|<[^>]+>/gs, ' ')
          .replaceAll(/\s+/g, ' ')
          .trim(),
      );
  }

  private carried(): Record<string, string> {
    const key = /name="chat" value="([^"]+)"/.exec(this.html)?.[1];
    return key === undefined ? {} : { chat: key };
  }

  private headers(): Record<string, string> {
    return { 'Accept-Language': this.language, Accept: 'text/html', ...(this.cookie !== null && { Cookie: this.cookie }) };
  }

  private async take(response: Response): Promise<this> {
    const set = response.headers.getSetCookie().find((each) => each.startsWith('chat='));
    if (this.keepsCookies && set !== undefined) this.cookie = set.startsWith('chat=;') ? null : (set.split(';')[0] ?? null);
    this.status = response.status;
    const to = response.headers.get('location');
    if (response.status === 303 && to !== null) return this.open(to);
    this.html = await response.text();
    return this;
  }
}

const t = (language: Language, key: string): string => translator.t(language, key);

async function count(table: 'browser_messages' | 'browser_files' | 'conversations' | 'reports'): Promise<number> {
  const { rows } = await database.pool.query<{ count: string }>(`select count(*) from ${table}`);
  return Number(rows[0]?.count);
}

const onlyReport = () => database.db.selectFrom('reports').selectAll().executeTakeFirstOrThrow();

const TOLD: Record<Language, string> = {
  ko: '방금 검찰이라면서 안전계좌로 옮기라고 해서 국민은행 123456-04-123456으로 300만원 보냈어요',
  ms: 'baru tadi orang mengaku polis suruh saya transfer RM5,000 ke akaun Maybank 512345678901, saya dah transfer',
  en: 'a man who said he is from the police made me transfer RM5,000 to Maybank 512345678901 just now, I have sent it',
};

describe.each(LANGUAGES)('in %s', (language) => {
  test('nothing is kept before something is said', async () => {
    const visitor = await new Visitor(language).open();
    expect(visitor.lines()).toEqual([expect.stringContaining('Jaga')]);
    expect(visitor.buttons()).toEqual(expect.arrayContaining(['loss:within_24h', 'menu:status', 'check:again']));
    // What only Telegram does is not offered.
    expect(visitor.buttons().filter((data) => data.startsWith('sub:'))).toEqual([]);
    expect([visitor.cookie, await count('conversations'), await count('browser_messages')]).toEqual([null, 0, 0]);
  });

  test('a loss is answered with numbers to tap, filed, and asked about by buttons that take their own place', async () => {
    const visitor = await new Visitor(language).write(TOLD[language]);
    expect(visitor.html).toContain(`href="tel:${language === 'ko' ? '112' : '997'}"`);
    expect(visitor.html).toContain(t(language, 'safety:card.urgent_title'));
    await visitor.press('loss:within_24h');
    const report = await onlyReport();
    expect(report).toMatchObject({ source: 'web', urgent: true, loss_state: 'lost', language });
    expect(visitor.html).toContain(report.reference);
    const before = visitor.lines().length;
    for (let asked = 0; asked < 12 && visitor.buttons().some((data) => data.startsWith('ask:')); asked += 1) await visitor.press(pick(visitor));
    // Each question stood where the one before it stood.
    expect(visitor.lines().length).toBeLessThanOrEqual(before + 4);
    expect(await loadConsents(api.context, report.id)).not.toEqual([]);
    expect(Object.keys(await loadAnswers(api.context, report))).not.toEqual([]);
  });

  test('a text that nobody answers about is filed after ten quiet minutes, by the browser’s own watch', async () => {
    const visitor = await new Visitor(language).write(
      {
        ko: '모르는 번호로 택배 링크가 왔어요 http://cj-delivery-check.top/a',
        ms: 'ada mesej pos pelik minta klik http://cj-delivery-check.top/a',
        en: 'strange parcel text with http://cj-delivery-check.top/a',
      }[language],
    );
    expect([visitor.buttons().includes('loss:no'), await count('reports')]).toEqual([true, 0]);
    clock.advance(11 * MINUTE_MS);
    expect(await endOneSilence(api.context, { ...browser, face: 'telegram' })).toBeNull();
    expect(await endOneSilence(api.context, browser)).not.toBeNull();
    expect(await count('reports')).toBe(1);
    expect((await visitor.open()).html).toMatch(/JG-\w{4}-\w{4}-\w/);
  });
});

/** The first choice of the present question. */
function pick(visitor: Visitor): string {
  const asked = visitor.buttons().filter((data) => /^(?:ask|agree):/.test(data));
  return asked.find((data) => data.includes(':done:')) ?? asked[0] ?? '';
}

test('one form sent twice is heard once', async () => {
  const visitor = await new Visitor('ko').write('안녕하세요');
  const turn = randomUUID();
  await visitor.send({ turn, text: '텔레그램으로 투자하라는 연락을 받았어요' });
  const once = visitor.lines();
  await visitor.send({ turn, text: '텔레그램으로 투자하라는 연락을 받았어요' });
  expect(visitor.lines()).toEqual(once);
});

test('two forms at once are heard one after the other, and both are answered', async () => {
  const visitor = await new Visitor('ms').write('helo');
  const before = visitor.lines().length;
  await Promise.all([visitor.send({ text: 'ada scammer call saya' }), visitor.send({ text: 'dia kata dari bank' })]);
  await visitor.open();
  expect(visitor.lines().filter((line) => /ada scammer call saya|dia kata dari bank/.test(line))).toHaveLength(2);
  expect(visitor.lines().length).toBeGreaterThanOrEqual(before + 4);
});

test('without cookies the conversation goes on: its forms carry the key', async () => {
  const visitor = await new Visitor('en', { keepsCookies: false }).write('somebody asks me for a verification code');
  expect(visitor.buttons()).toContain('loss:no');
  await visitor.press('loss:no');
  expect(await count('reports')).toBe(1);
  expect(await count('conversations')).toBe(1);
});

test('pictures wait sealed and leave with their report', async () => {
  const visitor = await new Visitor('ko').write('이런 문자를 받았어요', [
    new File([new Uint8Array(screenshot('ko', 'light'))], '캡처.png', { type: 'image/png' }),
    new File([new Uint8Array(screenshot('ko', 'dark'))], '캡처2.png', { type: 'image/png' }),
  ]);
  expect(visitor.html).toContain('📎 캡처.png, 캡처2.png');
  expect([await count('browser_files'), await count('reports')]).toEqual([2, 0]);
  await visitor.press('loss:no');
  const report = await onlyReport();
  const pieces = await database.db.selectFrom('evidence').selectAll().where('report_id', '=', report.id).orderBy('position').execute();
  expect(pieces.map(({ content_type, sealed_source }) => [content_type, sealed_source])).toEqual([
    ['image/png', null],
    ['image/png', null],
  ]);
  expect(openReport(api.context.vault, report)?.evidence.map(({ filename }) => filename)).toEqual(['캡처.png', '캡처2.png']);
  expect(await count('browser_files')).toBe(0);
});

test('what is no picture, too much or nothing is said in words, and what was written stays in its field', async () => {
  const visitor = await new Visitor('ms').write('tengok fail ni', [new File(['#!/bin/sh'], 'resit.apk')]);
  expect([visitor.status, visitor.html.includes('>tengok fail ni</textarea>')]).toEqual([422, true]);
  expect(visitor.html).toContain('aria-invalid="true"');
  expect((await visitor.write('   ')).html).toContain(t('ms', 'page:chat.nothing'));
  expect((await visitor.write('a'.repeat(20_001))).status).toBe(422);
  expect(await count('browser_messages')).toBe(0);
});

test('what was said is sealed, and another key shows nothing of it', async () => {
  const visitor = await new Visitor('ko').write('제 계좌는 국민은행 123456-04-123456 이에요');
  const { rows } = await database.pool.query<{ raw: string }>(`select encode(sealed, 'escape') as raw from browser_messages`);
  expect(rows.some(({ raw }) => raw.includes('123456'))).toBe(false);
  const other = new Visitor('ko');
  other.cookie = `chat=browser:${'0'.repeat(32)}`;
  expect((await other.open()).html).not.toContain('123456');
  expect((await visitor.open()).html).toContain('123456');
});

test('another site cannot speak for the person', async () => {
  const response = await fetch(`${api.address}/chat`, {
    method: 'POST',
    body: new URLSearchParams({ text: 'x' }),
    headers: { 'Sec-Fetch-Site': 'cross-site' },
  });
  expect(response.status).toBe(403);
});

test('mark-up is shown as it was written, and only our own pages can be followed', async () => {
  const visitor = await new Visitor('en').write('<img src=x onerror=alert(1)> http://bad.top');
  expect(visitor.html).toContain('&lt;img src=x onerror=alert(1)>');
  await visitor.write('/subscribe');
  expect(visitor.html).toContain('<a href="https://jaga.example/subscribe">');
  expect(visitor.html).not.toContain('href="http://bad.top');
  for (const data of ['sub:all', 'trust:invite', 'set:pace:daily', 'type:PHISH'])
    expect((await visitor.send({ press: data })).lines().at(-1)).toContain('jaga.example/subscribe');
  expect((await database.pool.query('select from subscribers')).rowCount).toBe(0);
});

test('erasing the report erases what was said about it, wherever it is erased', async () => {
  const visitor = await new Visitor('ko').write(TOLD.ko);
  await visitor.press('loss:within_24h');
  await visitor.press('menu:status');
  await visitor.press('mine:erase:');
  await visitor.press('mine:erase_now:');
  expect(visitor.html).not.toContain('123456');
  const { rows } = await database.pool.query<{ state: string }>('select state from reports');
  expect(rows.map(({ state }) => state)).toEqual(['erased']);
});

test('forgetting leaves nothing but the report', async () => {
  const visitor = await new Visitor('en').write(TOLD.en);
  await visitor.press('loss:within_24h');
  const response = await fetch(`${api.address}/chat/forget`, { method: 'POST', headers: { Cookie: String(visitor.cookie) }, redirect: 'manual' });
  expect(response.headers.getSetCookie().some((each) => each.startsWith('chat=;'))).toBe(true);
  expect([await count('browser_messages'), await count('conversations'), await count('reports')]).toEqual([0, 0, 1]);
});

test('a month later it is forgotten', async () => {
  await new Visitor('ms').write('ada orang minta kod TAC saya');
  await database.db.updateTable('conversations').set({ silence_due_at: null }).execute();
  clock.advance(31 * DAY_MS);
  await forgetOldChats(api.context);
  expect([await count('browser_messages'), await count('conversations')]).toEqual([0, 0]);
});

test('the language switch of the page is the conversation’s, and what comes later keeps to it', async () => {
  const visitor = await new Visitor('ko').write('안녕하세요');
  const chosen = await fetch(`${api.address}/chat?language&lang=ms`, { headers: { Cookie: String(visitor.cookie) }, redirect: 'manual' });
  expect(chosen.status).toBe(303);
  expect((await visitor.open()).lines().join(' ')).toContain('saya akan menjawab dalam Bahasa Melayu');
});

test('how it went on is asked in the page, once', async () => {
  const visitor = await new Visitor('ko').write(TOLD.ko);
  await visitor.press('loss:within_24h');
  clock.advance(3 * 60 * MINUTE_MS);
  expect(await sendOneFollowUp(api.context, { ...browser, face: 'telegram' })).toBeNull();
  expect(await sendOneFollowUp(api.context, browser)).not.toBeNull();
  expect((await visitor.open()).buttons().some((data) => data.startsWith('ask:call:'))).toBe(true);
  await visitor.press('ask:call:');
  expect(await sendOneFollowUp(api.context, browser)).toBeNull();
});

test('whoever watches something here is told here, also without a bot', async () => {
  const visitor = await new Visitor('ko').send({ press: 'check:again' });
  await visitor.write('http://cj-delivery-check.top/a');
  await visitor.press('watch:');
  const [watch] = await database.db.selectFrom('watches').selectAll().execute();
  const notice = randomUUID();
  await database.pool.query(
    `insert into watch_notices (id, watch_id, number, notice, created_at, next_attempt_at) values ($1, $2, 1, 'worse.reported', $3, $3)`,
    [notice, watch?.id, clock.now()],
  );
  await database.pool.query('update watches set notices = 1');
  expect(await tellWatcher(api.context, { translator }, notice)).toBe('sent');
  expect(await tellWatcher(api.context, { translator }, notice)).toBe('nothing_to_do');
  expect((await visitor.open()).lines().at(-1)).toContain('cj-delivery-check[.]top');
});
