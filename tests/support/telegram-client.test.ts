import { expect, test, vi } from 'vitest';
import { createPacer } from '#platform/telegram-pacer.ts';
import { createTelegramClient } from '#platform/telegram.ts';
import type { Fault, StandInOptions } from './telegram-stand-in.ts';
import { standInWithCall, testToken } from './telegram-test-call.ts';

async function setUp({ timeoutMs = 2_000, ...options }: Partial<StandInOptions> & { timeoutMs?: number } = {}) {
  const { standIn } = await standInWithCall({ chats: 'any', ...options });
  const client = createTelegramClient({ token: testToken, apiRoot: standIn.apiRoot, timeoutMs });
  return { standIn, client, send: (chat_id: number) => client.call('sendMessage', { chat_id, text: '경보가 나왔어요' }) };
}

test('a call that works gives its result', async () => {
  const { standIn, client, send } = await setUp();
  expect(await send(1)).toMatchObject({ kind: 'ok', result: { message_id: 1, text: '경보가 나왔어요' } });
  expect(await client.call('getMe', {})).toMatchObject({ kind: 'ok', result: { is_bot: true } });
  expect(standIn.chat(1).delivered()).toBe(1);
});

test.each<[Fault, object]>([
  [{ kind: 'blocked' }, { kind: 'gone', reason: 'blocked' }],
  [{ kind: 'deactivated' }, { kind: 'gone', reason: 'deactivated' }],
  [{ kind: 'kicked' }, { kind: 'gone', reason: 'kicked' }],
  [{ kind: 'chat_not_found' }, { kind: 'gone', reason: 'chat_not_found' }],
  [
    { kind: 'migrated', to: -1001234567890 },
    { kind: 'migrated', chatId: -1001234567890 },
  ],
  [
    { kind: 'too_many', seconds: 9 },
    { kind: 'retry_after', seconds: 9, scope: 'global' },
  ],
  [
    { kind: 'server_error', status: 503 },
    { kind: 'unreachable', happened: 'maybe', cause: '503 Service Unavailable' },
  ],
])('%j becomes an outcome', async (fault, outcome) => {
  const { standIn, send } = await setUp();
  standIn.fault({ ...fault, times: 1 });
  expect(await send(1)).toEqual(outcome);
});

test("what will never work is rejected with Telegram's own words", async () => {
  const { client } = await setUp();
  expect(await client.call('sendMessage', { chat_id: 1, text: '' })).toEqual({
    kind: 'rejected',
    code: 400,
    description: 'Bad Request: message text is empty',
  });
});

test('a cut connection may have happened, a refused one has not', async () => {
  const { standIn, send } = await setUp();
  standIn.fault({ kind: 'lost_answer', times: 1 });
  expect(await send(1)).toMatchObject({ kind: 'unreachable', happened: 'maybe' });
  expect(standIn.chat(1).delivered()).toBe(1);
  await standIn.close();
  expect(await send(1)).toMatchObject({ kind: 'unreachable', happened: 'no', cause: expect.stringContaining('ECONNREFUSED') });
});

test('a call without answer ends at its time limit or when it is called off', async () => {
  const { standIn, client, send } = await setUp();
  const never = new Promise(() => {});
  const answerAgain = standIn.fault({ kind: 'slow', until: never });
  const limited = await client.call('sendMessage', { chat_id: 1, text: 'a' }, { timeoutMs: 30 });
  expect(limited).toEqual({ kind: 'unreachable', happened: 'maybe', cause: 'no answer within 30 ms' });
  const called = new AbortController();
  const outcome = client.call('sendMessage', { chat_id: 2, text: 'a' }, { signal: called.signal });
  await standIn.until(() => (standIn.chat(2).delivered() === 1 ? true : undefined));
  called.abort();
  expect(await outcome).toMatchObject({ kind: 'unreachable' });
  // How many of the calls got as far as the fault is a matter of milliseconds.
  answerAgain();
  expect(await send(3)).toMatchObject({ kind: 'ok' });
});

test('long polling waits as long as it asked Telegram to wait', async () => {
  const { standIn } = await setUp();
  const client = createTelegramClient({ token: testToken, apiRoot: standIn.apiRoot, timeoutMs: 200 });
  expect(await client.call('getUpdates', { timeout: 1 })).toEqual({ kind: 'ok', result: [] });
});

test('connections are free again after errors without a read body', async () => {
  const { standIn, send } = await setUp({ limits: { perSecond: 1000 } });
  standIn.fault({ kind: 'server_error', times: 50 });
  for (let chat = 1; chat <= 50; chat += 1) expect(await send(chat)).toMatchObject({ kind: 'unreachable' });
  expect(await send(51)).toMatchObject({ kind: 'ok' });
});

test('a 429 is about the chat when that chat was just written to, else about the bot', async () => {
  const { send } = await setUp({ limits: { perSecond: 5 } });
  for (let part = 0; part < 3; part += 1) await send(1);
  expect(await send(1)).toMatchObject({ kind: 'retry_after', scope: 'chat' });
  for (const chat of [2, 3]) await send(chat);
  expect(await send(4)).toMatchObject({ kind: 'retry_after', seconds: 5, scope: 'global' });
});

test('the token is in no outcome and in no log, whatever goes wrong', async () => {
  const lines: unknown[] = [];
  for (const method of ['log', 'warn', 'error'] as const) vi.spyOn(console, method).mockImplementation((...line) => void lines.push(line));
  const { standIn, client, send } = await setUp();
  const outcomes: unknown[] = [];
  const faults: Fault[] = [
    { kind: 'garbage', status: 200, body: '<html>' },
    { kind: 'garbage', status: 404, body: `no /bot${testToken}/here` },
    { kind: 'reset' },
    { kind: 'server_error' },
  ];
  for (const fault of faults) {
    standIn.fault({ ...fault, times: 1 });
    outcomes.push(await send(1));
  }
  outcomes.push(await client.download('missing', { maxBytes: 10 }));
  outcomes.push(await createTelegramClient({ token: testToken, apiRoot: 'http://nowhere.invalid' }).call('getMe', {}));
  outcomes.push(await createTelegramClient({ token: testToken, apiRoot: 'no address' }).call('getMe', {}));
  vi.restoreAllMocks();
  expect(outcomes.map((outcome) => (outcome as { kind: string }).kind)).toEqual([...Array(4).fill('unreachable'), 'rejected', 'unreachable', 'unreachable']);
  expect(JSON.stringify([outcomes, lines])).not.toContain(testToken.split(':')[1]);
});

test('a file a person sent is fetched whole, or not at all when it is too large', async () => {
  const { standIn, client } = await setUp();
  standIn.user(1).sendsPhoto({ bytes: Buffer.from('영수증') });
  const updates = await client.call('getUpdates', {});
  const file = updates.kind === 'ok' ? JSON.stringify(updates.result).match(/file-1-\d+/)?.[0] : undefined;
  expect(await client.download(file ?? '', { maxBytes: 9 })).toEqual({ kind: 'ok', result: Buffer.from('영수증') });
  expect(await client.download(file ?? '', { maxBytes: 8 })).toEqual({ kind: 'too_large' });
});

test('a document is uploaded whole, with its name and words, up to 50 MB', async () => {
  const { standIn, client } = await setUp({ timeoutMs: 30_000 });
  const send = (source: Buffer, caption = '접수 확인서') => client.call('sendDocument', { chat_id: 1, document: { source, filename: 'resit.pdf' }, caption });
  const sent = await send(Buffer.from('%PDF-1.7 영수증'));
  if (sent.kind !== 'ok') throw new Error(sent.kind);
  expect(sent.result).toMatchObject({ caption: '접수 확인서', document: { file_name: 'resit.pdf', file_size: 18 } });
  const file = 'document' in sent.result ? sent.result.document.file_id : '';
  expect(await client.download(file, { maxBytes: 100 })).toEqual({ kind: 'ok', result: Buffer.from('%PDF-1.7 영수증') });
  expect(await send(Buffer.alloc(51 * 1024 * 1024))).toMatchObject({ kind: 'rejected', code: 413 });
  expect(await send(Buffer.from('x'), 'x'.repeat(1_025))).toMatchObject({ kind: 'rejected', code: 400 });
  expect(standIn.chat(1).delivered()).toBe(1);
});

test('paced at thirty a second the stand-in refuses nothing and nearly that rate arrives', { retry: 3 }, async () => {
  const { standIn, send } = await setUp();
  const pacer = createPacer({ perSecond: 30 });
  const started = performance.now();
  await Promise.all(Array.from({ length: 91 }, async (_, chat) => pacer.run(chat + 1, () => send(chat + 1))));
  const rate = (90 * 1000) / (performance.now() - started);
  expect(standIn.count('sendMessage', 429)).toBe(0);
  expect(standIn.delivered()).toBe(91);
  expect(rate).toBeGreaterThan(24);
});
