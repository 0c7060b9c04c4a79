// R10: from accepted to classified, matched and in the officers' queue: reports a second when they come as fast as they can, beside an afternoon's
// pipeline over the same earlier reports in the same rounds; and the time at a steady 100 a second.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { randomBytes } from 'node:crypto';
import { Pool } from 'pg';
import { median, quantile, rounded, type BenchEntry } from '#bench/bench-entry.ts';
import { load } from '#bench/earlier-reports.ts';
import { openTrigrams } from '#bench/trigrams.ts';
import { retold } from '#bench/varied-reports.ts';
import type { CoreContext } from '#core/context.ts';
import type { Tables } from '#core/database.ts';
import type { ShingleSample } from '#core/matching/text-signature.ts';
import { createVault } from '#core/privacy/vault.ts';
import { systemClock } from '#platform/clock.ts';
import { createKysely } from '#platform/database.ts';
import { createLog } from '#platform/log.ts';
import { migrate } from '#platform/migrations.ts';
import { createTelemetry } from '#platform/telemetry.ts';
import { newSecret, postReport, runService } from '#tests/support/service.ts';

const EARLIER = 10_000;
const ROUNDS = 5;
const OURS_A_ROUND = 200;
const THEIRS_A_ROUND = 20;
const IN_FLIGHT = 32;
const RATE = 100;
const SECONDS = 10;

interface Side {
  address: string;
  /** Of its table: how many are done. */
  done: string;
}

export async function measurePipeline(databaseUrl: string): Promise<Record<string, BenchEntry>> {
  const pool = new Pool({ connectionString: databaseUrl, max: 4 });
  await migrate(pool);
  const context: CoreContext = {
    db: createKysely<Tables>(pool),
    vault: createVault(randomBytes(32)),
    clock: systemClock,
    telemetry: createTelemetry(createLog('silent')),
  };
  const trigrams = await openTrigrams(databaseUrl);
  const samples: ShingleSample[] = [];
  await load(context, { trigrams, samples, upTo: EARLIER });
  await trigrams?.buildIndex();
  await pool.query(`update reports set read_at = now(), matched_at = now()`);
  await pool.query('analyze');
  const secret = newSecret();
  const service = await runService({
    DATA_DIR: mkdtempSync(join(tmpdir(), 'jaga-bench-')),
    DATABASE_URL: databaseUrl,
    WEBHOOK_SECRETS: `bank:${secret}`,
    WEBHOOK_RATE: '1000000',
  });
  const baseline = trigrams === null ? null : await startBaseline(databaseUrl, secret);
  const ours: Side = { address: service.address, done: `select count(*)::int as n from reports where partner = 'bank' and matched_at is not null` };
  try {
    await flood(pool, ours, { secret, reports: OURS_A_ROUND });
    const rates = { ours: [] as number[], theirs: [] as number[], ratios: [] as number[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      const theirs = baseline === null ? null : await flood(pool, baseline.side, { secret, reports: THEIRS_A_ROUND });
      const own = await flood(pool, ours, { secret, reports: OURS_A_ROUND });
      rates.ours.push(own);
      if (theirs !== null) {
        rates.theirs.push(theirs);
        rates.ratios.push(own / theirs);
      }
    }
    baseline?.stop();
    const steady = await steadyTimes(pool, ours, secret);
    return entries({ rates, steady, withBaseline: baseline !== null });
  } finally {
    baseline?.stop();
    await service.kill('SIGTERM');
    await trigrams?.close();
    await pool.end();
  }
}

async function startBaseline(databaseUrl: string, secret: string): Promise<{ side: Side; stop(): void }> {
  const child = spawn(process.execPath, ['bench/baseline-pipeline.ts', databaseUrl, secret], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  return {
    side: { address: String(line).trim(), done: 'select count(*)::int as n from baseline_pipeline where matched_at is not null' },
    stop: () => void child.kill(),
  };
}

let made = 0;

async function post(address: string, secret: string, text: string): Promise<void> {
  made += 1;
  const body = { text, reporter: { id: `p${made}` } };
  for (;;) {
    const answer = await postReport(address, secret, body);
    await answer.arrayBuffer();
    if (answer.status === 202) return;
    // Shed: it comes again, as a partner's would.
    if (answer.status !== 503) throw new Error(`${address} answered ${answer.status}`);
    await pause(200);
  }
}

/** Reports a second from the first request to the last report's being matched. */
async function flood(pool: Pool, { address, done }: Side, { secret, reports }: { secret: string; reports: number }): Promise<number> {
  const before = await count(pool, done);
  const begin = performance.now();
  let left = reports;
  const send = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await post(address, secret, retold(made * 7).text);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, send));
  while ((await count(pool, done)) < before + reports) await pause(20);
  return reports / ((performance.now() - begin) / 1_000);
}

async function count(pool: Pool, query: string): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(query);
  return rows[0]?.n ?? 0;
}

/** Milliseconds from receipt to matched, of reports that come evenly. */
async function steadyTimes(pool: Pool, { address, done }: Side, secret: string): Promise<number[]> {
  const before = await count(pool, done);
  const since = new Date();
  const begin = performance.now();
  const posts: Promise<void>[] = [];
  for (let sent = 0; sent < RATE * SECONDS; sent += 1) {
    posts.push(post(address, secret, retold(made * 7).text));
    await pause(Math.max(0, ((sent + 1) * 1_000) / RATE - (performance.now() - begin)));
  }
  await Promise.all(posts);
  while ((await count(pool, done)) < before + posts.length) await pause(20);
  const { rows } = await pool.query<{ ms: number }>(
    `select extract(epoch from matched_at - received_at)::float8 * 1000 as ms from reports where partner = 'bank' and received_at >= $1`,
    [since],
  );
  return rows.map(({ ms }) => ms);
}

interface Measured {
  rates: { ours: number[]; theirs: number[]; ratios: number[] };
  steady: number[];
  withBaseline: boolean;
}

function entries({ rates, steady, withBaseline }: Measured): Record<string, BenchEntry> {
  const settings = {
    earlier_reports: EARLIER,
    in_flight: IN_FLIGHT,
    steady_per_second: RATE,
    p50_ms: rounded(median(steady)),
    p99_ms: rounded(quantile(steady, 0.99)),
  };
  return {
    pipeline: {
      value: rounded(median(rates.ours)),
      unit: 'reports/s matched',
      baseline: withBaseline ? rounded(median(rates.theirs)) : null,
      baseline_name: withBaseline ? 'Express + BullMQ + pg_trgm + RegExp' : null,
      ratio: withBaseline ? rounded(median(rates.ratios)) : null,
      runs: ROUNDS,
      settings: { ...settings, aim: 'p50 50, p99 500 at 100/s on two cores, ratio 10', synchronous_commit: 'on' },
    },
  };
}
