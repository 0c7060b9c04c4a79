// SQL that shows campaigns to officers: what grows, how many people tell of it, what ties it together. No personal data.

import { sql, type RawBuilder } from 'kysely';
import { OPEN_ALERT_STATES } from '#core/alerts/alert-words.ts';
import { dormantBefore } from '#core/campaigns/dormancy.ts';
import { weighReporters, type WeighedReporters } from '#core/clustering/independent-reporters.ts';
import { toVoice, VOICE_COLUMNS, type VoiceRow } from '#core/clustering/voice-rows.ts';
import type { Database } from '#core/database.ts';
import type { CampaignOrder } from './campaign-orders.ts';

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
  /** Reports received in the last {@link GROWTH_DAYS} days, and in as many before. */
  week: number;
  week_before: number;
  /** Reports received on each of the last {@link CURVE_DAYS} days, oldest first. */
  curve: number[];
}

const DAY_MS = 86_400_000;
const GROWTH_DAYS = 7;
const CURVE_DAYS = 28;

export interface CampaignFilter {
  /** That campaign, or the one it was merged into. */
  number?: number | undefined;
  dormant?: boolean | undefined;
  type?: string | undefined;
  country?: string | undefined;
  /** As detected; some of its reports. */
  language?: string | undefined;
  /** Whether a warning about it has been published. */
  warned?: boolean | undefined;
  /** Default: the most recently seen first. */
  order?: CampaignOrder | undefined;
  /** Number of the last campaign of the page before. */
  after?: number | undefined;
  limit: number;
}

/** Two Poisson counts of one rate differ by this many standard deviations: a steady campaign stands at 0, however large it is. */
const GROWTH = sql`coalesce((g.week - g.week_before) / sqrt(g.week + g.week_before + 1), 0)`;
const WARNED = sql`exists (select from alerts a where a.campaign_id in (select campaign_family(c.id)) and a.published_at is not null)`;
const COUNTS = sql`r.state not in ('rejected', 'erased')`;

/** What campaigns are ordered by, and where it is read from: of growth, all reports of two weeks, which only that order needs. */
function ordering(order: CampaignOrder, weekAgo: Date, now: Date): { from: RawBuilder<unknown>; growth: RawBuilder<unknown> } {
  if (order === 'recent') return { from: sql`campaigns c`, growth: sql`0` };
  const twoWeeksAgo = new Date(weekAgo.getTime() - GROWTH_DAYS * DAY_MS);
  const grown = sql`
    select m.campaign_id, count(*) filter (where r.received_at > ${weekAgo}) as week, count(*) filter (where r.received_at <= ${weekAgo}) as week_before
    from reports r join campaign_reports m on m.report_id = r.id where r.received_at > ${twoWeeksAgo} and r.received_at <= ${now} and ${COUNTS} group by 1`;
  return { from: sql`campaigns c left join (${grown}) g on g.campaign_id = c.id`, growth: GROWTH };
}

/** Rejected and erased reports do not count. */
export async function listCampaigns(db: Database, filter: CampaignFilter & { now: Date }): Promise<CampaignListItem[]> {
  const { order = 'recent', limit, now } = filter;
  const asleep = sql<boolean>`c.last_seen_at < ${dormantBefore(now)}`;
  const weekAgo = new Date(now.getTime() - GROWTH_DAYS * DAY_MS);
  const { from, growth } = ordering(order, weekAgo, now);
  const { rows } = await sql<CampaignListItem>`
    select c.number, coalesce(facts.type, c.type) as type, c.first_seen_at, c.last_seen_at, facts.reports, facts.open_reports, facts.reporters, facts.lost, facts.countries, facts.languages,
      c.version, c.woke_at, ${asleep} as dormant, facts.week, facts.week_before, days.curve,
      (select count(*)::int from alerts a where a.campaign_id in (select campaign_family(c.id)) and a.state = any (${OPEN_ALERT_STATES}::text[])) as alerts
    from (
      select c.*, ${growth} as growth from ${from} where c.merged_into is null and ${matching(filter, asleep)} and ${behind(filter.after, { from, growth })}
      order by growth desc, c.last_seen_at desc, c.number desc limit ${limit}
    ) c
    cross join lateral (
      select count(*)::int as reports,
        count(*) filter (where r.state in ('received', 'in_review'))::int as open_reports,
        count(distinct r.reporter_hash)::int as reporters,
        count(*) filter (where r.loss_state = 'lost')::int as lost,
        count(*) filter (where r.received_at > ${weekAgo})::int as week,
        count(*) filter (where r.received_at <= ${weekAgo} and r.received_at > ${new Date(weekAgo.getTime() - GROWTH_DAYS * DAY_MS)})::int as week_before,
        mode() within group (order by g.type) filter (where g.type <> 'OTHER') as type,
        coalesce(array_agg(distinct r.country) filter (where r.country is not null), '{}') as countries,
        coalesce(array_agg(distinct g.language) filter (where g.language is not null), '{}') as languages
      from campaign_reports m join reports r on r.id = m.report_id left join readings g on g.report_id = r.id
      where m.campaign_id = c.id and ${COUNTS}
    ) facts
    cross join lateral (${curveOf(now)}) days
    order by c.growth desc, c.last_seen_at desc, c.number desc`.execute(db);
  return rows;
}

function matching({ number, type, country, language, dormant, warned }: CampaignFilter, asleep: RawBuilder<boolean>): RawBuilder<boolean> {
  return sql<boolean>`
    (${number ?? null}::bigint is null or c.id = (select root_campaign(id) from campaigns where number = ${number ?? null}::bigint))
    and (${dormant ?? null}::boolean is null or (${asleep}) = ${dormant ?? null}::boolean)
    and (${type ?? null}::text is null or c.type = ${type ?? null}::text)
    and (${country ?? null}::text is null or exists (
      select from campaign_reports m join reports r on r.id = m.report_id where m.campaign_id = c.id and r.country = ${country ?? null}::text))
    and (${language ?? null}::text is null or exists (
      select from campaign_reports m join readings l on l.report_id = m.report_id where m.campaign_id = c.id and l.language = ${language ?? null}::text))
    and (${warned ?? null}::boolean is null or ${WARNED} = ${warned ?? null}::boolean)`;
}

function behind(after: number | undefined, { from, growth }: { from: RawBuilder<unknown>; growth: RawBuilder<unknown> }): RawBuilder<boolean> {
  if (after === undefined) return sql<boolean>`true`;
  return sql<boolean>`(${growth}, c.last_seen_at, c.number) < (select ${growth}, c.last_seen_at, c.number from ${from} where c.number = ${after})`;
}

/** Reports of campaign `c` on each of the last days, by day of receipt (UTC). */
function curveOf(now: Date): RawBuilder<unknown> {
  return sql`
    select array_agg(coalesce(d.reports, 0) order by s.at) as curve
    from (select (${now}::timestamptz at time zone 'UTC')::date - back as at from generate_series(0, ${CURVE_DAYS - 1}) back) s
    left join (
      select (r.received_at at time zone 'UTC')::date as at, count(*)::int as reports from campaign_reports m join reports r on r.id = m.report_id
      where m.campaign_id = c.id and ${COUNTS} and r.received_at > ${new Date(now.getTime() - CURVE_DAYS * DAY_MS)} group by 1) d on d.at = s.at`;
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
