// Groups reports into campaigns in order of arrival, in memory: `jaga cluster` and the tests. The worker does the same
// steps on the database with the same scoring, choice and count.

import type { MatchEvidence } from '#core/matching/match.ts';
import type { ScorableReport } from '#core/matching/match-reports.ts';
import { scoreCandidates } from '#core/matching/match-reports.ts';
import { resemblance, textSignature } from '#core/matching/text-signature.ts';
import type { Reading } from '#core/reading/reading.ts';

import { chooseCampaign } from './choose-campaign.ts';
import { ReporterTally } from './independent-reporters.ts';
import type { NotCounted, ReporterVoice } from './independent-reporters.ts';
import { ReportMemory } from './report-memory.ts';
import type { RememberedReport } from './report-memory.ts';
import { mayGoOver, tieCampaigns } from './tie-campaigns.ts';
import { readTelling } from './telling/own-words.ts';

/** Times are ISO 8601; one that cannot be read counts as not given. Without `at` a report comes at the latest time seen, or now. */
export interface ReportToCluster {
  id: string;
  text: string;
  reporter?: string | undefined;
  reporter_since?: string | undefined;
  at?: string | undefined;
  /** The same for reports from one device. */
  device?: string | undefined;
  /** The same for reports that forward one message. */
  forward_of?: string | undefined;
}

export interface ClusteredReport {
  id: string;
  /** `c1`, `c2`, … in order of their first report. */
  campaign: string;
  /** Empty for the first report of a campaign. */
  joined_by: MatchEvidence[];
  /** Independent reporters of the campaign up to this report; see `independent-reporters.ts`. */
  independent_reporters: number;
  /** Its other accounts by the reason for which they do not count. Absent when all count. */
  not_counted?: Partial<Record<NotCounted, number>>;
  /** Fragments that this report ties to its campaign; their reports belong to it from here on. Absent when there are none. */
  absorbed?: string[];
  /** Larger campaigns that it ties to its own: an officer may merge them. Absent when there are none. */
  merge_proposed?: string[];
}

export interface ClustererOptions {
  read: (text: string) => Pick<Reading, 'indicators'>;
  /** Reports remembered for comparing; those not met again for longest are forgotten first. Bounds memory (about 3 kB each). */
  remember?: number;
  /** ms since 1970. */
  now?: () => number;
}

export interface Clusterer {
  /** Places one report. Reports that say nothing and share nothing stay alone. Never throws. */
  add(report: ReportToCluster): ClusteredReport;
}

/** Copies this alike are one template: a ring that changes a word here and there gains nothing by it. */
const ONE_TEMPLATE = 0.8;

export function createClusterer({ read, remember = 100_000, now = Date.now }: ClustererOptions): Clusterer {
  const memory = new ReportMemory(remember);
  const campaigns = new Map<string, OpenCampaign>();
  let begun = 0;
  let latest: number | undefined;
  return { add };

  function add(report: ReportToCluster): ClusteredReport {
    const { indicators } = read(report.text);
    const signature = textSignature(report.text, indicators);
    const candidates = memory.candidates({ signature, indicators });
    const choice = chooseCampaign(matchesOf({ signature, indicators }, candidates), signature);
    const at = timeOf(report.at) ?? latest ?? now();
    latest = Math.max(at, latest ?? at);
    const placed = choice.kind === 'join' ? tie(choice.campaign, choice.mergeWith) : { campaign: begin(), absorbed: [], proposed: [] };
    const { campaign } = placed;
    const template = oneTemplate({ signature, campaign: campaign.id }, candidates) ?? signature.template;
    hear(campaign, { ...voiceOf(report), at, template });
    for (const gone of memory.remember({ campaign: campaign.id, signature, indicators, template })) campaigns.delete(gone);
    const { independent, not_counted } = campaign.tally.weighed;
    return {
      id: report.id,
      campaign: campaign.id,
      joined_by: choice.kind === 'join' ? choice.joinedBy : [],
      independent_reporters: independent,
      ...(Object.keys(not_counted).length > 0 && { not_counted }),
      ...(placed.absorbed.length > 0 && { absorbed: placed.absorbed }),
      ...(placed.proposed.length > 0 && { merge_proposed: placed.proposed }),
    };
  }

  function begin(): OpenCampaign {
    begun += 1;
    return open(`c${String(begun)}`);
  }

  function open(id: string): OpenCampaign {
    const campaign = campaigns.get(id) ?? { id, reports: 0, tally: new ReporterTally(), voices: [], tiedTo: new Map() };
    campaigns.set(id, campaign);
    return campaign;
  }

  /** The campaign that a report joins and those it ties to it, the fragments among them absorbed. */
  function tie(joined: string, others: readonly string[]): { campaign: OpenCampaign; absorbed: string[]; proposed: string[] } {
    const tied = others.map((id) => ({ id, reports: open(id).reports, ties: open(joined).tiedTo.get(id) ?? 0 }));
    const { campaign, absorbed, proposed } = tieCampaigns(open(joined), tied);
    for (const { from, into } of absorbed) absorb(open(from), open(into));
    for (const other of proposed) countTie(open(campaign), open(other));
    return { campaign: open(campaign), absorbed: absorbed.map(({ from }) => from), proposed };
  }

  function absorb(small: OpenCampaign, large: OpenCampaign): void {
    for (const voice of small.voices) hear(large, voice);
    memory.move(small.id, large.id);
    campaigns.delete(small.id);
  }
}

interface OpenCampaign {
  id: string;
  reports: number;
  tally: ReporterTally;
  /** Of its reports while it may go over into another. */
  voices: ReporterVoice[];
  /** Reports that tie it to another campaign, by that one's id. */
  tiedTo: Map<string, number>;
}

function hear(campaign: OpenCampaign, voice: ReporterVoice): void {
  campaign.reports += 1;
  campaign.tally.add(voice);
  campaign.voices = mayGoOver(campaign) ? [...campaign.voices, voice] : [];
}

function countTie(one: OpenCampaign, other: OpenCampaign): void {
  const ties = 1 + (one.tiedTo.get(other.id) ?? 0);
  one.tiedTo.set(other.id, ties);
  other.tiedTo.set(one.id, ties);
}

function matchesOf(report: ScorableReport, candidates: readonly RememberedReport[]) {
  const campaigns = new Map(candidates.map(({ id, campaign }) => [id, campaign]));
  return scoreCandidates(report, candidates).flatMap(({ id, ...match }) => {
    const campaign = campaigns.get(id);
    return campaign === undefined ? [] : [{ ...match, campaign }];
  });
}

/** The template of the campaign's report that this one is a copy of, if it is one. */
function oneTemplate({ signature, campaign }: Pick<RememberedReport, 'signature' | 'campaign'>, candidates: readonly RememberedReport[]): string | undefined {
  const copies = candidates.filter((other) => other.campaign === campaign && resemblance(signature, other.signature) >= ONE_TEMPLATE);
  return copies[0]?.template;
}

function voiceOf({ text, reporter, reporter_since, at, device, forward_of }: ReportToCluster): Omit<ReporterVoice, 'at' | 'template'> {
  const since = timeOf(reporter_since);
  return {
    telling: readTelling(text),
    untimed: timeOf(at) === undefined,
    ...(reporter !== undefined && { reporter }),
    ...(reporter !== undefined && since !== undefined && { reporterSince: since }),
    ...(device !== undefined && { device }),
    ...(forward_of !== undefined && { forwardOf: forward_of }),
  };
}

function timeOf(written: string | undefined): number | undefined {
  const time = written === undefined ? Number.NaN : Date.parse(written);
  return Number.isNaN(time) ? undefined : time;
}
