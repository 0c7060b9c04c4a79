// An officer takes reports out of a campaign: they begin one of their own, which nothing but a person merges back.

import { v7 as uuidv7 } from 'uuid';
import { createCampaign } from '#core/campaigns/campaign-store.ts';
import { moveReports } from '#core/campaigns/change-store.ts';
import { keepApart } from '#core/campaigns/merge-proposals.ts';
import type { CoreContext } from '#core/context.ts';
import type { Actor } from '#core/staff/staff.ts';
import { publishFacts } from '#platform/outbox.ts';
import {
  arrange,
  auditArrangement,
  conflict,
  findCampaign,
  outcomeFor,
  rootOf,
  type ArrangedCampaign,
  type Arrangement,
  type ArrangeOutcome,
} from './arrangement.ts';

export interface SplitCampaign {
  by: Actor;
  number: number;
  /** References. */
  reports: readonly string[];
  /** Version of the campaign on the screen; absent: whatever it is now. */
  seenVersion?: number | undefined;
}

/** Idempotent. Fact: `campaign_grew {campaign_id, report_id}` of the new one. @throws DomainError `forbidden`. */
export async function splitCampaign(context: CoreContext, command: SplitCampaign): Promise<ArrangeOutcome> {
  return takeOut(context, command, 'split');
}

/** One report. In a campaign of its own it is compared as before; a later report may join either, and only an officer brings the two together. */
export async function detachReport(context: CoreContext, { report, ...command }: Omit<SplitCampaign, 'reports'> & { report: string }): Promise<ArrangeOutcome> {
  return takeOut(context, { ...command, reports: [report] }, 'detached');
}

const ACTIONS = { split: 'split', detached: 'report_detached' } as const satisfies Record<'split' | 'detached', Arrangement>;

interface Member {
  id: string;
  reference: string;
  campaign: string | null;
  type: string | null;
}

async function takeOut(context: CoreContext, command: SplitCampaign, kind: 'split' | 'detached'): Promise<ArrangeOutcome> {
  return arrange(context, { by: command.by, action: ACTIONS[kind] }, async (inside) => {
    const named = await findCampaign(inside.db, { number: command.number });
    if (named === null) return { kind: 'not_found' };
    const from = await rootOf(inside.db, named);
    const members = await findMembers(inside, command.reports);
    const earlier = await takenOutBefore(inside, { from, members, kind });
    if (earlier !== null) return outcomeFor(inside.db, 'unchanged', earlier);
    const refused = await whyNot(inside, command, { from, members });
    return refused ?? take(inside, command, { from, members, kind });
  });
}

async function findMembers({ db }: CoreContext, references: readonly string[]): Promise<Member[]> {
  return db
    .selectFrom('reports as r')
    .leftJoin('campaign_reports as m', 'm.report_id', 'r.id')
    .leftJoin('readings as g', 'g.report_id', 'r.id')
    .select(['r.id', 'r.reference', 'm.campaign_id as campaign', 'g.type'])
    .where('r.reference', 'in', references)
    .orderBy('r.id')
    .execute();
}

/** A second press of the same key: exactly these reports went from here into the campaign where they are. */
async function takenOutBefore(
  { db }: CoreContext,
  { from, members, kind }: { from: ArrangedCampaign; members: Member[]; kind: 'split' | 'detached' },
): Promise<{ id: string; change: string } | null> {
  const [campaign, ...others] = new Set(members.map((member) => member.campaign));
  if (campaign === null || campaign === undefined || others.length > 0 || campaign === from.id) return null;
  const moves = await db
    .selectFrom('campaign_changes as h')
    .innerJoin('campaign_moves as v', 'v.change_id', 'h.id')
    .select(['h.id', 'v.report_id'])
    .where('h.from_id', '=', from.id)
    .where('h.into_id', '=', campaign)
    .where('h.kind', '=', kind)
    .execute();
  const moved = new Set(moves.map(({ report_id }) => report_id));
  const [move] = moves;
  return move !== undefined && moved.size === members.length && members.every(({ id }) => moved.has(id)) ? { id: campaign, change: move.id } : null;
}

async function whyNot(
  { db }: CoreContext,
  { reports, seenVersion }: SplitCampaign,
  { from, members }: { from: ArrangedCampaign; members: Member[] },
): Promise<ArrangeOutcome | null> {
  const inside = new Set(members.filter(({ campaign }) => campaign === from.id).map(({ reference }) => reference));
  const outside = reports.find((reference) => !inside.has(reference));
  if (seenVersion !== undefined && seenVersion !== from.version) return conflict('changed_since', { version: from.version });
  if (outside !== undefined) return conflict('not_in_campaign', { report: outside });
  const left = await db
    .selectFrom('campaign_reports')
    .select('report_id')
    .where('campaign_id', '=', from.id)
    .where(
      'report_id',
      'not in',
      members.map(({ id }) => id),
    )
    .limit(1)
    .executeTakeFirst();
  return left === undefined ? conflict('nothing_left') : null;
}

async function take(
  context: CoreContext,
  { by }: SplitCampaign,
  { from, members, kind }: { from: ArrangedCampaign; members: Member[]; kind: 'split' | 'detached' },
): Promise<ArrangeOutcome> {
  const { db, clock } = context;
  const into = uuidv7();
  const at = clock.now();
  await createCampaign(db, { id: into, type: mostCommon(members) ?? from.type, seenAt: at });
  const ids = members.map(({ id }) => id);
  const { changeId } = await moveReports(db, { kind, from: from.id, into, by: by.id, at }, ids);
  await keepApart(db, [from.id, into], { by: by.id, at });
  await publishFacts(db, [{ fact: 'campaign_grew', payload: { campaign_id: into, report_id: ids.at(-1) ?? '' } }]);
  const outcome = await outcomeFor(db, 'done', { id: into, change: changeId });
  const details = { into: outcome.kind === 'done' ? outcome.campaign : 0, reports: ids.length, change: changeId };
  await auditArrangement(context, { by, action: ACTIONS[kind], campaign: from.number, details });
  return outcome;
}

function mostCommon(members: Member[]): string | undefined {
  const types = Map.groupBy(
    members.flatMap(({ type }) => type ?? []),
    (type) => type,
  );
  return [...types].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0];
}
