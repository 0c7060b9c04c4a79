// Nothing may hang on a job that was lost (a flushed Redis, a machine that died): what PostgreSQL shows as unfinished is told anew.
// The jobs' ids keep what merely waits from being added twice.

import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import { alertsToEnter } from '#core/webhooks/enter-alert.ts';
import { webhooksDue } from '#core/webhooks/message-store.ts';
import { publishFacts, type Fact } from '#platform/outbox.ts';
import { ADVISORY_LOCKS } from '#platform/advisory-locks.ts';

/** Milliseconds a report may take before it is driven again; far above the usual tens of milliseconds, far below anybody's patience. */
export const OVERDUE_MS = 15_000;
/** Matching waits so long for a report's evidence: by then a dozen pictures have been read, or something is in the way. */
export const EVIDENCE_PATIENCE_MS = 60_000;
const BATCH = 1_000;
/** Only one process sweeps at a time. */
const SWEEP_LOCK = ADVISORY_LOCKS.sweep;

export interface SweepOptions {
  overdueMs?: number;
  /** Whether alerts can be delivered from here; otherwise they wait for a process that can. */
  deliveries?: boolean;
}

/** @returns how many facts were told anew. */
export async function sweep(context: CoreContext, { overdueMs = OVERDUE_MS, deliveries = true }: SweepOptions = {}): Promise<number> {
  const before = new Date(context.clock.now().getTime() - overdueMs);
  const facts = await context.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${SWEEP_LOCK}) as mine`.execute(tx);
    if (rows[0]?.mine !== true) return [];
    const within = { ...context, db: tx };
    const overdue = [
      ...(await overdueReports(within, before)),
      ...(await overdueEvidence(within, before)),
      ...(deliveries ? [...(await overdueDeliveries(within, before)), ...(await overdueWebhooks(within, before))] : []),
    ];
    await publishFacts(tx, overdue);
    return overdue;
  });
  if (facts.length > 0) context.telemetry.record('sweep_redrove', {}, { facts: facts.length });
  return facts.length;
}

/** Received but not matched; what is a dead letter waits for a person instead. One whose evidence takes too long is matched without it. */
async function overdueReports({ db }: CoreContext, before: Date): Promise<Fact[]> {
  const patience = new Date(before.getTime() + OVERDUE_MS - EVIDENCE_PATIENCE_MS);
  const rows = await db
    .selectFrom('reports as r')
    .select(['r.id', 'r.read_at'])
    .where('r.matched_at', 'is', null)
    .where('r.state', '<>', 'erased')
    .where('r.received_at', '<', before)
    .where((eb) => eb.or([eb('r.read_at', 'is', null), eb('r.evidence_due', '=', false), eb('r.read_at', '<', patience)]))
    .where(sql<boolean>`not exists (select 1 from outbox o where o.payload->>'report_id' = r.id::text)`)
    .where(sql<boolean>`not exists (select 1 from dead_letters d where d.replayed_at is null and d.queue = 'reports' and d.payload->>'report_id' = r.id::text)`)
    .orderBy('r.received_at')
    .limit(BATCH)
    .execute();
  return rows.map(({ id, read_at }) => ({ fact: read_at === null ? 'report_overdue' : 'report_read', payload: { report_id: id } }));
}

/** Their text was read, their evidence not yet. */
async function overdueEvidence({ db }: CoreContext, before: Date): Promise<Fact[]> {
  const rows = await db
    .selectFrom('reports as r')
    .select('r.id')
    .where('r.evidence_due', '=', true)
    .where('r.read_at', '<', before)
    .where('r.state', '<>', 'erased')
    .where(sql<boolean>`not exists (select 1 from outbox o where o.payload->>'report_id' = r.id::text)`)
    .where(
      sql<boolean>`not exists (select 1 from dead_letters d where d.replayed_at is null and d.queue = 'evidence' and d.payload->>'report_id' = r.id::text)`,
    )
    .orderBy('r.read_at')
    .limit(BATCH)
    .execute();
  return rows.map(({ id }) => ({ fact: 'text_read', payload: { report_id: id } }));
}

/** Published or withdrawn, and not everybody concerned has been told yet. */
async function overdueDeliveries({ db }: CoreContext, before: Date): Promise<Fact[]> {
  const rows = await db
    .selectFrom('alerts as a')
    .select(['a.id', 'a.state', 'a.published_version'])
    .where('a.delivery_due_since', '<', before)
    .where(sql<boolean>`not exists (select 1 from outbox o where o.payload->>'alert_id' = a.id::text)`)
    .limit(BATCH)
    .execute();
  return rows.map(({ id, state, published_version }) =>
    state === 'withdrawn'
      ? { fact: 'alert_withdrawn', payload: { alert_id: id } }
      : { fact: 'alert_published', payload: { alert_id: id, version: published_version ?? 1 } },
  );
}

/** Published or withdrawn and not entered for the partners, and messages to them whose time has come. */
async function overdueWebhooks({ db, clock }: CoreContext, before: Date): Promise<Fact[]> {
  const alerts = await alertsToEnter(db, before, BATCH);
  return [...alerts.map((id): Fact => ({ fact: 'webhooks_overdue', payload: { alert_id: id } })), ...(await webhooksDue(db, clock.now(), BATCH))];
}
