// What happened to a campaign, in order: who told of it, what was decided, merged, alarmed about and warned of. No personal data.

import { sql } from 'kysely';
import { TIMELINE_KINDS, type TimelineKind } from '#core/campaigns/campaign-words.ts';
import type { Database } from '#core/database.ts';

export interface TimelineEvent {
  at: Date;
  kind: TimelineKind;
  /** Staff id; null: the service itself, or people who told of it. */
  by: string | null;
  by_name: string | null;
  /** How many: reports received, decided or moved; independent reporters of an alarm. */
  count: number | null;
  /** Decision, detector, or how a warning ended. */
  what: string | null;
  /** The other campaign of a merge or split. */
  from: number | null;
  into: number | null;
  /** Id of the warning. */
  alert: string | null;
}

/** The newest are shown. */
const EVENTS = 300;

/** Newest first. Reports and decisions are told once a day (UTC), with who decided. */
export async function campaignTimeline(db: Database, campaign: string): Promise<TimelineEvent[]> {
  const { rows } = await sql<TimelineEvent>`
    with family as (select id, number, woke_at from campaigns where id in (select campaign_family(${campaign}::uuid))),
      own as (select r.* from campaign_reports m join reports r on r.id = m.report_id where m.campaign_id = ${campaign} and r.state <> 'erased'),
      warnings as (select * from alerts where campaign_id in (select id from family)),
      moves as (select h.*, f.number as from_number, i.number as into_number, (select count(*)::int from campaign_moves v where v.change_id = h.id) as moved
        from campaign_changes h join campaigns f on f.id = h.from_id join campaigns i on i.id = h.into_id
        where h.from_id in (select id from family) or h.into_id in (select id from family)),
      events as (
        select min(received_at) as at, 'first_report' as kind, null::text as by, null::int as count, null::text as what, null::bigint as from, null::bigint as into, null::uuid as alert
          from own having count(*) > 0
        union all select max(received_at), 'reports', null, count(*)::int, null, null, null, null from own group by (received_at at time zone 'UTC')::date
        union all select max(decided_at), 'decided', decided_by, count(*)::int, state, null, null, null from own
          where decided_at is not null and state in ('confirmed', 'rejected', 'duplicate') group by (decided_at at time zone 'UTC')::date, decided_by, state
        union all select woke_at, 'woke', null, null, null, null, null, null from family where woke_at is not null
        union all select made_at, kind, made_by, moved, null, from_number, into_number, null from moves
        union all select undone_at, 'merge_undone', undone_by, moved, null, into_number, from_number, null from moves where undone_at is not null
        union all select raised_at, 'alarm', null, independent_reporters, detector, null, null, alert_id from alarms
          where campaign_ids && array(select id from family)
        union all select v.created_at, 'proposed', v.author, null, w.evidence ->> 'detector', null, null, w.id from warnings w join alert_versions v on v.alert_id = w.id and v.version = 1
        union all select p.approved_at, 'approved', p.approver, null, null, null, null, w.id from warnings w join alert_approvals p on p.alert_id = w.id
        union all select published_at, 'published', null, null, null, null, null, id from warnings where published_at is not null
        union all select first_sent_at, 'sent', null, null, null, null, null, id from warnings where first_sent_at is not null
        union all select ended_at, 'ended', null, null, state, null, null, id from warnings where ended_at is not null)
    select e.at, e.kind, case when e.by = 'system' then null else e.by end as by, s.name as by_name, e.count, e.what, e.from::int as from, e.into::int as into, e.alert
    from events e left join staff_users s on s.id = e.by
    order by e.at desc, array_position(${[...TIMELINE_KINDS]}::text[], e.kind) desc limit ${EVENTS}`.execute(db);
  return rows;
}
