// A report may resemble reports of several campaigns. Which of them become one by that, and which are left for an officer: one rule for the
// clusterer in memory and the worker on the database.

export interface TiedCampaign {
  id: string;
  reports: number;
  /** Reports that have tied it to the one that is joined before. */
  ties?: number;
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

/**
 * First reports of a campaign that did not resemble each other (a call cut at its end, the same call cut at its start) begin two. Of two that one
 * report ties together a fragment goes over by itself, of two that several tie a small one; larger ones are an officer's to merge.
 */
const FRAGMENT = 2;
const SMALL = 5;
const SEVERAL = 2;

/** A campaign whose reports have to be kept at hand: it may still go over into another. */
export function mayGoOver({ reports }: Pick<TiedCampaign, 'reports'>): boolean {
  return reports <= SMALL;
}

/** Of two the smaller goes into the larger; of equal ones the campaign joined so far stays. `others` best first. */
export function tieCampaigns(joined: TiedCampaign, others: readonly TiedCampaign[]): CampaignTie {
  let campaign = joined;
  const absorbed: CampaignTie['absorbed'] = [];
  const proposed: string[] = [];
  for (const other of others) {
    const bySize: [TiedCampaign, TiedCampaign] = other.reports > campaign.reports ? [campaign, other] : [other, campaign];
    const ties = 1 + (other.ties ?? 0);
    const small = bySize.find((each) => each.settled !== true && each.reports <= (ties >= SEVERAL ? SMALL : FRAGMENT));
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
