// SQL of matching and campaigns: candidates by shared keys where no index is at hand, what was matched, and who joined what.

import { sql, type RawBuilder } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import type { Joining } from '#core/campaigns/joining-lock.ts';
import { insertingSignatures, readShingles, type SignatureOfReport } from '#core/campaigns/signature-store.ts';
import { insertingTellings, type ToldReport } from '#core/clustering/telling-store.ts';
import type { TellingCandidate } from '#core/matching/match-reports.ts';
import type { Match } from '#core/matching/match.ts';
import type { TellingIndicator } from '#core/matching/indicator-weight.ts';
import { SIGNATURE_VERSION } from '#core/matching/text-signature.ts';

/** Candidates looked at by each way; the newest are the likeliest. */
const CANDIDATES = 200;

export interface HashedIndicator {
  hash: Buffer;
  /** Its key is the hash in hex. */
  indicator: TellingIndicator;
}

/** A telling indicator's key as it is stored: hashed, so that the values cannot be read from the index. */
export function hashedKeys(vault: CoreContext['vault'], telling: readonly TellingIndicator[]): HashedIndicator[] {
  return telling.map((indicator) => {
    const hash = vault.hash('match-key', indicator.key);
    return { hash, indicator: { ...indicator, key: hash.toString('hex') } };
  });
}

/**
 * Earlier reports sharing a signature key or a telling indicator.
 * NOTE materialized: to get the newest in order the planner would go through the primary key until it has met enough, which for a rare script
 * is through all reports, and the joining lock is held meanwhile.
 */
export async function findCandidates(db: Database, search: { reportId: string; bands: string[]; keys: Buffer[] }): Promise<TellingCandidate[]> {
  const { rows } = await sql<{
    id: string;
    shingles: Buffer;
    length: number;
    keys: { key: string; kind: TellingIndicator['kind']; weight: number }[] | null;
  }>`
    with alike as materialized (
      select report_id from signatures where bands && ${search.bands}::bigint[] and version = ${SIGNATURE_VERSION}
    ), found as (
      (select report_id from alike order by report_id desc limit ${CANDIDATES})
      union
      (select report_id from match_keys where key_hash = any(${search.keys}::bytea[]) order by report_id desc limit ${CANDIDATES})
    )
    select s.report_id as id, s.shingles, s.length,
      (select jsonb_agg(jsonb_build_object('key', encode(k.key_hash, 'hex'), 'kind', k.kind, 'weight', k.weight)) from match_keys k where k.report_id = s.report_id) as keys
    from found join signatures s using (report_id)
    where s.report_id <> ${search.reportId} and s.version = ${SIGNATURE_VERSION}`.execute(db);
  return rows.map(({ id, shingles, length, keys }) => ({ id, signature: { shingles: readShingles(shingles), length }, telling: keys ?? [] }));
}

/** Where a report is, and when that campaign was last heard of. */
export interface Membership {
  campaign: string;
  lastSeenAt: Date;
}

/** By report, for those that are in a campaign. */
export async function membershipsOf(db: Database, reportIds: readonly string[]): Promise<Map<string, Membership>> {
  if (reportIds.length === 0) return new Map();
  const { rows } = await sql<Membership & { report: string }>`
    select m.report_id as report, m.campaign_id as campaign, c.last_seen_at as "lastSeenAt"
    from campaign_reports m join campaigns c on c.id = m.campaign_id where m.report_id = any(${reportIds}::uuid[])`.execute(db);
  return new Map(rows.map(({ report, ...membership }) => [report, membership]));
}

/**
 * Before a report is matched anew. A campaign of its own alone goes; one that others have joined it stays in, and so it does in one that was
 * warned of, changed or tied to another: what an officer has detached does not go back by itself.
 * @returns the campaign it stays in.
 */
export async function forgetMatch(db: Database, reportId: string): Promise<string | null> {
  await db.deleteFrom('matches').where('report_id', '=', reportId).execute();
  await sql`
    with alone as (
      delete from campaign_reports m where m.report_id = ${reportId}
        and not exists (select 1 from campaign_reports o where o.campaign_id = m.campaign_id and o.report_id <> m.report_id)
        and not exists (select 1 from alerts a where a.campaign_id = m.campaign_id)
        and not exists (select 1 from campaign_changes h where h.from_id = m.campaign_id or h.into_id = m.campaign_id)
        and not exists (select 1 from merge_proposals p where p.one_id = m.campaign_id or p.other_id = m.campaign_id)
      returning campaign_id
    )
    delete from campaigns where id in (select campaign_id from alone)`.execute(db);
  const kept = await db.selectFrom('campaign_reports').select('campaign_id').where('report_id', '=', reportId).executeTakeFirst();
  return kept?.campaign_id ?? null;
}

interface KeysOfReport {
  reportId: string;
  keys: readonly HashedIndicator[];
}

export async function storeMatchKeys(db: Database, reports: readonly KeysOfReport[]): Promise<void> {
  await insertingMatchKeys(reports).execute(db);
}

function insertingMatchKeys(reports: readonly KeysOfReport[]): RawBuilder<unknown> {
  const rows = reports.flatMap(({ reportId, keys }) => keys.map(({ hash, indicator }) => ({ reportId, hash, indicator })));
  return sql`
    insert into match_keys (report_id, key_hash, kind, weight)
    select * from unnest(${rows.map(({ reportId }) => reportId)}::uuid[], ${rows.map(({ hash }) => hash)}::bytea[],
      ${rows.map(({ indicator }) => indicator.kind)}::text[], ${rows.map(({ indicator }) => indicator.weight)}::float8[])
    on conflict do nothing`;
}

export interface MatchedReport extends SignatureOfReport, KeysOfReport {
  content: ToldReport['content'];
  patterns: readonly Match[];
  earlier: readonly Match[];
}

/** What is known of reports once they have been matched, in one statement. */
export async function storeMatched({ tx }: Joining, reports: readonly MatchedReport[]): Promise<void> {
  if (reports.length === 0) return;
  const matches = reports.flatMap(({ reportId, patterns, earlier }) => [
    ...patterns.map((match) => ({ ...match, reportId, target: 'pattern' })),
    ...earlier.map((match) => ({ ...match, reportId, target: 'report' })),
  ]);
  const tellings = reports.map(({ reportId, content }) => ({ id: reportId, content }));
  await sql`
    with signed as (${insertingSignatures(reports)}), told as (${insertingTellings(tellings)}), keyed as (${insertingMatchKeys(reports)})
    insert into matches (report_id, target_kind, target_id, score, band, via)
    select report_id, target_kind, target_id, score, band, via::text[]
    from unnest(${matches.map(({ reportId }) => reportId)}::uuid[], ${matches.map(({ target }) => target)}::text[], ${matches.map(({ id }) => id)}::text[],
      ${matches.map(({ score }) => score)}::real[], ${matches.map(({ band }) => band)}::text[], ${matches.map(({ via }) => `{${via.join()}}`)}::text[])
      as u (report_id, target_kind, target_id, score, band, via)`.execute(tx);
}

export async function createCampaign(db: Database, campaign: { id: string; type: string; seenAt: Date }): Promise<void> {
  await db
    .insertInto('campaigns')
    .values({ id: campaign.id, type: campaign.type, first_seen_at: campaign.seenAt, last_seen_at: campaign.seenAt, merged_into: null, woke_at: null })
    .execute();
}

export interface NewCampaign {
  id: string;
  type: string;
}

export interface NewMember {
  reportId: string;
  campaignId: string;
  joinedBy: readonly string[];
  seenAt: Date;
  joinedAt: Date;
}

/** Campaigns, in this order, and who joins these or others. */
export async function storeMembers(db: Database, { begun, members }: { begun: readonly NewCampaign[]; members: readonly NewMember[] }): Promise<void> {
  if (members.length === 0) return;
  await sql`
    with joining as (
      select * from unnest(${members.map(({ reportId }) => reportId)}::uuid[], ${members.map(({ campaignId }) => campaignId)}::uuid[],
        ${members.map(({ joinedBy }) => `{${joinedBy.join()}}`)}::text[], ${members.map(({ seenAt }) => seenAt)}::timestamptz[],
        ${members.map(({ joinedAt }) => joinedAt)}::timestamptz[]) as u (report_id, campaign_id, joined_by, seen_at, joined_at)
    ), seen as (
      select campaign_id, min(seen_at) as first, max(seen_at) as last from joining group by 1
    ), begun as (
      insert into campaigns (id, type, first_seen_at, last_seen_at)
      select b.id, b.type, seen.first, seen.last
      from unnest(${begun.map(({ id }) => id)}::uuid[], ${begun.map(({ type }) => type)}::text[]) with ordinality as b (id, type, place)
      join seen on seen.campaign_id = b.id order by b.place
    ), joined as (
      insert into campaign_reports (report_id, campaign_id, joined_by, joined_at)
      select report_id, campaign_id, joined_by::text[], joined_at from joining
    )
    update campaigns c set first_seen_at = least(c.first_seen_at, seen.first), last_seen_at = greatest(c.last_seen_at, seen.last)
    from seen where c.id = seen.campaign_id`.execute(db);
}

export async function wakeCampaign(db: Database, campaignId: string, at: Date): Promise<void> {
  await db.updateTable('campaigns').set({ woke_at: at }).where('id', '=', campaignId).execute();
}

/** Where a campaign's reports are now; null: there is none such. */
export async function rootCampaign(db: Database, campaignId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`select root_campaign(${campaignId}::uuid) as id`.execute(db);
  return rows[0]?.id ?? null;
}
