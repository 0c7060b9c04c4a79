// A recorded stream of reports through the reader, the clusterer and every detector, in memory: what would have been proposed, when and why,
// and how long after the first report. Rules, windows and thresholds are the service's own; what lies in SQL there lies in maps here.

import { createClusterer } from '#core/clustering/clusterer.ts';
import type { ReporterVoice } from '#core/clustering/independent-reporters.ts';
import { readTelling } from '#core/clustering/telling/own-words.ts';
import { textSignature } from '#core/matching/text-signature.ts';
import { readMessage } from '#core/reading/read-message.ts';
import type { Reading } from '#core/reading/reading.ts';
import { hintsOf } from '#core/reports/read-report.ts';
import { quantile } from '#core/timing/quantile.ts';
import { createCampaignWatch } from './campaign-watch.ts';
import { createEntityWatch } from './entity-watch.ts';
import { createStreamClock } from './stream-clock.ts';
import { createSurgeWatch } from './surge-watch.ts';

/** A line of a recording. Times are ISO 8601. */
export interface RecordedReport {
  id: string;
  text: string;
  /** Pseudonym; all reports without one count as one fresh reporter's. */
  reporter?: string | undefined;
  /** When the reporter became known; absent: long ago, for a partner that sends none has its own checks. */
  reporter_since?: string | undefined;
  /** When it was received. */
  at: string;
  country?: string | undefined;
  channel?: string | undefined;
  /** As it was declared; the reader tells by itself. */
  language?: string | undefined;
}

/** What every detector looks at. Times in ms since 1970. */
export interface ReportRead {
  id: string;
  at: number;
  country: string | null;
  reading: Reading;
  voice: ReporterVoice;
}

export interface BacktestProposal {
  /** When the report came that made the evidence. The service takes seconds more, for a surge up to a minute. */
  at: string;
  detector: 'campaign' | 'entity' | 'surge';
  /** Names what is proposed; each is proposed once. */
  key: string;
  type: string;
  countries: string[];
  why: Record<string, string | number | string[]>;
  triggered_by: string;
  first_report: string;
  first_report_at: string;
  /** From the first report of the campaign (of the entity; of the surge's day) to this proposal. */
  delay_seconds: number;
}

/** What a detector finds; the rest is the same for all. */
export type Found = Pick<BacktestProposal, 'detector' | 'key' | 'type' | 'countries' | 'why'> & { first: { id: string; at: number } };

export interface BacktestOptions {
  /** Reports that the clusterer remembers (about 3 kB each); campaigns and entities that are watched at once. */
  remember?: number;
  /** How far a report may lie behind the latest, ms. */
  lateMs?: number;
  /** Earlier proposals are made, so that they are not made again, but not handed out. ms since 1970. */
  since?: number;
}

export interface BacktestSummary {
  reports: number;
  from: string | null;
  to: string | null;
  /** Campaigns of which a second report came. */
  campaigns: number;
  detectors: Record<BacktestProposal['detector'], { proposals: number; median_delay_seconds: number | null; p90_delay_seconds: number | null }>;
  /** Campaigns and entities that were forgotten to make room; beyond 0, their first reports may have been earlier than told. */
  forgotten: number;
}

export interface Backtest {
  /** @throws RangeError for a time that cannot be read or lies too far behind; nothing of the report is taken then. */
  add(report: RecordedReport): BacktestProposal[];
  summary(): BacktestSummary;
}

/**
 * Memory does not grow with the stream: reports, campaigns and entities are bounded by `remember`, those not met again for longest are
 * forgotten first; of each only the last 72 hours are kept, of counts the last 32 days.
 */
export function createBacktest({ remember = 100_000, lateMs = 0, since = Number.NEGATIVE_INFINITY }: BacktestOptions = {}): Backtest {
  let reading: Reading | undefined;
  const clusterer = createClusterer({ read: (text) => reading ?? readMessage({ text }), remember });
  const campaigns = createCampaignWatch(remember);
  const entities = createEntityWatch(remember);
  const surges = createSurgeWatch();
  const clock = createStreamClock(lateMs);
  const delays: Record<BacktestProposal['detector'], number[]> = { campaign: [], entity: [], surge: [] };
  let reports = 0;
  let first: number | undefined;
  return { add, summary };

  function add(recorded: RecordedReport): BacktestProposal[] {
    const at = clock.take(recorded.at);
    const report = readRecorded(recorded, at);
    reading = report.reading;
    const placed = clusterer.add(recorded);
    reports += 1;
    first = Math.min(at, first ?? at);
    const found = [...campaigns.add(report, placed), ...entities.add(report), ...surges.add(report, clock.now())];
    const proposals = found.map((each) => proposalOf(each, report, clock.now())).filter((proposal) => Date.parse(proposal.at) >= since);
    for (const { detector, delay_seconds } of proposals) delays[detector].push(delay_seconds);
    return proposals;
  }

  function summary(): BacktestSummary {
    const of = (detector: BacktestProposal['detector']): BacktestSummary['detectors']['campaign'] => ({
      proposals: delays[detector].length,
      median_delay_seconds: quantile(delays[detector], 0.5),
      p90_delay_seconds: quantile(delays[detector], 0.9),
    });
    return {
      reports,
      from: first === undefined ? null : new Date(first).toISOString(),
      to: reports === 0 ? null : new Date(clock.now()).toISOString(),
      campaigns: campaigns.grown(),
      detectors: { campaign: of('campaign'), entity: of('entity'), surge: of('surge') },
      forgotten: campaigns.forgotten() + entities.forgotten(),
    };
  }
}

function readRecorded({ id, text, reporter, reporter_since, country, channel }: RecordedReport, at: number): ReportRead {
  const hints = { country: country ?? null, channel: channel ?? null };
  const reading = readMessage({ text, ...hintsOf(hints) });
  const since = reporter_since === undefined ? Number.NaN : Date.parse(reporter_since);
  const { template } = textSignature(text, reading.indicators);
  const voice = {
    at,
    template,
    telling: readTelling(text),
    ...(reporter !== undefined && { reporter, ...(!Number.isNaN(since) && { reporterSince: since }) }),
  };
  return { id, at, country: hints.country, reading, voice };
}

function proposalOf({ detector, key, type, countries, why, first }: Found, { id }: ReportRead, now: number): BacktestProposal {
  return {
    at: new Date(now).toISOString(),
    detector,
    key,
    type,
    countries,
    why,
    triggered_by: id,
    first_report: first.id,
    first_report_at: new Date(first.at).toISOString(),
    delay_seconds: (now - first.at) / 1_000,
  };
}
