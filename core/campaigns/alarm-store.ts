// SQL that writes alarms and finds the alert that an alarm belongs to.

import { sql } from 'kysely';
import type { AlarmDetector, AlertState } from '#core/alerts/alert-words.ts';
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
  /** Different accounts. */
  reporters: number;
  independentReporters: number;
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
    reporters: alarm.reporters,
    independent_reporters: alarm.independentReporters,
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
 * The alert that an alarm belongs to: of the same campaign, or that shares an entity, or of the same type and a common country (a published one warns all
 * its countries already), told of within a week; one that still waits for officers holds its campaigns and entities however long. What officers turned down
 * holds its campaigns, entities and series alone: another scam of that type is news. Expired alerts are over. Open ones first, then the closest tie, then the newest.
 */
export async function findRelatedAlert(db: Database, alarm: Alarm, now: Date): Promise<{ id: string; state: AlertState } | null> {
  const since = new Date(now.getTime() - TOGETHER_DAYS * DAY_MS);
  const { rows } = await sql<{ id: string; state: AlertState }>`
    select a.id, a.state, max(case when tie.campaign then 3 when tie.entity then 2 else 1 end) as closeness
    from alerts a left join alarms x on x.alert_id = a.id
    cross join lateral (select coalesce(x.updated_at, a.created_at) >= ${since} as recent,
      coalesce(x.campaign_ids && ${alarm.campaigns}::uuid[], false) or coalesce(a.campaign_id = any(${alarm.campaigns}::uuid[]), false) as campaign,
      coalesce(x.entities && ${alarm.entities}::bytea[], false) as entity,
      coalesce(x.detector = ${alarm.detector} and x.subject = ${alarm.subject}, false) as subject,
      coalesce(x.type = ${alarm.type} and x.type <> 'OTHER' and case when a.state = 'published' then x.countries @> ${alarm.countries}::text[]
        else x.countries && ${alarm.countries}::text[] or (x.countries = '{}' and ${alarm.countries}::text[] = '{}') end, false) as kind) tie
    where (a.state in ('proposed', 'draft', 'published') and tie.recent and (tie.campaign or tie.entity or tie.kind))
      or (a.state in ('proposed', 'draft') and (tie.campaign or tie.entity))
      or (a.state in ('dismissed', 'withdrawn') and tie.recent and (tie.campaign or tie.entity or tie.subject))
    group by a.id order by a.state in ('proposed', 'draft', 'published') desc, closeness desc, a.created_at desc limit 1`.execute(db);
  return rows[0] ?? null;
}
