// Where a campaign is told of, for plots and printed sheets: no cell is about fewer than five reports, as in the public statistics. Reports carry
// a country and no region.

import { sql } from 'kysely';
import type { Database } from '#core/database.ts';
import { suppress, tellable, type Cell } from '#core/statistics/suppression.ts';

/** Stands for reports whose country is not known. */
export const UNKNOWN_PLACE = '?';

export interface CampaignPlaces {
  /** null: fewer than five. */
  reports: number | null;
  /** ISO 3166-1 alpha-2, or `?`. A campaign of fewer than five tells where it is, and not how often. */
  countries: Cell<string>[];
}

export async function campaignPlaces(db: Database, campaign: string): Promise<CampaignPlaces> {
  const { rows } = await sql<{ key: string; count: number }>`
    select coalesce(r.country, ${UNKNOWN_PLACE}) as key, count(*)::int as count from campaign_reports m join reports r on r.id = m.report_id
    where m.campaign_id = ${campaign} and r.state not in ('rejected', 'erased') group by 1 order by 2 desc, 1`.execute(db);
  const reports = tellable(rows.reduce((sum, { count }) => sum + count, 0));
  return { reports, countries: reports === null ? rows.map(({ key }) => ({ key, count: null })) : suppress(rows) };
}
