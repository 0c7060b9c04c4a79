// SQL of entities, by the keyed hashes that reports are matched by: nothing here knows a value. What was rejected or repeats another report does
// not count; an erased report does, for its hashes stay.

import { sql } from 'kysely';
import { toVoice, VOICE_COLUMNS, type VoiceRow } from '#core/clustering/voice-rows.ts';
import { independentReporters } from '#core/clustering/independent-reporters.ts';
import type { Database } from '#core/database.ts';
import { ENTITY_KINDS, type EntityCampaign, type EntityKind, type SharedEntity } from './entity.ts';

export interface EntityFilter {
  kind?: EntityKind | undefined;
  /** Campaign id: only what it shares with others. */
  campaign?: string | undefined;
  /** Id of the last entity of the page before. */
  after?: string | undefined;
  limit: number;
}

export type EntityRow = Omit<SharedEntity, 'value' | 'independent_reporters'>;

const COUNTS = sql`r.state not in ('rejected', 'duplicate')`;
/** All ascending: bank accounts first (whoever holds one can be found), then what most campaigns share, then the latest. The key makes it total. */
const ORDER = sql`case kind when 'bank_account' then 0 when 'crypto_address' then 1 else 2 end, -campaigns, -extract(epoch from last_seen_at), key_hash`;

/** Entities that at least two campaigns share. */
export async function findSharedEntities(db: Database, { kind, campaign, after, limit }: EntityFilter): Promise<EntityRow[]> {
  const start = after === undefined ? null : Buffer.from(after, 'hex');
  // Nearly all keys are named by one report and share nothing: only the others are looked at further.
  const worthLooking =
    campaign === undefined
      ? sql`select key_hash from match_keys group by key_hash having count(*) > 1`
      : sql`select distinct own.key_hash from campaign_reports mine join match_keys own on own.report_id = mine.report_id where mine.campaign_id = ${campaign}`;
  const { rows } = await sql<EntityRow & { campaigns: EntityCampaign[] }>`
    with named as (
      select k.key_hash, k.kind, m.campaign_id, r.received_at
      from (${worthLooking}) looked join match_keys k on k.key_hash = looked.key_hash
      join campaign_reports m on m.report_id = k.report_id join reports r on r.id = k.report_id
      where ${COUNTS} and k.kind = any(${[...ENTITY_KINDS]}::text[])
    ), shared as (
      select key_hash, mode() within group (order by kind) as kind, count(distinct campaign_id)::int as campaigns, count(*)::int as reports,
        min(received_at) as first_seen_at, max(received_at) as last_seen_at
      from named group by key_hash
      having count(distinct campaign_id) > 1 and (${campaign ?? null}::uuid is null or bool_or(campaign_id = ${campaign ?? null}::uuid))
    ), page as (
      select * from shared
      where (${kind ?? null}::text is null or kind = ${kind ?? null}::text)
        and (${start}::bytea is null or (${ORDER}) > (select ${ORDER} from shared where key_hash = ${start}::bytea))
      order by ${ORDER} limit ${limit}
    )
    select encode(p.key_hash, 'hex') as id, p.kind, p.reports, p.first_seen_at, p.last_seen_at,
      (select jsonb_agg(jsonb_build_object('number', c.number, 'type', c.type, 'reports', e.reports) order by e.reports desc, c.number)
        from (select n.campaign_id, count(*)::int as reports from named n where n.key_hash = p.key_hash group by n.campaign_id) e
        join campaigns c on c.id = e.campaign_id) as campaigns
    from page p order by ${ORDER}`.execute(db);
  return rows;
}

/** Reports of one entity looked at; beyond, the number is a lower bound far above every threshold. */
const VOICES = 2_000;

/** Independent reporters of each entity, by id. */
export async function entityReporters(db: Database, ids: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<VoiceRow & { id: string }>`
    select encode(k.key_hash, 'hex') as id, v.* from unnest(${ids.map((id) => Buffer.from(id, 'hex'))}::bytea[]) as k (key_hash)
    cross join lateral (
      select ${VOICE_COLUMNS} from match_keys mk join reports r on r.id = mk.report_id join signatures s on s.report_id = r.id left join tellings t on t.report_id = r.id
      where mk.key_hash = k.key_hash and ${COUNTS} order by r.received_at, r.id limit ${VOICES}
    ) v`.execute(db);
  return new Map([...Map.groupBy(rows, ({ id }) => id)].map(([id, voices]) => [id, independentReporters(voices.map(toVoice))]));
}

export interface CampaignEntity {
  id: string;
  kind: string;
  reports: number;
  /** Campaigns that have it, this one included. */
  campaigns: number;
}

/** What ties one campaign together, what most of its reports name first; every kind that is matched by. */
export async function findCampaignEntities(db: Database, campaign: string, limit: number): Promise<CampaignEntity[]> {
  const { rows } = await sql<CampaignEntity>`
    with own as (
      select k.key_hash, mode() within group (order by k.kind) as kind, count(*)::int as reports
      from campaign_reports m join match_keys k on k.report_id = m.report_id join reports r on r.id = k.report_id
      where m.campaign_id = ${campaign} and ${COUNTS} group by k.key_hash
      order by 3 desc, 1 limit ${limit}
    )
    select encode(o.key_hash, 'hex') as id, o.kind, o.reports,
      (select count(distinct m.campaign_id)::int from match_keys k join campaign_reports m on m.report_id = k.report_id join reports r on r.id = k.report_id
        where k.key_hash = o.key_hash and ${COUNTS}) as campaigns
    from own o order by o.reports desc, o.key_hash`.execute(db);
  return rows;
}
