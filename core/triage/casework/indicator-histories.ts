// What is known of each indicator of a report: how often and since when it was told, by how many people, in which campaigns, whether somebody
// objects, and what the public is told of it.

import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import { factsOfIndicators, indicatorKeyOf } from '#core/publication/indicator-facts.ts';
import { publicationOf, type Level } from '#core/publication/ladder.ts';
import type { IndicatorKind } from '#core/taxonomy/taxonomy.ts';

export interface IndicatorHistory {
  reports: number;
  independent_reporters: number;
  /** Reports with it that officers confirmed. */
  confirmed: number;
  first_reported_at: Date | null;
  last_reported_at: Date | null;
  /** What the public is told now, and would be told without objections. */
  level: Level;
  level_without_disputes: Level;
  open_disputes: number;
  expires_at: string | null;
  /** Campaign numbers, the largest first. */
  campaigns: number[];
}

/** In the order given. Official ones are nobody's: they are looked up all the same. */
export async function indicatorHistories(
  context: CoreContext,
  indicators: readonly { kind: IndicatorKind; value: string; official?: boolean }[],
): Promise<IndicatorHistory[]> {
  if (indicators.length === 0) return [];
  const keys = indicators.map((indicator) => indicatorKeyOf(context, indicator));
  const facts = await factsOfIndicators(
    context,
    indicators.map(({ kind, value }, at) => ({ kind, value, keys: keys.slice(at, at + 1) })),
  );
  const campaigns = await campaignsOf(context, keys);
  return facts.map((fact, at) => {
    const { officer, public: seen } = publicationOf({ ...fact, official: fact.official || indicators[at]?.official === true }, context.clock.now());
    return {
      reports: fact.reports,
      independent_reporters: fact.independentReporters,
      confirmed: fact.reviews,
      first_reported_at: fact.firstReportedAt,
      last_reported_at: fact.lastReportedAt,
      level: seen.level,
      level_without_disputes: officer.levelWithoutDisputes,
      open_disputes: officer.openDisputes,
      expires_at: officer.expiresAt,
      campaigns: campaigns.get(at) ?? [],
    };
  });
}

const MOST_CAMPAIGNS = 10;

async function campaignsOf({ db }: CoreContext, keys: readonly { kind: string; hash: Buffer }[]): Promise<Map<number, number[]>> {
  const { rows } = await sql<{ asked: number; number: number }>`
    select k.asked, c.number, count(*) as reports
    from unnest(${keys.map((_, at) => at)}::int[], ${keys.map(({ kind }) => kind)}::text[], ${keys.map(({ hash }) => hash)}::bytea[]) as k (asked, kind, hash)
    join indicators i on i.value_hash = k.hash and i.kind = k.kind join reports r on r.id = i.report_id and r.state not in ('rejected', 'erased')
    join campaign_reports m on m.report_id = r.id join campaigns c on c.id = root_campaign(m.campaign_id)
    group by k.asked, c.number order by k.asked, reports desc, c.number`.execute(db);
  return new Map([...Map.groupBy(rows, ({ asked }) => asked)].map(([at, found]) => [at, found.slice(0, MOST_CAMPAIGNS).map(({ number }) => number)]));
}
