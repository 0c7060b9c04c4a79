// The way from the first report of a scam to the first warning on somebody's screen, in steps, and who is waited for. The one figure that
// Jaga is measured by.

import type { AlertState } from '#core/alerts/alert-words.ts';
import { NEWS_MS } from '#core/detection/news.ts';

/** In order; each ends where the next begins. */
export const WARNING_STEPS = ['link', 'evidence', 'proposal', 'first_approval', 'second_approval', 'delivery'] as const;
/**
 * `link`: a second report joins. `evidence`: until the last report before the proposal. `proposal`: until a detector (or an officer) proposes.
 * `first_approval`, `second_approval`: two officers; the second publishes. `delivery`: until the first subscriber has it.
 */
export type WarningStep = (typeof WARNING_STEPS)[number];

/** When each step ended. null: not yet, or there is no such step (a surge has no second report). */
export interface WarningTimes {
  firstReportAt: Date | null;
  linkedAt: Date | null;
  evidenceAt: Date | null;
  proposedAt: Date | null;
  firstApprovedAt: Date | null;
  publishedAt: Date | null;
  firstSentAt: Date | null;
}

/** What says whether anybody still waits. */
export interface WarningStanding {
  /** null: nothing was proposed. */
  alertState: AlertState | null;
  /** Somebody is still to be told. */
  deliveryDue: boolean;
  /** The last report; null for what is no campaign. */
  lastReportAt: Date | null;
}

/** `reports`: for a second one; `detector`: for enough of them within its window; the others for people and for Telegram. */
export const WAITED_FOR = ['reports', 'detector', 'officer', 'approval', 'delivery'] as const;
export type WaitedFor = (typeof WAITED_FOR)[number];

/** `faded`: no report for so long that the detector looks at none any more. `ended`: dismissed, withdrawn or expired before anybody got it. `nobody`: no subscriber wants it. */
export type WarningState = 'warned' | 'open' | 'faded' | 'ended' | 'nobody';

export interface WarningTiming {
  state: WarningState;
  /** Seconds ≥ 0. Those of a warned scam add up to its total. */
  steps: Partial<Record<WarningStep, number>>;
  /** Seconds from the first report to the first warning sent; null: not warned of, or no report. */
  total: number | null;
  /** null unless `state` is `open`, and for what waits for its hour alone. `seconds` since the step before ended. */
  open: { step: WarningStep; waitsFor: WaitedFor; since: Date; seconds: number } | null;
}

const WAITS_FOR = {
  link: 'reports',
  proposal: 'detector',
  first_approval: 'officer',
  second_approval: 'approval',
  delivery: 'delivery',
} as const satisfies Partial<Record<WarningStep, WaitedFor>>;

/** Steps out of order (a merge brings older reports to a warning) take no time; nothing is negative, and nothing counts twice. */
export function warningTiming(times: WarningTimes, standing: WarningStanding, now: Date): WarningTiming {
  const ends = orderedEnds(times);
  const steps: WarningTiming['steps'] = {};
  let before = ends[0]?.at;
  for (const { step, at } of ends.slice(1)) {
    if (step !== null && before !== undefined) steps[step] = (at - before) / 1_000;
    before = at;
  }
  const [first, last] = [ends[0], ends.at(-1)];
  const total = times.firstReportAt === null || times.firstSentAt === null || first === undefined || last === undefined ? null : (last.at - first.at) / 1_000;
  const state = stateOf(times, standing, now);
  return { state, steps, total, open: state === 'open' && standing.alertState !== 'scheduled' ? openStep(times, last?.at ?? now.getTime(), now) : null };
}

interface StepEnd {
  /** null: the first report, which ends nothing. */
  step: WarningStep | null;
  /** ms since 1970. */
  at: number;
}

/** Known ends, each no later than the next: what is known best is what happened last. */
function orderedEnds(times: WarningTimes): StepEnd[] {
  const all: [WarningStep | null, Date | null][] = [
    [null, times.firstReportAt],
    ['link', times.linkedAt],
    ['evidence', times.evidenceAt],
    ['proposal', times.proposedAt],
    ['first_approval', times.firstApprovedAt],
    ['second_approval', times.publishedAt],
    ['delivery', times.firstSentAt],
  ];
  const known = all.flatMap(([step, at]): StepEnd[] => (at === null ? [] : [{ step, at: at.getTime() }]));
  for (let index = known.length - 2; index >= 0; index -= 1) {
    const [end, next] = [known[index], known[index + 1]];
    if (end !== undefined && next !== undefined) end.at = Math.min(end.at, next.at);
  }
  return known;
}

function stateOf(times: WarningTimes, { alertState, deliveryDue, lastReportAt }: WarningStanding, now: Date): WarningState {
  if (times.firstSentAt !== null) return 'warned';
  if (alertState === 'dismissed' || alertState === 'withdrawn' || alertState === 'expired') return 'ended';
  if (times.publishedAt !== null) return deliveryDue ? 'open' : 'nobody';
  if (alertState !== null) return 'open';
  return lastReportAt !== null && now.getTime() - lastReportAt.getTime() > NEWS_MS ? 'faded' : 'open';
}

function openStep(times: WarningTimes, since: number, now: Date): WarningTiming['open'] {
  const step = nextStep(times);
  return { step, waitsFor: WAITS_FOR[step], since: new Date(since), seconds: Math.max(0, (now.getTime() - since) / 1_000) };
}

function nextStep(times: WarningTimes): keyof typeof WAITS_FOR {
  if (times.publishedAt !== null) return 'delivery';
  if (times.firstApprovedAt !== null) return 'second_approval';
  if (times.proposedAt !== null) return 'first_approval';
  return times.linkedAt === null ? 'link' : 'proposal';
}
