// The campaign rule over a stream: what propose-alert.ts does on stored campaigns whenever one grows.

import { CAMPAIGN_WINDOW_MS, campaignEvidence, judgeCampaign, WINDOW_REPORTS, type WindowReport } from '#core/campaigns/campaign-rule.ts';
import type { ClusteredReport } from '#core/clustering/clusterer.ts';
import type { Found, ReportRead } from './backtest.ts';
import { BoundedMap } from './bounded-map.ts';

interface Watched {
  first: { id: string; at: number };
  reports: number;
  joinedBy: Set<string>;
  /** The rule's window; empty once proposed: nothing is proposed twice. */
  window: WindowReport[];
  proposed: boolean;
}

export interface CampaignWatch {
  add(report: ReportRead, placed: ClusteredReport): Found[];
  /** Campaigns of which a second report came. */
  grown(): number;
  forgotten(): number;
}

export function createCampaignWatch(limit: number): CampaignWatch {
  const campaigns = new BoundedMap<Watched>(limit);
  let grown = 0;
  return { add, grown: () => grown, forgotten: () => campaigns.forgotten };

  function add(report: ReportRead, placed: ClusteredReport): Found[] {
    const begun = campaigns.get(placed.campaign);
    // As in the service: talk about scams begins no campaign, whether alone or beside other such talk.
    if (begun === undefined && report.reading.verdict === 'benign') return [];
    const campaign = begun ?? newCampaign(report);
    for (const absorbed of placed.absorbed ?? []) take(campaign, absorbed);
    campaign.reports += 1;
    if (campaign.reports === 2) grown += 1;
    for (const by of placed.joined_by) campaign.joinedBy.add(by);
    campaigns.set(placed.campaign, campaign);
    if (campaign.proposed) return [];
    enter(campaign, report);
    return judge(placed.campaign, campaign);
  }

  function take(campaign: Watched, id: string): void {
    const other = campaigns.get(id);
    campaigns.delete(id);
    if (other === undefined) return;
    if (other.first.at < campaign.first.at) campaign.first = other.first;
    campaign.reports += other.reports;
    campaign.proposed ||= other.proposed;
    campaign.window = campaign.proposed ? [] : [...campaign.window, ...other.window].toSorted((a, b) => a.voice.at - b.voice.at);
  }
}

function newCampaign({ id, at }: ReportRead): Watched {
  return { first: { id, at }, reports: 0, joinedBy: new Set(), window: [], proposed: false };
}

/** In order of receipt, for a late report may come. */
function enter(campaign: Watched, { at, reading, country, voice }: ReportRead): void {
  const place = campaign.window.findLastIndex((report) => report.voice.at <= at) + 1;
  const window = campaign.window.toSpliced(place, 0, { voice, type: reading.type, country });
  const from = (window.at(-1)?.voice.at ?? at) - CAMPAIGN_WINDOW_MS;
  campaign.window = window.filter((report) => report.voice.at >= from).slice(0, WINDOW_REPORTS);
}

function judge(id: string, campaign: Watched): Found[] {
  const evidence = campaignEvidence(campaign.window);
  const judgement = evidence === null ? null : judgeCampaign(evidence);
  if (evidence === null || judgement === null || judgement.kind === 'skipped') return [];
  campaign.proposed = true;
  campaign.window = [];
  const { reports, reporters, countries, firstReportAt } = evidence;
  const why = {
    reports,
    reporters,
    independent_reporters: judgement.weighed.independent,
    joined_by: [...campaign.joinedBy].toSorted(),
    window_from: firstReportAt.toISOString(),
  };
  return [{ detector: 'campaign', key: `campaign/${id}`, type: judgement.type, countries, why, first: campaign.first }];
}
