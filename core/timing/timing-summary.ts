// The two figures that decide, for operators and officers: how long each step takes, where it took longest, and who is waited for now.

import type { CoreContext } from '#core/context.ts';
import { quantile } from './quantile.ts';
import { timedWarnings, type TimedWarning, type TimingFilter } from './timing-queries.ts';
import { cardTimes, type CardTimes } from './urgent-cards.ts';
import { WARNING_STEPS, warningTiming, type WarningStep, type WarningTiming } from './warning-timing.ts';

export interface StepTimes {
  /** `total`: from the first report to the first warning sent. */
  step: WarningStep | 'total';
  count: number;
  /** Seconds; null of nothing. */
  median: number | null;
  p90: number | null;
}

/** One campaign or proposal. Times are null where the step has not been reached, or there is none. */
export interface WarningTimingItem {
  campaign: number | null;
  alert: { id: string; code: string } | null;
  detector: TimedWarning['detector'];
  type: string;
  state: WarningTiming['state'];
  first_report_at: Date | null;
  linked_at: Date | null;
  evidence_at: Date | null;
  proposed_at: Date | null;
  first_approved_at: Date | null;
  published_at: Date | null;
  first_sent_at: Date | null;
  /** Seconds. */
  steps: WarningTiming['steps'];
  total: number | null;
  waits: { step: WarningStep; for: NonNullable<WarningTiming['open']>['waitsFor']; since: Date; seconds: number } | null;
}

export interface TimingSummary {
  since: Date;
  counts: Record<WarningTiming['state'], number>;
  steps: StepTimes[];
  /** Warned of, the slowest first; at most 10. */
  slowest: WarningTimingItem[];
  /** Not warned of yet, the longest wait first; at most 10 of each that is waited for. */
  waiting: WarningTimingItem[];
  /** Somebody who has just paid is shown whom to call. */
  cards: CardTimes[];
}

const SHOWN = 10;
const DEFAULT_DAYS = 30;

export function defaultSince(now: Date): Date {
  return new Date(now.getTime() - DEFAULT_DAYS * 86_400_000);
}

export async function timingSummary({ db, clock }: Pick<CoreContext, 'db' | 'clock'>, since: Date): Promise<TimingSummary> {
  const items = await timingItems({ db, clock }, { since });
  return { since, ...summarise(items), cards: await cardTimes(db, since) };
}

export async function timingItems({ db, clock }: Pick<CoreContext, 'db' | 'clock'>, filter: TimingFilter): Promise<WarningTimingItem[]> {
  const now = clock.now();
  return (await timedWarnings(db, filter)).map((warning) => itemOf(warning, now));
}

export function itemOf({ campaign, alert, detector, type, times, standing }: TimedWarning, now: Date): WarningTimingItem {
  const { state, steps, total, open } = warningTiming(times, standing, now);
  return {
    campaign,
    alert,
    detector,
    type,
    state,
    first_report_at: times.firstReportAt,
    linked_at: times.linkedAt,
    evidence_at: times.evidenceAt,
    proposed_at: times.proposedAt,
    first_approved_at: times.firstApprovedAt,
    published_at: times.publishedAt,
    first_sent_at: times.firstSentAt,
    steps,
    total,
    waits: open === null ? null : { step: open.step, for: open.waitsFor, since: open.since, seconds: open.seconds },
  };
}

export function summarise(items: readonly WarningTimingItem[]): Pick<TimingSummary, 'counts' | 'steps' | 'slowest' | 'waiting'> {
  const counts = { warned: 0, open: 0, faded: 0, ended: 0, nobody: 0 };
  for (const { state } of items) counts[state] += 1;
  const warned = items.filter(({ total }) => total !== null);
  const steps = WARNING_STEPS.map((step) =>
    timesOf(
      step,
      items.flatMap((item) => item.steps[step] ?? []),
    ),
  );
  const byWait = Map.groupBy(
    items.filter(({ waits }) => waits !== null),
    ({ waits }) => waits?.for,
  );
  const longest = (some: readonly WarningTimingItem[]): WarningTimingItem[] => some.toSorted((a, b) => (b.waits?.seconds ?? 0) - (a.waits?.seconds ?? 0));
  return {
    counts,
    steps: [
      ...steps,
      timesOf(
        'total',
        warned.flatMap(({ total }) => total ?? []),
      ),
    ],
    slowest: warned.toSorted((a, b) => (b.total ?? 0) - (a.total ?? 0)).slice(0, SHOWN),
    waiting: longest([...byWait.values()].flatMap((some) => longest(some).slice(0, SHOWN))),
  };
}

function timesOf(step: StepTimes['step'], seconds: readonly number[]): StepTimes {
  return { step, count: seconds.length, median: quantile(seconds, 0.5), p90: quantile(seconds, 0.9) };
}
