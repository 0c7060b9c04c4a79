// P4, P6: every update is on disk before it is acknowledged, handled once and in order, and no update wedges anything.

import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startBot, type Bot, type BotDeps } from '#bot/bot.ts';
import { startPoller } from '#bot/poller.ts';
import { createUpdateReader } from '#bot/read-update.ts';
import type { CoreContext } from '#core/context.ts';
import { cleanInbox, inboxCounts, listQuarantined, replayUpdates } from '#core/inbox/inbox-queries.ts';
import { storeUpdates } from '#core/inbox/inbox-store.ts';
import { receiveUpdate } from '#core/inbox/receive-update.ts';
import { incomingUpdate, parseUpdate } from '#core/inbox/telegram-update.ts';
import { claimWaiting, handleClaimed, MAX_ATTEMPTS, UnusableUpdate, type UpdateHandler } from '#core/inbox/work-inbox.ts';
import { createVault } from '#core/privacy/vault.ts';
import { fixedClock, systemClock } from '#platform/clock.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createLog } from '#platform/log.ts';
import { createPdfRenderer } from '#platform/pdf/pdf-renderer.ts';
import { createTelegramClient } from '#platform/telegram.ts';
import { createPacer } from '#platform/telegram-pacer.ts';
import { createTelemetry } from '#platform/telemetry.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';
import { startTelegramStandIn, type TelegramStandIn } from '#tests/support/telegram-stand-in.ts';

const pdf = createPdfRenderer();

const TOKEN = '4242:inbox-token-of-the-stand-in-0001';
const SECRET = 'inbox_secret_0123456789';
const translator = createTranslator();
let database: TestDatabase;
let telegram: TelegramStandIn;
let bot: Bot | undefined;
const clock = fixedClock(new Date('2026-11-23T01:00:00Z'));

beforeAll(async () => {
  database = await createTestDatabase();
  telegram = await startTelegramStandIn({ token: TOKEN, limits: { perSecond: 10_000, chatPerSecond: 10_000 }, webhookRetryMs: () => 20 });
});

afterEach(async () => {
  await bot?.stop();
  bot = undefined;
  await database.pool.query('truncate telegram_updates, telegram_replies, conversations');
});

afterAll(async () => {
  await telegram.close();
  await database.drop();
});

function contextAt(at: CoreContext['clock'] = clock): CoreContext {
  return { db: database.db, vault: createVault(Buffer.alloc(32, 7)), clock: at, telemetry: createTelemetry(createLog('silent')) };
}

function start(changes: Partial<BotDeps> = {}): Bot {
  bot = startBot({
    pdf,
    context: contextAt(systemClock),
    telegram: createTelegramClient({ token: TOKEN, apiRoot: telegram.apiRoot }),
    pacer: createPacer({ perSecond: 10_000, perChatPerSecond: 10_000 }),
    token: TOKEN,
    conversation: { translator, publicUrl: 'https://jaga.example' },
    settings: { inboxPauseMs: { first: 5, longest: 10 } },
    ...changes,
  });
  return bot;
}

function textUpdate(update_id: number, chatId: number, text = 'hello'): { update_id: number } & Record<string, unknown> {
  const from = { id: chatId, is_bot: false, first_name: 'P' };
  return { update_id, message: { message_id: update_id, date: 1, chat: { id: chatId, type: 'private' }, from, text } };
}

async function store(...updates: { update_id: number }[]): Promise<number> {
  return storeUpdates(
    contextAt(),
    updates.map(incomingUpdate).filter((update) => update !== null),
  );
}

/** Handles everything that is due now; gives the update numbers in the order in which they were handled. */
async function work(handle: (id: number) => Promise<void> | void): Promise<number[]> {
  const handled: number[] = [];
  const context = contextAt();
  const handler: UpdateHandler = async (_context, { body }) => {
    const id = Number((body as { update_id: number }).update_id);
    await handle(id);
    handled.push(id);
  };
  for (let claimed = await claimWaiting(context, 50); claimed.length > 0; claimed = await claimWaiting(context, 50)) {
    await Promise.all(claimed.map((one) => handleClaimed(context, one, handler)));
  }
  return handled;
}

async function states(): Promise<Record<number, string>> {
  const rows = await database.db.selectFrom('telegram_updates').select(['update_id', 'state']).execute();
  return Object.fromEntries(rows.map((row) => [row.update_id, row.state]));
}

function post(body: string | Buffer, secretHeader: string | undefined = SECRET) {
  return receiveUpdate(contextAt(), { body: Buffer.from(body), secretHeader, secret: SECRET });
}

test('P4 stores the same update once, however often it comes', async () => {
  const update = JSON.stringify(textUpdate(1, 10));
  const answers = await Promise.all(Array.from({ length: 50 }, () => post(update)));
  expect(answers.every((answer) => answer.status === 200)).toBe(true);
  expect(await work(() => undefined)).toEqual([1]);
  expect(await post(update)).toEqual({ status: 200 });
  expect(await work(() => undefined)).toEqual([]);
});

test('P5 refuses a wrong or absent secret', async () => {
  const update = JSON.stringify(textUpdate(1, 10));
  expect(await post(update, '')).toEqual({ status: 401 });
  expect(await post(update, `${SECRET}x`)).toEqual({ status: 401 });
  expect(await receiveUpdate(contextAt(), { body: Buffer.from(update), secretHeader: undefined, secret: SECRET })).toEqual({ status: 401 });
  expect(await receiveUpdate(contextAt(), { body: Buffer.from(update), secretHeader: '', secret: '' })).toEqual({ status: 401 });
  expect(await states()).toEqual({});
});

test('answers 400 to what is no update and 413 to what is too large', async () => {
  for (const body of ['', '{', '[]', 'null', '{"update_id":"1"}', '{"update_id":1.5}', '{"update_id":9007199254740993}', `${'['.repeat(100_000)}`]) {
    expect(await post(body)).toEqual({ status: 400 });
  }
  expect(await post(Buffer.from([0x7b, 0xff, 0x7d]))).toEqual({ status: 400 });
  expect(await post(Buffer.alloc(1_048_577, 0x20))).toEqual({ status: 413 });
});

test('answers 503 when the update cannot be stored', async () => {
  const broken = await createTestDatabase();
  await broken.pool.query('drop table telegram_updates');
  const context = { ...contextAt(), db: broken.db };
  expect(await receiveUpdate(context, { body: Buffer.from('{"update_id":1}'), secretHeader: SECRET, secret: SECRET })).toEqual({ status: 503 });
  await broken.drop();
});

test('P9 keeps nothing readable of an update, and nothing at all once it is done', async () => {
  await store(textUpdate(1, 10, 'canary-국민은행-9921'));
  const { rows } = await database.pool.query("select t::text as row, encode(sealed, 'escape') as sealed from telegram_updates t");
  expect(JSON.stringify(rows)).not.toContain('canary');
  await work(() => undefined);
  expect((await database.pool.query('select sealed from telegram_updates')).rows).toEqual([{ sealed: null }]);
});

test('handles the updates of a chat in order and chats side by side', async () => {
  await store(textUpdate(3, 10), textUpdate(1, 10), textUpdate(4, 20), textUpdate(2, 10), textUpdate(5, 20));
  const handled = await work(() => undefined);
  expect(handled.filter((id) => id <= 3)).toEqual([1, 2, 3]);
  expect(handled.filter((id) => id > 3)).toEqual([4, 5]);
});

test('two processes never handle the same update and never overtake in a chat', async () => {
  await store(...Array.from({ length: 200 }, (_, index) => textUpdate(index + 1, (index % 7) + 1)));
  const both = (await Promise.all([work(() => undefined), work(() => undefined), work(() => undefined)])).flat();
  expect(both.length).toBe(200);
  expect(new Set(both).size).toBe(200);
  const { rows } = await database.pool.query('select count(*) as open from telegram_updates where state <> $1', ['done']);
  expect(rows).toEqual([{ open: 0 }]);
});

test('P6 an update that always fails holds up only its own chat, is quarantined, and the chat goes on', async () => {
  await store(textUpdate(1, 10), textUpdate(2, 10), textUpdate(3, 20));
  const poison = (id: number): void => {
    if (id === 1) throw new Error('poison');
  };
  expect(await work(poison)).toEqual([3]);
  for (let attempt = 2; attempt <= MAX_ATTEMPTS; attempt += 1) {
    expect(await states()).toMatchObject({ 1: 'waiting', 2: 'waiting' });
    clock.advance(64_001);
    await work(poison);
  }
  expect(await states()).toEqual({ 1: 'quarantined', 2: 'done', 3: 'done' });
  expect(await inboxCounts(database.db, clock.now())).toMatchObject({ waiting: 0, quarantined: 1 });
  expect(await listQuarantined(database.db)).toMatchObject([{ update_id: 1, attempts: MAX_ATTEMPTS, last_error: 'Error' }]);
});

test('a quarantined update can be replayed', async () => {
  await store(textUpdate(1, 10));
  await work(() => {
    throw new UnusableUpdate('odd');
  });
  expect(await states()).toEqual({ 1: 'quarantined' });
  expect(await replayUpdates(contextAt())).toBe(1);
  expect(await work(() => undefined)).toEqual([1]);
});

test('an update whose handler takes the process down each time is quarantined', async () => {
  await store(textUpdate(1, 10), textUpdate(2, 10));
  for (let death = 1; death <= MAX_ATTEMPTS; death += 1) {
    expect((await claimWaiting(contextAt(), 50)).map((one) => one.update_id)).toEqual([1]);
    clock.advance(3_001);
  }
  expect(await work(() => undefined)).toEqual([2]);
  expect(await states()).toEqual({ 1: 'quarantined', 2: 'done' });
});

test("trouble of the database is not counted as the update's own", async () => {
  await store(textUpdate(1, 10));
  const away = (): never => {
    throw Object.assign(new Error('away'), { code: '57P01' });
  };
  for (let attempt = 0; attempt < MAX_ATTEMPTS * 2; attempt += 1) {
    await work(away);
    clock.advance(64_001);
  }
  expect(await states()).toEqual({ 1: 'waiting' });
  expect(await work(() => undefined)).toEqual([1]);
});

test('a failing handler leaves nothing behind of what it wrote', async () => {
  await store(textUpdate(1, 10));
  const context = contextAt();
  const [claimed] = await claimWaiting(context, 1);
  await handleClaimed(context, claimed ?? expect.fail(), async (inner) => {
    await inner.db.insertInto('settings').values({ key: 'half', value: '{}' }).execute();
    throw new Error('after half of the work');
  });
  expect(await database.db.selectFrom('settings').select('key').where('key', '=', 'half').execute()).toEqual([]);
});

test('a day of backlog is handled fairly: a chat with thousands waiting does not hold up the others', async () => {
  await store(...Array.from({ length: 2_000 }, (_, index) => textUpdate(index + 1, 10)));
  await store(...Array.from({ length: 60 }, (_, index) => textUpdate(10_000 + index, 100 + index)));
  const seen = new Set<string>();
  let after: Buffer | undefined;
  for (let round = 0; round < 8; round += 1) {
    const claimed = await claimWaiting(contextAt(), 8, after);
    after = claimed.at(-1)?.chat_hash;
    for (const one of claimed) seen.add(one.chat_hash.toString('hex'));
  }
  expect(seen.size).toBe(61);
});

test('numbers of handled updates are remembered for eight days and then forgotten', async () => {
  await store(textUpdate(1, 10));
  await work(() => undefined);
  clock.advance(7.9 * 86_400_000);
  expect(await cleanInbox(contextAt())).toBe(0);
  expect(await store(textUpdate(1, 10))).toBe(0);
  clock.advance(0.2 * 86_400_000);
  expect(await cleanInbox(contextAt())).toBe(1);
});

const pieces = fc.oneof(fc.jsonValue(), fc.constantFrom('private', 'kicked', { id: 1 }, { id: 10, type: 'private' }, [{}], -1, 2 ** 53));
const member = fc.record(
  {
    message_id: pieces,
    chat: pieces,
    from: pieces,
    text: pieces,
    caption: pieces,
    entities: pieces,
    photo: pieces,
    contact: pieces,
    forward_origin: pieces,
    media_group_id: pieces,
    migrate_to_chat_id: pieces,
    message: pieces,
    data: pieces,
    id: pieces,
    new_chat_member: pieces,
  },
  { requiredKeys: [] },
);
const kinds = ['message', 'edited_message', 'callback_query', 'my_chat_member', 'inline_query', 'poll', 'channel_post', '__proto__', 'constructor'];
const oddUpdate = fc.tuple(fc.constantFrom(...kinds), fc.oneof(pieces, member));

test('P6 P8 reading an update of any shape gives a meaning or says that it is unusable', async () => {
  const reader = createUpdateReader(TOKEN);
  await fc.assert(
    fc.asyncProperty(oddUpdate, async ([kind, body]) => {
      const update: unknown = JSON.parse(`{"update_id":1,${JSON.stringify(kind)}:${JSON.stringify(body)}}`);
      const meaning = await reader.read(update).catch((error: unknown) => error);
      if (meaning instanceof Error) expect(meaning).toBeInstanceOf(UnusableUpdate);
      else expect(meaning).toHaveProperty('kind');
    }),
    { numRuns: 2_000 },
  );
});

test('P8 whatever bytes arrive, parsing gives an update or null', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
      const update = parseUpdate(text);
      expect(update === null || Number.isSafeInteger(update.update_id)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test('P6 malformed updates of every kind never wedge the bot: the next person is answered', async () => {
  start();
  const odd = fc.sample(oddUpdate, { numRuns: 300, seed: 7 });
  for (const [kind, body] of odd) telegram.inject(JSON.parse(`{${JSON.stringify(kind)}:${JSON.stringify(body)}}`));
  telegram.user(77, { languageCode: 'en' }).sends('/help');
  await telegram.chat(77).waitForMessage((message) => message.text.length > 20, { timeoutMs: 20_000 });
  await telegram.drained();
  // What another turn of the worker holds just now is waiting, too, until that turn ends.
  await expect.poll(async () => (await inboxCounts(database.db, new Date())).waiting, { timeout: 20_000 }).toBe(0);
});

test('P6 with polling: poison is quarantined at once, other chats and later updates of the same chat are answered', async () => {
  const poisoned = new Set<unknown>();
  start({
    wrapHandler: (handle) => async (context, update) => {
      if (JSON.stringify(update.body).includes('poison')) {
        poisoned.add(update.body);
        throw new UnusableUpdate('poison');
      }
      await handle(context, update);
    },
  });
  const victim = telegram.user(501, { languageCode: 'en' });
  victim.sends('poison');
  victim.sends('/help');
  telegram.user(502, { languageCode: 'ms' }).sends('/help');
  await telegram.chat(501).waitForMessage(() => true);
  await telegram.chat(502).waitForMessage(() => true);
  expect(poisoned.size).toBe(1);
  expect((await inboxCounts(database.db, new Date())).quarantined).toBe(1);
});

test('while updates cannot be stored Telegram keeps them, and they are answered afterwards', async () => {
  await database.pool.query('alter table telegram_updates rename to telegram_updates_away');
  start();
  telegram.user(601, { languageCode: 'en' }).sends('/help');
  const answered = telegram.count('getUpdates', 200);
  await telegram.until(() => (telegram.count('getUpdates', 200) > answered ? true : undefined));
  expect(telegram.pendingUpdates()).toBe(1);
  await database.pool.query('alter table telegram_updates_away rename to telegram_updates');
  await telegram.chat(601).waitForMessage(() => true, { timeoutMs: 10_000 });
  await telegram.drained();
});

/** What the api role mounts at POST /telegram/webhook, reduced to its use case. */
async function webhookServer(context: CoreContext, onStored: () => void): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    void buffer(request).then(async (body) => {
      const secretHeader = request.headers['x-telegram-bot-api-secret-token'];
      const { status } = await receiveUpdate(context, { body, secretHeader: String(secretHeader), secret: SECRET });
      response.writeHead(status).end();
      onStored();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/telegram/webhook`, close: () => void server.close() };
}

test('P6 by webhook: what cannot be stored is answered 503, comes again, and is answered', async () => {
  const context = contextAt(systemClock);
  const server = await webhookServer(context, () => bot?.wake());
  await database.pool.query('alter table telegram_updates rename to telegram_updates_away');
  start({ context, webhook: { url: server.url, secret: SECRET } });
  telegram.user(611, { languageCode: 'en' }).sends('/help');
  await telegram.until(() => (telegram.pendingUpdates() === 1 && telegram.count('setWebhook', 200) > 0 ? true : undefined));
  await database.pool.query('alter table telegram_updates_away rename to telegram_updates');
  await telegram.chat(611).waitForMessage(() => true, { timeoutMs: 10_000 });
  await telegram.drained();
  expect(telegram.chat(611).delivered()).toBe(1);
  server.close();
});

test('whoever has just paid is answered before all who wait for an answer', async () => {
  const lost = { state: 'lost', within_24h: true, amount: null } as const;
  start({
    pacer: createPacer({ perSecond: 2, perChatBurst: 3 }),
    conversation: { translator, publicUrl: 'https://jaga.example', readLoss: () => lost },
  });
  const begun = telegram.delivered();
  for (let id = 621; id <= 680; id += 1) telegram.user(id, { languageCode: 'ms' }).sends('/help');
  await telegram.drained();
  await telegram.until(() => (telegram.delivered() > begun ? true : undefined));
  const before = telegram.delivered();
  telegram.user(681, { languageCode: 'ko' }).sends('검찰이라면서 전화가 와서 방금 300만원 보냈어요');
  await telegram.chat(681).waitForMessage(({ text }) => text.includes('112'), { timeoutMs: 30_000 });
  expect(telegram.delivered() - before).toBeLessThan(30);
});

test('a server that does not hold an empty answer back is asked five times a second, not all the time', async () => {
  let asked = 0;
  const call = (): Promise<{ kind: 'ok'; result: never }> => {
    asked += 1;
    return Promise.resolve({ kind: 'ok', result: [] as never });
  };
  const begin = performance.now();
  const poller = startPoller({ context: contextAt(systemClock), telegram: { call }, onStored: () => expect.fail('nothing came') });
  await expect.poll(() => asked, { timeout: 10_000 }).toBeGreaterThanOrEqual(4);
  await poller.stop();
  expect(asked).toBeLessThanOrEqual((performance.now() - begin) / 200 + 1);
});

test('one of two processes polls; when it stops the other takes over', async () => {
  const first = start();
  const telegramClient = createTelegramClient({ token: TOKEN, apiRoot: telegram.apiRoot });
  telegram.user(701, { languageCode: 'en' }).sends('/help');
  await telegram.chat(701).waitForMessage(() => true);
  const second = startBot({
    pdf,
    context: contextAt(systemClock),
    telegram: telegramClient,
    pacer: createPacer({ perSecond: 10_000 }),
    token: TOKEN,
    conversation: { translator, publicUrl: 'https://jaga.example' },
  });
  await first.stop();
  telegram.user(702, { languageCode: 'en' }).sends('/help');
  await telegram.chat(702).waitForMessage(() => true, { timeoutMs: 10_000 });
  await second.stop();
});

test('stops within five seconds while Telegram does not answer', async () => {
  const end = telegram.fault({ kind: 'slow', until: new Promise(() => undefined), method: 'sendMessage' });
  start();
  telegram.user(801, { languageCode: 'en' }).sends('/help');
  await telegram.until(() => (telegram.calls('sendMessage').some((call) => call.params['chat_id'] === 801) ? true : undefined));
  const before = performance.now();
  await bot?.stop();
  bot = undefined;
  expect(performance.now() - before).toBeLessThan(5_000);
  end();
});
