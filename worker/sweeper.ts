// Nothing may hang on a job that was lost (a flushed Redis, a machine that died): what PostgreSQL shows as unfinished is told anew.
// The jobs' ids keep what merely waits from being added twice.

import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import { publishFacts, type Fact } from '#platform/outbox.ts';
import { ADVISORY_LOCKS } from '#platform/advisory-locks.ts';

/** Milliseconds a report may take before it is driven again; far above the usual tens of milliseconds, far below anybody's patience. */
export const OVERDUE_MS = 15_000;
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
    const overdue = [...(await overdueReports({ ...context, db: tx }, before)), ...(deliveries ? await overdueDeliveries({ ...context, db: tx }, before) : [])];
    await publishFacts(tx, overdue);
    return overdue;
  });
  if (facts.length > 0) context.telemetry.record('sweep_redrove', {}, { facts: facts.length });
  return facts.length;
}

/** Received but not matched; what is a dead letter waits for a person instead. */
async function overdueReports({ db }: CoreContext, before: Date): Promise<Fact[]> {
  const rows = await db
    .selectFrom('reports as r')
    .select(['r.id', 'r.read_at'])
    .where('r.matched_at', 'is', null)
    .where('r.state', '<>', 'erased')
    .where('r.received_at', '<', before)
    .where(sql<boolean>`not exists (select 1 from outbox o where o.payload->>'report_id' = r.id::text)`)
    .where(sql<boolean>`not exists (select 1 from dead_letters d where d.replayed_at is null and d.queue = 'reports' and d.payload->>'report_id' = r.id::text)`)
    .orderBy('r.received_at')
    .limit(BATCH)
    .execute();
  return rows.map(({ id, read_at }) => ({ fact: read_at === null ? 'report_received' : 'report_read', payload: { report_id: id } }));
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
