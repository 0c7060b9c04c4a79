// SQL behind the page of one campaign: what it cost, what was merged into it and parted from it. No personal data.

import { sql } from 'kysely';
import type { CampaignChangeKind } from '#core/campaigns/change-store.ts';
import type { Database } from '#core/database.ts';

export interface CampaignLoss {
  currency: string;
  /** In the currency's smallest unit. */
  minor: number;
  /** Reports that name the sum. */
  reports: number;
}

/** What its reports say was lost, as they were read; what repeats another report counts once. The largest sum first within a currency's own scale. */
export async function campaignLosses(db: Database, campaign: string): Promise<CampaignLoss[]> {
  const { rows } = await sql<CampaignLoss>`
    select g.loss -> 'amount' ->> 'currency' as currency, sum((g.loss -> 'amount' ->> 'minor')::numeric)::float8 as minor, count(*)::int as reports
    from campaign_reports m join reports r on r.id = m.report_id join readings g on g.report_id = r.id
    where m.campaign_id = ${campaign} and r.state not in ('rejected', 'erased', 'duplicate')
      and g.loss ->> 'state' = 'lost' and jsonb_typeof(g.loss -> 'amount') = 'object'
    group by 1 order by 3 desc, 1`.execute(db);
  return rows;
}

/** Numbers of the campaigns that were merged into it, directly or through another. */
export async function mergedNumbers(db: Database, campaign: string): Promise<number[]> {
  const { rows } = await sql<{ number: number }>`
    select number from campaigns where id in (select campaign_family(${campaign}::uuid)) and id <> ${campaign} order by number`.execute(db);
  return rows.map(({ number }) => number);
}

export interface CampaignHistoryItem {
  id: string;
  kind: CampaignChangeKind;
  /** Campaign numbers: where the reports were and where they went. */
  from: number;
  into: number;
  /** Reports that were moved. */
  reports: number;
  /** Reference of the report that tied the two together; null: an officer's doing. */
  cause: string | null;
  made_by: string;
  /** null: the service itself. */
  made_by_name: string | null;
  made_at: Date;
  undone_by: string | null;
  undone_by_name: string | null;
  undone_at: Date | null;
}

/** Changes of it and of what was merged into it, the newest first; at most 100. */
export async function campaignHistory(db: Database, campaign: string): Promise<CampaignHistoryItem[]> {
  const { rows } = await sql<CampaignHistoryItem>`
    select h.id, h.kind, f.number as from, i.number as into, (select count(*)::int from campaign_moves v where v.change_id = h.id) as reports,
      r.reference as cause, h.made_by, maker.name as made_by_name, h.made_at, h.undone_by, undoer.name as undone_by_name, h.undone_at
    from campaign_changes h
    join campaigns f on f.id = h.from_id join campaigns i on i.id = h.into_id
    left join reports r on r.id = h.report_id
    left join staff_users maker on maker.id = h.made_by left join staff_users undoer on undoer.id = h.undone_by
    where h.from_id in (select campaign_family(${campaign}::uuid)) or h.into_id in (select campaign_family(${campaign}::uuid))
    order by h.made_at desc, h.id desc limit 100`.execute(db);
  return rows;
}
