import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { Telegraf } from 'telegraf';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Json } from './telegram-stand-in.ts';
import { standInWithCall, testToken } from './telegram-test-call.ts';

const longPoll = { timeout: 30 };

async function webhookReceiver(answer: (update: Json) => { status: number; body?: string }) {
  const received: { update: Json; headers: IncomingHttpHeaders; status: number }[] = [];
  const server = createServer(async (request, response) => {
    const update = JSON.parse(Buffer.concat(await request.toArray()).toString()) as Json;
    const { status, body } = answer(update);
    received.push({ update, headers: request.headers, status });
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return { received, url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/telegram/webhook` };
}

describe('getUpdates', () => {
  test('updates rise in number, come again until a higher offset confirms them, and a limit holds', async () => {
    const { standIn, call } = await standInWithCall();
    const person = standIn.user(1);
    for (const text of ['하나', '둘', '셋']) person.sends(text);
    const ids = ((await call('getUpdates'))['result'] as Json[]).map((update) => Number(update['update_id']));
    expect(ids).toEqual([ids[0], (ids[0] ?? 0) + 1, (ids[0] ?? 0) + 2]);
    expect((await call('getUpdates', { limit: 2 }))['result']).toHaveLength(2);
    expect((await call('getUpdates', { offset: (ids[1] ?? 0) + 1 }))['result']).toMatchObject([{ message: { text: '셋' } }]);
    expect(standIn.pendingUpdates()).toBe(1);
  });

  test('a negative offset keeps only the last', async () => {
    const { standIn, call } = await standInWithCall();
    const person = standIn.user(1);
    for (const text of ['하나', '둘', '셋']) person.sends(text);
    expect((await call('getUpdates', { offset: -1 }))['result']).toMatchObject([{ message: { text: '셋' } }]);
    expect(standIn.pendingUpdates()).toBe(1);
  });

  test('a long poll answers the moment something comes', async () => {
    const { standIn, call } = await standInWithCall();
    const answer = call('getUpdates', longPoll);
    standIn.user(1).sends('saya kena tipu');
    expect((await answer)['result']).toMatchObject([{ message: { text: 'saya kena tipu', chat: { id: 1, type: 'private' } } }]);
  });

  test('a second getUpdates ends the first with 409', async () => {
    const { standIn, call } = await standInWithCall();
    const first = call('getUpdates', longPoll);
    // Whichever of the two arrives later ends the other; one update then serves the survivor.
    const second = call('getUpdates', longPoll);
    const ended = await Promise.race([first, second]);
    expect(ended).toMatchObject({ error_code: 409, description: expect.stringContaining('terminated by other getUpdates request') });
    standIn.user(1).sends('hai');
    const both = await Promise.all([first, second]);
    expect(both.filter((answer) => answer['ok'])).toHaveLength(1);
  });

  test('a caller who hangs up does not count as running', async () => {
    const { standIn, call } = await standInWithCall();
    const hangUp = new AbortController();
    const poll = fetch(`${standIn.apiRoot}/bot${testToken}/getUpdates?timeout=30`, { signal: hangUp.signal });
    hangUp.abort();
    await expect(poll).rejects.toThrow();
    standIn.user(1).sends('hai');
    expect((await call('getUpdates', longPoll))['result']).toHaveLength(1);
  });

  test('only the kinds asked for come, and the choice stays', async () => {
    const { standIn, call } = await standInWithCall();
    await call('getUpdates', { allowed_updates: ['callback_query'] });
    standIn.user(1).sends('tidak diminta');
    expect((await call('getUpdates'))['result']).toEqual([]);
    await call('getUpdates', { allowed_updates: '[]' });
    standIn.user(1).sends('diminta');
    expect((await call('getUpdates'))['result']).toHaveLength(1);
  });

  test('any JSON can be injected, malformed updates and repetitions included', async () => {
    const { standIn, call } = await standInWithCall();
    const id = standIn.inject({ message: null, surprise: [[[]]] });
    standIn.inject({ update_id: id, message: null });
    expect((await call('getUpdates'))['result']).toMatchObject([{ update_id: id, message: null, surprise: [[[]]] }, { update_id: id }]);
  });
});

describe('webhook', () => {
  test('updates are pushed with the secret, in order, the same one again until a 2xx', async () => {
    let failures = 2;
    const { received, url } = await webhookReceiver(() => ({ status: failures-- > 0 ? 503 : 200 }));
    const { standIn, call } = await standInWithCall({ webhookRetryMs: () => 1 });
    expect(await call('setWebhook', { url, secret_token: 'rahsia_1' })).toMatchObject({ ok: true });
    const person = standIn.user(1);
    for (const text of ['하나', '둘', '셋']) person.sends(text);
    await standIn.drained();
    expect(received.map((one) => (one.update['message'] as Json)['text'])).toEqual(['하나', '하나', '하나', '둘', '셋']);
    expect(received.every((one) => one.headers['x-telegram-bot-api-secret-token'] === 'rahsia_1')).toBe(true);
    expect((await call('getWebhookInfo'))['result']).toMatchObject({
      url,
      pending_update_count: 0,
      last_error_message: 'Wrong response from the webhook: 503 Service Unavailable',
    });
  });

  test('a chat whose update is refused does not hold up another', async () => {
    const { received, url } = await webhookReceiver((update) => ({ status: (update['message'] as Json)['text'] === 'racun' ? 500 : 200 }));
    const { standIn, call } = await standInWithCall({ webhookRetryMs: () => 60_000 });
    await call('setWebhook', { url });
    standIn.user(1).sends('racun');
    standIn.user(2).sends('hai');
    await standIn.until(() => (standIn.pendingUpdates() === 1 && received.length === 2 ? true : undefined));
  });

  test('while it is set getUpdates is 409; setting it ends a running poll; deleting it brings polling back', async () => {
    const { url } = await webhookReceiver(() => ({ status: 200 }));
    const { standIn, call } = await standInWithCall();
    const poll = call('getUpdates', longPoll);
    const set = call('setWebhook', { url });
    const ended = await poll;
    expect(ended).toMatchObject({ error_code: 409 });
    await set;
    expect((await call('getUpdates'))['description']).toBe(
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
    await call('deleteWebhook', { drop_pending_updates: true });
    standIn.user(1).sends('hai');
    expect((await call('getUpdates'))['result']).toHaveLength(1);
  });

  test('a call in the answer of the webhook is carried out', async () => {
    const { url } = await webhookReceiver(() => ({ status: 200, body: JSON.stringify({ method: 'sendMessage', chat_id: 1, text: '받았어요' }) }));
    const { standIn, call } = await standInWithCall();
    await call('setWebhook', { url });
    standIn.user(1).sends('안녕하세요');
    expect(await standIn.chat(1).waitForMessage(() => true)).toMatchObject({ text: '받았어요' });
  });

  test('a bad address and a bad secret are refused', async () => {
    const { call } = await standInWithCall();
    expect(await call('setWebhook', { url: 'ftp://example.my/' })).toMatchObject({ error_code: 400 });
    expect(await call('setWebhook', { url: 'https://example.my/', secret_token: 'no spaces' })).toMatchObject({ error_code: 400 });
  });
});

describe('a real telegraf bot', () => {
  test('talks with a person through polling: command, button, edit, forwarded text, photo', async () => {
    const { standIn } = await standInWithCall({ limits: { chatBurst: 10 } });
    const bot = new Telegraf(testToken, { telegram: { apiRoot: standIn.apiRoot } });
    bot.start((context) => context.reply('안녕하세요', { reply_markup: { inline_keyboard: [[{ text: '신고하기', callback_data: 'report' }]] } }));
    bot.action('report', async (context) => {
      await context.answerCbQuery('네');
      await context.editMessageText('<b>무슨 일이 있었나요?</b>', { parse_mode: 'HTML' });
    });
    bot.on('photo', async (context) => {
      const link = await context.telegram.getFileLink(context.message.photo[0]?.file_id ?? '');
      const bytes = await (await fetch(link)).arrayBuffer();
      await context.replyWithDocument({ source: Buffer.from(bytes), filename: 'salinan.png' }, { caption: `${bytes.byteLength}` });
    });
    bot.on('text', (context) => context.reply(`forwarded: ${'forward_origin' in context.message}`));
    const running = bot.launch();
    const minji = standIn.user(1, { firstName: '민지' });
    const chat = standIn.chat(1);
    minji.sends('/start');
    await chat.waitForMessage((message) => message.text === '안녕하세요');
    const query = minji.presses('신고하기');
    await chat.waitForMessage((message) => message.edited && message.text === '무슨 일이 있었나요?');
    expect(standIn.answerTo(query)).toMatchObject({ text: '네' });
    minji.forwards('[국제발신] 통관번호 확인 http://example.test');
    await chat.waitForMessage((message) => message.text === 'forwarded: true');
    minji.sendsPhoto({ bytes: Buffer.alloc(1234) });
    await chat.waitForMessage((message) => message.text === '1234');
    bot.stop();
    await running;
  });
});
