// SQL of stories: the traits of each report, and the campaigns that are told as they are now.

import { sql } from 'kysely';
import type { Database } from '#core/database.ts';
import { pooledTraits, STORY_REPORTS, type CampaignStory } from './same-story.ts';

/** Of a report that is matched anew they are replaced. */
export async function storeStoryTraits(db: Database, reports: readonly { id: string; traits: readonly string[] }[]): Promise<void> {
  if (reports.length === 0) return;
  await db
    .insertInto('story_traits')
    .values(reports.map(({ id, traits }) => ({ report_id: id, traits: [...traits] })))
    .onConflict((conflict) => conflict.column('report_id').doUpdateSet(({ ref }) => ({ traits: ref('excluded.traits') })))
    .execute();
}

/** Campaigns compared, those seen last, all with all. */
const COMPARED = 2_000;
/** Reports read of one campaign, the newest: more make its story no clearer. */
const READ_OF_EACH = 40;

/** Campaigns seen since then that enough reports tell. Rejected, erased and harmless reports do not count. */
export async function loadStories(db: Database, since: Date): Promise<CampaignStory[]> {
  const { rows } = await sql<{ id: string; language: string; type: string; traits: string[][] }>`
    with told as (
      select c.id, c.type, g.language, t.traits, c.last_seen_at as seen, row_number() over (partition by c.id order by r.received_at desc, r.id) as nth
      from campaigns c join campaign_reports m on m.campaign_id = c.id join reports r on r.id = m.report_id
      join readings g on g.report_id = r.id join story_traits t on t.report_id = r.id
      where c.merged_into is null and c.last_seen_at >= ${since} and r.state not in ('rejected', 'erased') and (g.verdict <> 'benign' or r.state = 'confirmed')
    )
    select id, type, mode() within group (order by language) as language, json_agg(traits) as traits
    from told where nth <= ${READ_OF_EACH} group by id, type having count(*) >= ${STORY_REPORTS} order by max(seen) desc, id limit ${COMPARED}`.execute(db);
  return rows.map(({ traits, ...story }) => ({ ...story, traits: pooledTraits(traits) }));
}
