// A recorded stream of reports through the reader, the clusterer and every detector, in memory: what would have been proposed, when and why,
// and how long after the first report. Rules, windows and thresholds are the service's own; what lies in SQL there lies in maps here.

import { createClusterer } from '#core/clustering/clusterer.ts';
import { TYPE_FITS, type WindowReport } from '#core/detection/campaign-rule.ts';
import { isLate } from '#core/detection/news.ts';
import { readTelling } from '#core/clustering/telling/own-words.ts';
import { tellingIndicators } from '#core/matching/indicator-weight.ts';
import type { KnownIndex } from '#core/matching/known-index.ts';
import { SAME_SCORE } from '#core/matching/match-score.ts';
import { textSignature } from '#core/matching/text-signature.ts';
import { readMessage } from '#core/reading/read-message.ts';
import type { Reading } from '#core/reading/reading.ts';
import { hintsOf } from '#core/reports/read-report.ts';
import { quantile } from '#core/timing/quantile.ts';
import { BoundedMap } from './bounded-map.ts';
import { createCampaignWatch } from './campaign-watch.ts';
import { createEntityWatch } from './entity-watch.ts';
import { createProposals } from './proposals.ts';
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
  /** When it happened, where that was told. */
  occurred_at?: string | undefined;
  /** Of a file of earlier reports: no news. */
  imported?: boolean | undefined;
  country?: string | undefined;
  channel?: string | undefined;
  /** As it was declared; the reader tells by itself. */
  language?: string | undefined;
}

/** What every detector looks at. Times in ms since 1970. */
export interface ReportRead {
  id: string;
  at: number;
  occurredAt: number | undefined;
  /** Told too late to be news. */
  late: boolean;
  /** Neither late nor benign: what proposals may rest on. */
  news: boolean;
  country: string | null;
  reading: Reading;
  evidence: WindowReport;
  /** Keys of its indicators that join two reports by themselves; those of ordinary messages are nobody's. */
  entities: string[];
}

export type BacktestDetector = 'campaign' | 'novel' | 'entity' | 'surge';
export interface FirstReport {
  id: string;
  at: number;
}

export interface BacktestProposal {
  /** When the report came that made the evidence. The service takes seconds more, for a surge up to a minute. */
  at: string;
  /** `novel`: a campaign that no known type fits, proposed without a draft. */
  detector: BacktestDetector;
  /** Names what is proposed; each is proposed once. */
  key: string;
  /** The earlier proposal that it would have been evidence of, as alarms that belong together are one; absent: one of its own. */
  added_to?: string;
  type: string;
  countries: string[];
  why: Record<string, string | number | string[]>;
  triggered_by: string;
  first_report: string;
  first_report_at: string;
  /** From the first report of the campaign (of the entity; of the days that make the surge) to this proposal. */
  delay_seconds: number;
}

/** What a detector finds, again on each day that it does; the rest is the same for all. */
export interface Found extends Pick<BacktestProposal, 'detector' | 'key' | 'type' | 'countries' | 'why'> {
  first: FirstReport;
  campaigns: string[];
  entities: string[];
}

export interface BacktestOptions {
  /** Reports that the clusterer remembers (about 3 kB each); campaigns and entities that are watched at once. */
  remember?: number;
  /** How far a report may lie behind the latest, ms. */
  lateMs?: number;
  /** Earlier proposals are made, so that they are not made again, but not handed out. ms since 1970. */
  since?: number;
  /** Needless proposals of surges a week, over all series; the service's setting. */
  falseAlarmsAWeek?: number;
  /** Known scripts: what one of them fits is not new. */
  known?: KnownIndex;
}

export interface BacktestSummary {
  reports: number;
  from: string | null;
  to: string | null;
  /** Campaigns of which a second report came. */
  campaigns: number;
  /** Without what would have been added to an earlier proposal. */
  detectors: Record<BacktestDetector, { proposals: number; median_delay_seconds: number | null; p90_delay_seconds: number | null }>;
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
 * forgotten first; of each only the last 72 hours are kept, of series the reports of 15 days and the counts of 100.
 */
export function createBacktest({
  remember = 100_000,
  lateMs = 0,
  since = Number.NEGATIVE_INFINITY,
  falseAlarmsAWeek = 1,
  known,
}: BacktestOptions = {}): Backtest {
  let reading: Reading | undefined;
  const clusterer = createClusterer({ read: (text) => reading ?? readMessage({ text }), remember });
  const placing = createProposals(remember);
  const campaigns = createCampaignWatch(remember, placing);
  const entities = createEntityWatch(remember);
  const surges = createSurgeWatch({ falseAlarmsAWeek });
  const made = new BoundedMap<true>(remember);
  const clock = createStreamClock(lateMs);
  const delays: Record<BacktestDetector, number[]> = { campaign: [], novel: [], entity: [], surge: [] };
  let reports = 0;
  let first: number | undefined;
  return { add, summary };

  function add(recorded: RecordedReport): BacktestProposal[] {
    const at = clock.take(recorded.at);
    const report = readRecorded(recorded, at, known);
    reading = report.reading;
    const placed = clusterer.add(recorded);
    reports += 1;
    first = Math.min(at, first ?? at);
    const found = [...campaigns.add(report, placed), ...entities.add(report, placed.campaign), ...surges.add(report, placed, clock.now())];
    const proposals = found.flatMap((each) => propose(each, report)).filter((proposal) => Date.parse(proposal.at) >= since);
    for (const { detector, delay_seconds, added_to } of proposals) if (added_to === undefined) delays[detector].push(delay_seconds);
    return proposals;
  }

  /** What is found again on another day keeps its proposal in mind and is not told again. */
  function propose(found: Found, report: ReportRead): BacktestProposal[] {
    const belongsTo = placing.place(found, clock.now());
    if (made.get(found.key) !== undefined) return [];
    made.set(found.key, true);
    return [{ ...proposalOf(found, report, clock.now()), ...(belongsTo !== found.key && { added_to: belongsTo }) }];
  }

  function summary(): BacktestSummary {
    const of = (detector: BacktestDetector): BacktestSummary['detectors']['campaign'] => ({
      proposals: delays[detector].length,
      median_delay_seconds: quantile(delays[detector], 0.5),
      p90_delay_seconds: quantile(delays[detector], 0.9),
    });
    return {
      reports,
      from: first === undefined ? null : new Date(first).toISOString(),
      to: reports === 0 ? null : new Date(clock.now()).toISOString(),
      campaigns: campaigns.grown(),
      detectors: { campaign: of('campaign'), novel: of('novel'), entity: of('entity'), surge: of('surge') },
      forgotten: campaigns.forgotten() + entities.forgotten(),
    };
  }
}

function readRecorded(recorded: RecordedReport, at: number, known: KnownIndex | undefined): ReportRead {
  const { id, text, country, channel } = recorded;
  const hints = { country: country ?? null, channel: channel ?? null };
  const reading = readMessage({ text, ...hintsOf(hints) });
  const occurredAt = timeOf(recorded.occurred_at);
  const late = isLate({ at, ...(occurredAt !== undefined && { occurredAt }), imported: recorded.imported === true });
  const entities = tellingIndicators(reading.indicators).flatMap(({ key, weight }) => (weight >= SAME_SCORE ? [key] : []));
  const isKnown = known?.match({ id, text, reading }).some(({ band }) => band === 'same') ?? false;
  const fits = isKnown || (reading.type !== 'OTHER' && (reading.types[0]?.score ?? 0) >= TYPE_FITS);
  const evidence = { voice: voiceOf(recorded, at, reading), type: reading.type, fits, country: hints.country };
  return { id, at, occurredAt, late, news: !late && reading.verdict !== 'benign', country: hints.country, reading, evidence, entities };
}

function voiceOf({ text, reporter, reporter_since }: RecordedReport, at: number, reading: Reading): WindowReport['voice'] {
  const reporterSince = timeOf(reporter_since);
  const { template } = textSignature(text, reading.indicators);
  return { at, template, telling: readTelling(text), ...(reporter !== undefined && { reporter, ...(reporterSince !== undefined && { reporterSince }) }) };
}

/** ms since 1970; what cannot be read counts as not given. */
function timeOf(written: string | undefined): number | undefined {
  const time = Date.parse(written ?? '');
  return Number.isNaN(time) ? undefined : time;
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
