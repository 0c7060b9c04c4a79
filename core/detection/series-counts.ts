// Keeps what each series was reported on each day. Counts outlive their reports: days from which retention may have erased some are no longer
// counted anew. Every run counts anew what may have changed, and once a day everything, so nothing that a dead process left undone stays so.

import { sql } from 'kysely';
import { backfillingPartners, IS_LATE } from '#core/detection/counted-reports.ts';
import { VoiceCount } from '#core/clustering/voice-count.ts';
import { SPEAKER_COLUMNS, toSpeaker, type SpeakerRow } from '#core/clustering/voice-rows.ts';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import { seriesOf, type ReportSeries } from '#core/surge/series.ts';
import { dayOf, isoDay, type SeriesDay } from '#core/surge/tested-series.ts';
import { ADVISORY_LOCKS } from '#platform/advisory-locks.ts';

const DAY_MS = 86_400_000;
const RECOUNTED = 'series_recounted';

/** Brings the counts of the days since `reach` days ago up to date. */
export async function countSeries(context: CoreContext, { reach, retentionDays }: { reach: number; retentionDays: number }): Promise<void> {
  const today = dayOf(context.clock.now().getTime());
  const oldest = today - Math.min(reach, retentionDays - 1);
  const whole = (await recountedOn(context.db)) !== isoDay(today);
  const days = whole
    ? Array.from({ length: today - oldest + 1 }, (_, back) => today - back)
    : [today, today - 1, ...(await daysOfLateReports(context.db, today))];
  for (const day of new Set(days)) if (day >= oldest && day <= today) await countDay(context, day);
  if (whole) await rememberRecounted(context.db, isoDay(today));
}

async function recountedOn(db: Database): Promise<string | undefined> {
  const { rows } = await sql<{ day: string }>`select value->>'day' as day from settings where key = ${RECOUNTED}`.execute(db);
  return rows[0]?.day;
}

async function rememberRecounted(db: Database, day: string): Promise<void> {
  await sql`insert into settings (key, value) values (${RECOUNTED}, ${JSON.stringify({ day })}::jsonb)
    on conflict (key) do update set value = excluded.value`.execute(db);
}

/** Own days of what was received late today or yesterday. */
async function daysOfLateReports(db: Database, today: number): Promise<number[]> {
  const { rows } = await sql<{ day: number }>`
    select distinct floor(extract(epoch from r.occurred_at) / 86400)::int as day from reports r
    where r.received_at >= ${new Date((today - 1) * DAY_MS)} and r.occurred_at is not null and ${IS_LATE}`.execute(db);
  return rows.map(({ day }) => day);
}

/** Has the next run count every day anew: when the past was changed by other ways than reports coming in, such as a restored backup. */
export async function recountAll(db: Database): Promise<void> {
  await db.deleteFrom('settings').where('key', '=', RECOUNTED).execute();
}

/** One at a time over all workers: what is read must not change until it has been written. */
async function countDay({ db }: CoreContext, day: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(ADVISORY_LOCKS.counting)})`.execute(tx);
    await storeCounts(tx, isoDay(day), countsOf(await reportsOf(tx, day)));
  });
}

type CountedRow = SpeakerRow & ReportSeries & { late: boolean };

/** Reports that count on a day, by the rules of `counted-reports.ts`, in order of arrival. */
async function reportsOf(db: Database, day: number): Promise<CountedRow[]> {
  const span = { from: new Date(day * DAY_MS), to: new Date((day + 1) * DAY_MS) };
  const { rows } = await sql<CountedRow>`
    with backfilling as (${backfillingPartners(span)})
    select ${SPEAKER_COLUMNS},
      ${IS_LATE} or coalesce(r.partner in (select partner from backfilling), false) as late,
      case when coalesce(r.decided_type, g.type) <> 'OTHER' and (g.verdict in ('scam', 'suspicious') or r.state = 'confirmed') then coalesce(r.decided_type, g.type) end as type,
      r.country, g.language, m.campaign_id as campaign
    from reports r join readings g on g.report_id = r.id left join signatures s on s.report_id = r.id left join campaign_reports m on m.report_id = r.id
    where ((r.received_at >= ${span.from} and r.received_at < ${span.to} and not ${IS_LATE}) or (r.occurred_at >= ${span.from} and r.occurred_at < ${span.to} and ${IS_LATE}))
      and r.state not in ('rejected', 'erased', 'duplicate') and (g.verdict <> 'benign' or r.state = 'confirmed')
    order by r.received_at, r.id`.execute(db);
  return rows;
}

interface DayCount {
  series: string;
  count: number;
  late: number;
}

/** Different voices a series and day; a ring of fresh accounts has no more than it has texts. */
function countsOf(rows: readonly CountedRow[]): DayCount[] {
  const told = rows.flatMap((row) => seriesOf(row).map((series) => ({ series, row })));
  return [...Map.groupBy(told, ({ series }) => series)].map(([series, own]) => {
    const [news, all] = [new VoiceCount(), new VoiceCount()];
    for (const { row } of own) for (const each of row.late ? [all] : [news, all]) each.add(toSpeaker(row));
    return { series, count: news.count, late: Math.max(0, all.count - news.count) };
  });
}

async function storeCounts(tx: Database, day: string, counts: readonly DayCount[]): Promise<void> {
  const columns = [counts.map(({ series }) => series), counts.map(({ count }) => count), counts.map(({ late }) => late)] as const;
  await sql`update series_days set count = 0, late = 0 where day = ${day}::date and series <> all(${columns[0]}::text[])`.execute(tx);
  await sql`
    insert into series_days (series, day, count, late) select series, ${day}::date, count, late
    from unnest(${columns[0]}::text[], ${columns[1]}::int[], ${columns[2]}::int[]) as n (series, count, late)
    on conflict (series, day) do update set count = excluded.count, late = excluded.late
      where (series_days.count, series_days.late) <> (excluded.count, excluded.late)`.execute(tx);
}

/** Oldest first. */
export async function loadSeriesDays(db: Database, since: number): Promise<SeriesDay[]> {
  const { rows } = await sql<SeriesDay>`
    select series, to_char(day, 'YYYY-MM-DD') as date, count, late from series_days where day >= ${isoDay(since)}::date and count + late > 0
    order by day, series`.execute(db);
  return rows;
}

/** What was expected of a day and how rare what came is, as last tested. */
export async function storeTests(db: Database, tests: readonly { series: string; date: string; expected: number; p: number }[]): Promise<void> {
  if (tests.length === 0) return;
  await sql`
    update series_days d set expected = n.expected, p = n.p
    from unnest(${tests.map(({ series }) => series)}::text[], ${tests.map(({ date }) => date)}::date[], ${tests.map(({ expected }) => expected)}::float8[], ${tests.map(({ p }) => p)}::float8[])
      as n (series, day, expected, p)
    where d.series = n.series and d.day = n.day and (d.expected, d.p) is distinct from (n.expected, n.p)`.execute(db);
}
