// The two clocks, in SQL: a report counts on the day it was received, unless it was told long after it happened or came in a backfill; then it
// counts on its own day, as late. Decision 17. `r` is the table reports.

import { sql, type RawBuilder } from 'kysely';

/** What happened within three days is news: the time within which entities and campaigns are watched (domain rules §6.6). */
export const NEWS_HOURS = 72;

/** true, false or, for a report without a time of its own that was not imported, false. */
export const IS_LATE: RawBuilder<boolean> = sql<boolean>`(r.source = 'import' or coalesce(r.occurred_at < r.received_at - make_interval(hours => ${sql.lit(NEWS_HOURS)}), false))`;

/** Late reports of one partner and day from which its whole day is a backfill, if they are the greater part of it. */
const BACKFILL_FROM = 10;

/** Partners of whom most that was received in a span of time is late: what they sent along without a time is no news, either. */
export function backfillingPartners(span: { from: Date; to: Date }): RawBuilder<unknown> {
  return sql`select r.partner from reports r where r.received_at >= ${span.from} and r.received_at < ${span.to} and r.partner is not null
    group by r.partner having count(*) filter (where ${IS_LATE}) >= ${sql.lit(BACKFILL_FROM)} and 2 * count(*) filter (where ${IS_LATE}) > count(*)`;
}

/** When the reporter became known; null: long ago, for a partner that sends none has its own checks. */
export const REPORTER_SINCE: RawBuilder<Date | null> = sql<Date | null>`case when r.source in ('telegram', 'web') then (select min(e.received_at) from reports e where e.reporter_hash = r.reporter_hash) end`;
