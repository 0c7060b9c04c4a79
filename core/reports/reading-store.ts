// SQL that writes a report's reading and indicators, sealed under the report's key.

import { sql, type Insertable } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import type { Database, Tables } from '#core/database.ts';
import { READER_VERSION, type Indicator, type Reading } from '#core/reading/reading.ts';
import { gramHashes, keptFor, storeGrams } from '#core/search/gram-store.ts';
import { GRAMS_VERSION } from '#core/search/grams.ts';
import { weighsOf, type Weigh } from '#core/reports/weighs.ts';

type ReadingRow = Insertable<Tables['readings']>;
type IndicatorRow = Insertable<Tables['indicators']>;

interface Owner {
  key: Buffer;
  reportId: string;
}

function readingRow(vault: CoreContext['vault'], { key, reportId }: Owner, { reading, now }: { reading: Reading; now: Date }): ReadingRow {
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
function indicatorRows(vault: CoreContext['vault'], { key, reportId }: Owner, indicators: Indicator[]): IndicatorRow[] {
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

export interface ReadingRows {
  reading: ReadingRow;
  indicators: IndicatorRow[];
  weighs: Weigh[];
  grams: number[];
}

export function readingRows(vault: CoreContext['vault'], owner: Owner, read: { reading: Reading; now: Date }): ReadingRows {
  return { ...sealedRows(vault, owner, read), grams: gramHashes(vault, read.reading) };
}

/** Without what it is found by. */
export function sealedRows(vault: CoreContext['vault'], owner: Owner, { reading, now }: { reading: Reading; now: Date }): Omit<ReadingRows, 'grams'> {
  return {
    reading: readingRow(vault, owner, { reading, now }),
    indicators: indicatorRows(vault, owner, reading.indicators),
    weighs: weighsOf(reading),
  };
}

/** Readings, their indicators and that the reports were read, in one statement: they are stored together or not at all. @returns the reports that had no reading yet. */
export async function insertReadings(db: Database, read: readonly ReadingRows[]): Promise<Set<string>> {
  // Groups that want the same reports must take them in the same order, or they wait for each other.
  const inOrder = read.toSorted((a, b) => (a.reading.report_id < b.reading.report_id ? -1 : 1));
  const readings = inOrder.map(({ reading }) => reading);
  const indicators = read.flatMap((each) => each.indicators);
  const { rows } = await sql<{ id: string }>`
    with kept as materialized ${keptFor(readings.map((row) => row.report_id))}, stored as (
      insert into readings (report_id, reader_version, language, verdict, score, type, types, loss, amounts, sealed, read_at)
      select read.* from unnest(${readings.map((row) => row.report_id)}::uuid[], ${readings.map((row) => row.reader_version)}::integer[],
        ${readings.map((row) => row.language)}::text[], ${readings.map((row) => row.verdict)}::text[], ${readings.map((row) => row.score)}::float8[],
        ${readings.map((row) => row.type)}::text[], ${readings.map((row) => row.types)}::jsonb[], ${readings.map((row) => row.loss)}::jsonb[],
        ${readings.map((row) => row.amounts)}::jsonb[], ${readings.map((row) => row.sealed)}::bytea[], ${readings.map((row) => row.read_at)}::timestamptz[]) as read (report_id)
      join kept using (report_id)
      on conflict do nothing returning report_id, read_at, type, verdict, language
    ), named as (
      insert into indicators (report_id, kind, value_hash, official, shared, sealed)
      select i.* from unnest(${indicators.map((row) => row.report_id)}::uuid[], ${indicators.map((row) => row.kind)}::text[],
        ${indicators.map((row) => row.value_hash)}::bytea[], ${indicators.map((row) => row.official)}::boolean[],
        ${indicators.map((row) => row.shared)}::boolean[], ${indicators.map((row) => row.sealed)}::bytea[]) as i (report_id, kind, value_hash, official, shared, sealed)
      join stored using (report_id)
      on conflict do nothing
    ), indexed as (
      insert into report_grams (report_id, version, grams)
      select g.report_id, ${GRAMS_VERSION}, g.grams::integer[]
      from unnest(${readings.map((row) => row.report_id)}::uuid[], ${inOrder.map(({ grams }) => `{${grams.join(',')}}`)}::text[]) as g (report_id, grams)
      join stored using (report_id)
      on conflict do nothing
    )
    update reports r set read_at = stored.read_at, read_type = stored.type, read_verdict = stored.verdict, read_language = stored.language,
      weighs = found.weighs::text[]
    from stored join unnest(${readings.map((row) => row.report_id)}::uuid[], ${inOrder.map(({ weighs }) => `{${weighs.join(',')}}`)}::text[]) as found (report_id, weighs)
      using (report_id)
    where r.id = stored.report_id returning r.id`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

/** Indicators that are there already stay as they are. */
export async function replaceReading(db: Database, { reading: { report_id, ...columns }, indicators, weighs, grams }: ReadingRows): Promise<void> {
  await db.updateTable('readings').set(columns).where('report_id', '=', report_id).execute();
  await db
    .updateTable('reports')
    .set({ weighs, read_type: columns.type, read_verdict: columns.verdict, read_language: columns.language })
    .where('id', '=', report_id)
    .execute();
  await storeGrams(db, [{ report_id, grams }]);
  if (indicators.length === 0) return;
  await db
    .insertInto('indicators')
    .values(indicators)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
