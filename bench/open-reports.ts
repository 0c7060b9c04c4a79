// 50,000 open reports as a busy day leaves them, for what is measured of the console: really read and sealed; of their texts there are 2,000, told
// again. Half of them are in campaigns, a few of which are large.

import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { Pool } from 'pg';
import { retold } from '#bench/varied-reports.ts';
import type { CoreContext } from '#core/context.ts';
import type { Tables } from '#core/database.ts';
import { createVault } from '#core/privacy/vault.ts';
import type { Reading } from '#core/reading/reading.ts';
import { createRandom } from '#core/reading/training/random.ts';
import { prepareReport } from '#core/reports/prepare-report.ts';
import { readContent } from '#core/reports/read-report.ts';
import { insertReadings, readingRows, type ReadingRows } from '#core/reports/reading-store.ts';
import type { ReportContent, ReportToReceive } from '#core/reports/report.ts';
import { storeReport } from '#core/reports/report-store.ts';
import { CHANNELS } from '#core/taxonomy/taxonomy.ts';
import { systemClock } from '#platform/clock.ts';
import { createKysely } from '#platform/database.ts';
import { createLog } from '#platform/log.ts';
import { migrate } from '#platform/migrations.ts';
import { createTelemetry } from '#platform/telemetry.ts';

export const REPORTS = 50_000;
const TEXTS = 2_000;
const BATCH = 500;
const CAMPAIGNS = 400;
/** Prime: the texts are of every kind, not those that the corpus begins with. */
const STRIDE = 7_919;
const MINUTE_MS = 60_000;
const SOURCES = ['webhook', 'telegram', 'web', 'telegram'] as const;

export interface ToldReport {
  content: ReportContent;
  reading: Reading;
}

export interface ConsoleBench {
  pool: Pool;
  context: CoreContext;
  /** As `MASTER_KEY` has it. */
  masterKey: string;
}

export async function openConsoleBench(databaseUrl: string): Promise<ConsoleBench> {
  const pool = new Pool({ connectionString: databaseUrl, max: 4 });
  await migrate(pool);
  const key = randomBytes(32);
  const context: CoreContext = {
    db: createKysely<Tables>(pool),
    vault: createVault(key),
    clock: systemClock,
    telemetry: createTelemetry(createLog('silent')),
  };
  return { pool, context, masterKey: key.toString('base64') };
}

/** One in two minutes, the last one now. @returns the different texts among them. */
export async function seedOpenReports({ pool, context }: ConsoleBench): Promise<ToldReport[]> {
  const told = Array.from({ length: TEXTS }, (_, index) => tell(index));
  const now = Date.now();
  for (let from = 0; from < REPORTS; from += BATCH) {
    await storeAndRead(
      context,
      Array.from({ length: BATCH }, (_, at) => {
        const index = from + at;
        const each = told[index % TEXTS];
        if (each === undefined) throw new Error('there are no texts');
        return { ...each, index, received: new Date(now - (REPORTS - index) * 2 * MINUTE_MS) };
      }),
    );
  }
  await joinCampaigns(context);
  await context.db.updateTable('reports').set({ matched_at: new Date() }).execute();
  await context.db.deleteFrom('outbox').execute();
  await pool.query('vacuum analyze');
  return told;
}

export function tell(index: number): ToldReport {
  const content = { text: retold(index * STRIDE).text, suspects: [], evidence: [] };
  return { content, reading: readContent(content, { channel: null, country: null }) };
}

/** In one transaction, as a worker does with what came together. @param rowsOf what a reading leaves. */
export async function storeAndRead(
  context: CoreContext,
  reports: readonly (ToldReport & { index: number; received: Date })[],
  rowsOf: typeof readingRows = readingRows,
): Promise<void> {
  await context.db.transaction().execute(async (tx) => {
    const read: ReadingRows[] = [];
    for (const { content, reading, index, received } of reports) {
      const report = prepareReport({ ...context, clock: { now: () => received } }, toReceive(content, { index, received }));
      await storeReport(tx, report);
      const { id, wrapped_key } = report.row;
      if (wrapped_key !== null && wrapped_key !== undefined)
        read.push(rowsOf(context.vault, { key: context.vault.unwrap(wrapped_key, id), reportId: id }, { reading, now: received }));
    }
    await insertReadings(tx, read);
  });
}

function toReceive(content: ReportContent, { index, received }: { index: number; received: Date }): ReportToReceive {
  const lost = index % 7 === 0;
  const channel = CHANNELS[index % CHANNELS.length];
  return {
    source: SOURCES[index % SOURCES.length] ?? 'web',
    content,
    evidence: [],
    country: index % 3 === 0 ? 'MY' : 'KR',
    ...(channel !== undefined && { channel }),
    loss: { state: lost ? 'lost' : 'unknown', ...(lost && { paid_at: new Date(received.getTime() - MINUTE_MS) }) },
    consent: { share: [], contact: false, version: 1 },
  };
}

/** Every other report; the largest campaign has one in twenty of them. */
async function joinCampaigns({ db }: CoreContext): Promise<void> {
  const { next } = createRandom(1);
  const campaigns = Array.from({ length: CAMPAIGNS }, () => randomUUID());
  const now = new Date();
  await db
    .insertInto('campaigns')
    .values(campaigns.map((id) => ({ id, type: 'PHISH', first_seen_at: now, last_seen_at: now, merged_into: null, woke_at: null })))
    .execute();
  const reports = await db.selectFrom('reports').select(['id', 'received_at']).orderBy('received_at').execute();
  const joined = reports.filter((_, index) => index % 2 === 0).map((report) => ({ ...report, campaign: campaigns[Math.floor(CAMPAIGNS * next() ** 2)] }));
  await sql`insert into campaign_reports (report_id, campaign_id, joined_by, joined_at)
    select r.id, r.campaign, '{text}', r.at from unnest(${joined.map(({ id }) => id)}::uuid[], ${joined.map(({ campaign }) => campaign)}::uuid[],
      ${joined.map(({ received_at: at }) => at)}::timestamptz[]) as r (id, campaign, at)`.execute(db);
}
