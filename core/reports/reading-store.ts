// SQL that writes a report's reading and indicators, sealed under the report's key.

import { sql, type Insertable } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import type { Database, Tables } from '#core/database.ts';
import { READER_VERSION, type Indicator, type Reading } from '#core/reading/reading.ts';

type ReadingRow = Insertable<Tables['readings']>;
type IndicatorRow = Insertable<Tables['indicators']>;

interface Owner {
  key: Buffer;
  reportId: string;
}

export function readingRow(vault: CoreContext['vault'], { key, reportId }: Owner, { reading, now }: { reading: Reading; now: Date }): ReadingRow {
  return {
    report_id: reportId,
    reader_version: READER_VERSION,
    language: reading.language,
    verdict: reading.verdict,
    score: reading.score,
    type: reading.type,
    types: JSON.stringify(reading.types),
    loss: JSON.stringify(reading.loss),
    amounts: JSON.stringify(reading.amounts.map(({ minor, currency, confidence }) => ({ minor, currency, confidence }))),
    sealed: vault.seal(key, JSON.stringify(reading), `readings/sealed/${reportId}`),
    read_at: now,
  };
}

/** The first place counts where one was found twice: the report's own text before its evidence. */
export function indicatorRows(vault: CoreContext['vault'], { key, reportId }: Owner, indicators: Indicator[]): IndicatorRow[] {
  // What is the reporter's own must not be found when somebody asks about a number.
  const suspects = indicators.filter(({ own }) => own !== true);
  const distinct = new Map(suspects.toReversed().map((indicator) => [`${indicator.kind}\0${indicator.value}`, indicator]));
  return [...distinct.values()].map((indicator) => {
    const hash = vault.hash(`indicator/${indicator.kind}`, indicator.value);
    return {
      report_id: reportId,
      kind: indicator.kind,
      value_hash: hash,
      official: indicator.official ?? false,
      shared: indicator.shared ?? false,
      sealed: vault.seal(key, JSON.stringify(indicator), `indicators/sealed/${reportId}/${hash.toString('hex')}`),
    };
  });
}

/** A reading, its indicators and that the report was read, in one statement: they are stored together or not at all. @returns false when there was a reading already. */
export async function insertReading(db: Database, { reading, indicators }: { reading: ReadingRow; indicators: IndicatorRow[] }): Promise<boolean> {
  const { rows } = await sql`
    with stored as (
      insert into readings (report_id, reader_version, language, verdict, score, type, types, loss, amounts, sealed, read_at)
      values (${reading.report_id}, ${reading.reader_version}, ${reading.language}, ${reading.verdict}, ${reading.score}, ${reading.type},
        ${reading.types}, ${reading.loss}, ${reading.amounts}, ${reading.sealed}, ${reading.read_at})
      on conflict do nothing returning report_id, read_at
    ), found as (
      insert into indicators (report_id, kind, value_hash, official, shared, sealed)
      select stored.report_id, i.* from stored, unnest(${indicators.map(({ kind }) => kind)}::text[], ${indicators.map(({ value_hash }) => value_hash)}::bytea[],
        ${indicators.map(({ official }) => official)}::boolean[], ${indicators.map(({ shared }) => shared)}::boolean[],
        ${indicators.map(({ sealed }) => sealed)}::bytea[]) as i
      on conflict do nothing
    )
    update reports r set read_at = stored.read_at from stored where r.id = stored.report_id returning r.id`.execute(db);
  return rows.length > 0;
}

export async function replaceReading(db: Database, { report_id, ...columns }: ReadingRow): Promise<void> {
  await db.updateTable('readings').set(columns).where('report_id', '=', report_id).execute();
}

/** Those that are there already stay as they are. */
export async function insertIndicators(db: Database, rows: IndicatorRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insertInto('indicators')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
