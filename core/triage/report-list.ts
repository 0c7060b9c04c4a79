// SQL behind the triage queue: the urgent ones first, then those whose money moved (the latest payment first: it can still be stopped), then
// the oldest. No personal data.

import { sql } from 'kysely';
import { APART } from '#core/advice/opinion.ts';
import type { Database } from '#core/database.ts';
import type { ReportState } from '#core/reports/report.ts';
import type { SecondOpinion } from './second-opinion.ts';

export interface ReportFilter {
  /** Default: the open ones, received and in review. */
  states?: readonly ReportState[] | undefined;
  type?: string | undefined;
  country?: string | undefined;
  /** As detected; where the report has not been read yet, as the reporter said. */
  language?: string | undefined;
  /** Campaign number; of one that was merged, too. */
  campaign?: number | undefined;
  /** Staff id. */
  claimed_by?: string | undefined;
  /** Whether a language model sees it as the reader does, or otherwise. */
  second_opinion?: SecondOpinion | undefined;
  /** Reference of the last report of the page before. */
  after?: string | undefined;
  limit: number;
}

export interface ReportListItem {
  reference: string;
  state: ReportState;
  source: string;
  channel: string | null;
  urgent: boolean;
  loss_state: string;
  paid_at: Date | null;
  received_at: Date;
  country: string | null;
  language: string | null;
  verdict: string | null;
  type: string | null;
  score: number | null;
  /** Whether a language model sees it as the reader does; null: none was asked. */
  second_opinion: SecondOpinion | null;
  campaign: number | null;
  /** Reports in the same campaign, this one included; 0 without a campaign. */
  campaign_reports: number;
  claimed_by: string | null;
  claimed_by_name: string | null;
  claim_expires_at: Date | null;
}

const OPEN: readonly ReportState[] = ['received', 'in_review'];

/** All ascending; the id makes it total. A payment's time counts backwards, none comes last. */
const ORDER = sql`case when r.urgent then 0 else 1 end, case when r.loss_state = 'lost' or g.loss ->> 'state' = 'lost' then 0 else 1 end,
  coalesce(-extract(epoch from r.paid_at), 0), r.received_at, r.id`;

/** `disagreementOf` in SQL, on what lies in the database in plain, rounded as there; a test holds the two together. */
const OPINION = sql<SecondOpinion | null>`case
  when o.opinion is null or g.report_id is null then null
  when round(abs((o.opinion ->> 'scam_probability')::numeric - g.score::numeric), 4) >= ${APART}
    or ((o.opinion ->> 'scam_probability')::numeric >= 0.5 and o.opinion ->> 'type' <> g.type) then 'differs'
  else 'agrees' end`;

/** The next page starts behind the last report of the page before, by where that report stands now. */
export async function listReports(db: Database, filter: ReportFilter): Promise<ReportListItem[]> {
  let query = selectReports(db).where('r.state', 'in', filter.states === undefined || filter.states.length === 0 ? OPEN : filter.states);
  if (filter.type !== undefined) query = query.where('g.type', '=', filter.type);
  if (filter.country !== undefined) query = query.where('r.country', '=', filter.country);
  if (filter.language !== undefined) query = query.where(sql<boolean>`coalesce(g.language, r.language) = ${filter.language}`);
  if (filter.campaign !== undefined) query = query.where(sql<boolean>`c.id = (select root_campaign(id) from campaigns where number = ${filter.campaign})`);
  if (filter.claimed_by !== undefined) query = query.where('r.claimed_by', '=', filter.claimed_by);
  if (filter.second_opinion !== undefined) query = query.where(sql<boolean>`${OPINION} = ${filter.second_opinion}`);
  if (filter.after !== undefined) {
    query = query.where(
      sql<boolean>`(${ORDER}) > (select ${ORDER} from reports r left join readings g on g.report_id = r.id where r.reference = ${filter.after})`,
    );
  }
  return query.orderBy(ORDER).limit(filter.limit).execute();
}

function selectReports(db: Database) {
  return db
    .selectFrom('reports as r')
    .leftJoin('readings as g', 'g.report_id', 'r.id')
    .leftJoin('campaign_reports as m', 'm.report_id', 'r.id')
    .leftJoin('campaigns as c', 'c.id', 'm.campaign_id')
    .leftJoin('staff_users as s', 's.id', 'r.claimed_by')
    .leftJoin('model_opinions as o', 'o.report_id', 'r.id')
    .select(['r.reference', 'r.state', 'r.source', 'r.channel', 'r.urgent', 'r.loss_state', 'r.paid_at', 'r.received_at', 'r.country'])
    .select(['g.verdict', 'g.type', 'g.score', 'c.number as campaign', 'r.claimed_by', 's.name as claimed_by_name', 'r.claim_expires_at'])
    .select([
      sql<string | null>`coalesce(g.language, r.language)`.as('language'),
      OPINION.as('second_opinion'),
      sql<number>`(select count(*)::int from campaign_reports o where o.campaign_id = m.campaign_id)`.as('campaign_reports'),
    ]);
}
