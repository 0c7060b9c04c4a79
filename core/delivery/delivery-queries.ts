// SQL that reads the ledger: what an alert says now, what is left to do, how far it got.

import { sql } from 'kysely';
import type { Database } from '#core/database.ts';
import type { AlertToDeliver, DeliveryCounts } from '#core/delivery/delivery.ts';
import { LIFE_SAFETY_TYPES } from '#core/taxonomy/taxonomy.ts';
import { MAIN_BOT, type Channel } from '#core/subscribers/subscriber-words.ts';

/** Which way a row goes. */
export interface WayOut {
  channel: Channel;
  /** Of Telegram; absent: the one that talks with people. */
  bot?: number;
}

/** Condition of a row `d`. */
export function goesBy({ channel, bot }: WayOut) {
  return sql<boolean>`(d.channel = ${channel} and d.bot_id = ${bot ?? MAIN_BOT})`;
}

/** null: it does not exist or was never published. */
export async function findAlertToDeliver(db: Database, alertId: string): Promise<AlertToDeliver | null> {
  const { rows } = await sql<Omit<AlertToDeliver, 'state'> & { state: AlertToDeliver['state'] | 'expired' }>`
    select a.id, a.code, a.state, a.all_clear, a.published_version, a.published_at, a.expires_at, v.content
    from alerts a join alert_versions v on v.alert_id = a.id and v.version = a.published_version
    where a.id = ${alertId} and a.state in ('published', 'withdrawn', 'expired')`.execute(db);
  const row = rows[0];
  if (row === undefined) return null;
  // NOTE an alert that was marked as expired is a published one past its time: one check tells both.
  return row.state === 'expired' ? { ...row, state: 'published', expires_at: new Date(0) } : { ...row, state: row.state };
}

/** Condition of a row that may be taken: `claimed_at` of a waiting row is the moment before which it must not be tried again. */
export function claimable(now: Date) {
  return sql<boolean>`(d.state = 'waiting' and (d.claimed_at is null or d.claimed_at <= ${now}))`;
}

/**
 * Condition of a row `d` of an alert `a` that a pause keeps: of what was on its way then, and new to somebody. A later version goes to who has an
 * earlier one on the screen. What is withdrawn or past its time is kept by nobody.
 */
export function held(now: Date) {
  return sql<boolean>`(${isPaused(now)} and (d.version_sent is null or d.version_wanted <= a.paused_version))`;
}

function isPaused(now: Date) {
  return sql<boolean>`a.paused_at is not null and a.state = 'published' and (a.expires_at is null or a.expires_at > ${now})`;
}

/** Condition of an alert `a` that is slowed down and has had its share: nothing of it may be taken now by who has nothing yet. */
export function slowed(now: Date) {
  return sql<boolean>`(a.pace_free_at > ${now} and a.state = 'published' and (a.expires_at is null or a.expires_at > ${now})) is true`;
}

/** What holds an alert up: the version that was on its way when it was paused, the pace to which it is slowed down; null: neither. */
export interface Hold {
  paused_version: number | null;
  pace: number | null;
}

export async function holdOf(db: Database, alertId: string): Promise<Hold> {
  const row = await db.selectFrom('alerts').select(['paused_version', 'pace']).where('id', '=', alertId).where('state', '=', 'published').executeTakeFirst();
  return row ?? { paused_version: null, pace: null };
}

/** An alert's place among those that are sent, in SQL: danger first, of one grade what threatens a life, then the oldest. */
const GRAVITY = sql`array_position(array['danger', 'warning', 'caution', 'notice'], v.content->>'grade'),
  v.content->>'type' <> all (${LIFE_SAFETY_TYPES}::text[]), a.published_at, a.id`;

export interface WhatCanBeSent {
  way: WayOut;
  now: Date;
  /** Only what goes before this alert. */
  before?: string;
}

/** The gravest alert for which something can be sent by this way now. Each is asked for the first of its rows that is due, however many wait. */
export async function gravestAlert(db: Database, { way, now, before }: WhatCanBeSent): Promise<string | null> {
  const alerts = sql`alerts a join alert_versions v on v.alert_id = a.id and v.version = a.published_version`;
  const { rows } = await sql<{ id: string }>`
    select a.id from ${alerts} cross join lateral (
      (${firstDue({ way, now })} and not ${slowed(now)} ${SOONEST}) union all (${firstDue({ way, now })} and ${slowed(now)} and d.version_sent is not null ${SOONEST})
    ) first
    where a.state in ('published', 'withdrawn', 'expired') and (first.claimed_at is null or first.claimed_at <= ${now})
      ${before === undefined ? sql`` : sql`and (${GRAVITY}) < (select ${GRAVITY} from ${alerts} where a.id = ${before})`}
    order by ${GRAVITY}
    limit 1`.execute(db);
  return rows[0]?.id ?? null;
}

/** Of an alert `a`, by this way: the rows that can be taken, now or later. Where a pause keeps all, none of them is looked at. */
function firstDue({ way, now }: Pick<WhatCanBeSent, 'way' | 'now'>) {
  return sql`select d.claimed_at from deliveries d where d.alert_id = a.id and ${goesBy(way)} and d.state = 'waiting'
      and not (${isPaused(now)} and a.published_version <= a.paused_version) and not ${held(now)}`;
}

const SOONEST = sql`order by d.claimed_at nulls first limit 1`;

/** What is left of an alert for one way. */
export interface LeftToSend {
  /** When the next row can be taken; null: none waits, or none while it is paused. */
  at: Date | null;
  /** Whether somebody has claimed a row. */
  claimed: boolean;
}

export async function leftToSend(db: Database, alertId: string, { way, now }: Pick<WhatCanBeSent, 'way' | 'now'>): Promise<LeftToSend> {
  const { rows } = await sql<LeftToSend>`
    select
      least(
        (select greatest(coalesce(first.claimed_at, to_timestamp(0)), case when ${slowed(now)} then a.pace_free_at end) from (${firstDue({ way, now })} ${SOONEST}) first),
        (select coalesce(first.claimed_at, to_timestamp(0)) from (${firstDue({ way, now })} and ${slowed(now)} and d.version_sent is not null ${SOONEST}) first)
      ) as at,
      exists (select from deliveries d where d.alert_id = a.id and ${goesBy(way)} and d.state = 'claimed' and not ${held(now)}) as claimed
    from alerts a where a.id = ${alertId}`.execute(db);
  return rows[0] ?? { at: null, claimed: false };
}

/** Whether somebody is still to be told by a way that is none of these. */
export async function waitsForOtherWays(db: Database, alertId: string, { ways, now }: { ways: readonly WayOut[]; now: Date }): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`
    select exists (
      select 1 from deliveries d join alerts a on a.id = d.alert_id
      where d.alert_id = ${alertId} and not (${sql.join([sql`false`, ...ways.map(goesBy)], sql` or `)}) and d.state in ('waiting', 'claimed') and not ${held(now)}
    ) as waits`.execute(db);
  return rows[0]?.waits === true;
}

/** Of people; channels are told of apart (channel-posts.ts). */
export async function deliveryCounts(db: Database, alertId: string): Promise<DeliveryCounts> {
  const { rows } = await sql<{ state: 'waiting' | 'claimed' | 'sent' | 'failed'; reason: string | null; count: number }>`
    select state, case state when 'failed' then last_error end as reason, count(*) as count
    from deliveries where alert_id = ${alertId} and rank >= 0 group by 1, 2`.execute(db);
  const counts: DeliveryCounts = { waiting: 0, claimed: 0, sent: 0, failed: 0, failed_by: {} };
  for (const { state, reason, count } of rows) {
    counts[state] += count;
    if (state === 'failed') counts.failed_by[reason ?? 'unknown'] = count;
  }
  return counts;
}
