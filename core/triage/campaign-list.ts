// SQL that shows campaigns to officers: what grows, how many people tell of it, what ties it together. No personal data.

import { sql } from 'kysely';
import { dormantBefore } from '#core/campaigns/dormancy.ts';
import { weighReporters, type WeighedReporters } from '#core/clustering/independent-reporters.ts';
import { toVoice, VOICE_COLUMNS, type VoiceRow } from '#core/clustering/voice-rows.ts';
import type { Database } from '#core/database.ts';

export interface CampaignListItem {
  number: number;
  /** The type most of its reports have. */
  type: string;
  first_seen_at: Date;
  last_seen_at: Date;
  reports: number;
  open_reports: number;
  /** Different people who reported; a report without a known reporter counts for none. */
  reporters: number;
  lost: number;
  countries: string[];
  languages: string[];
  /** Warnings about it that are proposed, drafted or published. */
  alerts: number;
  /** Nobody has told of it for long; it is still matched. */
  dormant: boolean;
  /** When it last woke from that. */
  woke_at: Date | null;
  /** Counts what changed it besides reports that joined. */
  version: number;
}

export interface CampaignFilter {
  /** That campaign, or the one it was merged into. */
  number?: number | undefined;
  dormant?: boolean | undefined;
  type?: string | undefined;
  country?: string | undefined;
  /** Number of the last campaign of the page before. */
  after?: number | undefined;
  limit: number;
}

/** The most recently seen first. Rejected and erased reports do not count. */
export async function listCampaigns(db: Database, filter: CampaignFilter & { now: Date }): Promise<CampaignListItem[]> {
  const { number, type, country, dormant, after, limit } = filter;
  const asleep = sql<boolean>`c.last_seen_at < ${dormantBefore(filter.now)}`;
  const { rows } = await sql<CampaignListItem>`
    select c.number, coalesce(facts.type, c.type) as type, c.first_seen_at, c.last_seen_at, facts.reports, facts.open_reports, facts.reporters, facts.lost, facts.countries, facts.languages,
      c.version, c.woke_at, ${asleep} as dormant,
      (select count(*)::int from alerts a where a.campaign_id in (select campaign_family(c.id)) and a.state in ('proposed', 'draft', 'published')) as alerts
    from (
      select * from campaigns c
      where c.merged_into is null
        and (${number ?? null}::bigint is null or c.id = (select root_campaign(id) from campaigns where number = ${number ?? null}::bigint))
        and (${dormant ?? null}::boolean is null or (${asleep}) = ${dormant ?? null}::boolean)
        and (${type ?? null}::text is null or c.type = ${type ?? null}::text)
        and (${country ?? null}::text is null or exists (
          select from campaign_reports m join reports r on r.id = m.report_id where m.campaign_id = c.id and r.country = ${country ?? null}::text))
        and (${after ?? null}::bigint is null or (c.last_seen_at, c.number) < (select last_seen_at, number from campaigns where number = ${after ?? null}::bigint))
      order by c.last_seen_at desc, c.number desc limit ${limit}
    ) c
    cross join lateral (
      select count(*)::int as reports,
        count(*) filter (where r.state in ('received', 'in_review'))::int as open_reports,
        count(distinct r.reporter_hash)::int as reporters,
        count(*) filter (where r.loss_state = 'lost')::int as lost,
        mode() within group (order by g.type) filter (where g.type <> 'OTHER') as type,
        coalesce(array_agg(distinct r.country) filter (where r.country is not null), '{}') as countries,
        coalesce(array_agg(distinct g.language) filter (where g.language is not null), '{}') as languages
      from campaign_reports m join reports r on r.id = m.report_id left join readings g on g.report_id = r.id
      where m.campaign_id = c.id and r.state not in ('rejected', 'erased')
    ) facts
    order by c.last_seen_at desc, c.number desc`.execute(db);
  return rows;
}

export interface CampaignKeys {
  kind: string;
  /** Different values. */
  values: number;
  /** Reports that have one of them. */
  reports: number;
}

/** How often each kind of telling indicator ties the campaign together; the values stay sealed. */
export async function campaignKeys(db: Database, number: number): Promise<CampaignKeys[]> {
  const { rows } = await sql<CampaignKeys>`
    select k.kind, count(distinct k.key_hash)::int as values, count(distinct k.report_id)::int as reports
    from campaigns c join campaign_reports m on m.campaign_id = c.id join match_keys k on k.report_id = m.report_id
    where c.number = ${number} group by k.kind order by reports desc, k.kind`.execute(db);
  return rows;
}

/** Reports looked at, the newest; beyond, the numbers are lower bounds. */
const WEIGHED = 2_000;

/** How many independent people tell of it, and why the other accounts do not count: where a ring is at work, it shows here. */
export async function campaignReporters(db: Database, number: number): Promise<WeighedReporters> {
  const { rows } = await sql<VoiceRow>`
    select * from (
      select r.id, ${VOICE_COLUMNS}
      from campaigns c join campaign_reports m on m.campaign_id = c.id join reports r on r.id = m.report_id
        left join signatures s on s.report_id = r.id left join tellings t on t.report_id = r.id
      where c.number = ${number} and r.state not in ('rejected', 'erased')
      order by r.received_at desc, r.id desc limit ${WEIGHED}
    ) newest order by received_at, id`.execute(db);
  return weighReporters(rows.map(toVoice));
}

export interface CampaignMatch {
  /** Id of a known pattern. */
  pattern: string;
  reports: number;
  /** The best of them, 0…1. */
  score: number;
  via: string[];
}

/** Known patterns that its reports resemble, the most frequent first; at most 20. */
export async function campaignMatches(db: Database, number: number): Promise<CampaignMatch[]> {
  const { rows } = await sql<CampaignMatch>`
    select t.target_id as pattern, count(distinct t.report_id)::int as reports, max(t.score)::float as score, array_agg(distinct v.via) as via
    from campaigns c join campaign_reports m on m.campaign_id = c.id join matches t on t.report_id = m.report_id and t.target_kind = 'pattern'
      cross join lateral unnest(t.via) as v (via)
    where c.number = ${number} group by t.target_id order by reports desc, score desc limit 20`.execute(db);
  return rows;
}

/** The campaign of that number, or the one it was merged into; null: no such campaign. */
export async function findCampaignId(db: Database, number: number): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`select root_campaign(id) as id from campaigns where number = ${number}`.execute(db);
  return rows[0]?.id ?? null;
}
