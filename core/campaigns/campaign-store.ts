// SQL of matching and campaigns: candidates by shared keys, and joining without two workers making two campaigns of one script.

import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import type { TellingCandidate } from '#core/matching/match-reports.ts';
import type { Match } from '#core/matching/match.ts';
import type { TextSignature } from '#core/matching/text-signature.ts';
import type { TellingIndicator } from '#core/matching/indicator-weight.ts';
import { SIGNATURE_VERSION } from '#core/matching/text-signature.ts';
import { ADVISORY_LOCKS } from '#platform/advisory-locks.ts';

/** Candidates looked at by each way; the newest are the likeliest. */
const CANDIDATES = 200;
/** One joining at a time over all workers: what it reads must not change until it has written. A few milliseconds each. */
const JOIN_LOCK = ADVISORY_LOCKS.joining;

export async function lockJoining(tx: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock(${JOIN_LOCK})`.execute(tx);
}

/** A telling indicator's key as it is stored: hashed, so that the values cannot be read from the index. */
export function hashedKeys(vault: CoreContext['vault'], telling: readonly TellingIndicator[]): { hash: Buffer; indicator: TellingIndicator }[] {
  return telling.map((indicator) => {
    const hash = vault.hash('match-key', indicator.key);
    return { hash, indicator: { ...indicator, key: hash.toString('hex') } };
  });
}

export interface StoredCandidate extends TellingCandidate {
  campaignId: string | null;
}

/** Earlier reports sharing a signature key or a telling indicator. */
export async function findCandidates(db: Database, search: { reportId: string; bands: string[]; keys: Buffer[] }): Promise<StoredCandidate[]> {
  const { rows } = await sql<{
    id: string;
    shingles: Buffer;
    length: number;
    campaign_id: string | null;
    keys: { key: string; kind: TellingIndicator['kind']; weight: number }[] | null;
  }>`
    with found as (
      (select report_id from signatures where bands && ${search.bands}::bigint[] and version = ${SIGNATURE_VERSION} order by report_id desc limit ${CANDIDATES})
      union
      (select report_id from match_keys where key_hash = any(${search.keys}::bytea[]) order by report_id desc limit ${CANDIDATES})
    )
    select s.report_id as id, s.shingles, s.length, c.campaign_id,
      (select jsonb_agg(jsonb_build_object('key', encode(k.key_hash, 'hex'), 'kind', k.kind, 'weight', k.weight)) from match_keys k where k.report_id = s.report_id) as keys
    from found join signatures s using (report_id) left join campaign_reports c using (report_id)
    where s.report_id <> ${search.reportId}`.execute(db);
  return rows.map(({ id, shingles, length, campaign_id, keys }) => ({
    id,
    signature: { shingles: readShingles(shingles), length },
    telling: keys ?? [],
    campaignId: campaign_id,
  }));
}

export async function storeSignature(db: Database, reportId: string, signature: TextSignature): Promise<void> {
  await db
    .insertInto('signatures')
    .values({
      report_id: reportId,
      bands: signature.bands,
      shingles: Buffer.from(signature.shingles.buffer, signature.shingles.byteOffset, signature.shingles.byteLength),
      length: signature.length,
      template: signature.template,
      version: SIGNATURE_VERSION,
    })
    .execute();
}

/** Little-endian, as every machine that Node runs on is. */
function readShingles(stored: Buffer): Uint32Array {
  return new Uint32Array(new Uint8Array(stored).buffer);
}

/**
 * Before a report is matched anew. A campaign of its own alone goes; one that others have joined it stays in.
 * @returns the campaign it stays in.
 */
export async function forgetMatch(db: Database, reportId: string): Promise<string | null> {
  await db.deleteFrom('signatures').where('report_id', '=', reportId).execute();
  await db.deleteFrom('matches').where('report_id', '=', reportId).execute();
  await sql`
    with alone as (
      delete from campaign_reports m where m.report_id = ${reportId}
        and not exists (select 1 from campaign_reports o where o.campaign_id = m.campaign_id and o.report_id <> m.report_id)
        and not exists (select 1 from alerts a where a.campaign_id = m.campaign_id)
      returning campaign_id
    )
    delete from campaigns where id in (select campaign_id from alone)`.execute(db);
  const kept = await db.selectFrom('campaign_reports').select('campaign_id').where('report_id', '=', reportId).executeTakeFirst();
  return kept?.campaign_id ?? null;
}

export async function storeMatchKeys(db: Database, reportId: string, keys: { hash: Buffer; indicator: TellingIndicator }[]): Promise<void> {
  if (keys.length === 0) return;
  await db
    .insertInto('match_keys')
    .values(keys.map(({ hash, indicator }) => ({ report_id: reportId, key_hash: hash, kind: indicator.kind, weight: indicator.weight })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function storeMatches(db: Database, reportId: string, found: { target: 'pattern' | 'report'; matches: Match[] }[]): Promise<void> {
  const rows = found.flatMap(({ target, matches }) =>
    matches.map(({ id, score, band, via }) => ({ report_id: reportId, target_kind: target, target_id: id, score, band, via })),
  );
  if (rows.length > 0) await db.insertInto('matches').values(rows).execute();
}

export async function createCampaign(db: Database, campaign: { id: string; type: string; seenAt: Date }): Promise<void> {
  await db
    .insertInto('campaigns')
    .values({ id: campaign.id, type: campaign.type, first_seen_at: campaign.seenAt, last_seen_at: campaign.seenAt, merged_into: null })
    .execute();
}

export async function joinCampaign(
  db: Database,
  member: { reportId: string; campaignId: string; joinedBy: string[]; seenAt: Date; joinedAt: Date },
): Promise<void> {
  await db
    .insertInto('campaign_reports')
    .values({ report_id: member.reportId, campaign_id: member.campaignId, joined_by: member.joinedBy, joined_at: member.joinedAt })
    .execute();
  await db
    .updateTable('campaigns')
    .set({ first_seen_at: sql`least(first_seen_at, ${member.seenAt})`, last_seen_at: sql`greatest(last_seen_at, ${member.seenAt})` })
    .where('id', '=', member.campaignId)
    .execute();
}
