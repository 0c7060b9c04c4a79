// Claims what a daily reader is told of together: with a row of one warning, everything else that waits for the same person.

import { sql } from 'kysely';
import type { Database } from '#core/database.ts';
import { claimable, goesBy, held } from '#core/delivery/delivery-queries.ts';
import { claimAtPace } from '#core/delivery/claim-at-pace.ts';
import type { ClaimBatch, ClaimedDelivery } from '#core/delivery/delivery-store.ts';
import { MOST_IN_DIGEST } from '#core/delivery/render-digest.ts';
import { ADVISORY_LOCKS } from '#platform/advisory-locks.ts';

export interface ClaimedTogether {
  rows: ClaimedDelivery[];
  /** Rows of other alerts by subscriber, gravest first. */
  others: Map<string, ClaimedDelivery[]>;
}

/**
 * One transaction, and one at a time over all workers: nobody else may take a part alone. Before any row is locked, so that two never wait for
 * each other.
 */
export async function claimTogether(db: Database, claim: ClaimBatch & { digests: boolean }): Promise<ClaimedTogether> {
  return db.transaction().execute(async (tx) => {
    if (claim.digests) await sql`select pg_advisory_xact_lock(${ADVISORY_LOCKS.digests}::bigint)`.execute(tx);
    const rows = await claimAtPace(tx, claim);
    const readers = claim.digests ? rows.filter(({ daily, version_sent }) => daily && version_sent === null) : [];
    const others = readers.length === 0 ? [] : await claimOthers(tx, readers, claim);
    return { rows, others: Map.groupBy(others, ({ subscriber_id }) => subscriber_id) };
  });
}

/**
 * Danger is never told in a digest: it has not waited for the morning. What is slowed down is taken at its own pace alone. A row of an alert that is being planned anew at this moment, as all are
 * when the morning comes, is waited for; readers go in the ledger's order (see plan-delivery.ts).
 */
async function claimOthers(tx: Database, readers: readonly ClaimedDelivery[], { alertId, now, ...way }: ClaimBatch): Promise<ClaimedDelivery[]> {
  const ids = readers.map(({ subscriber_id }) => subscriber_id);
  const { rows } = await sql<ClaimedDelivery & { place: number }>`
    with picked as (
      select reader.id as subscriber_id, other.alert_id, other.place
      from unnest(${ids}::uuid[]) as reader(id) cross join lateral (
        select d.alert_id, array_position(array['warning', 'caution', 'notice'], v.content->>'grade') as place
        from alerts a join alert_versions v on v.alert_id = a.id and v.version = a.published_version
          join deliveries d on d.alert_id = a.id and d.subscriber_id = reader.id
        where ${goesBy(way)} and a.state = 'published' and a.id <> ${alertId} and (a.expires_at is null or a.expires_at > ${now}) and v.content->>'grade' <> 'danger'
          and d.version_sent is null and ${claimable(now)} and not ${held(now)} and a.pace is null
        order by place, a.published_at, a.id limit ${MOST_IN_DIGEST - 1} for update of d
      ) other
    )
    update deliveries d set state = 'claimed', claimed_at = ${now}
    from picked p join subscribers s on s.id = p.subscriber_id
    where d.alert_id = p.alert_id and d.subscriber_id = p.subscriber_id
    returning d.alert_id, d.subscriber_id, d.version_wanted, d.version_sent, d.message_id, d.rank, d.in_digest, d.attempts, d.claimed_at,
      s.sealed_address, s.language, s.easy_read, s.daily, s.active, s.inactive_reason, null::integer as pace, p.place`.execute(tx);
  return rows.toSorted((one, other) => one.place - other.place);
}
