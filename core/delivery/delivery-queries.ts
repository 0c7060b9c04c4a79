// SQL that reads the ledger: what an alert says now, what is left to do, how far it got.

import { sql } from 'kysely';
import type { Database } from '#core/database.ts';
import type { AlertToDeliver, DeliveryCounts } from '#core/delivery/delivery.ts';
import type { Channel } from '#core/subscribers/subscriber.ts';

/** null: it does not exist or was never published. */
export async function findAlertToDeliver(db: Database, alertId: string): Promise<AlertToDeliver | null> {
  const { rows } = await sql<Omit<AlertToDeliver, 'state'> & { state: AlertToDeliver['state'] | 'expired' }>`
    select a.id, a.code, a.state, a.published_version, a.published_at, a.expires_at, v.content
    from alerts a join alert_versions v on v.alert_id = a.id and v.version = a.published_version
    where a.id = ${alertId} and a.state in ('published', 'withdrawn', 'expired')`.execute(db);
  const row = rows[0];
  if (row === undefined) return null;
  // NOTE an alert that was marked as expired is a published one past its time: one check tells both.
  return row.state === 'expired' ? { ...row, state: 'published', expires_at: new Date(0) } : { ...row, state: row.state };
}

/** Condition of a row that may be taken: `claimed_at` of a waiting row is the moment before which it must not be tried again. */
export function claimable(now: Date, staleBefore: Date) {
  return sql<boolean>`((d.state = 'waiting' and (d.claimed_at is null or d.claimed_at <= ${now})) or (d.state = 'claimed' and d.claimed_at < ${staleBefore}))`;
}

/** The gravest alert for which something can be sent by this way now: danger first, then the oldest. */
export async function gravestAlert(db: Database, { channel, now, staleBefore }: { channel: Channel; now: Date; staleBefore: Date }): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select a.id from alerts a join alert_versions v on v.alert_id = a.id and v.version = a.published_version
    where a.state in ('published', 'withdrawn', 'expired')
      and exists (select 1 from deliveries d where d.alert_id = a.id and d.channel = ${channel} and d.state in ('waiting', 'claimed') and ${claimable(now, staleBefore)})
    order by array_position(array['danger', 'warning', 'caution', 'notice'], v.content->>'grade'), a.published_at, a.id
    limit 1`.execute(db);
  return rows[0]?.id ?? null;
}

/** When the next row of this alert can be taken by this way; null: nothing is left to do. */
export async function nextClaimableAt(db: Database, alertId: string, { channel, staleMs }: { channel: Channel; staleMs: number }): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select min(case state when 'claimed' then claimed_at + make_interval(secs => ${staleMs / 1000}) else coalesce(claimed_at, to_timestamp(0)) end) as at
    from deliveries where alert_id = ${alertId} and channel = ${channel} and state in ('waiting', 'claimed')`.execute(db);
  return rows[0]?.at ?? null;
}

/** Whether somebody is still to be told by a way that is none of these. */
export async function waitsForOtherWays(db: Database, alertId: string, ways: readonly Channel[]): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`
    select exists (select 1 from deliveries where alert_id = ${alertId} and channel <> all (${ways}::text[]) and state in ('waiting', 'claimed')) as waits`.execute(
    db,
  );
  return rows[0]?.waits === true;
}

export async function deliveryCounts(db: Database, alertId: string): Promise<DeliveryCounts> {
  const { rows } = await sql<{ state: 'waiting' | 'claimed' | 'sent' | 'failed'; reason: string | null; count: number }>`
    select state, case state when 'failed' then last_error end as reason, count(*) as count
    from deliveries where alert_id = ${alertId} group by 1, 2`.execute(db);
  const counts: DeliveryCounts = { waiting: 0, claimed: 0, sent: 0, failed: 0, failed_by: {} };
  for (const { state, reason, count } of rows) {
    counts[state] += count;
    if (state === 'failed') counts.failed_by[reason ?? 'unknown'] = count;
  }
  return counts;
}
