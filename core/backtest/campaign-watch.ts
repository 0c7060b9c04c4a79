// The campaign rule over a stream: what propose-alert.ts does on stored campaigns whenever one grows.

import { campaignEvidence, judgeCampaign, WINDOW_REPORTS, type WindowReport } from '#core/detection/campaign-rule.ts';
import { isDormant } from '#core/campaigns/dormancy.ts';
import { NEWS_MS } from '#core/detection/news.ts';
import type { ClusteredReport } from '#core/clustering/clusterer.ts';
import { dayOf } from '#core/surge/tested-series.ts';
import type { Found, FirstReport, ReportRead } from './backtest.ts';
import { BoundedMap } from './bounded-map.ts';
import type { Proposals } from './proposals.ts';

interface Watched {
  first: FirstReport;
  lastAt: number;
  /** When it last woke after a long silence. */
  wokeAt: number | null;
  reports: number;
  joinedBy: Set<string>;
  window: (WindowReport & { entities: string[] })[];
  /** As last found, and on which day (since 1970-01-01): what comes later that day adds to the same alarm. */
  found: { alarm: Found; day: number } | null;
}

export interface CampaignWatch {
  add(report: ReportRead, placed: ClusteredReport): Found[];
  /** Campaigns of which a second report came. */
  grown(): number;
  forgotten(): number;
}

export function createCampaignWatch(limit: number, proposals: Proposals): CampaignWatch {
  const campaigns = new BoundedMap<Watched>(limit);
  let grown = 0;
  return { add, grown: () => grown, forgotten: () => campaigns.forgotten };

  function add(report: ReportRead, placed: ClusteredReport): Found[] {
    const begun = campaigns.get(placed.campaign);
    // As in the service: talk about scams begins no campaign, whether alone or beside other such talk.
    if (begun === undefined && report.reading.verdict === 'benign') return [];
    const campaign = begun ?? newCampaign(report);
    const slept = isDormant({ lastSeenAt: new Date(campaign.lastAt) }, new Date(report.at));
    for (const absorbed of placed.absorbed ?? []) take(placed.campaign, campaign, absorbed);
    if (slept) {
      campaign.wokeAt = report.at;
      proposals.woke(placed.campaign, report.at);
    }
    campaign.reports += 1;
    campaign.lastAt = Math.max(campaign.lastAt, report.at);
    if (campaign.reports === 2) grown += 1;
    for (const by of placed.joined_by) campaign.joinedBy.add(by);
    campaigns.set(placed.campaign, campaign);
    if (report.news) enter(campaign, report);
    return judge(placed.campaign, campaign, report);
  }

  function take(id: string, campaign: Watched, absorbed: string): void {
    const other = campaigns.get(absorbed);
    campaigns.delete(absorbed);
    proposals.absorb(absorbed, id);
    if (other === undefined) return;
    if (other.first.at < campaign.first.at) campaign.first = other.first;
    campaign.lastAt = Math.max(campaign.lastAt, other.lastAt);
    campaign.reports += other.reports;
    campaign.window = [...campaign.window, ...other.window].toSorted((a, b) => a.voice.at - b.voice.at);
  }
}

function newCampaign({ id, at }: ReportRead): Watched {
  return { first: { id, at }, lastAt: at, wokeAt: null, reports: 0, joinedBy: new Set(), window: [], found: null };
}

/** In order of arrival. */
function enter(campaign: Watched, { at, evidence, entities }: ReportRead): void {
  const place = campaign.window.findLastIndex((report) => report.voice.at <= at) + 1;
  const window = campaign.window.toSpliced(place, 0, { ...evidence, entities });
  const from = (window.at(-1)?.voice.at ?? at) - NEWS_MS;
  campaign.window = window.filter((report) => report.voice.at >= from).slice(0, WINDOW_REPORTS);
}

/** Weighed once a day: what is found again on a day is the same alarm, of which only where and what it is about may still change. */
function judge(id: string, campaign: Watched, { at }: ReportRead): Found[] {
  const day = dayOf(at);
  const window = campaign.window.filter(({ voice }) => voice.at >= at - NEWS_MS);
  const evidence = campaignEvidence(window);
  const entities = [...new Set(window.flatMap((report) => report.entities))];
  if (evidence !== null && campaign.found?.day === day) return [{ ...campaign.found.alarm, countries: evidence.countries, campaigns: [id], entities }];
  const judgement = evidence === null ? null : judgeCampaign(evidence);
  if (evidence === null || judgement === null || judgement.kind === 'skipped') return [];
  const { reports, reporters, countries, firstReportAt } = evidence;
  const why = {
    reports,
    reporters,
    independent_reporters: judgement.weighed.independent,
    joined_by: [...campaign.joinedBy].toSorted(),
    window_from: firstReportAt.toISOString(),
  };
  const key = campaign.wokeAt === null ? `campaign/${id}` : `campaign/${id}/${new Date(campaign.wokeAt).toISOString()}`;
  const alarm: Found = { detector: judgement.detector, key, type: judgement.type, countries, why, first: campaign.first, campaigns: [id], entities };
  campaign.found = { alarm, day };
  return [alarm];
}
