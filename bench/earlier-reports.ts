// R6: one text against a million earlier reports, beside pg_trgm on the same texts. The index is built from PostgreSQL as a worker builds it;
// what it finds is compared with the score of every report; a second worker says when it knows a report that the first matched.

import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { Pool, types } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { median, quantile, rounded, type BenchEntry } from '#bench/bench-entry.ts';
import { timed } from '#bench/matching.ts';
import { exactScores, Recall } from '#bench/nearest.ts';
import { openTrigrams, type Trigrams } from '#bench/trigrams.ts';
import { retold, SCRIPTS, variedReport } from '#bench/varied-reports.ts';
import { createEarlierReports, type EarlierReports } from '#core/campaigns/earlier-reports.ts';
import { Joining } from '#core/campaigns/joining-lock.ts';
import { createReportMatcher } from '#core/campaigns/match-report.ts';
import { storeSignatures } from '#core/campaigns/signature-store.ts';
import type { CoreContext } from '#core/context.ts';
import type { Tables } from '#core/database.ts';
import { keysOf, type IndexedReport, type ReportIndex } from '#core/matching/index/report-index.ts';
import { buildKnownIndex } from '#core/matching/known-index.ts';
import { textSignature, type ShingleSample } from '#core/matching/text-signature.ts';
import { createVault } from '#core/privacy/vault.ts';
import { readReport } from '#core/reports/read-report.ts';
import { receiveReport } from '#core/reports/receive-report.ts';
import { systemClock } from '#platform/clock.ts';
import { createKysely } from '#platform/database.ts';
import { createLog } from '#platform/log.ts';
import { migrate } from '#platform/migrations.ts';
import { createTelemetry } from '#platform/telemetry.ts';

const SMALL = 100_000;
const BATCH = 2_000;
const ROUNDS = 5;
const OURS_A_ROUND = 200;
const THEIRS_A_ROUND = 2;
const RECALL_QUERIES = 100;
const SEEN_TRIES = 10;
/** As `cli/stages.ts`. */
const FOLLOW_EVERY_MS = 250;

export async function measureEarlierReports(databaseUrl: string, { reports }: { reports: number }): Promise<Record<string, BenchEntry>> {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: 8,
    types: { getTypeParser: (oid: number, format?: 'text' | 'binary') => (oid === 20 ? Number : types.getTypeParser(oid, format)) },
  });
  await migrate(pool);
  const db = createKysely<Tables>(pool);
  const context: CoreContext = { db, vault: createVault(randomBytes(32)), clock: systemClock, telemetry: createTelemetry(createLog('silent')) };
  // Only where no index is at hand is this one asked; keeping it while a million rows are put in takes longer than the rest of the bench.
  await pool.query('drop index signatures_bands');
  const trigrams = await openTrigrams(databaseUrl);
  const samples: ShingleSample[] = [];

  await load(context, { trigrams, samples, upTo: Math.min(SMALL, reports) });
  const small = await build(context);
  const smallTimes = Array.from({ length: OURS_A_ROUND }, (_, query) => ask(small.index, queryOf(query, samples.length)).ms);
  await load(context, { trigrams, samples, upTo: reports });
  const trigramSeconds = await trigrams?.buildIndex();
  const large = await build(context);
  const { ours, theirs, ratios } = await race(large.index, trigrams, samples.length);
  const recall = measureRecall(large.index, samples);
  const seenMs = await measureSeen(context, large.earlier);
  await trigrams?.close();
  await pool.end();
  const settings = {
    reports,
    scripts: SCRIPTS,
    p99_ms: rounded(quantile(ours, 0.99)),
    [`p50_ms_at_${SMALL}`]: rounded(median(smallTimes)),
    growth: rounded(median(ours) / median(smallTimes)),
    aim_growth: 3,
    recall_nearest: rounded(recall.nearest),
    recall_ten: rounded(recall.ten),
    recall_queries: recall.queries,
    aim_recall: 0.95,
    built_s: rounded(large.seconds),
    aim_built_s: 30,
    memory_mb: Math.round(large.earlier.state.bytes / 2 ** 20),
    seen_by_another_worker_ms: Math.round(median(seenMs)),
    seen_at_most_ms: Math.round(Math.max(...seenMs)),
    aim_seen_ms: 1_000,
    aim_ratio: 200,
    ...(trigrams !== null && {
      baseline_p99_ms: rounded(quantile(theirs, 0.99)),
      baseline_queries: theirs.length,
      baseline_index_s: rounded(trigramSeconds ?? 0),
    }),
  };
  return {
    match_reports_1m: {
      value: rounded(median(ours)),
      unit: 'ms (p50)',
      baseline: trigrams === null ? null : rounded(median(theirs)),
      baseline_name: trigrams === null ? null : 'pg_trgm GIN, best 10',
      ratio: trigrams === null ? null : rounded(median(ratios)),
      runs: ROUNDS,
      settings,
    },
  };
}

/** Reports from the one after the last loaded up to `upTo`, with their signatures and no more: what matching reads. */
export async function load(
  { db }: CoreContext,
  { trigrams, samples, upTo }: { trigrams: Trigrams | null; samples: ShingleSample[]; upTo: number },
): Promise<void> {
  for (let from = samples.length; from < upTo; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, upTo - from) }, (_, at) => {
      const { text } = variedReport(from + at);
      return { reportId: uuidv7(), text, signature: textSignature(text) };
    });
    samples.push(...batch.map(({ signature: { shingles, length } }) => ({ shingles, length })));
    await db.transaction().execute(async (tx) => {
      await sql`set local synchronous_commit = off`.execute(tx);
      await sql`insert into reports (id, reference, source, received_at, consent, state, urgent, loss_state)
        select id, 'B-' || (${from}::int + n), 'import', now(), '{}', 'received', false, 'unknown'
        from unnest(${batch.map(({ reportId }) => reportId)}::uuid[]) with ordinality as u (id, n)`.execute(tx);
      await storeSignatures(await Joining.lock(tx), batch);
    });
    await trigrams?.add(batch.map(({ text }) => text));
  }
}

async function build(context: CoreContext): Promise<{ earlier: EarlierReports; index: ReportIndex; seconds: number }> {
  const earlier = createEarlierReports(context);
  const seconds = (await timed(() => earlier.follow())) / 1_000;
  const index = await context.db.transaction().execute(async (tx) => earlier.upToDate((await Joining.lock(tx)).tx));
  if (index === null) throw new Error(`the index is ${earlier.state.kind}`);
  return { earlier, index, seconds };
}

interface Query extends IndexedReport {
  text: string;
}

function queryOf(query: number, reports: number): Query {
  const { text } = retold((query * 7_919) % reports);
  const signature = textSignature(text);
  return { text, id: uuidv7(), keys: keysOf(signature), signature, telling: [] };
}

function ask(index: ReportIndex, query: Query): { ms: number; found: { score: number }[] } {
  const begin = performance.now();
  const found = index.match(query);
  return { ms: performance.now() - begin, found };
}

async function race(index: ReportIndex, trigrams: Trigrams | null, reports: number): Promise<{ ours: number[]; theirs: number[]; ratios: number[] }> {
  const [ours, theirs, ratios]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    const [own, other]: [number[], number[]] = [[], []];
    for (let query = 0; query < OURS_A_ROUND; query += 1) {
      const each = queryOf(round * OURS_A_ROUND + query, reports);
      if (trigrams !== null && query < THEIRS_A_ROUND) other.push(await timed(() => trigrams.nearest(each.text)));
      own.push(ask(index, each).ms);
    }
    ours.push(...own);
    theirs.push(...other);
    ratios.push(median(other) / median(own));
  }
  return { ours, theirs, ratios };
}

function measureRecall(index: ReportIndex, samples: readonly ShingleSample[]): Recall {
  const recall = new Recall();
  for (let at = 0; at < RECALL_QUERIES; at += 1) {
    const query = queryOf(at * 13 + 5, samples.length);
    recall.add(exactScores(query.signature, samples), ask(index, query).found);
  }
  return recall;
}

/** Milliseconds from a report's being on disk to another worker's having it in memory. */
async function measureSeen(context: CoreContext, earlier: EarlierReports): Promise<number[]> {
  const matcher = createReportMatcher(context, { known: buildKnownIndex([], () => ({ indicators: [] })), earlier: createEarlierReports(context) });
  const following = setInterval(() => void earlier.follow(), FOLLOW_EVERY_MS);
  const waits: number[] = [];
  for (let at = 0; at < SEEN_TRIES; at += 1) {
    const { id } = await receiveReport(context, {
      source: 'webhook',
      partner: 'bench',
      content: { text: retold(at * 101).text, suspects: [], evidence: [] },
      evidence: [],
      loss: { state: 'unknown' },
      consent: { share: [], contact: false, version: 1 },
    });
    const begin = performance.now();
    const before = earlier.state.reports;
    await readReport(context, id);
    await matcher.match(id);
    while (earlier.state.reports === before) await pause(5);
    waits.push(performance.now() - begin);
  }
  clearInterval(following);
  return waits;
}
