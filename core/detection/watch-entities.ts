// Looks for accounts, numbers, domains, wallets and handles that several independent people tell of within three days, whether or not a campaign
// holds their reports together. Values stay sealed: entities are compared by their keyed hashes.

import { sql } from 'kysely';
import type { Alarm } from '#core/detection/alarm-store.ts';
import { toWindowReport, type WindowRow } from '#core/campaigns/campaign-queries.ts';
import { IS_LATE, WINDOW_COLUMNS } from '#core/detection/counted-reports.ts';
import { ENTITY_REPORTS, judgeEntity, type EntityEvidence } from '#core/detection/entity-rule.ts';
import { NEWS_HOURS } from '#core/detection/news.ts';
import { raiseAlarm } from '#core/detection/raise-alarm.ts';
import { REPORTER_SINCE } from '#core/clustering/voice-rows.ts';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import { SAME_SCORE } from '#core/matching/match-score.ts';
import { dayOf, isoDay } from '#core/surge/tested-series.ts';
import type { Translator } from '#platform/i18n.ts';

/** Looked back so far, so that what was reached while no worker ran is still found. */
const LOOK_BACK_MS = 7 * 86_400_000;
/** Entities that have newly reached the number, in one call; the next comes within a minute. */
const AT_ONCE = 200;

/** @returns how many alarms made a proposal or added to one. */
export async function watchEntities(context: CoreContext, translator: Translator): Promise<number> {
  const rows = await reportsOf(context.db, new Date(context.clock.now().getTime() - LOOK_BACK_MS));
  const fast = [...Map.groupBy(rows, ({ entity }) => entity)].flatMap(([entity, own]) => {
    const evidence = judgeEntity(own.map(toWindowReport));
    return evidence === null ? [] : [{ entity, own, evidence }];
  });
  let raised = 0;
  for (const found of fast.toSorted((a, b) => a.evidence.reachedAt - b.evidence.reachedAt || (a.entity < b.entity ? -1 : 1))) {
    const { kind } = await raiseAlarm(context, translator, { alarm: alarmOf(found) });
    if (kind !== 'kept_quiet') raised += 1;
  }
  return raised;
}

interface EntityRow extends WindowRow {
  /** Hex of the keyed hash. */
  entity: string;
  campaign: string | null;
}

/**
 * News of entities that three voices tell of (a fresh account's is its text), of which something has come since they were last told. Apps and short links
 * say too little.
 */
async function reportsOf(db: Database, since: Date): Promise<EntityRow[]> {
  const { rows } = await sql<EntityRow>`
    with told as (
      select k.key_hash, r.id, r.received_at, encode(r.reporter_hash, 'hex') as reporter, s.template, ${REPORTER_SINCE} as reporter_since
      from match_keys k join reports r on r.id = k.report_id join readings g on g.report_id = r.id join signatures s on s.report_id = r.id
      where r.received_at >= ${since} and not ${IS_LATE} and r.state not in ('rejected', 'erased') and (g.verdict <> 'benign' or r.state = 'confirmed') and k.weight >= ${SAME_SCORE}),
    busy as (
      select key_hash from told group by key_hash
      having count(distinct case when reporter is null or received_at - reporter_since < interval '1 day' then template::text else reporter end) >= 3
        and max(received_at) > coalesce((select max(a.updated_at) from alarms a where a.detector = 'velocity' and a.subject = encode(told.key_hash, 'hex')), '-infinity')
      order by max(received_at) desc limit ${AT_ONCE}),
    latest as (
      select b.key_hash, n.id from busy b cross join lateral (
        select told.id from told where told.key_hash = b.key_hash order by told.received_at desc, told.id limit ${ENTITY_REPORTS}) n)
    select encode(latest.key_hash, 'hex') as entity, m.campaign_id as campaign, ${WINDOW_COLUMNS}
    from latest join reports r on r.id = latest.id join readings g on g.report_id = r.id join signatures s on s.report_id = r.id left join tellings t on t.report_id = r.id
    left join campaign_reports m on m.report_id = r.id left join campaigns c on c.id = m.campaign_id
    order by r.received_at, r.id`.execute(db);
  return rows;
}

function alarmOf({ entity, own, evidence }: { entity: string; own: readonly EntityRow[]; evidence: EntityEvidence }): Alarm {
  const { type, countries, reports, weighed, firstReportAt, reachedAt } = evidence;
  const campaigns = own.filter(({ received_at }) => received_at >= firstReportAt).flatMap(({ campaign }) => campaign ?? []);
  return {
    detector: 'velocity',
    subject: entity,
    day: isoDay(dayOf(reachedAt)),
    type,
    countries,
    campaigns: [...new Set(campaigns)],
    entities: [Buffer.from(entity, 'hex')],
    windowDays: NEWS_HOURS / 24,
    count: weighed.independent,
    reports,
    weighed,
    firstReportAt,
  };
}
