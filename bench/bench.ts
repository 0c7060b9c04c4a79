// `npm run bench [-- [--reports N] NAME…]`: the measured promises, each beside its baseline in the same interleaved run. A figure that misses its aim is
// printed as it is; nothing fails. Table on the screen, bench/results.json beside it.

import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { measureCohort, measureFree, measurePaid } from '#bench/broadcast.ts';
import { measureMemory, measureMillion } from '#bench/broadcast-memory.ts';
import { measureCards } from '#bench/cards.ts';
import { measureEarlierReports } from '#bench/earlier-reports.ts';
import { measureConsoleBrowser } from '#bench/console-browser.ts';
import { measureConsoleQueue } from '#bench/console-queue.ts';
import { measureClustering } from '#bench/clustering.ts';
import { measureExtraction } from '#bench/extraction.ts';
import { measureClassifying } from '#bench/classifying.ts';
import { measureHostile } from '#bench/hostile.ts';
import { measureIntake } from '#bench/intake.ts';
import { measureMatching } from '#bench/matching.ts';
import { measurePictures } from '#bench/pictures.ts';
import { measurePipeline } from '#bench/pipeline.ts';
import { measureProposals } from '#bench/proposals.ts';
import { measureReading } from '#bench/reading.ts';
import { measureSearchIndex } from '#bench/search-index.ts';
import { measureService } from '#bench/service.ts';
import { measureUpdates } from '#bench/updates.ts';
import type { BenchEntry } from '#bench/bench-entry.ts';
import { createLog } from '#platform/log.ts';
import { joinEmbeddedServer } from '#platform/postgres/embedded-server.ts';

const RESULTS = new URL('results.json', import.meta.url);

/** `reports`: earlier reports of match_reports_1m. */
type Bench = (databaseUrl: string, options: { reports: number }) => Promise<Record<string, BenchEntry>>;
/** What is measured by which run; several names may come of one. */
const BENCHES: Record<string, Bench> = {
  intake_durable: measureIntake,
  card_ms: measureCards,
  broadcast_free: measureFree,
  broadcast_paid: measurePaid,
  broadcast_cohort_10k: measureCohort,
  broadcast_memory: measureMemory,
  broadcast_million: measureMillion,
  telegram_updates: measureUpdates,
  end_to_end_ms: measureService,
  memory_mb: measureService,
  analyse: measureReading,
  classify: measureClassifying,
  extract: measureExtraction,
  hostile_ms: measureHostile,
  match_known_100k: measureMatching,
  match_reports_1m: measureEarlierReports,
  cluster: measureClustering,
  pipeline: measurePipeline,
  proposal_ms: measureProposals,
  ocr_screenshot_ms: measurePictures,
  console_queue: measureConsoleQueue,
  console_browser: measureConsoleBrowser,
  search_index: measureSearchIndex,
};

/** What takes long and says little that is new: only when it is asked for. */
const ONLY_NAMED = new Set(['broadcast_million']);

const { values: options, positionals: wanted } = parseArgs({ allowPositionals: true, options: { reports: { type: 'string', default: '1000000' } } });
const unknown = wanted.filter((name) => BENCHES[name] === undefined);
if (unknown.length > 0) {
  process.stderr.write(`There is no bench ${unknown.join(', ')}; there are: ${Object.keys(BENCHES).join(', ')}\n`);
  process.exit(1);
}

/** Each bench has a database of its own on the one server. */
async function freshDatabase(): Promise<string> {
  const name = `bench_${randomBytes(4).toString('hex')}`;
  const maintenance = new Client({ connectionString: server.url });
  await maintenance.connect();
  await maintenance.query(`create database ${name}`);
  await maintenance.end();
  return server.url.replace(/[^/]+$/, name);
}

const dataDir = mkdtempSync(join(tmpdir(), 'jaga-bench-'));
const server = await joinEmbeddedServer({ dataDir, log: createLog('warn') });
try {
  const runs = new Set(
    Object.entries(BENCHES).flatMap(([name, bench]) => (wanted.includes(name) || (wanted.length === 0 && !ONLY_NAMED.has(name)) ? [bench] : [])),
  );
  const results: Record<string, BenchEntry> = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : {};
  for (const bench of runs) {
    for (const [name, entry] of Object.entries(await bench(await freshDatabase(), { reports: Number(options.reports) }))) {
      results[name] = entry;
      const beside = entry.baseline === null ? '' : `  baseline ${entry.baseline} (${entry.baseline_name})  ratio ${entry.ratio}`;
      process.stdout.write(`${name.padEnd(18)} ${String(entry.value).padStart(10)} ${entry.unit}${beside}  ${JSON.stringify(entry.settings)}\n`);
    }
  }
  writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
} finally {
  await server.leave();
  rmSync(dataDir, { recursive: true, force: true });
}
