// The read stage: language, indicators, masking, loss and scam type of a stored report. Everything personal is sealed under the report's key;
// indicators are findable by keyed hash alone.

import type { Insertable } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import type { Tables } from '#core/database.ts';
import { readMessage } from '#core/reading/read-message.ts';
import { READER_VERSION, type Indicator, type MessageToRead, type Reading } from '#core/reading/reading.ts';
import { openReport, type SealedReport } from '#core/reports/report-content.ts';
import type { ReportContent } from '#core/reports/report.ts';
import { CHANNELS, HOME_COUNTRIES } from '#core/taxonomy/taxonomy.ts';
import { publishFacts } from '#platform/outbox.ts';

export type ReadOutcome = { kind: 'read'; reading: Reading } | { kind: 'skipped'; reason: 'already_read' | 'erased' | 'unknown' };

/** Idempotent: one reading a report, however often the job comes. */
export async function readReport(context: CoreContext, reportId: string): Promise<ReadOutcome> {
  const row = await context.db
    .selectFrom('reports')
    .select(['id', 'wrapped_key', 'sealed', 'channel', 'country', 'received_at', 'read_at'])
    .where('id', '=', reportId)
    .executeTakeFirst();
  if (row === undefined) return { kind: 'skipped', reason: 'unknown' };
  if (row.read_at !== null) return { kind: 'skipped', reason: 'already_read' };
  const content = openReport(context.vault, row);
  if (content === null) return { kind: 'skipped', reason: 'erased' };
  const reading = readContent(content, row);
  const stored = await storeReading(context, row, reading);
  if (!stored) return { kind: 'skipped', reason: 'already_read' };
  reportRead(context, { id: row.id, reading, seconds: (context.clock.now().getTime() - row.received_at.getTime()) / 1_000 });
  return { kind: 'read', reading };
}

/** The reading of a report's text together with what its source named as suspects. */
export function readContent(content: ReportContent, row: { channel: string | null; country: string | null }): Reading {
  const channel = CHANNELS.find((each) => each === row.channel);
  const country = HOME_COUNTRIES.find((each) => each === row.country);
  const hints = { ...(channel !== undefined && { channel }), ...(country !== undefined && { country }) };
  const reading = readMessage({ text: content.text, ...hints });
  return { ...reading, indicators: [...reading.indicators, ...suspectIndicators(content, hints)] };
}

/** Read like text, so that both get the same canonical value. Offsets are those within the named value. */
function suspectIndicators({ suspects }: ReportContent, hints: Omit<MessageToRead, 'text'>): Indicator[] {
  return suspects.flatMap(({ kind, value }) => readMessage({ text: value, ...hints }).indicators.filter((indicator) => indicator.kind === kind));
}

type ReadRow = SealedReport & { received_at: Date };

async function storeReading({ db, vault, clock }: CoreContext, row: ReadRow, reading: Reading): Promise<boolean> {
  if (row.wrapped_key === null) return false;
  const key = vault.unwrap(row.wrapped_key, row.id);
  const now = clock.now();
  return db.transaction().execute(async (tx) => {
    const inserted = await tx
      .insertInto('readings')
      .values({
        report_id: row.id,
        reader_version: READER_VERSION,
        language: reading.language,
        verdict: reading.verdict,
        score: reading.score,
        type: reading.type,
        types: JSON.stringify(reading.types),
        loss: JSON.stringify(reading.loss),
        amounts: JSON.stringify(reading.amounts.map(({ minor, currency, confidence }) => ({ minor, currency, confidence }))),
        sealed: vault.seal(key, JSON.stringify(reading), `readings/sealed/${row.id}`),
        read_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('report_id')
      .executeTakeFirst();
    if (inserted === undefined) return false;
    const indicators = indicatorRows(vault, { key, reportId: row.id }, reading.indicators);
    if (indicators.length > 0) await tx.insertInto('indicators').values(indicators).execute();
    await tx.updateTable('reports').set({ read_at: now }).where('id', '=', row.id).execute();
    await publishFacts(tx, [{ fact: 'report_read', payload: { report_id: row.id } }]);
    return true;
  });
}

function indicatorRows(vault: CoreContext['vault'], owner: { key: Buffer; reportId: string }, indicators: Indicator[]): Insertable<Tables['indicators']>[] {
  // What is the reporter's own must not be found when somebody asks about a number.
  const suspects = indicators.filter(({ own }) => own !== true);
  const distinct = new Map(suspects.map((indicator) => [`${indicator.kind}\0${indicator.value}`, indicator]));
  return [...distinct.values()].map((indicator) => {
    const hash = vault.hash(`indicator/${indicator.kind}`, indicator.value);
    return {
      report_id: owner.reportId,
      kind: indicator.kind,
      value_hash: hash,
      official: indicator.official ?? false,
      shared: indicator.shared ?? false,
      sealed: vault.seal(owner.key, JSON.stringify(indicator), `indicators/sealed/${owner.reportId}/${hash.toString('hex')}`),
    };
  });
}

/** null: erased or not read yet. */
export async function loadReading({ db, vault }: CoreContext, report: SealedReport): Promise<Reading | null> {
  if (report.wrapped_key === null) return null;
  const row = await db.selectFrom('readings').select('sealed').where('report_id', '=', report.id).executeTakeFirst();
  if (row === undefined || row.sealed === null) return null;
  const key = vault.unwrap(report.wrapped_key, report.id);
  return JSON.parse(vault.open(key, row.sealed, `readings/sealed/${report.id}`).toString('utf8')) as Reading;
}

function reportRead({ telemetry }: CoreContext, read: { id: string; reading: Reading; seconds: number }): void {
  const { verdict, type, language } = read.reading;
  telemetry.record('report_read', { outcome: verdict }, { report_id: read.id, type, language });
  telemetry.observe('jaga_received_to_read_seconds', read.seconds);
}
