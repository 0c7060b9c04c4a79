// SQL that reads campaigns for the detectors.

import { sql } from 'kysely';
import { campaignEvidence, WINDOW_REPORTS, type CampaignEvidence } from '#core/campaigns/campaign-rule.ts';
import type { Database } from '#core/database.ts';
import type { ReporterVoice } from '#core/clustering/independent-reporters.ts';
import { toVoice, VOICE_COLUMNS, type VoiceRow } from '#core/clustering/voice-rows.ts';
import type { SurgePoint } from '#core/surge/surge-detector.ts';

export interface CampaignFacts extends CampaignEvidence {
  number: number;
  /** When it last woke after a long silence. */
  wokeAt: Date | null;
}

/** What reached us of a campaign, or of the one it was merged into, since `since`, in order of arrival; null when nothing did. */
export async function campaignFacts(db: Database, campaignId: string, since: Date): Promise<CampaignFacts | null> {
  const { rows } = await sql<FactsRow>`
    select c.number, c.woke_at, coalesce(g.type, c.type) as type, r.country, ${VOICE_COLUMNS}
    from campaigns c
    join campaign_reports m on m.campaign_id = c.id
    join reports r on r.id = m.report_id
    join signatures s on s.report_id = r.id
    left join tellings t on t.report_id = r.id
    left join readings g on g.report_id = r.id
    where c.id = root_campaign(${campaignId}::uuid) and r.received_at >= ${since} and r.state not in ('rejected', 'erased')
    order by r.received_at, r.id limit ${WINDOW_REPORTS}`.execute(db);
  const evidence = campaignEvidence(rows.map((row) => ({ voice: toVoice(row), type: row.type, country: row.country })));
  const [first] = rows;
  return evidence === null || first === undefined ? null : { ...evidence, number: first.number, wokeAt: first.woke_at };
}

interface FactsRow extends VoiceRow {
  number: number;
  woke_at: Date | null;
  type: string;
  country: string | null;
}

/** Whether a detector has proposed a warning of the campaign, or of one that was merged into it, since it woke. */
export async function isProposed(db: Database, campaignId: string, wokeAt: Date | null): Promise<boolean> {
  const { rows } = await sql`
    select from alerts where campaign_id in (select campaign_family(${campaignId}::uuid)) and proposal_key is not null
      and (${wokeAt}::timestamptz is null or created_at >= ${wokeAt}::timestamptz) limit 1`.execute(db);
  return rows.length > 0;
}

/** Who reported in a series on a UTC day, in order of arrival. */
export async function seriesVoices(db: Database, { series, date }: Pick<SurgePoint, 'series' | 'date'>): Promise<ReporterVoice[]> {
  const { rows } = await sql<VoiceRow>`
    select ${VOICE_COLUMNS}
    from reports r join readings g on g.report_id = r.id left join signatures s on s.report_id = r.id left join tellings t on t.report_id = r.id
    where r.received_at >= ${`${date}T00:00:00Z`} and r.received_at < ${`${date}T00:00:00Z`}::timestamptz + interval '1 day'
      and g.type || '/' || coalesce(r.country, '?') = ${series}
      and r.state not in ('rejected', 'erased', 'duplicate') and g.verdict in ('scam', 'suspicious')
    order by r.received_at, r.id limit ${WINDOW_REPORTS}`.execute(db);
  return rows.map(toVoice);
}

/**
 * Reports a type, country and UTC day, oldest first. One reporter, and one device, counts once a day and series, reports without a reporter each
 * for themselves. Which count: {@link surgeSeries}.
 */
export async function dailyCounts(db: Database, since: Date): Promise<SurgePoint[]> {
  const { rows } = await sql<SurgePoint>`
    select g.type || '/' || coalesce(r.country, '?') as series, to_char(r.received_at at time zone 'UTC', 'YYYY-MM-DD') as date,
      least(count(distinct coalesce(encode(r.reporter_hash, 'hex'), r.id::text)),
        count(distinct coalesce(encode(r.device_hash, 'hex'), encode(r.reporter_hash, 'hex'), r.id::text)))::int as count
    from reports r join readings g on g.report_id = r.id
    where r.received_at >= ${since} and r.state not in ('rejected', 'erased', 'duplicate') and g.verdict in ('scam', 'suspicious') and g.type <> 'OTHER'
    group by 1, 2 order by 2, 1`.execute(db);
  return rows;
}
