// SQL that shows officers what the detectors found, what became of it, and how reports lie over time.

import { sql } from 'kysely';
import type { AlarmDetector, AlertState } from '#core/alerts/alert-words.ts';
import { detectionBudget } from '#core/detection/detection-budget.ts';
import type { Database } from '#core/database.ts';

export interface AlarmListItem {
  id: number;
  detector: AlarmDetector;
  /** null unless the detector watches series. */
  series: string | null;
  /** `YYYY-MM-DD`, UTC. */
  day: string;
  type: string;
  countries: string[];
  campaigns: number[];
  window_days: number;
  count: number;
  expected: number | null;
  p: number | null;
  reports: number;
  reporters: number;
  independent_reporters: number;
  first_report_at: Date;
  alert: string;
  alert_state: AlertState;
  raised_at: Date;
  updated_at: Date;
}

export interface AlarmFilter {
  detector?: AlarmDetector | undefined;
  /** Of one alert: what it rests on. */
  alert?: string | undefined;
  /** Number of a campaign, or of one that was merged into it. */
  campaign?: number | undefined;
  /** Id of the last alarm of the page before. */
  after?: number | undefined;
  limit: number;
}

/** The newest first. */
export async function listAlarms(db: Database, { detector, alert, campaign, after, limit }: AlarmFilter): Promise<AlarmListItem[]> {
  const { rows } = await sql<AlarmListItem>`
    select x.id, x.detector, case when x.detector = 'surge' then x.subject end as series, to_char(x.day, 'YYYY-MM-DD') as day, x.type, x.countries,
      array(select c.number::int from campaigns c where c.id = any(x.campaign_ids) order by 1) as campaigns, x.window_days, x.count, x.expected, x.p, x.reports, x.reporters,
      x.independent_reporters, x.first_report_at, x.alert_id as alert, a.state as alert_state, x.raised_at, x.updated_at
    from alarms x join alerts a on a.id = x.alert_id
    where (${detector ?? null}::text is null or x.detector = ${detector ?? null}::text) and (${alert ?? null}::uuid is null or x.alert_id = ${alert ?? null}::uuid)
      and (${campaign ?? null}::bigint is null or x.campaign_ids && array(select campaign_family(root_campaign(c.id)) from campaigns c where c.number = ${campaign ?? null}::bigint))
      and (${after ?? null}::bigint is null or x.id < ${after ?? null}::bigint)
    order by x.id desc limit ${limit}`.execute(db);
  return rows;
}

export interface DetectorWeek {
  detector: AlarmDetector;
  alarms: number;
  proposals: number;
  /** Proposals that still wait for officers. */
  open: number;
  published: number;
  rejected: number;
  /** Rejected, and not because it was known already. */
  false_alarms: number;
}

export interface DetectionWeek {
  /** Monday, `YYYY-MM-DD`. */
  week: string;
  /** Series and days tested; of them, how many had a p below 1 % and 0.1 %: what the budget would be spent on if nothing had happened. */
  tested: number;
  p_below_1_percent: number;
  p_below_01_percent: number;
  detectors: DetectorWeek[];
}

export interface DetectionReview {
  /** Needless proposals of surges a week that the worker was allowed at its last run; null: it has not run. */
  budget: number | null;
  items: DetectionWeek[];
}

/** The last weeks, this one first: precision, reviewed weekly (domain rules §6.6). */
export async function reviewDetection(db: Database, { now, weeks }: { now: Date; weeks: number }): Promise<DetectionReview> {
  const { rows } = await sql<DetectionWeek>`
    with weeks as (select generate_series(0, ${weeks - 1}) as back),
      spans as (select (date_trunc('week', ${now}::timestamptz at time zone 'UTC')::date - 7 * back) as week from weeks),
      refusals as (
        select a.id, exists (select from audit_entries e where e.subject_kind = 'alert' and e.subject_id = a.id::text and e.action = 'alert.dismissed'
          and e.details->>'reason' in ('already_known', 'duplicate')) as known
        from alerts a where a.state = 'dismissed' and a.created_at >= (select min(week) from spans))
    select to_char(s.week, 'YYYY-MM-DD') as week, t.tested, t.p_below_1_percent, t.p_below_01_percent,
      (select jsonb_agg(jsonb_build_object('detector', d.name, 'alarms', (select count(*) from alarms x where x.detector = d.name and x.day >= s.week and x.day < s.week + 7),
          'proposals', p.proposals, 'open', p.open, 'published', p.published, 'rejected', p.rejected, 'false_alarms', p.false_alarms) order by d.at)
        from unnest(array['surge', 'velocity', 'campaign', 'novel']) with ordinality d (name, at)
        cross join lateral (
          select count(*) as proposals, count(*) filter (where a.state in ('proposed', 'draft', 'scheduled')) as open, count(*) filter (where a.published_at is not null) as published,
            count(*) filter (where a.state = 'dismissed') as rejected, count(*) filter (where not r.known) as false_alarms
          from alerts a left join refusals r on r.id = a.id
          where a.evidence->>'detector' = d.name and (a.created_at at time zone 'UTC')::date >= s.week and (a.created_at at time zone 'UTC')::date < s.week + 7) p) as detectors
    from spans s cross join lateral (
      select count(p)::int as tested, count(*) filter (where p < 0.01)::int as p_below_1_percent, count(*) filter (where p < 0.001)::int as p_below_01_percent
      from series_days where day >= s.week and day < s.week + 7) t
    order by s.week desc`.execute(db);
  return { budget: await detectionBudget(db), items: rows };
}

export interface CurveFilter {
  type?: string | undefined;
  country?: string | undefined;
  campaign?: number | undefined;
  /** The last days, today included. */
  days: number;
  now: Date;
}

export interface CurveDay {
  /** `YYYY-MM-DD`, UTC. */
  day: string;
  /** By when it happened, as far as that was told; otherwise by when it was received. */
  occurred: number;
  received: number;
}

/** How reports lie over time, oldest day first: when scams happened, and when people told of them. Rejected, erased and doubled ones do not count. */
export async function reportCurve(db: Database, { type, country, campaign, days, now }: CurveFilter): Promise<CurveDay[]> {
  const { rows } = await sql<CurveDay>`
    with span as (select (${now}::timestamptz at time zone 'UTC')::date - g as day from generate_series(0, ${days - 1}) g),
      counted as (
        select (r.received_at at time zone 'UTC')::date as received, (coalesce(r.occurred_at, r.received_at) at time zone 'UTC')::date as occurred
        from reports r join readings g on g.report_id = r.id left join campaign_reports m on m.report_id = r.id left join campaigns c on c.id = m.campaign_id
        where greatest(r.received_at, r.occurred_at) >= (select min(day) from span) and r.state not in ('rejected', 'erased', 'duplicate') and (g.verdict <> 'benign' or r.state = 'confirmed')
          and (${type ?? null}::text is null or coalesce(r.decided_type, g.type) = ${type ?? null}::text)
          and (${country ?? null}::text is null or r.country = ${country ?? null}::text)
          and (${campaign ?? null}::bigint is null or c.id = (select root_campaign(id) from campaigns where number = ${campaign ?? null}::bigint)))
    select to_char(s.day, 'YYYY-MM-DD') as day, (select count(*)::int from counted where occurred = s.day) as occurred, (select count(*)::int from counted where received = s.day) as received
    from span s order by 1`.execute(db);
  return rows;
}
