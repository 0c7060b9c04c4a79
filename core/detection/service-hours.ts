// Notes that the worker watches and how many reports each hour brought, so that an outage is known afterwards.

import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import { outageShares, type ServiceHour } from '#core/surge/outages.ts';

const DAY_MS = 86_400_000;

/** Call it at least once an hour. @returns the share of a day in which nothing could be received. */
export async function watchHours({ db, clock }: CoreContext, reach: number): Promise<(day: number) => number> {
  const now = clock.now();
  const oldest = new Date(now.getTime() - reach * DAY_MS);
  await sql`
    with since as (select coalesce(max(hour) filter (where watched), ${oldest}) as hour from service_hours),
      brought as (
        select date_trunc('hour', r.received_at, 'UTC') as hour, count(*)::int as reports from reports r, since
        where r.received_at >= since.hour and r.received_at <= ${now} group by 1),
      this as (select date_trunc('hour', ${now}::timestamptz, 'UTC') as hour)
    insert into service_hours (hour, reports, watched)
    select hour, coalesce(brought.reports, 0), this.hour is not null from brought full join this using (hour)
    on conflict (hour) do update set reports = excluded.reports, watched = service_hours.watched or excluded.watched
      where (service_hours.reports, service_hours.watched) <> (excluded.reports, service_hours.watched or excluded.watched)`.execute(db);
  await db.deleteFrom('service_hours').where('hour', '<', oldest).execute();
  return knownOutages(db, now);
}

/** As far as the worker has noted hours. */
export async function knownOutages(db: Database, now: Date): Promise<(day: number) => number> {
  const { rows } = await sql<ServiceHour>`select (extract(epoch from hour) / 3600)::int as hour, reports, watched from service_hours`.execute(db);
  return outageShares(rows, now);
}
