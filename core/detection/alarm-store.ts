// SQL that writes alarms and finds the alert that an alarm belongs to.

import { sql } from 'kysely';
import { OPEN_ALERT_STATES, type AlarmDetector, type AlertState } from '#core/alerts/alert-words.ts';
import type { WeighedReporters } from '#core/clustering/independent-reporters.ts';
import type { Database } from '#core/database.ts';
import type { ScamType } from '#core/taxonomy/taxonomy.ts';

/** What a detector has found on one day. */
export interface Alarm {
  detector: AlarmDetector;
  /** Series, campaign id, or an entity's keyed hash in hex: with detector and day it names the alarm. */
  subject: string;
  /** `YYYY-MM-DD`, UTC. */
  day: string;
  /** OTHER: no known type fits. */
  type: ScamType;
  /** ISO 3166-1 alpha-2; empty: unknown. */
  countries: string[];
  campaigns: string[];
  /** Keyed hashes. */
  entities: Buffer[];
  windowDays: number;
  /** As the detector counts. */
  count: number;
  expected?: number;
  p?: number;
  reports: number;
  weighed: WeighedReporters;
  firstReportAt: Date;
}

export interface KnownAlarm {
  alert_id: string;
  independent_reporters: number;
  updated_at: Date;
}

export async function findAlarm(db: Database, { detector, subject, day }: Pick<Alarm, 'detector' | 'subject' | 'day'>): Promise<KnownAlarm | null> {
  const found = await db
    .selectFrom('alarms')
    .select(['alert_id', 'independent_reporters', 'updated_at'])
    .where('detector', '=', detector)
    .where('subject', '=', subject)
    .where('day', '=', sql<string>`${day}::date`)
    .executeTakeFirst();
  return found ?? null;
}

/** Written anew as often as the day goes on. */
export async function storeAlarm(db: Database, alarm: Alarm, { alertId, at }: { alertId: string; at: Date }): Promise<void> {
  const numbers = {
    type: alarm.type,
    countries: alarm.countries,
    campaign_ids: alarm.campaigns,
    entities: alarm.entities,
    window_days: alarm.windowDays,
    count: alarm.count,
    expected: alarm.expected ?? null,
    p: alarm.p ?? null,
    reports: alarm.reports,
    reporters: alarm.weighed.accounts,
    independent_reporters: alarm.weighed.independent,
    first_report_at: alarm.firstReportAt,
    alert_id: alertId,
    updated_at: at,
  };
  await db
    .insertInto('alarms')
    .values({ detector: alarm.detector, subject: alarm.subject, day: alarm.day, raised_at: at, ...numbers })
    .onConflict((conflict) => conflict.columns(['detector', 'subject', 'day']).doUpdateSet(numbers))
    .execute();
}

/** Alarms further apart than a week are not one story: the time over which a surge is looked for, halved. */
const TOGETHER_DAYS = 7;
const DAY_MS = 86_400_000;

/**
 * The alert that an alarm belongs to. Of the same campaign (or of one that was merged into it), however long ago, unless the campaign has slept and woken
 * since: then what was told of it before is another story. Or one that shares an entity, or is of the same type and a common country (a published one warns
 * all its countries already), told of within a week; one that still waits for officers holds its entities however long. What officers turned down holds
 * besides its campaigns its entities and series for a week, and no more: another scam of that type is news. Expired alerts are over. Open ones first, then
 * the closest tie, then the newest.
 */
export async function findRelatedAlert(db: Database, alarm: Alarm, now: Date): Promise<{ id: string; state: AlertState } | null> {
  const since = new Date(now.getTime() - TOGETHER_DAYS * DAY_MS);
  const { rows } = await sql<{ id: string; state: AlertState }>`
    with family as (
      select f.id, coalesce(c.woke_at, '-infinity') as woke_at from campaigns c cross join lateral campaign_family(c.id) as f (id) where c.id = any(${alarm.campaigns}::uuid[]))
    select a.id, a.state, max(case when tie.campaign then 3 when tie.entity then 2 else 1 end) as closeness
    from alerts a left join alarms x on x.alert_id = a.id
    cross join lateral (
      select coalesce(bool_or(a.created_at >= f.woke_at), false) as campaign, coalesce(bool_or(a.created_at < f.woke_at), false) as slept
      from family f where f.id = a.campaign_id or f.id = any(x.campaign_ids)) own
    cross join lateral (select own.campaign, coalesce(x.updated_at, a.created_at) >= ${since} as recent,
      coalesce(x.entities && ${alarm.entities}::bytea[], false) as entity,
      coalesce(x.detector = ${alarm.detector} and x.subject = ${alarm.subject}, false) as subject,
      coalesce(x.type = ${alarm.type} and x.type <> 'OTHER' and case when a.state = 'published' then x.countries @> ${alarm.countries}::text[]
        else x.countries && ${alarm.countries}::text[] or (x.countries = '{}' and ${alarm.countries}::text[] = '{}') end, false) as kind) tie
    where (a.state in ('proposed', 'draft', 'scheduled') and (tie.campaign or tie.entity or (tie.recent and tie.kind)))
      or (a.state = 'published' and (tie.campaign or (tie.recent and (tie.entity or tie.kind))))
      or (a.state in ('dismissed', 'withdrawn') and not a.all_clear and (tie.campaign or (tie.recent and (tie.entity or tie.subject))))
    group by a.id having not bool_or(own.slept)
    order by a.state = any (${OPEN_ALERT_STATES}::text[]) desc, closeness desc, a.created_at desc limit 1`.execute(db);
  return rows[0] ?? null;
}
