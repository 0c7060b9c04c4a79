// P6: how soon Telegram is told that an update is kept, for updates of every kind, the odd ones among them, while the bot handles them; and how soon
// somebody who has just paid is answered after all of that.

import { quantile, rounded, type BenchEntry } from '#bench/bench-entry.ts';
import { startTelegramFace, type TelegramFace } from '#tests/support/telegram-face.ts';
import { everyUpdate, type NamedUpdate } from '#tests/support/updates/every-update.ts';

const ROUNDS = 10;
/** Posted at once. */
const CONNECTIONS = 8;
const VICTIM = 8_900_001;

export async function measureUpdates(databaseUrl: string): Promise<Record<string, BenchEntry>> {
  const face = await startTelegramFace(databaseUrl, { keep: 'counts', chats: 'any', limits: { perSecond: 10_000, chatPerSecond: 10_000 } });
  try {
    await postAll(face, everyUpdate(1));
    const times: number[] = [];
    let kinds = 0;
    for (let round = 1; round <= ROUNDS; round += 1) {
      const updates = everyUpdate(round * 1_000);
      kinds = updates.length;
      times.push(...(await postAll(face, updates)));
    }
    return { telegram_updates: entryOf(times, { kinds, cardMs: await cardAfter(face) }) };
  } finally {
    await face.stop();
  }
}

function entryOf(times: number[], { kinds, cardMs }: { kinds: number; cardMs: number }): BenchEntry {
  const settings = {
    kinds,
    posted: times.length,
    connections: CONNECTIONS,
    p50: rounded(quantile(times, 0.5)),
    p99: rounded(quantile(times, 0.99)),
    slowest: rounded(Math.max(...times)),
    card_afterwards_ms: rounded(cardMs),
    aim_p99: 250,
    note: 'API and bot as two processes; the bot handles what comes meanwhile',
  };
  return {
    value: rounded(quantile(times, 0.99)),
    unit: 'ms until answered 200 (p99)',
    baseline: null,
    baseline_name: null,
    ratio: null,
    runs: ROUNDS,
    settings,
  };
}

/** @throws when one is answered otherwise than with 200. */
async function postAll({ post }: TelegramFace, updates: readonly NamedUpdate[]): Promise<number[]> {
  const times: number[] = [];
  const waiting = updates.values();
  const send = async (): Promise<void> => {
    for (const { name, update } of waiting) {
      const begin = performance.now();
      const status = await post(update);
      if (status !== 200) throw new Error(`${name}: answered ${status}`);
      times.push(performance.now() - begin);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, send));
  return times;
}

async function cardAfter({ telegram }: TelegramFace): Promise<number> {
  const begin = performance.now();
  telegram.user(VICTIM, { languageCode: 'ko' }).sends('검찰이라면서 전화가 와서 시키는 대로 방금 500만원 보냈어요');
  await telegram.until(() => (telegram.chat(VICTIM).delivered() > 0 ? true : undefined), { timeoutMs: 60_000, what: 'the card' });
  return performance.now() - begin;
}
