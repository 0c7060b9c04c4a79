// A report may resemble reports of several campaigns. Which of them become one by that, and which are left for an officer: one rule for the
// clusterer in memory and the worker on the database.

import { isFragment } from './choose-campaign.ts';

export interface TiedCampaign {
  id: string;
  reports: number;
  /** An officer has arranged it, or there is a warning of it: only a person merges it into another. */
  settled?: boolean;
}

export interface CampaignTie {
  /** The campaign that the report joins. */
  campaign: string;
  /** Fragments that go over into another campaign, in this order. */
  absorbed: { from: string; into: string }[];
  /** Campaigns that it ties to the one it joins, for an officer to merge. */
  proposed: string[];
}

/** Of two the smaller goes into the larger; of equal ones the campaign joined so far stays. `others` best first. */
export function tieCampaigns(joined: TiedCampaign, others: readonly TiedCampaign[]): CampaignTie {
  let campaign = joined;
  const absorbed: CampaignTie['absorbed'] = [];
  const proposed: string[] = [];
  for (const other of others) {
    const bySize: [TiedCampaign, TiedCampaign] = other.reports > campaign.reports ? [campaign, other] : [other, campaign];
    const small = bySize.find(mayBeAbsorbed);
    if (small === undefined) {
      proposed.push(other.id);
      continue;
    }
    const large = small === other ? campaign : other;
    absorbed.push({ from: small.id, into: large.id });
    campaign = { ...large, reports: large.reports + small.reports };
  }
  return { campaign: campaign.id, absorbed, proposed };
}

function mayBeAbsorbed({ reports, settled }: TiedCampaign): boolean {
  return isFragment({ reports }) && settled !== true;
}
