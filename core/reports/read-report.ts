// The read stage: language, indicators, masking, loss and scam type of a stored report. Everything personal is sealed under the report's key;
// indicators are findable by keyed hash alone. Of a report with evidence only the text is read here, at once; see core/evidence.

import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import { NO_FACETS } from '#core/reading/classify/facets.ts';
import { readMessage } from '#core/reading/read-message.ts';
import { readWhole, type EvidencePart } from '#core/reading/read-whole.ts';
import type { Indicator, MessageToRead, Reading } from '#core/reading/reading.ts';
import type { RecentReadings } from '#core/reading/recent-readings.ts';
import { insertReadings, readingRows, type ReadingRows } from '#core/reports/reading-store.ts';
import { openReport, type SealedReport } from '#core/reports/report-content.ts';
import type { ReportContent } from '#core/reports/report.ts';
import { CHANNELS, HOME_COUNTRIES } from '#core/taxonomy/taxonomy.ts';
import { createGroupCommit } from '#platform/group-commit.ts';
import { publishFacts } from '#platform/outbox.ts';

/** A report that was read a moment ago, for whoever goes on with it. */
export interface ReportInHand {
  row: SealedReport & { received_at: Date; read_at: Date | null; evidence_due: boolean };
  content: ReportContent;
  reading: Reading;
}

/** `whole`: nothing of its evidence is still to be read, so it can be matched. */
export type ReadOutcome =
  | { kind: 'read'; whole: boolean; report: ReportInHand }
  | { kind: 'skipped'; reason: 'already_read'; whole: boolean }
  | { kind: 'skipped'; reason: 'erased' | 'unknown' };

export interface ReportReader {
  /** Idempotent: one reading of a report's text, however often the job comes. */
  read(reportId: string): Promise<ReadOutcome>;
}

/** Two groups: while one is on its way to the disk another is read. */
const GROUPS = { maxItems: 16, maxInFlight: 2, thenAlone: true };

/** Reports that are read at the same time share their way to the database. */
export function createReportReader(context: CoreContext, recent?: RecentReadings): ReportReader {
  const groups = createGroupCommit((ids: string[]) => readReports(context, ids, recent), GROUPS);
  return { read: (reportId) => groups.add(reportId) };
}

/** One by itself. */
export async function readReport(context: CoreContext, reportId: string): Promise<ReadOutcome> {
  const [outcome] = await readReports(context, [reportId]);
  if (outcome === undefined) throw new Error('a report was read without an outcome');
  return outcome;
}

/** @returns an outcome for each, in order. */
async function readReports(context: CoreContext, reportIds: readonly string[], recent?: RecentReadings): Promise<ReadOutcome[]> {
  const outcomes = new Map<string, ReadOutcome>();
  const read: ReportInHand[] = [];
  for (const row of await loadUnread(context, reportIds)) {
    const opened = row.read_at === null ? openReport(context.vault, row) : null;
    if (row.read_at !== null) outcomes.set(row.id, { kind: 'skipped', reason: 'already_read', whole: !row.evidence_due });
    else if (opened === null) outcomes.set(row.id, { kind: 'skipped', reason: 'erased' });
    else {
      read.push({ row: { ...row, read_at: context.clock.now() }, content: opened, reading: readContent(opened, row, { recent }) });
      // Whoever else has something to do has their turn between two reports.
      if (reportIds.length > 1) await nextTurn();
    }
  }
  const stored = await storeReadings(context, read);
  for (const report of read) {
    const { id, evidence_due: isDue } = report.row;
    outcomes.set(id, stored.has(id) ? { kind: 'read', whole: !isDue, report } : { kind: 'skipped', reason: 'already_read', whole: !isDue });
    if (stored.has(id)) reportRead(context, report);
  }
  return reportIds.map((id) => outcomes.get(id) ?? { kind: 'skipped', reason: 'unknown' });
}

function loadUnread({ db }: CoreContext, reportIds: readonly string[]): Promise<(ReportInHand['row'] & { channel: string | null; country: string | null })[]> {
  return db
    .selectFrom('reports')
    .select(['id', 'wrapped_key', 'sealed', 'channel', 'country', 'received_at', 'read_at', 'evidence_due'])
    .where(sql<boolean>`id = any(${reportIds}::uuid[])`)
    .execute();
}

/** The reading of a report's text, of what was found in its evidence, and of what its source named as suspects. */
export function readContent(
  content: ReportContent,
  row: { channel: string | null; country: string | null },
  { parts = [], recent }: { parts?: readonly EvidencePart[]; recent?: RecentReadings | undefined } = {},
): Reading {
  const hints = hintsOf(row);
  const message = { text: content.text, ...hints };
  const reading = recent?.take(message) ?? readWhole(message, parts);
  return withoutOwn(content, { ...reading, indicators: [...reading.indicators, ...suspectIndicators(content, hints)] });
}

/** What the reporter says is not the suspect's is held for their own: neither looked for nor shown. */
function withoutOwn({ not_suspects = [] }: ReportContent, reading: Reading): Reading {
  const named = new Set(not_suspects.map(({ kind, value }) => `${kind}\0${value}`));
  const own = reading.indicators.filter(({ kind, value }) => named.has(`${kind}\0${value}`));
  if (own.length === 0) return reading;
  const masked = own.reduce((text, { kind, raw }) => text.replaceAll(raw, MASKS[kind] ?? raw), reading.masked);
  return { ...reading, masked, indicators: reading.indicators.map((each) => (own.includes(each) ? { ...each, own: true } : each)) };
}

const MASKS: Partial<Record<Indicator['kind'], string>> = { phone: '[PHONE]', whatsapp: '[PHONE]', bank_account: '[ACCOUNT]', email: '[EMAIL]' };

/** What a report's row says to the reader besides the text. */
export function hintsOf(row: { channel: string | null; country: string | null }): Omit<MessageToRead, 'text'> {
  const channel = CHANNELS.find((each) => each === row.channel);
  const country = HOME_COUNTRIES.find((each) => each === row.country);
  return { ...(channel !== undefined && { channel }), ...(country !== undefined && { country }) };
}

/** Read like text, so that both get the same canonical value. Offsets are those within the named value. */
function suspectIndicators({ suspects }: ReportContent, hints: Omit<MessageToRead, 'text'>): Indicator[] {
  return suspects.flatMap(({ kind, value }) => readMessage({ text: value, ...hints }).indicators.filter((indicator) => indicator.kind === kind));
}

/** @returns those that were not read before. */
async function storeReadings({ db, vault }: CoreContext, read: readonly ReportInHand[]): Promise<Set<string>> {
  const rows = read.flatMap(({ row, reading }): ReadingRows[] => {
    if (row.wrapped_key === null || row.read_at === null) return [];
    const owner = { key: vault.unwrap(row.wrapped_key, row.id), reportId: row.id };
    return [readingRows(vault, owner, { reading, now: row.read_at })];
  });
  if (rows.length === 0) return new Set();
  const due = read.filter(({ row }) => row.evidence_due);
  // Without evidence no fact follows: the same job goes on to match it.
  if (due.length === 0) return insertReadings(db, rows);
  return db.transaction().execute(async (tx) => {
    const stored = await insertReadings(tx, rows);
    await publishFacts(
      tx,
      due.flatMap(({ row }) => (stored.has(row.id) ? [{ fact: 'text_read', payload: { report_id: row.id } }] : [])),
    );
    return stored;
  });
}

/** null: erased or not read yet. */
export async function loadReading({ db, vault }: CoreContext, report: Pick<SealedReport, 'id' | 'wrapped_key'>): Promise<Reading | null> {
  if (report.wrapped_key === null) return null;
  const row = await db.selectFrom('readings').select('sealed').where('report_id', '=', report.id).executeTakeFirst();
  if (row === undefined || row.sealed === null) return null;
  const key = vault.unwrap(report.wrapped_key, report.id);
  const reading = JSON.parse(vault.open(key, row.sealed, `readings/sealed/${report.id}`).toString('utf8')) as Omit<Reading, 'facets' | 'modus'> &
    Partial<Reading>;
  // Readings of the first reader's days have none.
  return { ...reading, facets: reading.facets ?? NO_FACETS, modus: reading.modus ?? [] };
}

function reportRead({ telemetry, clock }: CoreContext, { row, reading: { verdict, type, language } }: ReportInHand): void {
  telemetry.record('report_read', { outcome: verdict }, { report_id: row.id, type, language });
  telemetry.observe('jaga_received_to_read_seconds', (clock.now().getTime() - row.received_at.getTime()) / 1_000);
}
