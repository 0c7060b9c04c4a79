import { openDatabase, createKysely } from '#platform/database.ts';
import { migrate } from '#platform/migrations.ts';
import { createVault } from '#core/privacy/vault.ts';
import { planDelivery } from '#core/delivery/plan-delivery.ts';
import { deliverAlert } from '#core/delivery/deliver-alert.ts';
import { systemClock } from '#platform/clock.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createLog } from '#platform/log.ts';
import { createTelegramClient } from '#platform/telegram.ts';
import { createPacer } from '#platform/telegram-pacer.ts';
import { createTelemetry } from '#platform/telemetry.ts';
import { startTelegramStandIn } from '#tests/support/telegram-stand-in.ts';
import { randomUUID } from 'node:crypto';
import { Worker, isMainThread, parentPort } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
const TOKEN = '4242:measure-token-of-the-stand-in-0001';
if (!isMainThread) {
  const big = await startTelegramStandIn({ token: TOKEN, keep: 'counts', chats: 'any', limits: { perSecond: 1000, chatPerSecond: 10_000 } });
  parentPort!.postMessage({ root: big.apiRoot });
  parentPort!.on('message', () => parentPort!.postMessage({ delivered: big.delivered(), peak: big.peakPerSecond(), r429: big.count('sendMessage', 429) }));
} else {
  const worker = new Worker(fileURLToPath(import.meta.url));
  const root: string = await new Promise((r) => worker.once('message', (m) => r(m.root)));
  const log = createLog('silent');
  const open = await openDatabase({ databaseUrl: undefined, dataDir: '/tmp/measure/data' }, log);
  await migrate(open.pool);
  const db = createKysely<any>(open.pool) as any;
  const vault = createVault(Buffer.alloc(32, 7));
  const context = { db, vault, clock: systemClock, telemetry: createTelemetry(log) };
  const client = createTelegramClient({ token: TOKEN, apiRoot: root });
  // raw client ceiling
  let t0 = performance.now(); let done = 0;
  await Promise.all(Array.from({ length: 32 }, async (_, c) => { while (performance.now() - t0 < 4000) { const o = await client.call('sendMessage', { chat_id: 1_000_000 + c * 10000 + done, text: 'x' }); if (o.kind === 'ok') done += 1; } }));
  console.log('raw client ok/s', (done / 4).toFixed(0));
  await new Promise((r) => setTimeout(r, 6000));
  const size = 50_000;
  await open.pool.query('truncate deliveries, subscribers, alert_versions, alerts cascade');
  for (let k = 0; k < size; k += 5000) {
    const rows = Array.from({ length: 5000 }, (_, i) => { const id = randomUUID(); return { id, channel: 'telegram', address_hash: vault.hash('chat', String(k + i + 1)), sealed_address: vault.sealField(String(k + i + 1), `subscribers/sealed_address/${id}`), language: 'ms', types: [], countries: [], active: true, inactive_reason: null, updated_at: new Date() }; });
    await db.insertInto('subscribers').values(rows).execute();
  }
  const id = randomUUID();
  await open.pool.query(`insert into alerts (id, code, state, evidence, current_version, published_version, published_at, expires_at, created_at) values ('${id}','ABCDEFGH','published','{}',1,1,now(),now()+interval '1 day',now())`);
  const text = { headline: 'h', what_happens: 'w', what_to_do: 'd' };
  await open.pool.query('insert into alert_versions values ($1,1,$2,$3,$4,now())', [id, JSON.stringify({ type: 'PHISH', grade: 'danger', countries: [], valid_until: '2036-01-01T00:00:00Z', texts: { ko: text, ms: text, en: text } }), 'h', 'a']);
  t0 = performance.now();
  await planDelivery(context, id, 1);
  console.log('plan', size, (performance.now() - t0).toFixed(0), 'ms');
  const stat = () => new Promise<any>((r) => { worker.once('message', r); worker.postMessage(0); });
  const before = await stat();
  const stop = new AbortController();
  const rss0 = process.memoryUsage().rss;
  t0 = performance.now();
  setTimeout(() => stop.abort(), 15_000);
  const rate = Number(process.argv[2] ?? 1000);
  await deliverAlert(context, { telegram: client, pacer: createPacer({ perSecond: rate, perChatPerSecond: 100 }), translator: createTranslator(), publicUrl: 'x', settings: JSON.parse(process.argv[3] ?? '{}') }, id, { signal: stop.signal });
  const s = (performance.now() - t0) / 1000;
  const after = await stat();
  console.log('rate', rate, process.argv[3] ?? '', ':', ((after.delivered - before.delivered) / s).toFixed(0), '/s; 429:', after.r429 - before.r429, 'peak', after.peak, 'rss MB', (rss0 / 1e6).toFixed(0), (process.memoryUsage().rss / 1e6).toFixed(0), 'cpu', process.cpuUsage().user / 1e6);
  await open.close();
  await worker.terminate();
  process.exit(0);
}
