// Notices that a series is reported more often than its own past explains: predictive tests over the last day, days and weeks.
// An alarm is a proposal to an officer, never a warning by itself. Decision 17 compares it with EARS, CUSUM and a single test.

import { negativeBinomialTail } from './negative-binomial.ts';
import { isoDayOf, SeriesPast, type DayKind } from './series-past.ts';

export interface SurgeOptions {
  /** Days the expectation rests on, at most. */
  baselineDays?: number;
  /** Days left out just before the day tested, so that a surge does not raise its own expectation. */
  guardDays?: number;
  /** Alarm below this p: the false-alarm budget of one series and day. */
  alpha?: number;
  /** Instead of alpha: false alarms a week over all series of the last weeks. */
  falseAlarmsAWeek?: number | undefined;
  /** Fewer reports never alarm. */
  minCount?: number;
  /** A series whose known past is shorter is not tested. */
  minBaselineDays?: number;
  /** Whether people of a series rest on a day (days since 1970-01-01), as on a Sunday. */
  isHoliday?: (series: string, day: number) => boolean;
}

/** One day's count of one series. `date` is `YYYY-MM-DD`; a day that is left out counts as 0. */
export interface SurgePoint {
  series: string;
  date: string;
  count: number;
}

export interface SurgeVerdict extends SurgePoint {
  /** Mean of the predictive distribution for that kind of day, reports. */
  expected: number;
  /** How rare so high a count, or so high a sum of the last days, is if nothing has changed; 1 while the baseline is too short. */
  p: number;
  alarm: boolean;
}

export interface SurgeDetector {
  /** Tests a day and takes it into the past. Throws RangeError for a bad date or count, or one not after the series' last. */
  push(point: SurgePoint): SurgeVerdict;
}

/**
 * Days over which counts are added up before they are tested: one finds a burst, fourteen find slow growth. By simulation (decision 17) these
 * five find more of short and of slow outbreaks at one rate of false alarms than any one of them, than EARS and than CUSUM.
 */
export const WINDOWS = [1, 2, 3, 7, 14] as const;
const DEFAULTS = { baselineDays: 84, guardDays: 2, alpha: 0.001, falseAlarmsAWeek: undefined, minCount: 3, minBaselineDays: 7, isHoliday: () => false };
/** Days that a kind of day counts as if it had been like all others: 84 days hold only twelve Mondays. */
const LIKE_ALL_OTHERS = 4;
/** Days as if they had scattered like Poisson counts. */
const LIKE_POISSON = 7;
/** A day that scatters more than four standard deviations says no more than one that does so much: it may be an outbreak. */
const MOST_SCATTER = 16;
/** The dispersion is taken so many standard errors above its estimate: a rate of false alarms that is promised must not rest on luck. */
const CAUTION = 1.5;

/** A generous budget over few series must not make every busy day an alarm. */
const MOST_ALPHA = 0.01;
/** From here on an episode counts as seen. */
const SEEN = 0.01;

/**
 * A window's sum is tested against the baseline before it: with S the sum of B days, n unchanged days that are worth f average days (weekday
 * and holiday) bring a negative binomial count with r = S + ½ and p = B / (B + f) (gamma–Poisson, Jeffreys prior; domain rules §6.2). Counts
 * and S are divided by the dispersion of the baseline (quasi-Poisson), so a series that always scatters is not taken for a surge. Each p is a
 * mid-p, which is right on average for small counts; those of the windows are joined by their harmonic mean (Wilson 2019), which holds for
 * dependent tests. On a day that is itself not above its expectation nothing is growing, whatever the days before it were; if they had been seen
 * as a surge, it is over, and later windows do not reach back into it.
 * While a series is younger, B is the number of days there are. A series that turns up later than the stream's first day was at 0 until then.
 */
export function createSurgeDetector(options: SurgeOptions = {}): SurgeDetector {
  const settings = checked({ ...DEFAULTS, ...options });
  const pasts = new Map<string, SeriesPast>();
  const reach = settings.baselineDays + Math.max(settings.guardDays, ...WINDOWS) + 1;
  let firstDay = Number.POSITIVE_INFINITY;
  return {
    push(point) {
      const day = isoDayOf(point.date);
      if (!Number.isSafeInteger(point.count) || point.count < 0) throw new RangeError(`count must be a whole number ≥ 0: ${String(point.count)}`);
      firstDay = Math.min(firstDay, day);
      const past = pasts.get(point.series) ?? new SeriesPast(firstDay, reach, (each) => settings.isHoliday(point.series, each));
      if (day <= past.last) throw new RangeError(`days of a series must ascend: ${point.date}`);
      pasts.set(point.series, past);
      past.take(day, point.count);
      const verdict = test(point, day, { past, settings, series: pasts.size });
      past.seen ||= verdict.p < SEEN;
      if (point.count <= verdict.expected && past.seen) past.endEpisode();
      return verdict;
    },
  };
}

type Settings = Required<SurgeOptions>;

interface Tested {
  past: SeriesPast;
  settings: Settings;
  /** Series that share a weekly budget. */
  series: number;
}

function test(point: SurgePoint, day: number, tested: Tested): SurgeVerdict {
  const { settings } = tested;
  const alpha = settings.falseAlarmsAWeek === undefined ? settings.alpha : Math.min(settings.falseAlarmsAWeek / (7 * tested.series), MOST_ALPHA);
  const windows = WINDOWS.map((length) => day - length + 1).filter((from) => from === day || from >= tested.past.episodeStart);
  const [ofDay, ...longer] = windows.flatMap((from) => testWindow({ from, day }, tested) ?? []);
  const { series, date, count } = point;
  if (ofDay === undefined) return { series, date, count, expected: 0, p: 1, alarm: false };
  const tests = count > ofDay.expected ? [ofDay, ...longer] : [ofDay];
  const p = tests.length / tests.reduce((sum, each) => sum + 1 / Math.max(each.p, Number.MIN_VALUE), 0);
  const reports = Math.max(...tests.map((each) => each.count));
  return { series, date, count, expected: ofDay.expected, p, alarm: p < alpha && reports >= settings.minCount };
}

/** Null while the series is too young. */
function testWindow(
  { from, day }: { from: number; day: number },
  { past, settings }: Pick<Tested, 'past' | 'settings'>,
): { p: number; count: number; expected: number } | null {
  const end = Math.min(from, day - settings.guardDays);
  const start = Math.max(past.start, end - settings.baselineDays);
  const days = end - start;
  if (days < settings.minBaselineDays) return null;
  const baseline = baselineOf(past, start, end);
  const average = (baseline.sum + 0.5) / days;
  let [worth, count] = [0, 0];
  for (let each = from; each <= day; each += 1) {
    worth += baseline.worth[past.kindOf(each)];
    count += past.count(each);
  }
  const distribution = { r: (baseline.sum + 0.5) / baseline.dispersion, p: days / (days + worth) };
  const tail = (least: number): number => negativeBinomialTail(least / baseline.dispersion, distribution);
  return { p: (tail(count) + tail(count + 1)) / 2, count, expected: average * worth };
}

interface Baseline {
  sum: number;
  /** Reports of each kind of day as a multiple of the average day's. */
  worth: Record<DayKind, number>;
  /** Variance as a multiple of the mean, at least 1. */
  dispersion: number;
}

function baselineOf(past: SeriesPast, start: number, end: number): Baseline {
  const sums = [0, 0, 0, 0, 0, 0, 0];
  const days = [0, 0, 0, 0, 0, 0, 0];
  let sum = 0;
  for (let day = start; day < end; day += 1) {
    const kind = past.kindOf(day);
    sums[kind] = (sums[kind] ?? 0) + past.count(day);
    days[kind] = (days[kind] ?? 0) + 1;
    sum += past.count(day);
  }
  const average = sum / (end - start);
  const worth = sums.map((own, kind) => (average === 0 ? 1 : (own + LIKE_ALL_OTHERS * average) / (((days[kind] ?? 0) + LIKE_ALL_OTHERS) * average)));
  const baseline = { sum, worth: worth as unknown as Baseline['worth'], dispersion: 1 };
  return { ...baseline, dispersion: average === 0 ? 1 : dispersionOf(past, { start, end, expectedOf: (kind) => average * baseline.worth[kind] }) };
}

/** Mean squared Pearson residual, held near 1 by a prior and taken from above. */
function dispersionOf(past: SeriesPast, { start, end, expectedOf }: { start: number; end: number; expectedOf: (kind: DayKind) => number }): number {
  let scatter = LIKE_POISSON;
  for (let day = start; day < end; day += 1) {
    const expected = expectedOf(past.kindOf(day));
    scatter += Math.min((past.count(day) - expected) ** 2 / expected, MOST_SCATTER);
  }
  const weight = end - start + LIKE_POISSON;
  return Math.max(1, scatter / weight + CAUTION * Math.sqrt(2 / weight));
}

function checked(settings: Settings): Settings {
  const { baselineDays, guardDays, alpha, minCount, minBaselineDays } = settings;
  const whole = [baselineDays, guardDays, minCount, minBaselineDays].every((days) => Number.isSafeInteger(days) && days >= 0);
  if (!whole || baselineDays < 1 || minBaselineDays < 1 || minBaselineDays > baselineDays) {
    throw new RangeError('surge: baseline days ≥ 1, guard days and least count ≥ 0, least baseline between 1 and the baseline, all whole numbers');
  }
  if (!(alpha > 0 && alpha < 1)) throw new RangeError('surge: alpha must lie between 0 and 1');
  if (settings.falseAlarmsAWeek !== undefined && !(settings.falseAlarmsAWeek > 0)) throw new RangeError('surge: false alarms a week must be above 0');
  return settings;
}
