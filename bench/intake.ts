// R1: durable intake, signed webhook -> on disk -> 202 with 64 connections, beside what a good engineer writes in an afternoon. Both servers
// run as processes of their own on the same database with the same durability; rounds alternate.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { median, quantile, rounded, type BenchEntry } from '#bench/bench-entry.ts';
import { newSecret, runService } from '#tests/support/service.ts';

const CONNECTIONS = 64;
const REPORTS = 2_000;
const ROUNDS = 5;

interface Round {
  perSecond: number;
  p99: number;
}

export async function measureIntake(databaseUrl: string): Promise<Record<string, BenchEntry>> {
  const secret = newSecret();
  const service = await runService(
    { DATA_DIR: mkdtempSync(join(tmpdir(), 'jaga-bench-')), DATABASE_URL: databaseUrl, WEBHOOK_SECRETS: `bank:${secret}`, WEBHOOK_RATE: '1000000' },
    'api',
  );
  const baseline = spawn(process.execPath, ['bench/baseline-intake.ts', databaseUrl, secret], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(baseline.stdout, 'data');
  const addresses = { ours: service.address, theirs: String(line).trim() };
  const rounds: { ours: Round[]; theirs: Round[] } = { ours: [], theirs: [] };
  for (const address of Object.values(addresses)) await load(address, secret);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const side of ['theirs', 'ours'] as const) rounds[side].push(await load(addresses[side], secret));
  }
  baseline.kill();
  await service.kill('SIGTERM');
  const [ours, theirs] = [rounds.ours, rounds.theirs].map((side) => median(side.map(({ perSecond }) => perSecond)));
  const ratio = median(rounds.ours.map(({ perSecond }, index) => perSecond / (rounds.theirs[index]?.perSecond ?? Number.NaN)));
  const [p99, p99Baseline] = [rounds.ours, rounds.theirs].map((side) => rounded(median(side.map((round) => round.p99))));
  const shared = { baseline_name: 'Express + zod + INSERT + queue.add', ratio: rounded(ratio), runs: ROUNDS };
  const settings = { connections: CONNECTIONS, reports: REPORTS, synchronous_commit: 'on', client: 'a process of its own on the same two cores', aim: 5 };
  return {
    intake_durable: { value: rounded(ours ?? Number.NaN), unit: 'reports/s', baseline: rounded(theirs ?? Number.NaN), ...shared, settings },
    intake_p99_ms: {
      value: p99 ?? Number.NaN,
      unit: 'ms',
      baseline: p99Baseline ?? null,
      ...shared,
      ratio: rounded((p99 ?? Number.NaN) / (p99Baseline ?? Number.NaN)),
      settings,
    },
  };
}

let made = 0;

async function load(address: string, secret: string): Promise<Round> {
  const webhook = new Webhook(secret);
  const signed = Array.from({ length: REPORTS }, () => sign(webhook));
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const times: number[] = [];
  const begin = performance.now();
  const send = async (): Promise<void> => {
    for (let next = signed.pop(); next !== undefined; next = signed.pop()) {
      const sentAt = performance.now();
      const status = await post(address, agent, next);
      if (status !== 202) throw new Error(`${address} answered ${status}`);
      times.push(performance.now() - sentAt);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, send));
  const seconds = (performance.now() - begin) / 1_000;
  agent.destroy();
  return { perSecond: REPORTS / seconds, p99: quantile(times, 0.99) };
}

interface Signed {
  raw: string;
  headers: Record<string, string>;
}

function sign(webhook: Webhook): Signed {
  made += 1;
  const raw = JSON.stringify({
    text: `서울중앙지검 수사관입니다. 안전계좌로 옮기세요 ${made}`,
    language: 'ko',
    channel: 'call',
    country: 'KR',
    reporter: { id: `p${made}` },
  });
  const at = new Date();
  const id = `bench_${process.pid}_${made}`;
  return {
    raw,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': webhook.sign(id, at, raw),
    },
  };
}

function post(address: string, agent: Agent, { raw, headers }: Signed): Promise<number> {
  return new Promise((resolve, reject) => {
    const sending = request(
      `${address}/v1/reports`,
      { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(raw) } },
      (response) => {
        response.resume();
        response.once('end', () => resolve(response.statusCode ?? 0));
      },
    );
    sending.once('error', reject);
    sending.end(raw);
  });
}
