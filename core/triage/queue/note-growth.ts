// How much the campaigns of open reports grew within a day, noted with the reports so that the queue's index knows it. A chore: joining a
// report stays one row.

import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import { doublings } from './place-in-queue.ts';

const DAY_MS = 86_400_000;

/** Also takes back what is no longer so. Idempotent. @returns how many reports stand elsewhere now. */
export async function noteGrowth({ db, clock }: Pick<CoreContext, 'db' | 'clock'>): Promise<number> {
  const since = new Date(clock.now().getTime() - DAY_MS);
  const { rows: grown } = await sql<{ campaign_id: string; after: number; before: number }>`
    select m.campaign_id, count(*)::int as after, count(*) filter (where m.joined_at <= ${since})::int as before
    from campaign_reports m where m.campaign_id in (select campaign_id from campaign_reports where joined_at > ${since}) group by 1`.execute(db);
  const growing = grown.flatMap(({ campaign_id, before, after }) => (doublings(before, after) > 0 ? [{ campaign_id, growth: doublings(before, after) }] : []));
  const { numAffectedRows } = await sql`
    with growing as (
      select m.report_id, w.growth from unnest(${growing.map(({ campaign_id }) => campaign_id)}::uuid[], ${growing.map(({ growth }) => growth)}::smallint[])
        as w (campaign_id, growth) join campaign_reports m using (campaign_id)
    )
    update reports r set growth = wanted.growth from (
      select report_id as id, growth from growing
      union all select g.id, 0 from reports g where g.growth > 0 and g.id not in (select report_id from growing)
    ) wanted
    where r.id = wanted.id and r.growth <> wanted.growth and (r.state in ('received', 'in_review') or wanted.growth = 0)`.execute(db);
  return Number(numAffectedRows ?? 0);
}
