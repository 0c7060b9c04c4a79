// Looks for accounts, numbers, domains, wallets and handles that several independent people tell of within three days, whether or not a campaign
// holds their reports together. Values stay sealed: entities are compared by their keyed hashes.

import { sql } from 'kysely';
import { IS_LATE, NEWS_HOURS, REPORTER_SINCE } from '#core/campaigns/counted-reports.ts';
import type { Alarm } from '#core/campaigns/alarm-store.ts';
import { mostCommon } from '#core/campaigns/campaign-queries.ts';
import { raiseAlarm } from '#core/campaigns/raise-alarm.ts';
import { toVoice, type VoiceRow } from '#core/campaigns/report-voice.ts';
import { isoDay, dayOf } from '#core/campaigns/series-counts.ts';
import { independentReporters } from '#core/clustering/independent-reporters.ts';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import { SAME_SCORE } from '#core/matching/match-score.ts';
import { entityVelocity, type EntityEvent, type FastEntity } from '#core/surge/entity-velocity.ts';
import { SCAM_TYPES } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';

/** Looked back so far, so that what was reached while no worker ran is still found. */
const LOOK_BACK_MS = 7 * 86_400_000;
const WINDOW_MS = NEWS_HOURS * 3_600_000;
/** Entities that have newly reached the number, in one call; the next comes within a minute. */
const AT_ONCE = 200;
/** Reports of one entity; beyond, the number of reporters is a lower bound far above every threshold. */
const REPORTS = 500;

/** @returns how many alarms made a proposal or added to one. */
export async function watchEntities(context: CoreContext, translator: Translator): Promise<number> {
  const rows = await eventsOf(context.db, new Date(context.clock.now().getTime() - LOOK_BACK_MS));
  const byEntity = Map.groupBy(rows, ({ entity }) => entity);
  let raised = 0;
  for (const fast of entityVelocity(rows.map(toEvent))) {
    const { kind } = await raiseAlarm(context, translator, { alarm: alarmOf(fast, byEntity.get(fast.entity) ?? []) });
    if (kind !== 'kept_quiet') raised += 1;
  }
  return raised;
}

interface EntityRow extends VoiceRow {
  /** Hex of the keyed hash. */
  entity: string;
  type: string;
  country: string | null;
  campaign: string | null;
}

/**
 * News of entities that three voices tell of (a fresh account's is its text), of which something has come since they were last told. Apps and short links
 * say too little.
 */
async function eventsOf(db: Database, since: Date): Promise<EntityRow[]> {
  const { rows } = await sql<EntityRow>`
    with told as (
      select k.key_hash, r.id, r.received_at, encode(r.reporter_hash, 'hex') as reporter, s.template, ${REPORTER_SINCE} as reporter_since,
        coalesce(r.decided_type, g.type) as type, r.country
      from match_keys k join reports r on r.id = k.report_id join readings g on g.report_id = r.id join signatures s on s.report_id = r.id
      where r.received_at >= ${since} and not ${IS_LATE} and r.state not in ('rejected', 'erased') and (g.verdict <> 'benign' or r.state = 'confirmed') and k.weight >= ${SAME_SCORE}),
    busy as (
      select key_hash from told group by key_hash
      having count(distinct case when reporter is null or received_at - reporter_since < interval '1 day' then template::text else reporter end) >= 3
        and max(received_at) > coalesce((select max(a.updated_at) from alarms a where a.detector = 'velocity' and a.subject = encode(told.key_hash, 'hex')), '-infinity')
      order by max(received_at) desc limit ${AT_ONCE})
    select encode(b.key_hash, 'hex') as entity, t.received_at, t.reporter, t.reporter_since, t.template, t.type, t.country, t.campaign
    from busy b cross join lateral (
      select told.*, m.campaign_id as campaign from told left join campaign_reports m on m.report_id = told.id
      where told.key_hash = b.key_hash order by told.received_at desc, told.id limit ${REPORTS}) t
    order by t.received_at, t.id`.execute(db);
  return rows;
}

function toEvent(row: EntityRow): EntityEvent {
  return { ...toVoice(row), entity: row.entity };
}

/** The numbers are those of the three days up to the latest report. */
function alarmOf({ entity, reachedAt }: FastEntity, rows: readonly EntityRow[]): Alarm {
  const last = rows.at(-1)?.received_at.getTime() ?? reachedAt;
  const recent = rows.filter(({ received_at }) => received_at.getTime() >= last - WINDOW_MS);
  const own = recent.length === 0 ? rows : recent;
  const type = mostCommon(own.map((row) => row.type));
  const independent = Math.max(independentReporters(own.map(toVoice)), 3);
  return {
    detector: 'velocity',
    subject: entity,
    day: isoDay(dayOf(new Date(reachedAt))),
    type: SCAM_TYPES.find((each) => each === type) ?? 'OTHER',
    countries: [...new Set(own.flatMap(({ country }) => country ?? []))].toSorted(),
    campaigns: [...new Set(own.flatMap(({ campaign }) => campaign ?? []))],
    entities: [Buffer.from(entity, 'hex')],
    windowDays: NEWS_HOURS / 24,
    count: independent,
    reports: own.length,
    reporters: new Set(own.map(({ reporter }) => reporter)).size,
    independentReporters: independent,
    firstReportAt: own[0]?.received_at ?? new Date(reachedAt),
  };
}
