// SQL behind the triage queue, tier by tier (queue/place-in-queue.ts), each along an index of its own: the first page of 50,000 reads as many rows as it
// shows. No personal data.

import { sql, type RawBuilder } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import type { ReportState } from '#core/reports/report.ts';
import type { Weigh } from '#core/reports/weighs.ts';
import { clocksOf, loadServiceLevels, type Clock, type ServiceLevels } from './queue/clocks.ts';
import { conditionsOf, isOpen, LANGUAGE, OPINION, TYPE, type ReportFilter } from './queue/report-filter.ts';
import type { SecondOpinion } from './second-opinion.ts';
import { MONEY_HOURS, reasonsOf, placeInQueue, TIERS, type Reason, type Tier } from './queue/place-in-queue.ts';

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
  tier: Tier;
  /** Why it stands there, the weightiest reason first. */
  why: Reason[];
  /** What runs out while it waits, the sooner first. */
  clocks: Clock[];
}

export interface ReportPage extends ReportFilter {
  /** Reference of the last report of the page before. */
  after?: string | undefined;
  limit: number;
}

const DAY_MS = 86_400_000;
const LIFE = sql<boolean>`(r.in_danger or r.weighs && '{held}'::text[])`;
const MOVED = sql<Date>`coalesce(r.paid_at, r.received_at)`;

function isMoney(now: Date): RawBuilder<boolean> {
  return sql<boolean>`(r.urgent and r.loss_state = 'lost' and ${MOVED} > ${new Date(now.getTime() - MONEY_HOURS * 3_600_000)})`;
}

interface Leg {
  tier: Tier | 'decided';
  where: RawBuilder<boolean>;
  order: RawBuilder<unknown>;
  /** Behind the report of that id. */
  behind(id: string): RawBuilder<boolean>;
}

const BY_WAITING: Pick<Leg, 'order' | 'behind'> = {
  order: sql`r.stands_at, r.id`,
  behind: (id) => sql<boolean>`(r.stands_at, r.id) > (select l.stands_at, l.id from reports l where l.id = ${id})`,
};

/** In the order in which they are shown. */
function legsAt(now: Date): Leg[] {
  return [
    { tier: 'life', where: LIFE, ...BY_WAITING },
    {
      tier: 'money',
      where: sql<boolean>`${isMoney(now)} and not ${LIFE}`,
      order: sql`${MOVED} desc, r.id desc`,
      behind: (id) => sql<boolean>`(${MOVED}, r.id) < (select coalesce(l.paid_at, l.received_at), l.id from reports l where l.id = ${id})`,
    },
    { tier: 'rest', where: sql<boolean>`not ${LIFE} and not ${isMoney(now)}`, ...BY_WAITING },
  ];
}

/** What is no longer open has no place in the queue: the newest first. */
const DECIDED: Leg = {
  tier: 'decided',
  where: sql<boolean>`true`,
  order: sql`r.received_at desc, r.id desc`,
  behind: (id) => sql<boolean>`(r.received_at, r.id) < (select l.received_at, l.id from reports l where l.id = ${id})`,
};

/** The next page starts behind the last report of the page before, by where that report stands now. */
export async function listReports({ db, clock }: Pick<CoreContext, 'db' | 'clock'>, { after, limit, ...filter }: ReportPage): Promise<ReportListItem[]> {
  const now = clock.now();
  const last = after === undefined ? null : await lastShown(db, after, now);
  if (last === undefined) return [];
  const legs = isOpen(filter.states) ? legsAt(now) : [DECIDED];
  const first = last === null || legs.length === 1 ? 0 : TIERS.indexOf(last.tier);
  const conditions = conditionsOf(filter, now).map(([, condition]) => condition);
  const found: Row[] = [];
  for (const [index, leg] of legs.entries()) {
    if (index < first || found.length >= limit) continue;
    const behind = last !== null && index === first ? [leg.behind(last.id)] : [];
    found.push(...(await select(db, [...conditions, leg.where, ...behind], { order: leg.order, limit: limit - found.length, now })));
  }
  const levels = await loadServiceLevels({ db });
  return found.map((row) => itemOf(row, levels, now));
}

/** undefined: no such report. */
async function lastShown(db: Database, reference: string, now: Date): Promise<{ id: string; tier: Tier } | undefined> {
  const row = await db
    .selectFrom('reports')
    .select(['id', 'received_at', 'urgent', 'in_danger', 'loss_state', 'paid_at', 'weighs', 'growth'])
    .where('reference', '=', reference)
    .executeTakeFirst();
  return row === undefined ? undefined : { id: row.id, tier: placeInQueue(row, now).tier };
}

interface Row extends Omit<ReportListItem, 'tier' | 'why' | 'clocks'> {
  in_danger: boolean;
  weighs: Weigh[];
  growth: number;
  /** Reports that its campaign had a day ago. */
  campaign_before: number;
}

/** The rows of the page are found first, in the index alone; what is shown of them is fetched for those. */
async function select(
  db: Database,
  conditions: readonly RawBuilder<boolean>[],
  { order, limit, now }: { order: RawBuilder<unknown>; limit: number; now: Date },
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select r.reference, r.state, r.source, r.channel, r.urgent, r.loss_state, r.paid_at, r.received_at, r.country, r.in_danger, r.weighs, r.growth, r.claimed_by,
      r.claim_expires_at, ${LANGUAGE} as language, ${TYPE} as type, g.verdict, g.score, ${OPINION} as second_opinion, s.name as claimed_by_name,
      c.number as campaign, coalesce(n.reports, 0) as campaign_reports, coalesce(n.before, 0) as campaign_before
    from (
      select row_number() over (order by ${order}) as place, r.id from reports r where ${sql.join([...conditions], sql` and `)} order by ${order} limit ${limit}
    ) p
    join reports r on r.id = p.id
    left join readings g on g.report_id = p.id
    left join model_opinions o on o.report_id = p.id
    left join campaign_reports m on m.report_id = p.id
    left join staff_users s on s.id = r.claimed_by
    left join campaigns c on c.id = m.campaign_id
    left join lateral (
      select count(*)::int as reports, count(*) filter (where k.joined_at <= ${new Date(now.getTime() - DAY_MS)})::int as before
      from campaign_reports k where k.campaign_id = m.campaign_id
    ) n on true
    order by p.place`.execute(db);
  return rows;
}

function itemOf({ in_danger, weighs, growth, campaign_before: before, ...row }: Row, levels: ServiceLevels, now: Date): ReportListItem {
  const { reference, state, source, channel, urgent, loss_state, paid_at, received_at, country, language, verdict, type, score, second_opinion } = row;
  const { campaign, campaign_reports, claimed_by, claimed_by_name, claim_expires_at } = row;
  const facts = { received_at, urgent, in_danger, loss_state, paid_at, weighs, growth };
  const shown = { reference, state, source, channel, urgent, loss_state, paid_at, received_at, country, language, verdict, type, score, second_opinion };
  const placed = { campaign, campaign_reports, claimed_by, claimed_by_name, claim_expires_at };
  return {
    ...shown,
    ...placed,
    tier: placeInQueue(facts, now).tier,
    why: reasonsOf(facts, { now, campaign: { before, after: campaign_reports } }),
    clocks: clocksOf({ ...facts, state, country, claim_expires_at }, levels, now),
  };
}
