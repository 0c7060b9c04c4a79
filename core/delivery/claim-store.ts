// SQL that puts right what a process that died, or a clock that was set back, left in the ledger.

import { sql } from 'kysely';
import type { Database } from '#core/database.ts';
import type { Channel } from '#core/subscribers/subscriber-words.ts';

/** When what is claimed by this way was claimed: a batch has one time. */
export async function claimTimes(db: Database, channel: Channel): Promise<Date[]> {
  const rows = await db.selectFrom('deliveries').select('claimed_at').distinct().where('channel', '=', channel).where('state', '=', 'claimed').execute();
  return rows.flatMap(({ claimed_at }) => claimed_at ?? []);
}

/** Claimed at one of these times, and by nobody since. Locked in the ledger's order (see plan-delivery.ts). */
export async function giveBack(db: Database, { channel, claimedAt }: { channel: Channel; claimedAt: readonly Date[] }): Promise<void> {
  await sql`
    with locked as materialized (
      select alert_id, subscriber_id from deliveries
      where channel = ${channel} and state = 'claimed' and claimed_at = any (${claimedAt}::timestamptz[])
      order by alert_id, subscriber_id for update
    )
    update deliveries d set state = 'waiting', claimed_at = null
    from locked l where d.alert_id = l.alert_id and d.subscriber_id = l.subscriber_id and d.state = 'claimed'`.execute(db);
}

/** A retry that is due later than any waits was written before the clock was set back. Whom quiet hours keep has failed at nothing yet. */
export async function hastenRetries(db: Database, { channel, now, longestRetryMs }: { channel: Channel; now: Date; longestRetryMs: number }): Promise<void> {
  await sql`
    with late as materialized (
      select d.alert_id, d.subscriber_id from alerts a join deliveries d on d.alert_id = a.id
      where a.delivery_due_since is not null and d.channel = ${channel} and d.state = 'waiting' and d.last_error is not null
        and d.claimed_at > ${new Date(now.getTime() + longestRetryMs)}
      order by d.alert_id, d.subscriber_id for update of d
    )
    update deliveries d set claimed_at = null
    from late l where d.alert_id = l.alert_id and d.subscriber_id = l.subscriber_id and d.state = 'waiting'`.execute(db);
}
