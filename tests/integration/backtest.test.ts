// A recorded stream proposes what the service proposed when it came; and what leaves the database for that names nobody.

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBacktest, type BacktestProposal, type RecordedReport } from '#core/backtest/backtest.ts';
import { detectSurges } from '#core/campaigns/detect-surges.ts';
import { matchReport } from '#tests/support/match-report.ts';
import { proposeForCampaign } from '#core/campaigns/propose-alert.ts';
import type { CoreContext } from '#core/context.ts';
import { buildKnownIndex } from '#core/matching/known-index.ts';
import { createVault } from '#core/privacy/vault.ts';
import { readMessage } from '#core/reading/read-message.ts';
import { readReport } from '#core/reports/read-report.ts';
import { receiveReport } from '#core/reports/receive-report.ts';
import { eraseReport } from '#core/reports/erase-report.ts';
import { recordStream } from '#core/recording/record-stream.ts';
import { HOME_COUNTRIES } from '#core/taxonomy/taxonomy.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createLog } from '#platform/log.ts';
import { createTelemetry } from '#platform/telemetry.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';

const FIXTURE = 'tests/fixtures/recorded-stream.ndjson';
const STREAM = linesOf(readFileSync(FIXTURE, 'utf8'));
const translator = createTranslator({ strict: true });
const known = buildKnownIndex([], (text) => readMessage({ text }));
let database: TestDatabase;
let context: CoreContext;
let now = new Date(0);
let proposed: Told[];
let firstReportId: string;

/** What was proposed, told the same way by both. Numbers of campaigns differ, so they are named by their first report. */
interface Told {
  detector: string;
  at: string;
  type: string;
  reporters: unknown;
  independent: unknown;
}

function linesOf(text: string): RecordedReport[] {
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RecordedReport);
}

async function receive({ text, reporter, at, country, reporter_since }: RecordedReport): Promise<string> {
  now = new Date(at);
  const { id } = await receiveReport(context, {
    source: reporter_since === undefined ? 'webhook' : 'telegram',
    ...(reporter_since === undefined && { partner: 'bank' }),
    content: { text, suspects: [], evidence: [] },
    evidence: [],
    loss: { state: 'unknown' },
    consent: { share: [], contact: false, version: 1 },
    ...(country !== undefined && { country: HOME_COUNTRIES.find((each) => each === country) ?? country }),
    ...(reporter !== undefined && { reporter_key: reporter }),
  });
  await readReport(context, id);
  const matched = await matchReport(context, known, id);
  if (matched.kind === 'matched' && matched.campaignId !== null) await proposeForCampaign(context, translator, matched.campaignId);
  await detectSurges(context, translator);
  return id;
}

beforeAll(async () => {
  database = await createTestDatabase();
  context = { db: database.db, vault: createVault(Buffer.alloc(32, 7)), clock: { now: () => now }, telemetry: createTelemetry(createLog('silent')) };
  firstReportId = await receive(STREAM[0] as RecordedReport);
  for (const report of STREAM.slice(1)) await receive(report);
  const alerts = await database.db
    .selectFrom('alerts as a')
    .innerJoin('alert_versions as v', 'v.alert_id', 'a.id')
    .select(['a.evidence', 'a.created_at', 'v.content'])
    .execute();
  proposed = alerts.map(({ evidence, created_at, content }) => ({
    detector: evidence.detector,
    at: created_at.toISOString(),
    type: content.type,
    reporters: evidence.reporters,
    independent: evidence.independent_reporters,
  }));
});
afterAll(() => database.drop());

function replay(stream: readonly RecordedReport[]): BacktestProposal[] {
  const backtest = createBacktest();
  return stream.flatMap((report) => backtest.add(report));
}

function told(proposals: readonly BacktestProposal[]): Told[] {
  return proposals
    .filter(({ detector }) => detector !== 'entity')
    .map(({ detector, at, type, why }) => ({ detector, at, type, reporters: why['reporters'], independent: why['independent_reporters'] }));
}

const inOrder = (some: readonly Told[]): Told[] => some.toSorted((a, b) => (`${a.at}${a.detector}${a.type}` < `${b.at}${b.detector}${b.type}` ? -1 : 1));

test('the backtest proposes what the service proposed, at the same moments, on the same evidence', () => {
  expect(proposed.length).toBeGreaterThan(4);
  expect(inOrder(told(replay(STREAM)))).toEqual(inOrder(proposed));
});

describe('a recording of the database', () => {
  const PLANTED = ['613301', '221987', '01123459876', '2345 9876', '23459876', '882104', 'cj-addr', 'cj-check77', 'bank:', 'telco:', 'tg:'];

  test('replays to the same proposals', async () => {
    const lines: string[] = [];
    const recording = await recordStream(context, { since: new Date(0), write: async (line) => void lines.push(line) });
    expect(recording).toMatchObject({ reports: STREAM.length, leftOut: {} });
    expect(inOrder(told(replay(linesOf(lines.join('')))))).toEqual(inOrder(proposed));
    const audited = await database.db
      .selectFrom('audit_entries')
      .select('details')
      .where('action', '=', 'stream.exported')
      .where('subject_id', '=', recording.id)
      .execute();
    expect(audited).toEqual([{ details: { reports: STREAM.length } }]);
  });

  test('names nobody: no account, phone, link, reporter or id of the database is in it, and no second one has the same pseudonyms', async () => {
    const write = async (): Promise<string> => {
      let written = '';
      await recordStream(context, { since: new Date(0), write: async (line) => void (written += line) });
      return written;
    };
    const [one, another] = [await write(), await write()];
    for (const secret of PLANTED) expect(one, secret).not.toContain(secret);
    const { rows } = await database.pool.query<{ id: string; reference: string; reporter: string }>(
      "select id::text, reference, encode(reporter_hash, 'hex') as reporter from reports",
    );
    for (const row of rows) for (const secret of [row.id, row.reference, row.reporter]) expect(one).not.toContain(secret);
    const reporters = (text: string): (string | undefined)[] => linesOf(text).map(({ reporter }) => reporter);
    expect(new Set([...reporters(one), ...reporters(another)]).size).toBe(2 * new Set(reporters(one)).size);
  });

  test('is written by jaga export-stream for its owner alone, never over a file, without what was erased, and read by jaga backtest', async () => {
    expect(await recordStream(context, { since: new Date('2027-01-01'), write: async () => undefined })).toMatchObject({ reports: 0 });
    await eraseReport(context, firstReportId);
    const folder = mkdtempSync(join(tmpdir(), 'jaga-stream-'));
    const file = join(folder, 'stream.ndjson');
    const env = { PATH: process.env['PATH'], DATABASE_URL: database.url, DATA_DIR: folder, MASTER_KEY: Buffer.alloc(32, 7).toString('base64') };
    const jaga = (...args: string[]) => promisify(execFile)(process.execPath, ['cli/main.ts', ...args], { env });
    const { stdout } = await jaga('export-stream', '--out', file);
    expect(stdout).toContain(`${STREAM.length - 1} reports`);
    expect(stdout).toMatch(/left out: +1 {2}erased since/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await expect(jaga('export-stream', '--out', file)).rejects.toThrow(/exists: name another file/);
    const replayed = await jaga('backtest', file, '--since', '2026-11-24');
    expect(replayed.stdout).toContain('"detector":"campaign"');
    expect(replayed.stderr).toMatch(/36 reports from 2026-10-29.* to 2026-11-25/);
  });
});

test('jaga backtest reads standard input in time, refuses a line out of order by its number, and serves the others', async () => {
  const child = spawn(process.execPath, ['cli/main.ts', 'backtest', '--speed', '36000'], { env: { PATH: process.env['PATH'] }, stdio: 'pipe' });
  let said = '';
  let summary = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (summary += chunk.toString()));
  const campaign = STREAM.filter(({ id }) => ['r16', 'r17', 'r18'].includes(id));
  const began = performance.now();
  child.stdin.end([campaign[0], campaign[1], campaign[0], { id: 'no text' }, campaign[2]].map((line) => `${JSON.stringify(line)}\n`).join(''));
  const [status] = await once(child, 'exit');
  expect(status).toBe(1);
  expect(said).toMatch(/\{"line":3,"error":"at: 2178 s behind the stream/);
  expect(said).toMatch(/\{"line":4,"error":"text: /);
  expect(said).toContain('"delay_seconds":3455');
  expect(summary).toMatch(/3 reports from /);
  expect(performance.now() - began).toBeGreaterThan(3_455_000 / 36_000);
});
