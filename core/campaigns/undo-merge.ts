// A merge, or a fragment's going over by itself, is taken back: both campaigns are as they would be without it.

import {
  campaignsOf,
  findChange,
  giveReports,
  joinedSince,
  moveBack,
  touchCampaigns,
  type ChangeToUndo,
  type JoinedSince,
} from '#core/campaigns/change-store.ts';
import { keepApart } from '#core/campaigns/merge-proposals.ts';
import type { CoreContext } from '#core/context.ts';
import type { Actor } from '#core/staff/staff.ts';
import { arrange, auditArrangement, conflict, findCampaign, outcomeFor, rootOf, type ArrangedCampaign, type ArrangeOutcome } from './arrangement.ts';

/**
 * Its reports go back, but for those that an officer has moved on since. What has joined meanwhile stays, unless it matched only reports that go
 * back. The two are not proposed to each other again. Idempotent. @throws DomainError `forbidden`.
 */
export async function undoMerge(context: CoreContext, { by, change: id }: { by: Actor; change: string }): Promise<ArrangeOutcome> {
  return arrange(context, { by, action: 'merge_undone' }, async (inside) => {
    const change = await findChange(inside.db, id);
    if (change === null) return { kind: 'not_found' };
    if (change.kind !== 'merged' && change.kind !== 'absorbed') return conflict('not_possible_now');
    if (change.undone) return outcomeFor(inside.db, 'unchanged', { id: change.from, change: change.id });
    const into = await findCampaign(inside.db, { id: change.into });
    const from = await findCampaign(inside.db, { id: change.from });
    if (into === null || from === null) throw new Error(`a campaign of the change ${id} is gone`);
    // The later merge has to be undone first: else what belongs to which could not be told.
    if (into.merged_into !== null) return conflict('merged_meanwhile', { campaign: into.number, into: (await rootOf(inside.db, into)).number });
    return undo(inside, by, { change, from, into });
  });
}

async function undo(
  context: CoreContext,
  by: Actor,
  { change, from, into }: { change: ChangeToUndo; from: ArrangedCampaign; into: ArrangedCampaign },
): Promise<ArrangeOutcome> {
  const { db, clock } = context;
  const undone = { by: by.id, at: clock.now() };
  const since = await joinedSince(db, change);
  const reports = await moveBack(db, change, undone);
  const places = await campaignsOf(
    db,
    since.flatMap(({ matched }) => matched),
    [from.id, into.id],
  );
  const following = whoFollows(since, { places, restored: from.id });
  await giveReports(db, following, from.id);
  await touchCampaigns(db, [from.id, into.id]);
  await keepApart(db, [from.id, into.id], undone);
  await auditArrangement(context, {
    by,
    action: 'merge_undone',
    campaign: from.number,
    details: { from: into.number, reports, followed: following.length, change: change.id },
  });
  return outcomeFor(db, 'done', { id: from.id, change: change.id });
}

/**
 * Of the reports that joined meanwhile, those that matched the restored campaign and not the other, if only through each other.
 * @param since in order of joining. @param places campaign of each report matched, where it is one of the two.
 */
export function whoFollows(since: readonly JoinedSince[], { places, restored }: { places: ReadonlyMap<string, string>; restored: string }): string[] {
  const now = new Map(places);
  const following: string[] = [];
  for (const { report, matched } of since) {
    const campaigns = matched.map((id) => now.get(id)).filter((campaign) => campaign !== undefined);
    if (campaigns.length === 0 || campaigns.some((campaign) => campaign !== restored)) continue;
    now.set(report, restored);
    following.push(report);
  }
  return following;
}
