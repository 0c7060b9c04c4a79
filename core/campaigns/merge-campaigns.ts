// An officer says that two campaigns are one: the reports go over, and whoever looks for the first is led to the second.

import { moveReports } from '#core/campaigns/change-store.ts';
import { keepApart, proposeAgain } from '#core/campaigns/merge-proposals.ts';
import type { CoreContext } from '#core/context.ts';
import type { Actor } from '#core/staff/staff.ts';
import { publishFacts } from '#platform/outbox.ts';
import { arrange, auditArrangement, conflict, findCampaign, outcomeFor, rootOf, type ArrangedCampaign, type ArrangeOutcome } from './arrangement.ts';

export interface MergeCampaigns {
  by: Actor;
  /** Number of the campaign that goes. */
  number: number;
  /** Number of the campaign that stays. */
  into: number;
  /** Version of the campaign that goes, as it was on the screen; absent: whatever it is now. */
  seenVersion?: number | undefined;
}

/** Idempotent. Fact: `campaign_grew {campaign_id, report_id}` of the one that stays. @throws DomainError `forbidden`. */
export async function mergeCampaigns(context: CoreContext, command: MergeCampaigns): Promise<ArrangeOutcome> {
  return arrange(context, { by: command.by, action: 'merged' }, async (inside) => {
    const from = await findCampaign(inside.db, { number: command.number });
    const into = await findCampaign(inside.db, { number: command.into });
    if (from === null) return { kind: 'not_found' };
    if (into === null) return conflict('unknown_campaign', { campaign: command.into });
    const stays = await rootOf(inside.db, from);
    if (from.id !== into.id && stays.id === into.id) return outcomeFor(inside.db, 'unchanged', { id: into.id, change: await inForce(inside, from) });
    const refused = await whyNot(inside, { from, into, stays, seenVersion: command.seenVersion });
    return refused ?? merge(inside, command, { from, into });
  });
}

async function whyNot(
  { db }: CoreContext,
  { from, into, stays, seenVersion }: { from: ArrangedCampaign; into: ArrangedCampaign; stays: ArrangedCampaign; seenVersion: number | undefined },
): Promise<ArrangeOutcome | null> {
  if (from.id === into.id) return conflict('same_campaign');
  if (stays.id !== from.id) return conflict('merged_meanwhile', { campaign: from.number, into: stays.number });
  if (into.merged_into !== null) return conflict('merged_meanwhile', { campaign: into.number, into: (await rootOf(db, into)).number });
  if (seenVersion !== undefined && seenVersion !== from.version) return conflict('changed_since', { version: from.version });
  return null;
}

async function inForce({ db }: CoreContext, from: ArrangedCampaign): Promise<string | null> {
  const row = await db
    .selectFrom('campaign_changes')
    .select('id')
    .where('from_id', '=', from.id)
    .where('kind', 'in', ['absorbed', 'merged'])
    .where('undone_at', 'is', null)
    .executeTakeFirst();
  return row?.id ?? null;
}

async function merge(
  context: CoreContext,
  { by }: MergeCampaigns,
  { from, into }: { from: ArrangedCampaign; into: ArrangedCampaign },
): Promise<ArrangeOutcome> {
  const { db, clock } = context;
  const { changeId, moved } = await moveReports(db, { kind: 'merged', from: from.id, into: into.id, by: by.id, at: clock.now() });
  const newest = moved.toSorted().at(-1);
  if (newest !== undefined) await publishFacts(db, [{ fact: 'campaign_grew', payload: { campaign_id: into.id, report_id: newest } }]);
  const outcome = await outcomeFor(db, 'done', { id: into.id, change: changeId });
  await auditArrangement(context, { by, action: 'merged', campaign: from.number, details: { into: into.number, reports: moved.length, change: changeId } });
  return outcome;
}

export interface KeepApart {
  by: Actor;
  number: number;
  other: number;
}

/** An officer says that two campaigns that reports tie together are not one; it is not proposed again. Idempotent. @throws DomainError `forbidden`. */
export async function keepCampaignsApart(context: CoreContext, command: KeepApart): Promise<ArrangeOutcome> {
  return aboutTwo(context, command, 'kept_apart', (inside, pair) => keepApart(inside.db, pair, { by: command.by.id, at: inside.clock.now() }));
}

/** Takes {@link keepCampaignsApart} back. Idempotent. @throws DomainError `forbidden`. */
export async function undoKeepApart(context: CoreContext, command: KeepApart): Promise<ArrangeOutcome> {
  return aboutTwo(context, command, 'keep_apart_undone', (inside, pair) => proposeAgain(inside.db, pair));
}

async function aboutTwo(
  context: CoreContext,
  { by, number, other }: KeepApart,
  action: 'kept_apart' | 'keep_apart_undone',
  say: (inside: CoreContext, pair: readonly [string, string]) => Promise<boolean>,
): Promise<ArrangeOutcome> {
  return arrange(context, { by, action }, async (inside) => {
    const found = await findCampaign(inside.db, { number });
    const second = await findCampaign(inside.db, { number: other });
    if (found === null) return { kind: 'not_found' };
    if (second === null) return conflict('unknown_campaign', { campaign: other });
    const [one, two] = [await rootOf(inside.db, found), await rootOf(inside.db, second)];
    if (one.id === two.id) return conflict('same_campaign');
    const said = await say(inside, [one.id, two.id]);
    if (said) await auditArrangement(inside, { by, action, campaign: one.number, details: { other: two.number } });
    return outcomeFor(inside.db, said ? 'done' : 'unchanged', { id: one.id, change: null });
  });
}
