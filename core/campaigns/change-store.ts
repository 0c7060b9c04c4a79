// SQL of what changes which campaign reports belong to, after they have joined one. All of it under the lock of joining (`lockJoining`): a
// report that is being placed sees either all of a change or nothing.

import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { TiedCampaign } from '#core/clustering/tie-campaigns.ts';
import type { Database } from '#core/database.ts';
import { SYSTEM_ACTOR } from '#core/staff/staff.ts';

/**
 * `absorbed`: a fragment went over by itself; `merged`: an officer's doing; both leave an empty campaign that leads to the other. `split` and
 * `detached` take some reports, or one, into a new campaign.
 */
export type CampaignChangeKind = 'absorbed' | 'merged' | 'split' | 'detached';

export interface CampaignChange {
  kind: CampaignChangeKind;
  from: string;
  into: string;
  /** The report that tied them together. */
  reportId?: string;
  /** Staff id, or `system`. */
  by: string;
  at: Date;
}

export interface StandingCampaign extends TiedCampaign {
  lastSeenAt: Date;
}

/** Reports counted of one campaign: which of two is the larger matters only while one of them is small (`tie-campaigns.ts`). */
const COUNTED = 10;

/**
 * What decides whether a campaign may be absorbed, the first being the one that is joined. An officer who has merged it, split it or kept it apart has settled it; so
 * does a warning of it.
 */
export async function loadStanding(db: Database, ids: readonly string[]): Promise<Map<string, StandingCampaign>> {
  const { rows } = await sql<StandingCampaign>`
    select c.id, c.last_seen_at as "lastSeenAt",
      (select count(*)::int from (select from campaign_reports m where m.campaign_id = c.id limit ${COUNTED}) few) as reports,
      coalesce((select p.ties from merge_proposals p
        where p.one_id = least(c.id, ${ids[0] ?? null}::uuid) and p.other_id = greatest(c.id, ${ids[0] ?? null}::uuid)), 0) as ties,
      exists (select from alerts a where a.campaign_id = c.id)
        or exists (select from campaign_changes h where h.from_id = c.id and (h.made_by <> ${SYSTEM_ACTOR.id} or h.undone_by is not null))
        or exists (select from campaign_changes h where h.into_id = c.id and (h.made_by <> ${SYSTEM_ACTOR.id} or h.undone_by is not null))
        or exists (select from merge_proposals p where p.one_id = c.id and p.kept_apart_at is not null)
        or exists (select from merge_proposals p where p.other_id = c.id and p.kept_apart_at is not null) as settled
    from campaigns c where c.id = any(${ids}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * Moves reports, all of the campaign's when none are named, and writes down which. After `absorbed` and `merged` the campaign leads to the other.
 * @returns the change's id and the reports that were moved.
 */
export async function moveReports(tx: Database, change: CampaignChange, reportIds?: readonly string[]): Promise<{ changeId: string; moved: string[] }> {
  const { kind, from, into, by, at } = change;
  const changeId = uuidv7();
  await tx
    .insertInto('campaign_changes')
    .values({
      id: changeId,
      kind,
      from_id: from,
      into_id: into,
      report_id: change.reportId ?? null,
      made_by: by,
      made_at: at,
      undone_by: null,
      undone_at: null,
    })
    .execute();
  const { rows } = await sql<{ report_id: string }>`
    with moved as (
      update campaign_reports set campaign_id = ${into}
      where campaign_id = ${from} and (${reportIds ?? null}::uuid[] is null or report_id = any(${reportIds ?? null}::uuid[]))
      returning report_id
    )
    insert into campaign_moves (change_id, report_id) select ${changeId}::uuid, report_id from moved returning report_id`.execute(tx);
  if (kind === 'absorbed' || kind === 'merged') await tx.updateTable('campaigns').set({ merged_into: into }).where('id', '=', from).execute();
  await touchCampaigns(tx, [from, into]);
  return { changeId, moved: rows.map(({ report_id }) => report_id) };
}

export interface ChangeToUndo {
  id: string;
  kind: CampaignChangeKind;
  from: string;
  into: string;
  madeAt: Date;
  undone: boolean;
}

export async function findChange(db: Database, id: string): Promise<ChangeToUndo | null> {
  const row = await db
    .selectFrom('campaign_changes')
    .select(['id', 'kind', 'from_id as from', 'into_id as into', 'made_at as madeAt', 'undone_at'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? null : { ...row, undone: row.undone_at !== null };
}

/** Puts back what the change moved and nobody has moved on since; the campaign stands for itself again. @returns how many reports. */
export async function moveBack(tx: Database, { id, from, into }: ChangeToUndo, undone: { by: string; at: Date }): Promise<number> {
  await tx.updateTable('campaign_changes').set({ undone_by: undone.by, undone_at: undone.at }).where('id', '=', id).execute();
  const { numAffectedRows } = await sql`
    update campaign_reports m set campaign_id = ${from}
    from campaign_moves v where v.change_id = ${id} and m.report_id = v.report_id and m.campaign_id = ${into}`.execute(tx);
  await tx.updateTable('campaigns').set({ merged_into: null }).where('id', '=', from).execute();
  return Number(numAffectedRows ?? 0);
}

/** A report that joined by itself, and the reports of the two campaigns that it matched. */
export interface JoinedSince {
  report: string;
  matched: string[];
}

/** What joined `into` by itself since the change, in order of joining. */
export async function joinedSince(db: Database, { into, madeAt }: ChangeToUndo): Promise<JoinedSince[]> {
  const { rows } = await sql<JoinedSince>`
    select m.report_id as report, array(select t.target_id from matches t where t.report_id = m.report_id and t.target_kind = 'report') as matched
    from campaign_reports m
    where m.campaign_id = ${into} and m.joined_at >= ${madeAt}
      and not exists (select from campaign_moves v join campaign_changes h on h.id = v.change_id
        where v.report_id = m.report_id and h.into_id = ${into} and h.undone_at is null)
    order by m.joined_at, m.report_id`.execute(db);
  return rows;
}

/** In which of the campaigns each report is; reports of others are left out. */
export async function campaignsOf(db: Database, reports: readonly string[], campaigns: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ report_id: string; campaign_id: string }>`
    select report_id, campaign_id from campaign_reports where report_id = any(${reports}::uuid[]) and campaign_id = any(${campaigns}::uuid[])`.execute(db);
  return new Map(rows.map(({ report_id, campaign_id }) => [report_id, campaign_id]));
}

export async function giveReports(tx: Database, reports: readonly string[], campaign: string): Promise<void> {
  if (reports.length > 0) await tx.updateTable('campaign_reports').set({ campaign_id: campaign }).where('report_id', 'in', reports).execute();
}

/** After a change: a new version, and first and last seen as its reports have it; an empty campaign keeps them. */
export async function touchCampaigns(tx: Database, ids: readonly string[]): Promise<void> {
  await sql`
    update campaigns c set version = c.version + 1, first_seen_at = coalesce(seen.first, c.first_seen_at), last_seen_at = coalesce(seen.last, c.last_seen_at)
    from (
      select each.id, min(r.received_at) as first, max(r.received_at) as last
      from unnest(${ids}::uuid[]) as each (id)
      left join campaign_reports m on m.campaign_id = each.id left join reports r on r.id = m.report_id
      group by each.id
    ) seen
    where seen.id = c.id`.execute(tx);
}
