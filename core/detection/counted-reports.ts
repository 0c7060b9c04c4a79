// The two clocks, in SQL: a report counts on the day it was received, unless it was told long after it happened or came in a backfill; then it
// counts on its own day, as late. Decision 17. `r` is the table reports, `g` readings, `c` campaigns.

import { sql, type RawBuilder } from 'kysely';
import { NEWS_HOURS } from '#core/detection/news.ts';
import { VOICE_COLUMNS } from '#core/clustering/voice-rows.ts';
import { TYPE_FITS } from '#core/detection/campaign-rule.ts';

/** true, false or, for a report without a time of its own that was not imported, false. */
export const IS_LATE: RawBuilder<boolean> = sql<boolean>`(r.source = 'import' or coalesce(r.occurred_at < r.received_at - make_interval(hours => ${sql.lit(NEWS_HOURS)}), false))`;

/** Late reports of one partner and day from which its whole day is a backfill, if they are the greater part of it. */
const BACKFILL_FROM = 10;

/** Partners of whom most that was received in a span of time is late: what they sent along without a time is no news, either. */
export function backfillingPartners(span: { from: Date; to: Date }): RawBuilder<unknown> {
  return sql`select r.partner from reports r where r.received_at >= ${span.from} and r.received_at < ${span.to} and r.partner is not null
    group by r.partner having count(*) filter (where ${IS_LATE}) >= ${sql.lit(BACKFILL_FROM)} and 2 * count(*) filter (where ${IS_LATE}) > count(*)`;
}

/** An officer's word, else the reading's; where there is none, as the campaign began. */
const TYPE = sql`coalesce(r.decided_type, g.type, c.type)`;
/** A report as the rules weigh it: a `WindowRow`. */
export const WINDOW_COLUMNS = sql`${TYPE} as type, r.country, ${VOICE_COLUMNS},
  coalesce(${TYPE} <> 'OTHER' and (r.decided_type is not null or coalesce((g.types->0->>'score')::float8, 0) >= ${sql.lit(TYPE_FITS)}), false)
    or exists (select from matches k where k.report_id = r.id and k.target_kind = 'pattern' and k.band = 'same') as fits`;
