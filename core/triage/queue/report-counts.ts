// How many reports each value of each filter would show, under all other filters that are set: the counts beside them.

import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import { conditionsOf, holderAt, LANGUAGE, OPINIONS, TYPE, type Condition, type ReportFilter } from './report-filter.ts';

export const COUNTED = ['type', 'country', 'language', 'verdict', 'urgent', 'loss', 'channel', 'source', 'claimed_by', 'second_opinion'] as const;
export type Counted = (typeof COUNTED)[number];

export interface ReportCounts {
  total: number;
  /** By filter; values that none has are left out. `claimed_by`: `nobody` or a staff id. */
  by: Record<Counted, { value: string; name: string | null; reports: number }[]>;
}

/** One pass over what all the filters together could show with one of them left out. */
export async function countReports({ db, clock }: Pick<CoreContext, 'db' | 'clock'>, filter: ReportFilter): Promise<ReportCounts> {
  const now = clock.now();
  const conditions = conditionsOf(filter, now);
  const isCounted = (name: Condition): name is Counted => COUNTED.some((counted) => counted === name);
  const always = conditions.filter(([name]) => !isCounted(name)).map(([, condition]) => condition);
  const counted = conditions.flatMap(([name, condition]) => (isCounted(name) ? [{ name, condition }] : []));
  // The one condition that a row misses; two at once rule it out for every count.
  const misses = counted.map(({ name, condition }) => sql`case when ${condition} then null else ${name}::text end`);
  const { rows } = await sql<{ facet: Counted | 'total'; value: string | null; name: string | null; reports: number }>`
    with kept as (
      select array_remove(array[${misses.length === 0 ? sql`null::text` : sql.join(misses)}], null) as missed, ${TYPE} as type, r.country, ${LANGUAGE} as language,
        r.read_verdict as verdict, r.urgent::text as urgent, r.loss_state as loss, r.channel, r.source, coalesce(${holderAt(now)}, 'nobody') as claimed_by,
        a.second_opinion
      from reports r left join ${OPINIONS} a on a.report_id = r.id where ${sql.join(always, sql` and `)}
    ), grouped as (
      select missed, type, country, language, verdict, urgent, loss, channel, source, claimed_by, second_opinion, count(*)::int as reports
      from kept where cardinality(missed) <= 1 group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
    )
    select f.facet, f.value, s.name, sum(g.reports)::int as reports
    from grouped g cross join lateral (values ('total', ''), ('type', g.type), ('country', g.country), ('language', g.language), ('verdict', g.verdict),
      ('urgent', g.urgent), ('loss', g.loss), ('channel', g.channel), ('source', g.source), ('claimed_by', g.claimed_by), ('second_opinion', g.second_opinion)
    ) as f (facet, value)
    left join staff_users s on f.facet = 'claimed_by' and s.id = f.value
    where f.value is not null and (cardinality(g.missed) = 0 or g.missed[1] = f.facet)
    group by 1, 2, 3 order by 4 desc, 2`.execute(db);
  const of = (facet: Counted): ReportCounts['by'][Counted] =>
    rows.flatMap((row) => (row.facet === facet && row.value !== null ? [{ value: row.value, name: row.name, reports: row.reports }] : []));
  return {
    total: rows.find(({ facet }) => facet === 'total')?.reports ?? 0,
    by: Object.fromEntries(COUNTED.map((facet) => [facet, of(facet)])) as ReportCounts['by'],
  };
}
