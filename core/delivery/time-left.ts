// How long until the last of those who are told at once has a warning, at the pace at which it is sent now.

import { sql } from 'kysely';
import type { Database } from '#core/database.ts';
import type { DeliveryPace } from '#core/delivery/audience.ts';
import { SUBSCRIBER_CHANNELS, type Channel } from '#core/subscribers/subscriber-words.ts';

export interface TimeLeft {
  now: Date;
  pace: DeliveryPace;
  /** Messages a second to which an officer has slowed what is new; null: they have not. */
  slowedTo: number | null;
}

/** Seconds; the ways send side by side, a slower pace counts for all of them together. Who sleeps or reads once a day is not waited for. */
export async function secondsLeft(db: Database, alertId: string, { now, pace, slowedTo }: TimeLeft): Promise<number> {
  const { rows } = await sql<{ channel: Channel; left: number; left_new: number }>`
    select channel, count(*) as left, count(*) filter (where version_sent is null) as left_new
    from deliveries where alert_id = ${alertId} and (state = 'claimed' or (state = 'waiting' and (claimed_at is null or claimed_at <= ${now})))
    group by channel`.execute(db);
  const byWays = SUBSCRIBER_CHANNELS.map((way) => (rows.find(({ channel }) => channel === way)?.left ?? 0) / pace[way]);
  const leftNew = rows.reduce((sum, { left_new }) => sum + left_new, 0);
  return Math.max(...byWays, slowedTo === null ? 0 : leftNew / slowedTo);
}
