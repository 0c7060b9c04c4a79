// SQL that reads campaigns and series for the detectors.

import { sql } from 'kysely';
import { campaignEvidence, FEWEST_REPORTS, WINDOW_REPORTS, type CampaignEvidence, type WindowReport } from '#core/detection/campaign-rule.ts';
import { IS_LATE, WINDOW_COLUMNS } from '#core/detection/counted-reports.ts';
import { toVoice, type VoiceRow } from '#core/clustering/voice-rows.ts';
import type { Database } from '#core/database.ts';
import { SAME_SCORE } from '#core/matching/match-score.ts';
import type { SeriesName } from '#core/surge/series.ts';

/** As {@link WINDOW_COLUMNS} reads it. */
export interface WindowRow extends VoiceRow {
  type: string;
  country: string | null;
  fits: boolean;
}

export function toWindowReport(row: WindowRow): WindowReport {
  return { voice: toVoice(row), type: row.type, fits: row.fits, country: row.country };
}

export interface CampaignFacts extends CampaignEvidence {
  /** Where it is now. */
  id: string;
  number: number;
}

/** What reached us of a campaign, or of the one it was merged into, since `since`, is news and not read as benign; null when nothing did. */
export async function campaignFacts(db: Database, campaignId: string, since: Date): Promise<CampaignFacts | null> {
  const { rows } = await sql<WindowRow & { id: string; number: number }>`
    select c.id, c.number, ${WINDOW_COLUMNS}
    from campaigns c
    join campaign_reports m on m.campaign_id = c.id
    join reports r on r.id = m.report_id
    join signatures s on s.report_id = r.id
    left join tellings t on t.report_id = r.id
    left join readings g on g.report_id = r.id
    where c.id = root_campaign(${campaignId}::uuid) and r.received_at >= ${since} and not ${IS_LATE} and r.state not in ('rejected', 'erased')
      and (g.verdict is distinct from 'benign' or r.state = 'confirmed')
    order by r.received_at, r.id limit ${WINDOW_REPORTS}`.execute(db);
  const evidence = campaignEvidence(rows.map(toWindowReport));
  const [first] = rows;
  return evidence === null || first === undefined ? null : { ...evidence, id: first.id, number: first.number };
}

export interface CampaignLook {
  /** That came since then, {@link FEWEST_REPORTS} at most. */
  reports: number;
  /** Its alarm of the day was written a moment ago. */
  isTold: boolean;
}

/** A first look at campaigns, or those they were merged into, at a fraction of what {@link campaignFacts} costs. */
export async function lookAtCampaigns(
  db: Database,
  campaignIds: readonly string[],
  { since, day, toldSince }: { since: Date; day: string; toldSince: Date },
): Promise<Map<string, CampaignLook>> {
  const { rows } = await sql<CampaignLook & { id: string }>`
    select named.id,
      (select count(*)::int from (
        select from campaign_reports m join reports r on r.id = m.report_id where m.campaign_id = root.id and r.received_at >= ${since} limit ${FEWEST_REPORTS}
      ) few) as reports,
      exists (select from alarms a where a.detector in ('campaign', 'novel') and a.subject = root.id::text and a.day = ${day}::date and a.updated_at > ${toldSince}) as "isTold"
    from unnest(${campaignIds}::uuid[]) as named (id) cross join lateral (select root_campaign(named.id) as id) root`.execute(db);
  return new Map(rows.map(({ id, ...look }) => [id, look]));
}

/** Entities kept with an alarm, the most frequent first. */
export const ENTITIES = 50;

/** Telling indicators of a campaign's reports of that time that join by themselves, as hashed keys. */
export async function campaignEntities(db: Database, campaignId: string, since: Date): Promise<Buffer[]> {
  const { rows } = await sql<{ key_hash: Buffer }>`
    select k.key_hash from campaign_reports m join reports r on r.id = m.report_id join match_keys k on k.report_id = r.id
    where m.campaign_id = ${campaignId} and r.received_at >= ${since} and r.state not in ('rejected', 'erased') and k.weight >= ${SAME_SCORE}
    group by 1 order by count(*) desc, 1 limit ${ENTITIES}`.execute(db);
  return rows.map(({ key_hash }) => key_hash);
}

/** News of a series in a span of time (ms since 1970), in order of arrival. */
export async function seriesNews(db: Database, name: SeriesName, { from, to }: { from: number; to: number }): Promise<WindowReport[]> {
  const { rows } = await sql<WindowRow>`
    select ${WINDOW_COLUMNS}
    from reports r join readings g on g.report_id = r.id left join signatures s on s.report_id = r.id left join tellings t on t.report_id = r.id
    left join campaign_reports m on m.report_id = r.id left join campaigns c on c.id = m.campaign_id
    where r.received_at >= ${new Date(from)} and r.received_at < ${new Date(to)} and not ${IS_LATE} and r.state not in ('rejected', 'erased', 'duplicate')
      and case when ${name.campaign}::uuid is null
        then coalesce(r.decided_type, g.type) = ${name.type}::text and r.country is not distinct from ${name.country}::text and (g.verdict in ('scam', 'suspicious') or r.state = 'confirmed')
          and (${name.language}::text is null or g.language = ${name.language}::text)
        else m.campaign_id = ${name.campaign}::uuid and (g.verdict <> 'benign' or r.state = 'confirmed') end
    order by r.received_at, r.id limit ${WINDOW_REPORTS}`.execute(db);
  return rows.map(toWindowReport);
}

/** null: there is none such. */
export async function campaignNumber(db: Database, campaignId: string): Promise<number | null> {
  const found = await db.selectFrom('campaigns').select('number').where('id', '=', campaignId).executeTakeFirst();
  return found?.number ?? null;
}
