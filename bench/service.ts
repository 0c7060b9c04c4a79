// The running service under a steady load: memory idle and at 50 reports/s, and the time from a 202 to the report being read and matched.

import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'pg';
import { quantile, rounded, type BenchEntry } from '#bench/bench-entry.ts';
import { loadKnownPatterns } from '#core/matching/known-patterns.ts';
import { newSecret, postReport, runService } from '#tests/support/service.ts';

const RATE = 50;
const SECONDS = 20;

export async function measureService(databaseUrl: string): Promise<Record<string, BenchEntry>> {
  const secret = newSecret();
  const begin = performance.now();
  const service = await runService({ DATA_DIR: mkdtempSync(join(tmpdir(), 'jaga-bench-')), DATABASE_URL: databaseUrl, WEBHOOK_SECRETS: `bank:${secret}` });
  const readyMs = performance.now() - begin;
  await pause(3_000);
  const idle = memoryOf(service.pid);
  const seeds = loadKnownPatterns();
  const posts: Promise<unknown>[] = [];
  let highest = idle;
  for (let sent = 0; sent < RATE * SECONDS; sent += 1) {
    posts.push(postReport(service.address, secret, { text: `${seeds[sent % seeds.length]?.text} ${sent}`, reporter: { id: `p${sent}` } }));
    if (sent % RATE === 0) highest = Math.max(highest, memoryOf(service.pid));
    await pause(Math.max(0, (sent * 1_000) / RATE - (performance.now() - begin - readyMs - 3_000)));
  }
  await Promise.all(posts);
  await pause(2_000);
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  const { rows } = await pool.query<{ read: number | null; matched: number | null }>(
    `select extract(epoch from read_at - received_at)::float8 * 1000 as read, extract(epoch from matched_at - received_at)::float8 * 1000 as matched from reports where partner = 'bank'`,
  );
  await pool.end();
  await service.kill('SIGTERM');
  const of = (values: (number | null)[]): number[] => values.filter((value) => value !== null);
  const [read, matched] = [of(rows.map((row) => row.read)), of(rows.map((row) => row.matched))];
  const settings = {
    reports: rows.length,
    per_second: RATE,
    read_p50: rounded(quantile(read, 0.5)),
    read_p99: rounded(quantile(read, 0.99)),
    matched_p99: rounded(quantile(matched, 0.99)),
    unmatched: rows.length - matched.length,
    aim: 'p50 50, p99 500 at 100/s',
  };
  const memory = {
    idle: rounded(idle),
    highest: rounded(highest),
    per_second: RATE,
    ready_ms: rounded(readyMs),
    note: 'the Node process alone; PostgreSQL runs beside it',
  };
  const alone = { baseline: null, baseline_name: null, ratio: null, runs: 1 };
  return {
    end_to_end_ms: { value: rounded(quantile(matched, 0.5)), unit: 'ms from receipt to matched (p50)', ...alone, settings },
    memory_mb: { value: rounded(highest), unit: 'MB resident', ...alone, settings: memory },
  };
}

/** Resident megabytes, from /proc. */
function memoryOf(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1_024;
}
