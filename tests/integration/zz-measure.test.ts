import { test } from 'vitest';
import { startBot } from '#bot/bot.ts';
import { createVault } from '#core/privacy/vault.ts';
import { storeUpdates } from '#core/inbox/inbox-store.ts';
import { receiveUpdate } from '#core/inbox/receive-update.ts';
import { planDelivery } from '#core/delivery/plan-delivery.ts';
import { deliverAlert } from '#core/delivery/deliver-alert.ts';
import { systemClock } from '#platform/clock.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createLog } from '#platform/log.ts';
import { createTelegramClient } from '#platform/telegram.ts';
import { createPacer } from '#platform/telegram-pacer.ts';
import { createTelemetry } from '#platform/telemetry.ts';
import { createTestDatabase } from '#tests/support/postgres.ts';
import { startTelegramStandIn } from '#tests/support/telegram-stand-in.ts';
import { randomUUID } from 'node:crypto';

const TOKEN = '4242:measure-token-of-the-stand-in-0001';
test('measure', { timeout: 300_000 }, async () => {
  const database = await createTestDatabase();
  const translator = createTranslator();
  const vault = createVault(Buffer.alloc(32, 7));
  const context = { db: database.db, vault, clock: systemClock, telemetry: createTelemetry(createLog('silent')) };
  const telegram = await startTelegramStandIn({ token: TOKEN, limits: { perSecond: 10_000, chatPerSecond: 10_000, chatBurst: 1000 } });
  const client = createTelegramClient({ token: TOKEN, apiRoot: telegram.apiRoot });
  const pacer = createPacer({ perSecond: 10_000, perChatPerSecond: 10_000 });
  const bot = startBot({ context, telegram: client, pacer, token: TOKEN, conversation: { translator } });
  const lat: number[] = [];
  for (let i = 0; i < 200; i += 1) {
    const p = telegram.user(10_000 + i, { languageCode: 'ko' });
    const t0 = performance.now();
    p.sends('/emergency');
    await telegram.chat(10_000 + i).waitForMessage((m) => m.text.includes('112'));
    lat.push(performance.now() - t0);
  }
  lat.sort((a, b) => a - b);
  console.log('emergency -> card on screen ms p50', lat[100]?.toFixed(1), 'p99', lat[197]?.toFixed(1));
  await bot.drain();
  console.log('stored->sent histogram', (await context.telemetry.registry.getSingleMetricAsString('jaga_reply_seconds')).split('\n').filter((l) => /le="(0.01|0.025|0.05|0.1|\+Inf)"/.test(l)).join(' '));
  // backlog
  const n = 3000;
  const ups = Array.from({ length: n }, (_, i) => ({ update_id: 900_000_000 + i, order_key: String(50_000 + (i % 1000)), json: JSON.stringify({ update_id: 900_000_000 + i, message: { message_id: i + 1, date: 1, chat: { id: 50_000 + (i % 1000), type: 'private' }, from: { id: 50_000 + (i % 1000), is_bot: false, first_name: 'x', language_code: 'en' }, text: '/help' } }) }));
  for (let i = 0; i < 1000; i += 1) telegram.user(50_000 + i);
  let t0 = performance.now();
  for (let i = 0; i < n; i += 500) await storeUpdates(context, ups.slice(i, i + 500));
  console.log('store', n, (performance.now() - t0).toFixed(0), 'ms');
  t0 = performance.now();
  await bot.drain();
  console.log('backlog handled+sent', n, (performance.now() - t0).toFixed(0), 'ms');
  // webhook ack under load
  const acks: number[] = [];
  await Promise.all(Array.from({ length: 40 }, async (_, c) => {
    for (let i = 0; i < 50; i += 1) {
      const id = 950_000_000 + c * 50 + i;
      const s = performance.now();
      await receiveUpdate(context, { body: Buffer.from(JSON.stringify({ update_id: id, message: { message_id: 1, date: 1, chat: { id: 50_000 + c, type: 'private' }, from: { id: 50_000 + c, is_bot: false, first_name: 'x' }, text: '/help' } })), secretHeader: 'abcdefgh', secret: 'abcdefgh' });
      acks.push(performance.now() - s);
    }
  }));
  acks.sort((a, b) => a - b);
  console.log('ack with 40 at once while handling: p50', acks[1000]?.toFixed(1), 'p99', acks[1979]?.toFixed(1));
  await bot.stop();
  await telegram.close();
  // broadcast
  const size = 200_000;
  const big = await startTelegramStandIn({ token: TOKEN, keep: 'counts', chats: 'any', limits: { perSecond: 1000, chatPerSecond: 10_000 } });
  t0 = performance.now();
  for (let k = 0; k < size; k += 5000) {
    const rows = Array.from({ length: 5000 }, (_, i) => { const id = randomUUID(); return { id, channel: 'telegram' as const, address_hash: vault.hash('chat', String(k + i + 1)), sealed_address: vault.sealField(String(k + i + 1), `subscribers/sealed_address/${id}`), language: 'ms', types: [], countries: [], active: true, inactive_reason: null, updated_at: new Date() }; });
    await database.db.insertInto('subscribers').values(rows).execute();
  }
  console.log('made subscribers', (performance.now() - t0).toFixed(0));
  const id = randomUUID();
  await database.pool.query(`insert into alerts (id, code, state, evidence, current_version, published_version, published_at, expires_at, created_at) values ('${id}','ABCDEFGH','published','{}',1,1,now(),now()+interval '1 day',now())`);
  const text = { headline: 'h', what_happens: 'w', what_to_do: 'd' };
  await database.pool.query('insert into alert_versions values ($1,1,$2,$3,$4,now())', [id, JSON.stringify({ type: 'PHISH', grade: 'danger', countries: [], valid_until: '2036-01-01T00:00:00Z', texts: { ko: text, ms: text, en: text } }), 'h', 'a']);
  t0 = performance.now();
  await planDelivery(context, id, 1);
  console.log('plan', size, (performance.now() - t0).toFixed(0), 'ms');
  const stop = new AbortController();
  const rss0 = process.memoryUsage().rss;
  t0 = performance.now();
  setTimeout(() => stop.abort(), 20_000);
  await deliverAlert(context, { telegram: createTelegramClient({ token: TOKEN, apiRoot: big.apiRoot }), pacer: createPacer({ perSecond: 1000, perChatPerSecond: 100 }), translator, publicUrl: 'x' }, id, { signal: stop.signal });
  const s = (performance.now() - t0) / 1000;
  console.log('delivered', big.delivered(), 'in', s.toFixed(1), 's =', (big.delivered() / s).toFixed(0), '/s; 429:', big.count('sendMessage', 429), 'peak', big.peakPerSecond(), 'rss MB', (rss0 / 1e6).toFixed(0), (process.memoryUsage().rss / 1e6).toFixed(0));
  await big.close();
  await database.drop();
});
