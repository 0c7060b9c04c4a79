// SQL of matching and campaigns: candidates by shared keys where no index is at hand, what was matched, and who joined what.

import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import { readShingles } from '#core/campaigns/signature-store.ts';
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

/** By report, for those that are in one. */
export async function campaignsOf(db: Database, reportIds: readonly string[]): Promise<Map<string, string>> {
  if (reportIds.length === 0) return new Map();
  const rows = await db.selectFrom('campaign_reports').select(['report_id', 'campaign_id']).where('report_id', 'in', reportIds).execute();
  return new Map(rows.map(({ report_id, campaign_id }) => [report_id, campaign_id]));
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

export async function storeMatchKeys(db: Database, reports: readonly { reportId: string; keys: readonly HashedIndicator[] }[]): Promise<void> {
  const rows = reports.flatMap(({ reportId, keys }) =>
    keys.map(({ hash, indicator }) => ({ report_id: reportId, key_hash: hash, kind: indicator.kind, weight: indicator.weight })),
  );
  if (rows.length === 0) return;
  await db
    .insertInto('match_keys')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export interface FoundMatches {
  reportId: string;
  target: 'pattern' | 'report';
  matches: readonly Match[];
}

export async function storeMatches(db: Database, found: readonly FoundMatches[]): Promise<void> {
  const rows = found.flatMap(({ reportId, target, matches }) =>
    matches.map(({ id, score, band, via }) => ({ report_id: reportId, target_kind: target, target_id: id, score, band, via })),
  );
  if (rows.length > 0) await db.insertInto('matches').values(rows).execute();
}

export async function createCampaign(db: Database, campaign: { id: string; type: string; seenAt: Date }): Promise<void> {
  await db
    .insertInto('campaigns')
    .values({ id: campaign.id, type: campaign.type, first_seen_at: campaign.seenAt, last_seen_at: campaign.seenAt, merged_into: null, woke_at: null })
    .execute();
}

export async function joinCampaign(
  db: Database,
  member: { reportId: string; campaignId: string; joinedBy: string[]; seenAt: Date; joinedAt: Date },
): Promise<void> {
  await sql`
    with joined as (
      insert into campaign_reports (report_id, campaign_id, joined_by, joined_at)
      values (${member.reportId}, ${member.campaignId}, ${member.joinedBy}, ${member.joinedAt})
    )
    update campaigns set first_seen_at = least(first_seen_at, ${member.seenAt}), last_seen_at = greatest(last_seen_at, ${member.seenAt})
    where id = ${member.campaignId}`.execute(db);
}

export async function wakeCampaign(db: Database, campaignId: string, at: Date): Promise<void> {
  await db.updateTable('campaigns').set({ woke_at: at }).where('id', '=', campaignId).execute();
}

/** Where a campaign's reports are now; null: there is none such. */
export async function rootCampaign(db: Database, campaignId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`select root_campaign(${campaignId}::uuid) as id`.execute(db);
  return rows[0]?.id ?? null;
}
