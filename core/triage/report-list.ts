// SQL behind the triage queue: the urgent ones first, then those whose money moved, then the oldest. No personal data.

import { sql } from 'kysely';
import type { Database } from '#core/database.ts';

export interface ReportFilter {
  state?: string | undefined;
  type?: string | undefined;
  country?: string | undefined;
  language?: string | undefined;
  /** Campaign number. */
  campaign?: number | undefined;
  /** `cursor` of the page before. */
  after?: string | undefined;
  limit: number;
}

export interface ReportListItem {
  reference: string;
  state: string;
  source: string;
  urgent: boolean;
  loss_state: string;
  paid_at: Date | null;
  received_at: Date;
  country: string | null;
  language: string | null;
  verdict: string | null;
  type: string | null;
  score: number | null;
  campaign: number | null;
  claimed_by: string | null;
  /** Give it as `after` for the next page. */
  cursor: string;
}

/** Sorts as text: 0 urgent, 1 lost, 2 other; then time; then id. */
const ORDER = sql<string>`concat(case when r.urgent then 0 when r.loss_state = 'lost' then 1 else 2 end, '/', to_char(r.received_at at time zone 'UTC', 'YYYYMMDDHH24MISSUS'), '/', r.id)`;

export async function listReports(db: Database, filter: ReportFilter): Promise<ReportListItem[]> {
  let query = db
    .selectFrom('reports as r')
    .leftJoin('readings as g', 'g.report_id', 'r.id')
    .leftJoin('campaign_reports as m', 'm.report_id', 'r.id')
    .leftJoin('campaigns as c', 'c.id', 'm.campaign_id')
    .select(['r.reference', 'r.state', 'r.source', 'r.urgent', 'r.loss_state', 'r.paid_at', 'r.received_at', 'r.country', 'r.claimed_by'])
    .select(['g.language', 'g.verdict', 'g.type', 'g.score', 'c.number as campaign'])
    .select(ORDER.as('cursor'));
  query = filter.state === undefined ? query.where('r.state', 'in', ['received', 'in_review']) : query.where(sql<boolean>`r.state = ${filter.state}`);
  if (filter.type !== undefined) query = query.where('g.type', '=', filter.type);
  if (filter.country !== undefined) query = query.where('r.country', '=', filter.country);
  if (filter.language !== undefined) query = query.where('g.language', '=', filter.language);
  if (filter.campaign !== undefined) query = query.where('c.number', '=', filter.campaign);
  if (filter.after !== undefined) query = query.where(ORDER, '>', filter.after);
  return query.orderBy(ORDER).limit(filter.limit).execute();
}

export interface CampaignListItem {
  number: number;
  type: string;
  first_seen_at: Date;
  last_seen_at: Date;
  reports: number;
  reporters: number;
  lost: number;
  countries: string[];
  languages: string[];
}

export async function listCampaigns(db: Database, filter: { number?: number; limit: number }): Promise<CampaignListItem[]> {
  const { rows } = await sql<CampaignListItem>`
    select c.number, c.type, c.first_seen_at, c.last_seen_at, count(*)::int as reports,
      count(distinct coalesce(encode(r.reporter_hash, 'hex'), '?'))::int as reporters,
      count(*) filter (where r.loss_state = 'lost')::int as lost,
      coalesce(array_agg(distinct r.country) filter (where r.country is not null), '{}') as countries,
      coalesce(array_agg(distinct g.language) filter (where g.language is not null), '{}') as languages
    from campaigns c join campaign_reports m on m.campaign_id = c.id join reports r on r.id = m.report_id left join readings g on g.report_id = r.id
    where c.merged_into is null and (${filter.number ?? null}::bigint is null or c.number = ${filter.number ?? null}::bigint)
    group by c.id order by c.last_seen_at desc limit ${filter.limit}`.execute(db);
  return rows;
}

/** How often each kind of telling indicator ties a campaign together; values stay sealed. */
export async function campaignKeys(db: Database, number: number): Promise<{ kind: string; values: number; reports: number }[]> {
  const { rows } = await sql<{ kind: string; values: number; reports: number }>`
    select k.kind, count(distinct k.key_hash)::int as values, count(distinct k.report_id)::int as reports
    from campaigns c join campaign_reports m on m.campaign_id = c.id join match_keys k on k.report_id = m.report_id
    where c.number = ${number} group by k.kind order by reports desc`.execute(db);
  return rows;
}

export async function listDeadLetters(db: Database, limit: number): Promise<{ id: number; queue: string; job: string; payload: Record<string, unknown>; error: string; failed_at: Date }[]> {
  return db.selectFrom('dead_letters').select(['id', 'queue', 'job', 'payload', 'error', 'failed_at']).where('replayed_at', 'is', null).orderBy('failed_at', 'desc').limit(limit).execute();
}
