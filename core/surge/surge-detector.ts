// Notices that a daily count is higher than its own past explains: the gamma–Poisson predictive test for sparse counts.
// An alarm is a proposal to an officer, never a warning by itself.

import { negativeBinomialTail } from './negative-binomial.ts';

export interface SurgeOptions {
  /** Days the expectation rests on. */
  baselineDays?: number;
  /** Days left out just before the day tested, so that a surge does not raise its own expectation. */
  guardDays?: number;
  /** Alarm below this p: the false-alarm budget of one series and day. */
  alpha?: number;
  /** Fewer reports never alarm. */
  minCount?: number;
  /** A series whose known past is shorter is not tested. */
  minBaselineDays?: number;
}

/** One day's count of one series. `date` is `YYYY-MM-DD`; a day that is left out counts as 0. */
export interface SurgePoint {
  series: string;
  date: string;
  count: number;
}

export interface SurgeVerdict extends SurgePoint {
  /** Mean of the predictive distribution, reports a day. */
  expected: number;
  /** P(Y ≥ count) if nothing has changed; 1 while the baseline is too short. */
  p: number;
  alarm: boolean;
}

export interface SurgeDetector {
  /** Tests a day and takes it into the past. Throws RangeError for a bad date or count, or one not after the series' last. */
  push(point: SurgePoint): SurgeVerdict;
}

interface SeriesPast {
  /** First day whose count is known, if only as 0. */
  start: number;
  last: number;
  /** Non-zero days still within reach, ascending. */
  days: { day: number; count: number }[];
}

// Defaults: domain rules §6.2; false alarms there 1 in 1,460 to 4,300 series-days.
const DEFAULTS = { baselineDays: 28, guardDays: 2, alpha: 0.001, minCount: 3, minBaselineDays: 7 };

/**
 * With S the sum of the last B baseline days before G guard days, the count of an unchanged day is negative binomial with
 * r = S + ½ and p = B / (B + 1) (Jeffreys prior). Alarm if P(Y ≥ y) < alpha and y ≥ minCount. While a series is younger than
 * B + G days, B is the number of days there are. A series that turns up later than the stream's first day was at 0 until then.
 */
export function createSurgeDetector(options: SurgeOptions = {}): SurgeDetector {
  const settings = checked({ ...DEFAULTS, ...options });
  const pasts = new Map<string, SeriesPast>();
  let firstDay = Number.POSITIVE_INFINITY;
  return {
    push(point) {
      const day = dayOf(point.date);
      if (!Number.isSafeInteger(point.count) || point.count < 0) throw new RangeError(`count must be a whole number ≥ 0: ${String(point.count)}`);
      firstDay = Math.min(firstDay, day);
      const past = pasts.get(point.series) ?? { start: firstDay, last: Number.NEGATIVE_INFINITY, days: [] };
      if (day <= past.last) throw new RangeError(`days of a series must ascend: ${point.date}`);
      pasts.set(point.series, past);
      const verdict = test({ point, day }, past, settings);
      take(past, { day, count: point.count, reach: settings.baselineDays + settings.guardDays });
      return verdict;
    },
  };
}

function test({ point, day }: { point: SurgePoint; day: number }, past: SeriesPast, settings: Required<SurgeOptions>): SurgeVerdict {
  const end = day - settings.guardDays;
  const start = Math.max(past.start, end - settings.baselineDays);
  const baseline = Math.max(0, end - start);
  const { series, date, count } = point;
  if (baseline < settings.minBaselineDays) return { series, date, count, expected: 0, p: 1, alarm: false };
  const sum = past.days.reduce((total, known) => total + (known.day >= start && known.day < end ? known.count : 0), 0);
  const p = negativeBinomialTail(count, { r: sum + 0.5, p: baseline / (baseline + 1) });
  return { series, date, count, expected: (sum + 0.5) / baseline, p, alarm: p < settings.alpha && count >= settings.minCount };
}

function take(past: SeriesPast, { day, count, reach }: { day: number; count: number; reach: number }): void {
  past.last = day;
  past.days = past.days.filter((earlier) => earlier.day >= day - reach);
  if (count > 0) past.days.push({ day, count });
}

/** Days since 1970-01-01. */
function dayOf(date: string): number {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date) throw new RangeError(`not a date (YYYY-MM-DD): ${date.slice(0, 40)}`);
  return time / 86_400_000;
}

function checked(settings: Required<SurgeOptions>): Required<SurgeOptions> {
  const { baselineDays, guardDays, alpha, minCount, minBaselineDays } = settings;
  const whole = [baselineDays, guardDays, minCount, minBaselineDays].every((days) => Number.isSafeInteger(days) && days >= 0);
  if (!whole || baselineDays < 1 || minBaselineDays < 1 || minBaselineDays > baselineDays) {
    throw new RangeError('surge: baseline days ≥ 1, guard days and least count ≥ 0, least baseline between 1 and the baseline, all whole numbers');
  }
  if (!(alpha > 0 && alpha < 1)) throw new RangeError('surge: alpha must lie between 0 and 1');
  return settings;
}
