// P6: whatever comes to the webhook is acknowledged, wedges nobody's chat, and takes no process down.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inboxCounts, listQuarantined } from '#core/inbox/inbox-queries.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';
import { startTelegramFace, type TelegramFace } from '#tests/support/telegram-face.ts';
import { everyUpdate } from '#tests/support/updates/every-update.ts';

const updates = everyUpdate(1);
let database: TestDatabase;
let face: TelegramFace;
let statuses: Record<string, number>;

beforeAll(async () => {
  database = await createTestDatabase();
  face = await startTelegramFace(database.url, { chats: 'any', limits: { perSecond: 10_000, chatPerSecond: 10_000 } });
  const answers = updates.map(async ({ name, update }) => [name, await face.post(update)] as const);
  statuses = Object.fromEntries(await Promise.all(answers));
}, 180_000);

afterAll(async () => {
  await face.stop();
  await database.drop();
});

describe('updates of every kind, and of none', () => {
  it('are more than a hundred, each different', () => {
    expect(updates.length).toBeGreaterThanOrEqual(105);
    expect(Object.keys(statuses)).toHaveLength(updates.length);
  });

  it('are answered 200, one and all', () => {
    expect(Object.entries(statuses).filter(([, status]) => status !== 200)).toEqual([]);
  });

  it('are done with, but for those that cannot be: they are set aside at once, and no other', { timeout: 60_000 }, async () => {
    await expect.poll(async () => (await inboxCounts(database.db, new Date())).waiting, { timeout: 50_000 }).toBe(0);
    const resting = await listQuarantined(database.db, 1_000);
    const nameOf = (id: number): string => updates.find(({ update }) => update.update_id === id)?.name ?? '';
    expect(resting.map(({ update_id }) => nameOf(update_id)).toSorted()).toEqual(updates.flatMap(({ name, rests }) => (rests ? name : [])).toSorted());
    expect(new Set(resting.map(({ last_error }) => last_error))).toEqual(new Set(['Error unusable_update']));
  });

  it('leave nobody without an answer who said something, however it was said', { timeout: 60_000 }, async () => {
    const silent = (): string[] =>
      updates.flatMap(({ name, sender, wantsAnswer }) => (wantsAnswer && face.telegram.chat(sender).delivered() === 0 ? name : []));
    await expect.poll(silent, { timeout: 50_000 }).toEqual([]);
  });

  it('wedge no chat: whoever sent one and has then just paid is answered with the card', { timeout: 120_000 }, async () => {
    const cards = updates.map(async ({ name, sender }) => {
      const sent = face.telegram.user(sender, { languageCode: 'ko' }).sends('검찰이라면서 전화가 와서 시키는 대로 방금 500만원 보냈어요');
      const card = await face.telegram.chat(sender).waitForMessage(({ text }) => text.includes('112'), { after: sent, timeoutMs: 90_000 });
      return { name, says: card.text.includes('지급정지') };
    });
    expect((await Promise.all(cards)).filter(({ says }) => !says)).toEqual([]);
  });

  it('take no process down', () => {
    // Ended by themselves, they would not be there to be asked.
    for (const { pid } of [face.api, face.bot]) expect(process.kill(pid, 0)).toBe(true);
  });
});
