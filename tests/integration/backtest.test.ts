// A recorded stream proposes what the service proposed when it came; and what leaves the database for that names nobody.

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBacktest, type BacktestProposal, type RecordedReport } from '#core/backtest/backtest.ts';
import { detectSurges } from '#core/detection/detect-surges.ts';
import { matchReport } from '#tests/support/match-report.ts';
import { proposeForCampaign } from '#core/detection/propose-alert.ts';
import { watchEntities } from '#core/detection/watch-entities.ts';
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
const NEW_SCRIPT = '아파트 우편함에 보라색 봉투가 왔는데 안에 있는 열쇠를 들고 12층으로 오래요';
const OLD_STORY = 'Dulu ada orang suruh sy bayar deposit RM900 kat ejen pinjaman, akaun 88201456789012 Maybank, lepas tu kena block';
/** A script that no known type fits, and three people's word of what happened a month ago: no news. */
const MORE: RecordedReport[] = [0, 1, 2].flatMap((n) => [
  { id: `new${n}`, text: NEW_SCRIPT, reporter: `bank:n${n}`, at: `2026-11-25T06:${10 + 7 * n}:00Z`, country: 'KR', language: 'ko' },
  {
    id: `old${n}`,
    text: OLD_STORY,
    reporter: `telco:o${n}`,
    at: `2026-11-25T06:${12 + 7 * n}:00Z`,
    occurred_at: `2026-10-2${n + 6}T03:00:00Z`,
    country: 'MY',
    language: 'ms',
  },
]);
const STREAM = [...linesOf(readFileSync(FIXTURE, 'utf8')), ...MORE];
const translator = createTranslator({ strict: true });
const known = buildKnownIndex([], (text) => readMessage({ text }));
let database: TestDatabase;
let context: CoreContext;
let now = new Date(0);
let raised: Told[];
let firstReportId: string;

/** An alarm at the moment it was raised, told the same way by both. Campaigns and values have other names there, so they go unnamed. */
interface Told {
  detector: string;
  series: string;
  at: string;
  type: string;
  countries: string[];
  count: unknown;
  expected: unknown;
  p: unknown;
  reports: unknown;
  reporters: unknown;
  independent: unknown;
  from: unknown;
  /** Whether it made a proposal or was added to one: to which, by its number in order of time. */
  made: boolean;
  proposal: number;
}

function linesOf(text: string): RecordedReport[] {
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RecordedReport);
}

async function receive({ text, reporter, at, occurred_at, country, reporter_since }: RecordedReport): Promise<string> {
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
    ...(occurred_at !== undefined && { occurred_at: new Date(occurred_at) }),
  });
  await readReport(context, id);
  const matched = await matchReport(context, known, id);
  if (matched.kind === 'matched' && matched.campaignId !== null) await proposeForCampaign(context, translator, matched.campaignId);
  await watchEntities(context, translator);
  await detectSurges(context, translator, { falseAlarmsAWeek: 1, retentionDays: 90 });
  return id;
}

/** The worker was there all the time between two reports, although nothing came. */
async function watchedUntil(time: Date): Promise<void> {
  await database.pool.query(
    `insert into service_hours (hour, reports, watched)
     select h, 0, true from generate_series((select max(hour) from service_hours), date_trunc('hour', $1::timestamptz) - interval '1 hour', '1 hour') h on conflict do nothing`,
    [time],
  );
}

type Unnumbered = Omit<Told, 'proposal'> & { of: string };
/** With the id and the subject of the stored alarm. */
interface Raised {
  id: number;
  subject: string;
  alarm: Unnumbered;
}

interface AlarmRow extends Pick<Unnumbered, 'detector' | 'type' | 'countries' | 'count' | 'made' | 'of' | 'reports' | 'reporters'> {
  id: number;
  subject: string;
  day: string;
  raised_at: Date;
  expected: number | null;
  p: number | null;
  independent_reporters: number;
  first_report_at: Date;
}

/** As they were raised: later reports write them anew. */
async function alarmsSince(known: number): Promise<Raised[]> {
  const { rows } = await database.pool.query<AlarmRow>(
    `select x.id::int, case x.detector when 'velocity' then 'entity' else x.detector end as detector, x.subject, x.raised_at, x.type, x.countries, x.count, x.expected, x.p,
       x.reports, x.reporters, x.independent_reporters, x.first_report_at, x.alert_id as of, x.day::text,
       a.proposal_key = x.detector || '/' || x.subject || '/' || x.day as made
     from alarms x join alerts a on a.id = x.alert_id where x.id > $1 order by x.id`,
    [known],
  );
  return rows.map((row) => ({
    id: row.id,
    subject: row.subject,
    alarm: alarmOf(row),
  }));
}

function alarmOf(row: AlarmRow): Unnumbered {
  return {
    detector: row.detector,
    series: row.detector === 'surge' ? seriesOf(`${row.subject}/${row.day}`) : '',
    at: row.raised_at.toISOString(),
    type: row.type,
    countries: row.countries.toSorted(),
    count: row.detector === 'surge' ? row.count : undefined,
    expected: row.expected ?? undefined,
    p: row.p ?? undefined,
    reports: row.reports,
    reporters: row.reporters,
    independent: row.independent_reporters,
    from: row.first_report_at.toISOString(),
    made: row.made,
    of: row.of,
  };
}

function seriesOf(name: string): string {
  return name.replace(/^campaign\/[^/]+/, 'campaign');
}

/** Numbers the proposals in order of their first alarm. */
function numbered(alarms: readonly Unnumbered[]): Told[] {
  const order = (each: Omit<Told, 'proposal'>): string => [each.at, each.detector, each.series, each.made ? 0 : 1, each.type, each.reports].join(' ');
  const sorted = alarms.toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
  const numbers = [...new Set(sorted.map(({ of }) => of))];
  return sorted.map(({ of, ...each }) => ({ ...each, proposal: numbers.indexOf(of) }));
}

beforeAll(async () => {
  database = await createTestDatabase();
  context = { db: database.db, vault: createVault(Buffer.alloc(32, 7)), clock: { now: () => now }, telemetry: createTelemetry(createLog('silent')) };
  const found: Raised[] = [];
  for (const [index, report] of STREAM.entries()) {
    if (index > 0) await watchedUntil(new Date(report.at));
    const id = await receive(report);
    if (index === 0) firstReportId = id;
    found.push(...(await alarmsSince(found.at(-1)?.id ?? 0)));
  }
  // A campaign and an entity are found anew every day; the backtest tells of each once.
  const firsts = found.filter((each, index) => each.alarm.detector === 'surge' || found.findIndex(({ subject }) => subject === each.subject) === index);
  raised = numbered(firsts.map(({ alarm }) => alarm));
}, 120_000);
afterAll(() => database.drop());

function replay(stream: readonly RecordedReport[]): BacktestProposal[] {
  const backtest = createBacktest();
  return stream.flatMap((report) => backtest.add(report));
}

function told(proposals: readonly BacktestProposal[]): Told[] {
  return numbered(
    proposals.map(({ detector, key, at, type, countries, why, added_to }) => ({
      detector,
      series: detector === 'surge' ? seriesOf(key.slice('surge/'.length)) : '',
      at,
      type,
      countries: countries.toSorted(),
      count: why['count'],
      expected: why['expected'],
      p: why['p'],
      reports: why['reports'],
      reporters: why['reporters'],
      independent: why['independent_reporters'],
      from: why['window_from'],
      made: added_to === undefined,
      of: added_to ?? key,
    })),
  );
}

test('the backtest proposes what the service proposed, at the same moments, on the same evidence', () => {
  expect(new Set(raised.map(({ detector }) => detector))).toEqual(new Set(['campaign', 'novel', 'entity', 'surge']));
  expect(raised.filter(({ made }) => made).length).toBeGreaterThan(2);
  expect(told(replay(STREAM))).toEqual(raised);
});

describe('a recording of the database', () => {
  const PLANTED = ['613301', '221987', '01123459876', '2345 9876', '23459876', '882104', 'cj-addr', 'cj-check77', 'bank:', 'telco:', 'tg:'];

  test('replays to the same proposals', async () => {
    const lines: string[] = [];
    const recording = await recordStream(context, { since: new Date(0), write: async (line) => void lines.push(line) });
    expect(recording).toMatchObject({ reports: STREAM.length, leftOut: {} });
    expect(told(replay(linesOf(lines.join(''))))).toEqual(raised);
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
    expect(replayed.stderr).toMatch(new RegExp(`${STREAM.length - 1} reports from 2026-10-29.* to 2026-11-25`));
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
