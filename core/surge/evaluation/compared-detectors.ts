// The detectors that are compared, each as a score a day (higher: more alarming) over one series of counts from day 0 on.

import { negativeBinomialTail } from '../negative-binomial.ts';
import { createSurgeDetector } from '../surge-detector.ts';

export interface Counts {
  /** Days since 1970-01-01 of the first count. */
  first: number;
  counts: readonly number[];
  /** Index of the first day to be scored; the days before are its past. */
  from: number;
}

export interface ComparedDetector {
  name: string;
  /** A score each from `from` on. */
  scores(series: Counts): number[];
  /** A score that runs on from day to day begins anew after an alarm; those of the others stand for themselves. */
  restarts?: true;
}

const DAY_MS = 86_400_000;
const GUARD = 2;

/** −ln p of the detector in use. */
const inUse: ComparedDetector = {
  name: 'in use: 1, 2, 3, 7 and 14 days against 84',
  scores({ first, counts, from }) {
    const detector = createSurgeDetector();
    return counts.flatMap((count, at) => {
      const point = { series: 's', date: new Date((first + at) * DAY_MS).toISOString().slice(0, 10), count };
      if (at >= from) return [-Math.log(Math.max(detector.push(point).p, Number.MIN_VALUE))];
      detector.learn(point);
      return [];
    });
  },
};

/** −ln p of one gamma–Poisson test of the day against 28 days (domain rules §6.2). */
const single: ComparedDetector = {
  name: 'one day against 28 (gamma–Poisson)',
  scores: (series) =>
    eachDay(series, (count, past) => {
      const days = past.slice(-28 - GUARD, -GUARD);
      const tail = negativeBinomialTail(count, { r: sumOf(days) + 0.5, p: days.length / (days.length + 1) });
      return -Math.log(Math.max(tail, Number.MIN_VALUE));
    }),
};

/** Standard deviations above a week's mean, two days before (Hutwagner 2005), with the floor of 0.5 that Burkom suggests. */
const earsC2: ComparedDetector = {
  name: 'EARS C2',
  scores: (series) =>
    eachDay(series, (count, past) => {
      const days = past.slice(-7 - GUARD, -GUARD);
      const mean = sumOf(days) / days.length;
      const variance = sumOf(days.map((each) => (each - mean) ** 2)) / (days.length - 1);
      return (count - mean) / Math.max(Math.sqrt(variance), 0.5);
    }),
};

/** Poisson CUSUM tuned to a doubling (Lucas 1985), in standard deviations; the rate is that of the 84 days before the guard. */
const cusum: ComparedDetector = {
  name: 'Poisson CUSUM',
  restarts: true,
  scores(series) {
    return eachDay(series, (count, past) => {
      const days = past.slice(-84 - GUARD, -GUARD);
      const mean = Math.max(sumOf(days) / days.length, 0.05);
      return (count - mean / Math.LN2) / Math.sqrt(mean);
    });
  },
};

export const COMPARED: readonly ComparedDetector[] = [inUse, earsC2, single, cusum];

/** Which days alarm at a threshold. */
export function alarmsAt(scores: readonly number[], threshold: number, { restarts }: ComparedDetector): boolean[] {
  if (restarts !== true) return scores.map((score) => score > threshold);
  let sum = 0;
  return scores.map((score) => {
    sum = Math.max(0, sum + score);
    const alarm = sum > threshold;
    if (alarm) sum = 0;
    return alarm;
  });
}

/** The lowest threshold at which the share of alarms, which falls with the threshold, is no more than `falseAlarms`. */
export function thresholdFor(falseAlarms: number, shareAt: (threshold: number) => number): number {
  let [low, high] = [0, 1_000];
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2;
    if (shareAt(middle) > falseAlarms) low = middle;
    else high = middle;
  }
  return high;
}

function eachDay({ counts, from }: Counts, score: (count: number, past: readonly number[]) => number): number[] {
  return counts.slice(from).map((count, at) => score(count, counts.slice(Math.max(0, from + at - 100), from + at)));
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
