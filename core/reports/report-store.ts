// SQL that writes reports.

import { sql, type Insertable, type RawBuilder } from 'kysely';
import type { Database, Tables } from '#core/database.ts';
import type { PreparedReport } from '#core/reports/prepare-report.ts';
import { insertingFacts } from '#platform/outbox.ts';

/** A report, its evidence and the fact that it was received: all or nothing. */
export async function storeReport(db: Database, report: PreparedReport): Promise<void> {
  await together(db, [report], async (tx) => {
    await storing(sql`select ${report.row.id}::uuid as report_id`, [report]).execute(tx);
    await storeEvidence(tx, [report]);
  });
}

export interface RequestedReport extends PreparedReport {
  request: Insertable<Tables['intake_requests']>;
}

/** The same of reports whose requests are new, all of them or nothing. @returns the ids of those. */
export async function storeRequestedReports(db: Database, reports: readonly RequestedReport[]): Promise<Set<string>> {
  return together(db, reports, async (tx) => {
    const { rows } = await storing(insertingRequests(reports.map(({ request }) => request)), reports).execute(tx);
    const stored = new Set(rows.map(({ id }) => id));
    await storeEvidence(
      tx,
      reports.filter(({ row }) => stored.has(row.id)),
    );
    return stored;
  });
}

/** Without evidence a report is one statement, which needs no transaction around it. */
function together<Result>(db: Database, reports: readonly PreparedReport[], store: (db: Database) => Promise<Result>): Promise<Result> {
  const isOne = db.isTransaction || reports.every(({ evidence }) => evidence.length === 0);
  return isOne ? store(db) : db.transaction().execute(store);
}

/** Files may be large: they are sent as they are, one a parameter. */
async function storeEvidence(db: Database, reports: readonly PreparedReport[]): Promise<void> {
  const evidence = reports.flatMap((report) => report.evidence);
  if (evidence.length > 0) await db.insertInto('evidence').values(evidence).execute();
}

function insertingRequests(requests: readonly RequestedReport['request'][]): RawBuilder<unknown> {
  return sql`
    insert into intake_requests (partner, request_id, body_sha256, report_id, answer, received_at)
    select * from unnest(${requests.map((row) => row.partner)}::text[], ${requests.map((row) => row.request_id)}::text[],
      ${requests.map((row) => row.body_sha256)}::bytea[], ${requests.map((row) => row.report_id)}::uuid[],
      ${requests.map((row) => row.answer)}::jsonb[], ${requests.map((row) => row.received_at)}::timestamptz[])
    on conflict do nothing returning report_id`;
}

/** @param accepted a statement that gives the `report_id` of those to be stored. */
function storing(accepted: RawBuilder<unknown>, reports: readonly PreparedReport[]): RawBuilder<{ id: string }> {
  const of = <Value>(value: (row: PreparedReport['row']) => Value): Value[] => reports.map(({ row }) => value(row));
  return sql<{ id: string }>`
    with accepted as (${accepted}), stored as (
      insert into reports (id, reference, source, partner, channel, country, language, received_at, occurred_at, urgent, loss_state, paid_at,
        reporter_hash, device_hash, forward_hash, consent, wrapped_key, sealed, evidence_due, adds_to, in_danger, region)
      select r.* from unnest(${of((row) => row.id)}::uuid[], ${of((row) => row.reference)}::text[], ${of((row) => row.source)}::text[],
        ${of((row) => row.partner)}::text[], ${of((row) => row.channel)}::text[], ${of((row) => row.country)}::text[], ${of((row) => row.language)}::text[],
        ${of((row) => row.received_at)}::timestamptz[], ${of((row) => row.occurred_at)}::timestamptz[], ${of((row) => row.urgent)}::boolean[],
        ${of((row) => row.loss_state)}::text[], ${of((row) => row.paid_at)}::timestamptz[], ${of((row) => row.reporter_hash)}::bytea[],
        ${of((row) => row.device_hash)}::bytea[], ${of((row) => row.forward_hash)}::bytea[], ${of((row) => row.consent)}::jsonb[],
        ${of((row) => row.wrapped_key)}::bytea[], ${of((row) => row.sealed)}::bytea[], ${of((row) => row.evidence_due)}::boolean[],
        ${of((row) => row.adds_to ?? null)}::uuid[], ${of((row) => row.in_danger ?? false)}::boolean[], ${of((row) => row.region ?? null)}::text[]) as r (id)
      where r.id in (select report_id from accepted)
    ), told as (${insertingFacts('report_received', sql`select report_id from accepted`)})
    select report_id as id from accepted`;
}
