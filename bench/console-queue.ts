// The triage console on 50,000 open reports: what an officer waits for, at the use cases themselves. Reports are really read and sealed; of their
// texts there are 2,000, told again.

import { randomBytes } from 'node:crypto';
import { Pool } from 'pg';
import { median, quantile, rounded, type BenchEntry } from '#bench/bench-entry.ts';
import { retold } from '#bench/varied-reports.ts';
import type { CoreContext } from '#core/context.ts';
import type { Tables } from '#core/database.ts';
import { createVault } from '#core/privacy/vault.ts';
import type { Reading } from '#core/reading/reading.ts';
import { prepareReport } from '#core/reports/prepare-report.ts';
import { readContent } from '#core/reports/read-report.ts';
import { insertReadings, readingRows } from '#core/reports/reading-store.ts';
import type { ReportContent } from '#core/reports/report.ts';
import { storeReport } from '#core/reports/report-store.ts';
import { searchReports } from '#core/search/search-reports.ts';
import type { Officer } from '#core/staff/staff.ts';
import { openForOfficer } from '#core/triage/open-report.ts';
import { countReports } from '#core/triage/queue/report-counts.ts';
import { listReports, type ReportPage } from '#core/triage/report-list.ts';
import { systemClock } from '#platform/clock.ts';
import { createKysely } from '#platform/database.ts';
import { createLog } from '#platform/log.ts';
import { migrate } from '#platform/migrations.ts';
import { createTelemetry } from '#platform/telemetry.ts';

const REPORTS = 50_000;
const TEXTS = 2_000;
const BATCH = 500;
const TRIES = 60;
const PAGE = 100;
const MINUTE_MS = 60_000;

export async function measureConsoleQueue(databaseUrl: string): Promise<Record<string, BenchEntry>> {
  const pool = new Pool({ connectionString: databaseUrl, max: 4 });
  await migrate(pool);
  const context: CoreContext = {
    db: createKysely<Tables>(pool),
    vault: createVault(randomBytes(32)),
    clock: systemClock,
    telemetry: createTelemetry(createLog('silent')),
  };
  await seed(context);
  await pool.query('vacuum analyze');
  try {
    return await measure(context);
  } finally {
    await pool.end();
  }
}

async function seed(context: CoreContext): Promise<void> {
  const texts = new Map<number, { content: ReportContent; reading: Reading }>();
  const now = Date.now();
  for (let from = 0; from < REPORTS; from += BATCH) {
    await context.db.transaction().execute(async (tx) => {
      const read = [];
      for (let index = from; index < from + BATCH; index += 1) {
        const told = texts.get(index % TEXTS) ?? tell(index % TEXTS);
        texts.set(index % TEXTS, told);
        const received = new Date(now - (REPORTS - index) * 2 * MINUTE_MS);
        const lost = index % 7 === 0;
        const report = prepareReport(
          { ...context, clock: { now: () => received } },
          {
            source: 'webhook',
            content: told.content,
            evidence: [],
            country: index % 3 === 0 ? 'MY' : 'KR',
            loss: { state: lost ? 'lost' : 'unknown', ...(lost && { paid_at: new Date(received.getTime() - MINUTE_MS) }) },
            consent: { share: [], contact: false, version: 1 },
          },
        );
        await storeReport(tx, report);
        const { id, wrapped_key } = report.row;
        if (wrapped_key !== null && wrapped_key !== undefined)
          read.push(readingRows(context.vault, { key: context.vault.unwrap(wrapped_key, id), reportId: id }, { reading: told.reading, now: received }));
      }
      await insertReadings(tx, read);
    });
  }
  await context.db.updateTable('reports').set({ matched_at: new Date() }).execute();
  await context.db.deleteFrom('outbox').execute();
}

function tell(index: number): { content: ReportContent; reading: Reading } {
  const content = { text: retold(index).text, suspects: [], evidence: [] };
  return { content, reading: readContent(content, { channel: null, country: null }) };
}

async function measure(context: CoreContext): Promise<Record<string, BenchEntry>> {
  const by: Officer = { id: 'bench', role: 'officer', name: 'bench', email: 'bench@police.example', language: 'en' };
  const list = (page: Partial<ReportPage> = {}) => listReports(context, { limit: PAGE, ...page });
  const firstPage = await list();
  const middle = (await list({ limit: 20_000 })).at(-1)?.reference;
  const tasks: Record<string, (index: number) => Promise<unknown>> = {
    first_page: () => list(),
    filter: (index) => list({ type: ['PHISH', 'INVEST', 'TRAFFICK'][index % 3], country: 'MY' }),
    next_page: (index) => list({ after: index % 2 === 0 ? firstPage.at(-1)?.reference : middle }),
    counts: () => countReports(context, { country: 'MY' }),
    search: (index) => searchReports(context, { by, query: ['안전계좌', 'maybank', 'transfer', '4821'][index % 4] ?? '' }),
    open: (index) => openForOfficer(context, { by, reference: firstPage[index]?.reference ?? '' }),
  };
  const times = Object.fromEntries(Object.keys(tasks).map((name) => [name, [] as number[]]));
  for (let index = 0; index < TRIES; index += 1) {
    for (const [name, task] of Object.entries(tasks)) {
      const begin = performance.now();
      await task(index);
      times[name]?.push(performance.now() - begin);
    }
  }
  const p95 = (name: string): number => rounded(quantile(times[name] ?? [], 0.95));
  const settings = Object.fromEntries(
    Object.keys(tasks).flatMap((name) => [
      [`${name}_p50_ms`, rounded(median(times[name] ?? []))],
      [`${name}_p95_ms`, p95(name)],
    ]),
  );
  return {
    console_queue: {
      value: p95('filter'),
      unit: 'ms p95, a filter',
      baseline: null,
      baseline_name: null,
      ratio: null,
      runs: TRIES,
      settings: { open_reports: REPORTS, page: PAGE, ...settings, aim: 'p95 200 filter, 150 opening' },
    },
  };
}
