// R9: how near a warning's way to its subscribers comes to the rate that Telegram allows, without passing it: 30 messages a second for every bot,
// 1,000 with paid broadcast. The stand-in Bot API refuses what comes faster.

import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { rounded, type BenchEntry } from '#bench/bench-entry.ts';
import { contentHash, type AlertContent } from '#core/alerts/alert.ts';
import type { CoreContext } from '#core/context.ts';
import type { Tables } from '#core/database.ts';
import { deliverAlert } from '#core/delivery/deliver-alert.ts';
import { planDelivery } from '#core/delivery/plan-delivery.ts';
import { createVault } from '#core/privacy/vault.ts';
import { saveSubscription } from '#core/subscribers/subscribers.ts';
import { systemClock } from '#platform/clock.ts';
import { createKysely } from '#platform/database.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createLog } from '#platform/log.ts';
import { migrate } from '#platform/migrations.ts';
import { createTelegramClient } from '#platform/telegram.ts';
import { createPacer } from '#platform/telegram-pacer.ts';
import { createTelemetry } from '#platform/telemetry.ts';
import { startTelegramStandIn } from '#tests/support/telegram-stand-in.ts';

const TOKEN = '4242:bench-token-of-the-stand-in';
/** Ten seconds or more each. */
const RUNS = { broadcast_30: { perSecond: 30, people: 450 }, broadcast_1000: { perSecond: 1_000, people: 10_000 } } as const;
const TEXT = { headline: '가짜 택배 문자', what_happens: '주소를 고치라는 문자가 옵니다.', what_to_do: '링크를 누르지 마세요.' };
const CONTENT: AlertContent = {
  type: 'PHISH',
  grade: 'warning',
  countries: [],
  valid_until: '2036-12-07T00:00:00Z',
  texts: { ko: TEXT, ms: TEXT, en: TEXT },
};

export async function measureBroadcast(databaseUrl: string): Promise<Record<string, BenchEntry>> {
  const pool = new Pool({ connectionString: databaseUrl, max: 20 });
  await migrate(pool);
  const context = {
    db: createKysely<Tables>(pool),
    vault: createVault(Buffer.alloc(32, 3)),
    clock: systemClock,
    telemetry: createTelemetry(createLog('silent')),
  };
  try {
    const entries: [string, BenchEntry][] = [];
    for (const [name, run] of Object.entries(RUNS)) entries.push([name, await measure(context, run)]);
    return Object.fromEntries(entries);
  } finally {
    await pool.end();
  }
}

async function measure(context: CoreContext, { perSecond, people }: { perSecond: number; people: number }): Promise<BenchEntry> {
  const telegram = await startTelegramStandIn({ token: TOKEN, limits: { perSecond, penaltySeconds: 1 } });
  try {
    await context.db.deleteFrom('deliveries').execute();
    await context.db.deleteFrom('subscribers').execute();
    for (let chatId = 1; chatId <= people; chatId += 1) {
      telegram.user(chatId);
      await saveSubscription(context, { chatId, language: 'ko', active: true, types: [], countries: [] });
    }
    const alertId = await publish(context);
    await planDelivery(context, alertId, 1);
    const client = createTelegramClient({ token: TOKEN, apiRoot: telegram.apiRoot });
    const pacer = createPacer({ perSecond, perChatBurst: 3 });
    const deps = { telegram: { client, pacer }, webPush: undefined, translator: createTranslator(), publicUrl: 'https://jaga.example' };
    await deliverAlert(context, { ...deps, settings: { paid: perSecond > 30 } }, alertId);
    pacer.close();
    const times = telegram.calls('sendMessage').map(({ at }) => at);
    const rate = (people - 1) / ((Math.max(...times) - Math.min(...times)) / 1_000);
    const settings = { people, delivered: telegram.delivered(), refused: telegram.count('sendMessage', 429), aim_ratio: 0.97 };
    return {
      value: rounded(rate),
      unit: 'messages/s',
      baseline: perSecond,
      baseline_name: 'the allowed rate',
      ratio: rounded(rate / perSecond),
      runs: 1,
      settings,
    };
  } finally {
    await telegram.close();
  }
}

async function publish({ db, clock }: CoreContext): Promise<string> {
  const id = randomUUID();
  const now = clock.now();
  const fixed = { state: 'published', proposal_key: null, campaign_id: null, evidence: '{"detector":"officer"}' } as const;
  const version = { current_version: 1, published_version: 1, published_at: now, expires_at: new Date(CONTENT.valid_until), created_at: now };
  await db
    .insertInto('alerts')
    .values({ id, code: randomUUID().slice(0, 8).toUpperCase(), ...fixed, ...version })
    .execute();
  await db
    .insertInto('alert_versions')
    .values({ alert_id: id, version: 1, content: JSON.stringify(CONTENT), content_hash: contentHash(CONTENT), author: 'bench', created_at: now })
    .execute();
  return id;
}
