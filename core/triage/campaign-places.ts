// Where a campaign is told of, for maps, plots and printed sheets: no cell is about fewer than five reports, as in the public statistics. Who told
// a region is counted there, whatever the country of their bank, so that a country's regions add up to its count.

import { sql } from 'kysely';
import type { Database } from '#core/database.ts';
import { suppress, tellable, type Cell } from '#core/statistics/suppression.ts';

/** Stands for reports whose country, or region, is not known. */
export const UNKNOWN_PLACE = '?';

export interface RegionCell extends Cell<string> {
  /** ISO 3166-1 alpha-2. */
  country: string;
}

export interface CampaignPlaces {
  /** null: fewer than five. */
  reports: number | null;
  /** ISO 3166-1 alpha-2, or `?`. A campaign of fewer than five tells where it is, and not how often. */
  countries: Cell<string>[];
  /** ISO 3166-2, or `?` for the rest of its country; of countries in which a region was told. Regions that are not listed have none. */
  regions: RegionCell[];
}

interface PlaceCount {
  country: string;
  region: string;
  count: number;
}

export async function campaignPlaces(db: Database, campaign: string): Promise<CampaignPlaces> {
  const { rows } = await sql<PlaceCount>`
    select coalesce(left(r.region, 2), r.country, ${UNKNOWN_PLACE}) as country, coalesce(r.region, ${UNKNOWN_PLACE}) as region, count(*)::int as count
    from campaign_reports m join reports r on r.id = m.report_id
    where m.campaign_id = ${campaign} and r.state not in ('rejected', 'erased') group by 1, 2 order by 3 desc, 1, 2`.execute(db);
  return tellPlaces(rows);
}

/** Regions are a table of each country, whose total is told with the countries or hidden with them. */
export function tellPlaces(counts: readonly PlaceCount[]): CampaignPlaces {
  const within = Map.groupBy(counts, ({ country }) => country);
  const sums = [...within].map(([key, cells]) => ({ key, count: sumOf(cells) })).toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
  const reports = tellable(sumOf(counts));
  const countries = reports === null ? sums.map(({ key }) => ({ key, count: null })) : suppress(sums);
  const regions = countries.flatMap(({ key: country, count: total }): RegionCell[] => {
    const cells = (within.get(country) ?? []).map(({ region: key, count }) => ({ key, count }));
    if (cells.every(({ key }) => key === UNKNOWN_PLACE)) return [];
    const told = total === null ? cells.map(({ key }) => ({ key, count: null })) : suppress(cells);
    return told.map((cell) => ({ country, ...cell }));
  });
  return { reports, countries, regions };
}

function sumOf(cells: readonly { count: number }[]): number {
  return cells.reduce((sum, { count }) => sum + count, 0);
}
