// R11: from the report that makes the evidence (the third person who tells of one scam in their own words) to the proposed warning.

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'pg';
import { median, rounded, type BenchEntry } from '#bench/bench-entry.ts';
import { loadKnownPatterns } from '#core/matching/known-patterns.ts';
import { loadCorpus } from '#core/reading/training/corpus.ts';
import { newSecret, postReport, runService } from '#tests/support/service.ts';

const AIM_MS = 60_000;
const CAMPAIGNS = 10;
const REPORTERS = 3;
/** What people add of their own to the script that they all got: each says something else. */
const TELLINGS = loadCorpus()
  .filter(({ language, label, text }) => language === 'ko' && label.kind === 'account' && label.loss === 'near_miss' && text.length > 60 && !/\d/.test(text))
  .map(({ text }) => text);

export async function measureProposals(databaseUrl: string): Promise<Record<string, BenchEntry>> {
  const secret = newSecret();
  const service = await runService({ DATA_DIR: mkdtempSync(join(tmpdir(), 'jaga-bench-')), DATABASE_URL: databaseUrl, WEBHOOK_SECRETS: `bank:${secret}` });
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  try {
    const times: number[] = [];
    for (const [at, script] of scripts().entries()) times.push(await timeOf({ pool, address: service.address, secret }, script, at));
    return {
      proposal_ms: {
        value: rounded(median(times)),
        unit: 'ms from the third report to the proposal (p50)',
        baseline: null,
        baseline_name: null,
        ratio: null,
        runs: times.length,
        settings: { longest: rounded(Math.max(...times)), reporters: REPORTERS, aim_ms: AIM_MS },
      },
    };
  } finally {
    await service.kill('SIGTERM');
    await pool.end();
  }
}

function scripts(): string[] {
  const korean = loadKnownPatterns().filter(({ language, type }) => language === 'ko' && type !== 'OTHER');
  return Array.from({ length: CAMPAIGNS }, (_, at) => korean[at * 7]?.text ?? '');
}

interface Bench {
  pool: Pool;
  address: string;
  secret: string;
}

async function timeOf({ pool, address, secret }: Bench, script: string, at: number): Promise<number> {
  const before = await alarms(pool);
  for (const [person, telling] of TELLINGS.slice(at * REPORTERS, (at + 1) * REPORTERS).entries()) {
    const body = {
      text: `${telling}\n${script} 계좌 국민은행 ${String(611_000 + at * 977)}-04-${String(211_000 + at * 3_571)}`,
      reporter: { id: `p${at}-${person}` },
    };
    const answer = await postReport(address, secret, body);
    if (answer.status !== 202) throw new Error(`${address} answered ${answer.status}`);
    await answer.arrayBuffer();
  }
  const begin = performance.now();
  while ((await alarms(pool)) === before) {
    if (performance.now() - begin > 2 * AIM_MS) throw new Error(`no proposal ${2 * AIM_MS} ms after the third report of "${script.slice(0, 40)}"`);
    await pause(5);
  }
  return performance.now() - begin;
}

/** Alarms of campaigns: those that belong to an open proposal are added to it. */
async function alarms(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(`select count(*)::int as n from alarms where detector in ('campaign', 'novel')`);
  return rows[0]?.n ?? 0;
}
