// How the work stands: what waits and how long, what came in, and who did what. Counts only.

import { sql } from 'kysely';
import type { Database } from '#core/database.ts';
import { BREAKDOWNS, QUEUE_AGES, type Breakdown, type QueueAge } from './overview-words.ts';

export interface QueueState {
  open: number;
  urgent: number;
  claimed: number;
  /** null: nothing waits. */
  oldest_received_at: Date | null;
  /** How long the open ones have waited, shortest first. */
  ages: { age: QueueAge; reports: number; urgent: number }[];
}

export async function queueState(db: Database, now: Date): Promise<QueueState> {
  const { rows } = await sql<{ age: QueueAge; reports: number; urgent: number; claimed: number; oldest: Date | null }>`
    select a.age, count(r.id)::int as reports, count(r.id) filter (where r.urgent)::int as urgent,
      count(r.id) filter (where r.state = 'in_review' and r.claim_expires_at > ${now})::int as claimed, min(r.received_at) as oldest
    from unnest(${[...QUEUE_AGES]}::text[], array[0, 1, 8, 24, 168], array[1, 8, 24, 168, 1000000]) with ordinality as a (age, from_hours, to_hours, place)
    left join (select id, urgent, state, received_at, claim_expires_at, extract(epoch from ${now}::timestamptz - received_at) / 3600 as hours
      from reports where state in ('received', 'in_review')) r on greatest(r.hours, 0) >= a.from_hours and greatest(r.hours, 0) < a.to_hours
    group by a.age, a.place order by a.place`.execute(db);
  const sum = (of: (row: (typeof rows)[number]) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const oldest = rows.flatMap((row) => row.oldest ?? []);
  return {
    open: sum(({ reports }) => reports),
    urgent: sum(({ urgent }) => urgent),
    claimed: sum(({ claimed }) => claimed),
    oldest_received_at: oldest.length === 0 ? null : new Date(Math.min(...oldest.map((at) => at.getTime()))),
    ages: rows.map(({ age, reports, urgent }) => ({ age, reports, urgent })),
  };
}

export interface ReceivedCounts {
  reports: number;
  /** One row a value, the most frequent first; `?`: unknown. */
  rows: { by: Breakdown; value: string; reports: number; lost: number }[];
  /** Sums in the currency's smallest unit. */
  losses: { currency: string; minor: number; reports: number }[];
}

const COUNTED = sql`r.state not in ('rejected', 'erased', 'duplicate')`;

/** Received since then, neither rejected nor another's duplicate. */
export async function receivedCounts(db: Database, since: Date): Promise<ReceivedCounts> {
  const { rows } = await sql<{ type: string | null; country: string | null; region: string | null; language: string | null; reports: number; lost: number }>`
    with counted as (
      select coalesce(r.decided_type, g.type, '?') as type, coalesce(r.country, '?') as country, coalesce(r.region, '?') as region, coalesce(g.language, r.language, '?') as language,
        r.loss_state = 'lost' or g.loss ->> 'state' = 'lost' as lost
      from reports r left join readings g on g.report_id = r.id where r.received_at >= ${since} and ${COUNTED})
    select type, country, region, language, count(*)::int as reports, count(*) filter (where lost)::int as lost
    from counted group by grouping sets ((), (type), (country), (region), (language)) order by 5 desc, 1, 2, 3, 4`.execute(db);
  const { rows: losses } = await sql<ReceivedCounts['losses'][number]>`
    select g.loss -> 'amount' ->> 'currency' as currency, sum((g.loss -> 'amount' ->> 'minor')::numeric)::float8 as minor, count(*)::int as reports
    from reports r join readings g on g.report_id = r.id
    where r.received_at >= ${since} and ${COUNTED} and g.loss ->> 'state' = 'lost' and jsonb_typeof(g.loss -> 'amount') = 'object'
    group by 1 order by 3 desc, 1`.execute(db);
  const total = rows.find((row) => BREAKDOWNS.every((by) => row[by] === null));
  return {
    reports: total?.reports ?? 0,
    rows: BREAKDOWNS.flatMap((by) => rows.flatMap(({ [by]: value, reports, lost }) => (value === null ? [] : [{ by, value, reports, lost }]))),
    losses,
  };
}
