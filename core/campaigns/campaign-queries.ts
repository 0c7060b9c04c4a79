// SQL that reads campaigns for the detectors.

import { sql } from 'kysely';
import { campaignEvidence, WINDOW_REPORTS, type CampaignEvidence } from '#core/campaigns/campaign-rule.ts';
import type { Database } from '#core/database.ts';
import type { ReporterVoice } from '#core/clustering/independent-reporters.ts';
import type { SurgePoint } from '#core/surge/surge-detector.ts';

export interface CampaignFacts extends CampaignEvidence {
  number: number;
}

/** What reached us of a campaign since `since`, in order of arrival; null when nothing did. */
export async function campaignFacts(db: Database, campaignId: string, since: Date): Promise<CampaignFacts | null> {
  const { rows } = await sql<VoiceRow>`
    select c.number, coalesce(g.type, c.type) as type, r.country, r.received_at, encode(r.reporter_hash, 'hex') as reporter, s.template,
      case when r.source in ('telegram', 'web') then (select min(e.received_at) from reports e where e.reporter_hash = r.reporter_hash) end as reporter_since
    from campaigns c
    join campaign_reports m on m.campaign_id = c.id
    join reports r on r.id = m.report_id
    join signatures s on s.report_id = r.id
    left join readings g on g.report_id = r.id
    where c.id = ${campaignId} and r.received_at >= ${since} and r.state not in ('rejected', 'erased')
    order by r.received_at, r.id limit ${WINDOW_REPORTS}`.execute(db);
  const evidence = campaignEvidence(rows.map((row) => ({ voice: toVoice(row), type: row.type, country: row.country })));
  const [first] = rows;
  return evidence === null || first === undefined ? null : { ...evidence, number: first.number };
}

interface VoiceRow {
  number: number;
  type: string;
  country: string | null;
  received_at: Date;
  reporter: string | null;
  reporter_since: Date | null;
  template: string;
}

function toVoice(row: VoiceRow): ReporterVoice {
  return {
    at: row.received_at.getTime(),
    template: row.template,
    ...(row.reporter !== null && { reporter: row.reporter }),
    ...(row.reporter_since !== null && { reporterSince: row.reporter_since.getTime() }),
  };
}

/** Reports a type, country and UTC day, oldest first. One reporter counts once a day and series, reports without a reporter each for themselves. Which count: {@link surgeSeries}. */
export async function dailyCounts(db: Database, since: Date): Promise<SurgePoint[]> {
  const { rows } = await sql<SurgePoint>`
    select g.type || '/' || coalesce(r.country, '?') as series, to_char(r.received_at at time zone 'UTC', 'YYYY-MM-DD') as date,
      count(distinct coalesce(encode(r.reporter_hash, 'hex'), r.id::text))::int as count
    from reports r join readings g on g.report_id = r.id
    where r.received_at >= ${since} and r.state not in ('rejected', 'erased', 'duplicate') and g.verdict in ('scam', 'suspicious') and g.type <> 'OTHER'
    group by 1, 2 order by 2, 1`.execute(db);
  return rows;
}
