// SQL that writes the ledger while sending: rows are claimed in batches and marked as soon as the outside has answered.

import { sql } from 'kysely';
import type { Database } from '#core/database.ts';
import { claimable, goesBy, held, type WayOut } from '#core/delivery/delivery-queries.ts';

export interface ClaimedDelivery {
  alert_id: string;
  subscriber_id: string;
  version_wanted: number;
  version_sent: number | null;
  message_id: number | null;
  /** Who is told first: -1 a public channel, 0 affected, 1 chose a region of the warning, 2 asked for its country, 3 the rest. */
  rank: number;
  /** What is on the screen stands there with others. */
  in_digest: boolean;
  attempts: number;
  claimed_at: Date;
  sealed_address: Buffer;
  language: string;
  easy_read: boolean;
  /** Reads once a day. */
  daily: boolean;
  active: boolean;
  inactive_reason: string | null;
  /** At which it was taken, in messages a second; null: as fast as can be. */
  pace: number | null;
}

export type PlaceInLine = Pick<ClaimedDelivery, 'rank' | 'subscriber_id'>;
export const FRONT_OF_LINE: PlaceInLine = { rank: -2, subscriber_id: '00000000-0000-0000-0000-000000000000' };

export interface ClaimBatch extends WayOut {
  alertId: string;
  /** Rows after this one; passing the last one of the batch before keeps the scan off what is already sent. */
  after: PlaceInLine;
  limit: number;
  now: Date;
  /** Absent: both what is new to somebody and what puts right. */
  only?: 'new' | 'put_right';
}

const WHICH = { both: sql``, new: sql`and d.version_sent is null`, put_right: sql`and d.version_sent is not null` } as const;

export async function claimBatch(db: Database, { alertId, after, limit, now, only, ...way }: ClaimBatch): Promise<ClaimedDelivery[]> {
  const { rows } = await sql<ClaimedDelivery>`
    with picked as (
      select d.alert_id, d.subscriber_id from deliveries d join alerts a on a.id = d.alert_id
      where d.alert_id = ${alertId} and ${goesBy(way)} and (d.rank, d.subscriber_id) > (${after.rank}::smallint, ${after.subscriber_id}::uuid) and ${claimable(now)}
        and not ${held(now)} ${WHICH[only ?? 'both']}
      order by d.rank, d.subscriber_id limit ${limit} for update of d skip locked
    )
    update deliveries d set state = 'claimed', claimed_at = ${now}
    from picked p join subscribers s on s.id = p.subscriber_id
    where d.alert_id = p.alert_id and d.subscriber_id = p.subscriber_id
    returning d.alert_id, d.subscriber_id, d.version_wanted, d.version_sent, d.message_id, d.rank, d.in_digest, d.attempts, d.claimed_at,
      s.sealed_address, s.language, s.easy_read, s.daily, s.active, s.inactive_reason, null::integer as pace`.execute(db);
  return rows.sort((a, b) => a.rank - b.rank || (a.subscriber_id < b.subscriber_id ? -1 : 1));
}

/** What came of one claimed row. */
export type DeliveryMark = { alert_id: string; subscriber_id: string } &
  /** `message_id` null: the one that was there before. */
  (
    | { result: 'sent'; version: number; message_id: number | null; in_digest?: true }
    | { result: 'failed'; error: string }
    /** Back to waiting; `counted` tries are limited. */
    | { result: 'again'; error: string; counted: boolean; not_before: string | null }
  );

export function sent(row: ClaimedDelivery, version: number, messageId: number | null): DeliveryMark {
  return { ...keyOf(row), result: 'sent', version, message_id: messageId };
}

export function failed(row: ClaimedDelivery, error: string): DeliveryMark {
  return { ...keyOf(row), result: 'failed', error };
}

export interface Retry {
  error: string;
  /** It is given up after so many; null: this one is not counted. */
  mostTries: number | null;
  /** null: at once. */
  notBefore: Date | null;
}

export function again(row: ClaimedDelivery, { error, mostTries, notBefore }: Retry): DeliveryMark {
  if (mostTries !== null && row.attempts + 1 >= mostTries) return failed(row, error);
  return { ...keyOf(row), result: 'again', error, counted: mostTries !== null, not_before: notBefore?.toISOString() ?? null };
}

/** Given back untouched, for whoever comes next. */
export function released(row: ClaimedDelivery): DeliveryMark {
  return again(row, { error: 'released', mostTries: null, notBefore: null });
}

function keyOf(row: ClaimedDelivery): { alert_id: string; subscriber_id: string } {
  return { alert_id: row.alert_id, subscriber_id: row.subscriber_id };
}

/**
 * One statement for the group, its rows locked in the ledger's order (see plan-delivery.ts). A row whose wanted version was raised while it was being sent goes on waiting.
 * What was sent is marked also where the claim was taken for a dead one's meanwhile and nobody has the row yet.
 * The first that was sent of an alert is its `first_sent_at` for good: corrections move the rows' `sent_at`.
 */
export async function markDeliveries(db: Database, marks: DeliveryMark[], now: Date): Promise<void> {
  await sql`
    with m as (
      select * from jsonb_to_recordset(${JSON.stringify(marks)}::jsonb)
        as m(alert_id uuid, subscriber_id uuid, result text, version integer, message_id bigint, in_digest boolean, error text, counted boolean, not_before timestamptz)
    ), locked as materialized (
      select d.alert_id, d.subscriber_id from deliveries d join m using (alert_id, subscriber_id)
      order by d.alert_id, d.subscriber_id for update of d
    ), first_sent as (
      update alerts a set first_sent_at = ${now}
      where a.first_sent_at is null and a.id in (select m.alert_id from m join locked using (alert_id, subscriber_id) where m.result = 'sent')
    )
    update deliveries d set
      state = case m.result
        when 'sent' then case when d.version_wanted > m.version then 'waiting' else 'sent' end
        when 'failed' then 'failed' else 'waiting' end,
      version_sent = coalesce(m.version, d.version_sent),
      message_id = coalesce(m.message_id, d.message_id),
      in_digest = case when m.message_id is null then d.in_digest else coalesce(m.in_digest, false) end,
      sent_at = case when m.result = 'sent' then ${now}::timestamptz else d.sent_at end,
      told_at = case when m.result = 'sent' then coalesce(d.told_at, ${now}::timestamptz) else d.told_at end,
      attempts = d.attempts + case when m.counted then 1 else 0 end,
      last_error = m.error,
      claimed_at = m.not_before
    from m join locked using (alert_id, subscriber_id)
    where d.alert_id = m.alert_id and d.subscriber_id = m.subscriber_id and (d.state = 'claimed' or (d.state = 'waiting' and m.result = 'sent'))`.execute(db);
}
