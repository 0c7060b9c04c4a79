import { describe, expect, test } from 'vitest';
import { fixedClock } from '#platform/clock.ts';
import { standInWithCall } from './telegram-test-call.ts';

const noon = new Date('2026-03-02T03:00:00Z');
const tooMany = (seconds: number) => ({
  ok: false,
  error_code: 429,
  description: `Too Many Requests: retry after ${seconds}`,
  parameters: { retry_after: seconds },
});

async function setUp(limits = {}) {
  const clock = fixedClock(noon);
  const { standIn, call } = await standInWithCall({ clock, limits, chats: 'any' });
  return { clock, standIn, call, send: (chat_id: number, more = {}) => call('sendMessage', { chat_id, text: '경보', ...more }) };
}

describe('limits', () => {
  test('the 31st message of a second is refused, and everything during the penalty', async () => {
    const { clock, standIn, send } = await setUp();
    for (let chat = 1; chat <= 30; chat += 1) expect(await send(chat)).toMatchObject({ ok: true });
    expect(await send(31)).toEqual(tooMany(5));
    clock.advance(2000);
    expect(await send(32)).toEqual(tooMany(3));
    clock.advance(3000);
    expect(await send(33)).toMatchObject({ ok: true });
    expect([standIn.count('sendMessage', 429), standIn.peakPerSecond(), standIn.delivered()]).toEqual([2, 30, 31]);
  });

  test('the second slides: thirty late in one and one early in the next are too many', async () => {
    const { clock, send } = await setUp();
    clock.advance(900);
    for (let chat = 1; chat <= 30; chat += 1) await send(chat);
    clock.advance(200);
    expect(await send(31)).toMatchObject({ error_code: 429 });
  });

  test('a chat takes a burst of three, then one a second; other chats are not held', async () => {
    const { clock, send } = await setUp();
    for (let part = 0; part < 3; part += 1) expect(await send(1)).toMatchObject({ ok: true });
    expect(await send(1)).toEqual(tooMany(1));
    expect(await send(2)).toMatchObject({ ok: true });
    clock.advance(1000);
    expect(await send(1)).toMatchObject({ ok: true });
    expect(await send(1)).toEqual(tooMany(1));
  });

  test('a group takes twenty a minute', async () => {
    const { clock, send } = await setUp();
    for (let part = 0; part < 20; part += 1) {
      expect(await send(-1001)).toMatchObject({ ok: true });
      clock.advance(1000);
    }
    expect(await send(-1001)).toEqual(tooMany(40));
    clock.advance(40_000);
    expect(await send(-1001)).toMatchObject({ ok: true });
  });

  test('edits count, deletions and button answers do not', async () => {
    const { call, send } = await setUp();
    await send(1);
    await send(1);
    expect(await call('editMessageText', { chat_id: 1, message_id: 1, text: '수정' })).toMatchObject({ ok: true });
    expect(await call('editMessageText', { chat_id: 1, message_id: 1, text: '또 수정' })).toMatchObject({ error_code: 429 });
    expect(await call('deleteMessage', { chat_id: 1, message_id: 2 })).toMatchObject({ ok: true });
  });

  test('paid broadcast lifts the limit to 1,000 and charges a tenth of a Star above the free thirty', async () => {
    const { standIn, send } = await setUp({ paidBroadcast: true });
    for (let chat = 1; chat <= 1000; chat += 1) await send(chat, { allow_paid_broadcast: true });
    expect(await send(1001, { allow_paid_broadcast: true })).toMatchObject({ error_code: 429 });
    expect(standIn.peakPerSecond()).toBe(1000);
    expect(standIn.starsCharged()).toBeCloseTo(97);
  });

  test('the flag changes nothing for a bot without paid broadcast', async () => {
    const { send } = await setUp();
    for (let chat = 1; chat <= 30; chat += 1) await send(chat, { allow_paid_broadcast: true });
    expect(await send(31, { allow_paid_broadcast: true })).toMatchObject({ error_code: 429 });
  });

  test('limits can be set', async () => {
    const { send } = await setUp({ perSecond: 2, penaltySeconds: 35 });
    await send(1);
    await send(2);
    expect(await send(3)).toEqual(tooMany(35));
  });
});

describe('faults', () => {
  test.each([
    [{ kind: 'blocked' }, { error_code: 403, description: 'Forbidden: bot was blocked by the user' }],
    [{ kind: 'deactivated' }, { error_code: 403, description: 'Forbidden: user is deactivated' }],
    [{ kind: 'kicked' }, { error_code: 403 }],
    [{ kind: 'chat_not_found' }, { error_code: 400, description: 'Bad Request: chat not found' }],
    [
      { kind: 'migrated', to: -1009 },
      { error_code: 400, parameters: { migrate_to_chat_id: -1009 } },
    ],
    [{ kind: 'too_many', seconds: 7 }, tooMany(7)],
    [{ kind: 'server_error', status: 503 }, { error_code: 503 }],
  ] as const)('%j is given to its chat only and as often as asked', async (fault, expected) => {
    const { standIn, send } = await setUp();
    standIn.fault({ ...fault, chat: 5, times: 1 });
    expect(await send(6)).toMatchObject({ ok: true });
    expect(await send(5)).toMatchObject({ ok: false, ...expected });
    expect(standIn.chat(5).delivered()).toBe(0);
    expect(await send(5)).toMatchObject({ ok: true });
  });

  test('a reset cuts the connection before, a lost answer after the message is delivered', async () => {
    const { standIn, send } = await setUp();
    standIn.fault({ kind: 'reset', chat: 1, method: 'sendMessage', times: 1 });
    standIn.fault({ kind: 'lost_answer', chat: 2, times: 1 });
    await expect(send(1)).rejects.toThrow();
    await expect(send(2)).rejects.toThrow();
    expect([standIn.chat(1).delivered(), standIn.chat(2).delivered()]).toEqual([0, 1]);
    expect(standIn.count('sendMessage', 'cut')).toBe(2);
  });

  test('a slow answer comes when it is let go, its message is there at once', async () => {
    const { standIn, send } = await setUp();
    const gate = Promise.withResolvers<void>();
    standIn.fault({ kind: 'slow', until: gate.promise, times: 1 });
    const answer = send(1);
    await standIn.chat(1).waitForMessage(() => true);
    gate.resolve();
    expect(await answer).toMatchObject({ ok: true });
  });

  test('a fault without end is ended by the function it gave', async () => {
    const { standIn, send } = await setUp();
    const end = standIn.fault({ kind: 'server_error' });
    expect(await send(1)).toMatchObject({ error_code: 502 });
    end();
    expect(await send(1)).toMatchObject({ ok: true });
  });

  test('somebody who blocks the bot is gone until they come back, and the bot is told', async () => {
    const { standIn, call, send } = await setUp();
    const person = standIn.user(1);
    person.blocks();
    expect(await send(1)).toMatchObject({ error_code: 403 });
    person.unblocks();
    expect(await send(1)).toMatchObject({ ok: true });
    expect((await call('getUpdates'))['result']).toMatchObject([
      { my_chat_member: { new_chat_member: { status: 'kicked' } } },
      { my_chat_member: { new_chat_member: { status: 'member' } } },
    ]);
  });
});
