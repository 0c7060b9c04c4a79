// One process that delivers a planned warning to so many and tells what it took: memory, and the time of each statement. A process of its own, so
// that what is measured is the sender's; its Telegram takes everything at once and counts, no network and no limit.
// `node bench/delivery/send-some.ts ALERT_ID MESSAGES` with the database's address on standard input.

import { text } from 'node:stream/consumers';
import { Kysely, PostgresDialect, type LogEvent } from 'kysely';
import { Pool } from 'pg';
import type { Tables } from '#core/database.ts';
import { deliverAlert } from '#core/delivery/deliver-alert.ts';
import type { TelegramOut } from '#core/delivery/delivery.ts';
import { createVault } from '#core/privacy/vault.ts';
import { systemClock } from '#platform/clock.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createLog } from '#platform/log.ts';
import { createPacer } from '#platform/telegram-pacer.ts';
import { createTelemetry } from '#platform/telemetry.ts';

/** Statements by what is in them. */
const KINDS = { claim: 'skip locked', gravest: 'array_position(array', mark: 'jsonb_to_recordset' } as const;
type Kind = keyof typeof KINDS;

export interface Sent {
  messages: number;
  seconds: number;
  /** Megabytes; the highest of what was looked at ten times a second. */
  rss: number;
  heap: number;
  /** Milliseconds of each statement. */
  took: Record<Kind, number[]>;
}

const [alertId = '', messages = '0'] = process.argv.slice(2);
const limit = Number(messages);
const took: Sent['took'] = { claim: [], gravest: [], mark: [] };
const pool = new Pool({ connectionString: (await text(process.stdin)).trim(), max: 20 });
const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), log: note });
const context = { db, vault: createVault(Buffer.alloc(32, 3)), clock: systemClock, telemetry: createTelemetry(createLog('silent')) };

function note({ query, queryDurationMillis }: LogEvent): void {
  for (const kind of ['claim', 'gravest', 'mark'] as const) if (query.sql.includes(KINDS[kind])) took[kind].push(queryDurationMillis);
}

let [rss, heap] = [0, 0];
const looking = setInterval(look, 100);
function look(): void {
  const memory = process.memoryUsage();
  rss = Math.max(rss, memory.rss / 2 ** 20);
  heap = Math.max(heap, memory.heapUsed / 2 ** 20);
}

let sent = 0;
const enough = new AbortController();
const client = {
  call: () => {
    sent += 1;
    if (sent === limit) enough.abort();
    return Promise.resolve({ kind: 'ok', result: { message_id: sent } });
  },
};
const pacer = createPacer({ perSecond: 100_000, perChatBurst: 3 });
const deps = { webPush: undefined, translator: createTranslator(), publicUrl: 'https://jaga.example', settings: { paid: true } };
const start = performance.now();
await deliverAlert(context, { ...deps, telegram: { client: client as unknown as TelegramOut['client'], pacer } }, alertId, { signal: enough.signal });
const seconds = (performance.now() - start) / 1_000;
clearInterval(looking);
look();
pacer.close();
await pool.end();
process.stdout.write(JSON.stringify({ messages: sent, seconds, rss, heap, took } satisfies Sent));
