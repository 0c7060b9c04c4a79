// SQL that reads the times of every campaign and proposal from what is stored anyway. Campaigns that an officer merged count as one.

import { sql } from 'kysely';
import type { AlertEvidence, AlertState } from '#core/alerts/alert.ts';
import type { Database } from '#core/database.ts';
import type { WarningStanding, WarningTimes } from './warning-timing.ts';

/** A campaign with its first warning, or a warning that belongs to no campaign. */
export interface TimedWarning {
  /** null: a surge, or an officer's own draft. */
  campaign: number | null;
  alert: { id: string; code: string } | null;
  detector: AlertEvidence['detector'] | null;
  type: string;
  times: WarningTimes;
  standing: WarningStanding;
}

export interface TimingFilter {
  /** First reported (without a report: proposed) then or later. */
  since?: Date | undefined;
  /** First sent then or later. */
  sentSince?: Date | undefined;
  campaign?: number | undefined;
  alertId?: string | undefined;
}

/** Rows read at once, the newest: a bound on memory (about 1 kB each), far above a month's campaigns of more than one report. */
const MOST = 50_000;

interface TimedRow {
  campaign: number | null;
  alert_id: string | null;
  code: string | null;
  detector: AlertEvidence['detector'] | null;
  type: string;
  state: AlertState | null;
  due: boolean;
  last_seen_at: Date | null;
  first_report_at: Date | null;
  linked_at: Date | null;
  evidence_at: Date | null;
  proposed_at: Date | null;
  first_approved_at: Date | null;
  published_at: Date | null;
  first_sent_at: Date | null;
}

/**
 * Campaigns of one report without a warning are left out, unless one is asked for. Of several warnings about one campaign the first that was
 * sent counts, else the first that has not ended; unless one is asked for. A surge's first report is the first of its day (UTC).
 */
export async function timedWarnings(db: Database, { since, sentSince, campaign, alertId }: TimingFilter): Promise<TimedWarning[]> {
  const { rows } = await sql<TimedRow>`
    with recursive up as (
      select a.id as alert_id, a.campaign_id from alerts a where a.campaign_id is not null
      union all
      select up.alert_id, c.merged_into from up join campaigns c on c.id = up.campaign_id where c.merged_into is not null
    ), first_alert as (
      select distinct on (up.campaign_id) up.campaign_id, a.id
      from up join campaigns c on c.id = up.campaign_id and c.merged_into is null join alerts a on a.id = up.alert_id
      order by up.campaign_id, (a.id = ${alertId ?? null}::uuid) desc nulls last, a.first_sent_at nulls last, a.state in ('dismissed', 'withdrawn', 'expired'), a.created_at, a.id
    ), subjects as (
      select c.id as campaign_id, c.number, c.type, c.first_seen_at, c.last_seen_at, f.id as alert_id, c.first_seen_at as begun_at,
        (select m.joined_at from campaign_reports m where m.campaign_id = c.id order by m.joined_at, m.report_id offset 1 limit 1) as linked_at
      from campaigns c left join first_alert f on f.campaign_id = c.id
      where c.merged_into is null
      union all
      select null, null, null, null, null, a.id, a.created_at, null from alerts a where a.campaign_id is null and not a.exercise
    )
    select s.number as campaign, a.id as alert_id, a.code, a.evidence->>'detector' as detector, coalesce(v.content->>'type', s.type) as type, a.state,
      a.delivery_due_since is not null as due, s.last_seen_at,
      case when s.campaign_id is not null then s.first_seen_at
        when a.evidence->>'first_report_at' is not null then (a.evidence->>'first_report_at')::timestamptz
        when a.proposal_key ~ ${SURGE_KEY} then (${firstOfSurge()}) end as first_report_at,
      s.linked_at,
      case when a.id is not null and s.campaign_id is not null then (
        select max(r.received_at) from campaign_reports m join reports r on r.id = m.report_id
        where m.campaign_id = s.campaign_id and m.joined_at <= a.created_at) end as evidence_at,
      a.created_at as proposed_at,
      (select min(p.approved_at) from alert_approvals p where p.alert_id = a.id and p.version = case when a.published_at is null then a.current_version else (
        select max(q.version) from alert_approvals q where q.alert_id = a.id and q.approved_at <= a.published_at) end) as first_approved_at,
      a.published_at, a.first_sent_at
    from subjects s left join alerts a on a.id = s.alert_id left join alert_versions v on v.alert_id = a.id and v.version = a.current_version
    where (${since ?? null}::timestamptz is null or s.begun_at >= ${since ?? null}::timestamptz)
      and (${sentSince ?? null}::timestamptz is null or a.first_sent_at >= ${sentSince ?? null}::timestamptz)
      and (${campaign ?? null}::bigint is null or s.number = ${campaign ?? null}::bigint)
      and (${alertId ?? null}::uuid is null or a.id = ${alertId ?? null}::uuid)
      and (${campaign ?? null}::bigint is not null or s.linked_at is not null or a.id is not null)
    order by s.begun_at desc limit ${MOST}`.execute(db);
  return rows.map(toTimed);
}

/** As detect-surges.ts names its proposals. */
const SURGE_KEY = String.raw`^surge/[A-Z_]+/([A-Z]{2}|\?)/\d{4}-\d{2}-\d{2}$`;

/** Of alert `a`: the day's first report of the series that was known when it was proposed. */
function firstOfSurge() {
  return sql`
    select min(r.received_at) from reports r join readings g on g.report_id = r.id
    where r.received_at >= (split_part(a.proposal_key, '/', 4) || 'T00:00:00Z')::timestamptz and r.received_at <= a.created_at
      and g.type = split_part(a.proposal_key, '/', 2) and coalesce(r.country, '?') = split_part(a.proposal_key, '/', 3)
      and g.verdict in ('scam', 'suspicious') and r.state not in ('rejected', 'duplicate')`;
}

function toTimed(row: TimedRow): TimedWarning {
  return {
    campaign: row.campaign,
    alert: row.alert_id === null || row.code === null ? null : { id: row.alert_id, code: row.code },
    detector: row.detector,
    type: row.type,
    times: {
      firstReportAt: row.first_report_at,
      linkedAt: row.linked_at,
      evidenceAt: row.evidence_at,
      proposedAt: row.proposed_at,
      firstApprovedAt: row.first_approved_at,
      publishedAt: row.published_at,
      firstSentAt: row.first_sent_at,
    },
    standing: { alertState: row.state, deliveryDue: row.due, lastReportAt: row.last_seen_at },
  };
}
