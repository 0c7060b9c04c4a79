// A report joins a campaign that exists: what it ties to that one becomes part of it or a proposal, and a campaign that slept wakes. The decision is
// `tieCampaigns`, as in the clusterer in memory.

import { wakeCampaign } from '#core/campaigns/campaign-store.ts';
import { loadStanding, moveReports, type StandingCampaign } from '#core/campaigns/change-store.ts';
import { isDormant } from '#core/campaigns/dormancy.ts';
import { proposeMerge } from '#core/campaigns/merge-proposals.ts';
import { tieCampaigns } from '#core/clustering/tie-campaigns.ts';
import type { DatabaseTransaction } from '#core/database.ts';
import { SYSTEM_ACTOR } from '#core/staff/staff.ts';
import { publishFacts } from '#platform/outbox.ts';

interface Arrival {
  reportId: string;
  seenAt: Date;
  joinedAt: Date;
}

export interface Tied {
  campaign: string;
  absorbed: string[];
}

/**
 * Under the lock of joining. Fact, when the campaign was dormant: `campaign_woke {campaign_id, report_id}`.
 * @param tied the campaign of the best match first, then the others in order.
 * @returns the campaign to join, and which campaigns it now holds besides.
 */
export async function tieToCampaign(tx: DatabaseTransaction, tied: readonly string[], { reportId, seenAt, joinedAt }: Arrival): Promise<Tied> {
  const standing = await loadStanding(tx, tied);
  const [joined, ...others] = tied.map((id) => known(standing, id));
  if (joined === undefined) throw new Error('a report was to join no campaign');
  const { campaign, absorbed, proposed } = tieCampaigns(joined, others);
  for (const { from, into } of absorbed) await moveReports(tx, { kind: 'absorbed', from, into, reportId, by: SYSTEM_ACTOR.id, at: joinedAt });
  for (const other of proposed) await proposeMerge(tx, { campaigns: [campaign, other], reportId, at: joinedAt });
  // As it was before it absorbed anything: a fragment of yesterday and this report wake it together.
  if (isDormant(known(standing, campaign), seenAt)) await wake(tx, campaign, { reportId, seenAt });
  return { campaign, absorbed: absorbed.map(({ from }) => from) };
}

/** By a report after a long silence. */
export async function wake(tx: DatabaseTransaction, campaign: string, { reportId, seenAt }: Pick<Arrival, 'reportId' | 'seenAt'>): Promise<void> {
  await wakeCampaign(tx, campaign, seenAt);
  await publishFacts(tx, [{ fact: 'campaign_woke', payload: { campaign_id: campaign, report_id: reportId } }]);
}

function known(standing: ReadonlyMap<string, StandingCampaign>, id: string): StandingCampaign {
  const campaign = standing.get(id);
  if (campaign === undefined) throw new Error(`no campaign ${id}, although a report belongs to it`);
  return campaign;
}
