// SQL that counts reports for the public. What an erased report was of still counts; whose it was is gone.

import { sql } from 'kysely';
import type { Database } from '#core/database.ts';

export interface ReportCounts {
  total: number;
  byType: ReadonlyMap<string, number>;
  byCountry: ReadonlyMap<string, number>;
  byLanguage: ReadonlyMap<string, number>;
  byWeek: ReadonlyMap<string, number>;
}

/** Reports received since, read as a scam or suspicious, and neither rejected nor another's duplicate. */
const COUNTED = sql`r.state not in ('rejected', 'duplicate') and g.verdict in ('scam', 'suspicious')`;

export async function countReports(db: Database, since: Date): Promise<ReportCounts> {
  const { rows } = await sql<{ type: string | null; country: string | null; language: string | null; week: string | null; n: number }>`
    with counted as (
      select coalesce(r.decided_type, g.type) as type,
        case when r.country in ('KR', 'MY', 'SG') then r.country else 'other' end as country,
        case when g.language in ('ko', 'ms', 'en') then g.language else 'other' end as language,
        to_char(date_trunc('week', r.received_at at time zone 'Asia/Kuala_Lumpur'), 'YYYY-MM-DD') as week
      from reports r join readings g on g.report_id = r.id
      where r.received_at >= ${since} and ${COUNTED})
    select type, country, language, week, count(*)::int as n from counted group by grouping sets ((), (type), (country), (language), (week))`.execute(db);
  const by = (facet: 'type' | 'country' | 'language' | 'week'): Map<string, number> =>
    new Map(rows.flatMap((row) => (row[facet] === null ? [] : [[row[facet], row.n] as const])));
  const total = rows.find((row) => row.type === null && row.country === null && row.language === null && row.week === null)?.n ?? 0;
  return { total, byType: by('type'), byCountry: by('country'), byLanguage: by('language'), byWeek: by('week') };
}

const MINOR_UNITS: Record<string, number> = { KRW: 1 };
const DEFAULT_MINOR_UNITS = 100;

/** What people said they had lost, in major units, by currency. */
export async function sumLosses(db: Database, since: Date): Promise<{ currency: string; count: number; sum: number; largest: number }[]> {
  const { rows } = await sql<{ currency: string; count: number; sum: number; largest: number }>`
    select g.loss->'amount'->>'currency' as currency, count(*)::int as count,
      sum((g.loss->'amount'->>'minor')::numeric)::float8 as sum, max((g.loss->'amount'->>'minor')::numeric)::float8 as largest
    from reports r join readings g on g.report_id = r.id
    where r.received_at >= ${since} and ${COUNTED} and g.loss->>'state' = 'lost' and jsonb_typeof(g.loss->'amount') = 'object'
    group by 1`.execute(db);
  return rows.map(({ currency, count, sum, largest }) => {
    const units = MINOR_UNITS[currency] ?? DEFAULT_MINOR_UNITS;
    return { currency, count, sum: sum / units, largest: largest / units };
  });
}
