// SQL of merge proposals: pairs of campaigns that reports tie together, or that tell one story in different languages. A pair is kept as it was
// found and looked at through what was merged since:
// a merge answers it, and what was merged into a third campaign is proposed under that one's number.

import { sql } from 'kysely';
import type { Database } from '#core/database.ts';

/** A report ties two campaigns. What an officer keeps apart stays so; the tie is counted. */
export async function proposeMerge(tx: Database, tie: { campaigns: readonly [string, string]; reportId: string; at: Date }): Promise<void> {
  const [one, other] = inOrder(tie.campaigns);
  await sql`
    insert into merge_proposals (one_id, other_id, ties, report_id, proposed_at, tied_at) values (${one}, ${other}, 1, ${tie.reportId}, ${tie.at}, ${tie.at})
    on conflict (one_id, other_id) do update set ties = merge_proposals.ties + 1, report_id = excluded.report_id, tied_at = excluded.tied_at`.execute(tx);
}

/**
 * Pairs that tell one story now; those of before that do not any more are taken back, unless reports tie them as well. What an officer keeps apart
 * stays so. @returns how many proposals are new or taken back.
 */
export async function replaceStoryProposals(
  tx: Database,
  found: readonly { campaigns: readonly [string, string]; shared: readonly string[] }[],
  at: Date,
): Promise<number> {
  const pairs = found.map(({ campaigns, shared }) => ({ pair: inOrder(campaigns), shared }));
  const given = sql`
    select (f->'pair'->>0)::uuid as one_id, (f->'pair'->>1)::uuid as other_id, array(select jsonb_array_elements_text(f->'shared')) as shared
    from jsonb_array_elements(${JSON.stringify(pairs)}::jsonb) f`;
  const { rows: stale } = await sql<{ ties: number }>`
    update merge_proposals p set shared_traits = null
    where p.shared_traits is not null and not exists (select from (${given}) g where g.one_id = p.one_id and g.other_id = p.other_id)
    returning 1`.execute(tx);
  await sql`delete from merge_proposals where ties = 0 and shared_traits is null and kept_apart_at is null`.execute(tx);
  const { rows } = await sql<{ is_new: boolean }>`
    insert into merge_proposals as p (one_id, other_id, ties, proposed_at, tied_at, shared_traits)
    select g.one_id, g.other_id, 0, ${at}, ${at}, g.shared from (${given}) g
    where not exists (
      select from merge_proposals k where k.kept_apart_at is not null
        and (root_campaign(k.one_id), root_campaign(k.other_id)) in ((g.one_id, g.other_id), (g.other_id, g.one_id))
    )
    on conflict (one_id, other_id) do update set shared_traits = excluded.shared_traits where p.kept_apart_at is null and p.shared_traits is distinct from excluded.shared_traits
    returning p.proposed_at = ${at} as is_new`.execute(tx);
  return stale.length + rows.filter(({ is_new }) => is_new).length;
}

/** An officer says that two campaigns are not one, or has just parted them. @returns false when that was said before. */
export async function keepApart(tx: Database, campaigns: readonly [string, string], said: { by: string; at: Date }): Promise<boolean> {
  const [one, other] = inOrder(campaigns);
  const { rows } = await sql`
    with kin as (
      update merge_proposals p set kept_apart_by = ${said.by}, kept_apart_at = ${said.at}
      where kept_apart_at is null and (p.one_id, p.other_id) <> (${one}::uuid, ${other}::uuid)
        and ((p.one_id in (select campaign_family(${one})) and p.other_id in (select campaign_family(${other})))
          or (p.one_id in (select campaign_family(${other})) and p.other_id in (select campaign_family(${one}))))
      returning 1
    ), pair as (
      insert into merge_proposals as p (one_id, other_id, ties, proposed_at, tied_at, kept_apart_by, kept_apart_at)
      values (${one}, ${other}, 0, ${said.at}, ${said.at}, ${said.by}, ${said.at})
      on conflict (one_id, other_id) do update set kept_apart_by = excluded.kept_apart_by, kept_apart_at = excluded.kept_apart_at
        where p.kept_apart_at is null
      returning 1
    )
    select * from kin union all select * from pair`.execute(tx);
  return rows.length > 0;
}

/** It is looked at again: a pair that reports tie, or one story tells, is proposed anew. @returns false when it was not kept apart. */
export async function proposeAgain(tx: Database, campaigns: readonly [string, string]): Promise<boolean> {
  const [one, other] = inOrder(campaigns);
  const { rows } = await sql`
    update merge_proposals p set kept_apart_by = null, kept_apart_at = null
    where kept_apart_at is not null
      and ((p.one_id in (select campaign_family(${one})) and p.other_id in (select campaign_family(${other})))
        or (p.one_id in (select campaign_family(${other})) and p.other_id in (select campaign_family(${one}))))
    returning 1`.execute(tx);
  await sql`delete from merge_proposals where ties = 0 and shared_traits is null and kept_apart_at is null`.execute(tx);
  return rows.length > 0;
}

export interface MergeProposal {
  /** Campaign numbers, the lesser first. */
  one: number;
  other: number;
  /** What speaks for it: reports that resemble both, or one story told in two languages. */
  reasons: ('reports' | 'way_of_working')[];
  /** Traits of that story that both have, the most telling first; see core/clustering/story. */
  shared_traits: string[];
  /** Reports that tie them together. */
  ties: number;
  /** Reference of the last of these. */
  report: string | null;
  proposed_at: Date;
  tied_at: Date;
}

export interface ProposalFilter {
  /** Campaign id: those that concern it. */
  campaign?: string | undefined;
  limit: number;
}

/** What waits for an officer, the pairs that most reports tie first. */
export async function listMergeProposals(db: Database, { campaign, limit }: ProposalFilter): Promise<MergeProposal[]> {
  const { rows } = await sql<MergeProposal>`
    with open as (
      select root_campaign(p.one_id) as a, root_campaign(p.other_id) as b, p.* from merge_proposals p
      where p.kept_apart_at is null
        and (${campaign ?? null}::uuid is null or p.one_id in (select campaign_family(${campaign ?? null}::uuid)) or p.other_id in (select campaign_family(${campaign ?? null}::uuid)))
    ), pairs as (
      select least(a, b) as a, greatest(a, b) as b, sum(ties)::int as ties, (array_agg(report_id order by tied_at desc))[1] as report_id,
        (array_agg(to_jsonb(shared_traits) order by tied_at desc) filter (where shared_traits is not null))[1] as shared,
        min(proposed_at) as proposed_at, max(tied_at) as tied_at
      from open where a <> b group by 1, 2
    )
    select least(x.number, y.number) as one, greatest(x.number, y.number) as other, q.ties, r.reference as report, q.proposed_at, q.tied_at,
      array_remove(array[case when q.ties > 0 then 'reports' end, case when q.shared is not null then 'way_of_working' end], null) as reasons,
      coalesce(q.shared, '[]') as shared_traits
    from pairs q join campaigns x on x.id = q.a join campaigns y on y.id = q.b left join reports r on r.id = q.report_id
    order by q.ties desc, q.tied_at desc, 1, 2 limit ${limit}`.execute(db);
  return rows;
}

/** UUIDs compare in PostgreSQL as their lower-case text does. */
function inOrder([one, other]: readonly [string, string]): [string, string] {
  return one < other ? [one, other] : [other, one];
}
