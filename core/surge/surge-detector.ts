// Notices that a series is reported more often than its own past explains: predictive tests over the last day, days and weeks.
// An alarm is a proposal to an officer, never a warning by itself. Decision 17 compares it with EARS, CUSUM and a single test.

import { negativeBinomialTail, type NegativeBinomial } from './negative-binomial.ts';
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
  /** Share of a day (days since 1970-01-01), 0…1, in which nothing could be received. */
  outage?: (day: number) => number;
  /** Whether a series' past begins with its own first day, as a campaign's does, and not with the stream's. */
  ownPast?: boolean;
}

/** One day's count of one series. `date` is `YYYY-MM-DD`; a day that is left out counts as 0. */
export interface SurgePoint {
  series: string;
  date: string;
  count: number;
  /** Reports of that day that came too late to be news of it: they raise what later days are compared with, and never an alarm. */
  late?: number | undefined;
}

export interface SurgeVerdict {
  series: string;
  date: string;
  count: number;
  /** Mean of the predictive distribution for that kind of day, reports. */
  expected: number;
  /** Variance of that distribution as a multiple of its mean; 1 while the baseline is too short. */
  spread: number;
  /** How rare so high a count, or so high a sum of the last days, is if nothing has changed; 1 while the baseline is too short. */
  p: number;
  /** The sum of days that stands out most; null while the baseline is too short. */
  window: SurgeWindow | null;
  alarm: boolean;
}

/** A sum of the last days, the day tested included. */
export interface SurgeWindow {
  days: number;
  count: number;
  /** Reports. */
  expected: number;
}

/** Both throw RangeError for a bad date or count, or a day not after the series' last. */
export interface SurgeDetector {
  /** Tests a day and takes it into the past. */
  push(point: SurgePoint): SurgeVerdict;
  /** Takes a day into the past without a test: for days whose verdict nobody asks for. */
  learn(point: SurgePoint): void;
}

/**
 * Days over which counts are added up before they are tested: one finds a burst, fourteen find slow growth. By simulation (decision 17) these
 * five find more outbreaks at one rate of false alarms than EARS, a single day and CUSUM; of slow growth alone CUSUM finds somewhat more.
 */
export const WINDOWS = [1, 2, 3, 7, 14] as const;
const DEFAULTS = {
  baselineDays: 84,
  guardDays: 2,
  alpha: 0.001,
  falseAlarmsAWeek: undefined,
  minCount: 3,
  minBaselineDays: 7,
  isHoliday: () => false,
  outage: () => 0,
  ownPast: false,
};
/** Days that a verdict may rest on: baseline, longest window, guard. */
export const REACH_DAYS = DEFAULTS.baselineDays + Math.max(...WINDOWS) + DEFAULTS.guardDays;
/** Days that a kind of day counts as if it had been like all others: 84 days hold only twelve Mondays. */
const LIKE_ALL_OTHERS = 4;
/** Days as if they had scattered like Poisson counts. */
const LIKE_POISSON = 7;
/** A day whose squared residual is larger says no more than one of that size: it may be an outbreak. Four standard deviations, and more where counts are small and skewed. */
const MOST_SCATTER = 16;
/** The dispersion is taken so many standard errors above its estimate: a rate of false alarms that is promised must not rest on luck. */
const CAUTION = 1.5;

/** A generous budget over few series must not make every busy day an alarm. */
const MOST_ALPHA = 0.01;
/** The p below which so many series together make that many false alarms a week. */
export function alphaFor(falseAlarmsAWeek: number, series: number): number {
  return Math.min(falseAlarmsAWeek / (7 * series), MOST_ALPHA);
}

/** From here on an episode counts as seen. */
const SEEN = 0.01;

/**
 * A window's sum is tested against the baseline before it: with S the sum of B days, n unchanged days that are worth f average days (weekday
 * and holiday) bring a negative binomial count of mean m = f (S + ½) / B and variance m φ (1 + f / B), where φ is the dispersion of the baseline
 * (so a series that always scatters is not taken for a surge) and f / B what is not known of the rate: for φ = 1 the gamma–Poisson
 * prediction under Jeffreys' prior (domain rules §6.2). Each p is a mid-p, which is right on average for small counts; those of the windows are joined by their harmonic mean (Wilson 2019), which holds for
 * dependent tests. On a day that is itself not above its expectation nothing is growing, whatever the days before it were; if they had been seen
 * as a surge, it is over, and later windows do not reach back into it.
 * While a series is younger, B is the number of days there are. A series that turns up later than the stream's first day was at 0 until then.
 * A day with an outage, and the day after it on which what waited comes in, are left out of the baseline; a window that begins after an outage
 * is expected to bring the reports of the outage as well.
 */
export function createSurgeDetector(options: SurgeOptions = {}): SurgeDetector {
  const settings = checked({ ...DEFAULTS, ...options });
  const pasts = new Map<string, SeriesPast>();
  const reach = settings.baselineDays + Math.max(settings.guardDays, ...WINDOWS) + 1;
  let firstDay = Number.POSITIVE_INFINITY;
  return {
    push(point) {
      const { past, day } = take(point);
      const verdict = test(point, day, { past, settings, series: pasts.size });
      past.seen ||= verdict.p < SEEN;
      if (point.count <= verdict.expected && past.seen) past.endEpisode();
      return verdict;
    },
    learn(point) {
      take(point);
    },
  };

  function take(point: SurgePoint): { past: SeriesPast; day: number } {
    const day = isoDayOf(point.date);
    for (const count of [point.count, point.late ?? 0]) {
      if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`count must be a whole number ≥ 0: ${String(count)}`);
    }
    firstDay = Math.min(firstDay, day);
    const past = pasts.get(point.series) ?? new SeriesPast(settings.ownPast ? day : firstDay, reach, (each) => settings.isHoliday(point.series, each));
    if (day <= past.last) throw new RangeError(`days of a series must ascend: ${point.date}`);
    pasts.set(point.series, past);
    past.take(day, { count: point.count, late: point.late ?? 0 });
    return { past, day };
  }
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
  const alpha = settings.falseAlarmsAWeek === undefined ? settings.alpha : alphaFor(settings.falseAlarmsAWeek, tested.series);
  const windows = WINDOWS.map((length) => day - length + 1).filter((from) => from === day || from >= tested.past.episodeStart);
  const [ofDay, ...longer] = windows.flatMap((from) => testWindow({ from, day }, tested) ?? []);
  const { series, date, count } = point;
  if (ofDay === undefined) return { series, date, count, expected: 0, spread: 1, p: 1, window: null, alarm: false };
  const tests = count > ofDay.expected ? [ofDay, ...longer] : [ofDay];
  const p = tests.length / tests.reduce((sum, each) => sum + 1 / Math.max(each.p, Number.MIN_VALUE), 0);
  const reports = Math.max(...tests.map((each) => each.count));
  const { p: _p, spread: _spread, ...window } = tests.reduce((rarest, each) => (each.p < rarest.p ? each : rarest));
  return { series, date, count, expected: ofDay.expected, spread: ofDay.spread, p, window, alarm: p < alpha && reports >= settings.minCount };
}

/** Null while the series is too young. */
function testWindow(
  { from, day }: { from: number; day: number },
  { past, settings }: Pick<Tested, 'past' | 'settings'>,
): (SurgeWindow & { p: number; spread: number }) | null {
  const end = Math.min(from, day - settings.guardDays);
  const start = Math.max(past.start, end - settings.baselineDays);
  if (end - start < settings.minBaselineDays) return null;
  const baseline = baselineOf(past, usualDays({ start, end }, settings));
  let [worth, count] = [0, 0];
  for (let each = from; each <= day; each += 1) {
    worth += baseline.worth[past.kindOf(each)];
    count += past.count(each);
  }
  for (const each of darkDaysBefore(from, start, settings)) worth += settings.outage(each) * baseline.worth[past.kindOf(each)];
  const spread = baseline.dispersion * (1 + worth / baseline.days);
  const expected = baseline.average * worth;
  const distribution = distributionOf({ expected, spread });
  const tail = (least: number): number => negativeBinomialTail(least, distribution);
  return { p: (tail(count) + tail(count + 1)) / 2, days: day - from + 1, count, expected, spread };
}

function distributionOf({ expected, spread }: Pick<SurgeVerdict, 'expected' | 'spread'>): NegativeBinomial {
  return { r: expected / (spread - 1), p: 1 / spread };
}

/** The least and the most that a day brings in all but so small a share of days if nothing has changed, half of it on each side. */
export function usualRange(verdict: Pick<SurgeVerdict, 'expected' | 'spread'>, share: number): { low: number; high: number } {
  const distribution = distributionOf(verdict);
  let low = 0;
  while (negativeBinomialTail(low + 1, distribution) >= 1 - share / 2) low += 1;
  let high = low;
  while (negativeBinomialTail(high + 1, distribution) > share / 2) high += 1;
  return { low, high };
}

/** Whose reports may have waited until `from`: back to the first day that was not dark as a whole. */
function darkDaysBefore(from: number, start: number, { outage }: Settings): number[] {
  const days: number[] = [];
  for (let day = from - 1; day >= start && outage(day) > 0; day -= 1) {
    days.push(day);
    if (outage(day) < 1) break;
  }
  return days;
}

/** All of them if outages are the rule: then they belong to what is usual. */
function usualDays({ start, end }: { start: number; end: number }, { outage, minBaselineDays }: Settings): number[] {
  const [all, usual]: [number[], number[]] = [[], []];
  for (let day = start; day < end; day += 1) {
    all.push(day);
    if (outage(day) === 0 && outage(day - 1) === 0) usual.push(day);
  }
  return usual.length < minBaselineDays ? all : usual;
}

interface Baseline {
  days: number;
  /** Reports of an average day, above 0. */
  average: number;
  /** Reports of each kind of day as a multiple of the average day's. */
  worth: Record<DayKind, number>;
  /** Variance as a multiple of the mean, at least 1. */
  dispersion: number;
}

function baselineOf(past: SeriesPast, baseline: readonly number[]): Baseline {
  const sums = [0, 0, 0, 0, 0, 0, 0];
  const days = [0, 0, 0, 0, 0, 0, 0];
  let sum = 0;
  for (const day of baseline) {
    const kind = past.kindOf(day);
    sums[kind] = (sums[kind] ?? 0) + past.inAll(day);
    days[kind] = (days[kind] ?? 0) + 1;
    sum += past.inAll(day);
  }
  const average = sum / baseline.length;
  const shares = sums.map((own, kind) => (average === 0 ? 1 : (own + LIKE_ALL_OTHERS * average) / (((days[kind] ?? 0) + LIKE_ALL_OTHERS) * average)));
  const worth = shares as unknown as Baseline['worth'];
  const dispersion = average === 0 ? 1 : dispersionOf(past, baseline, { average, worth });
  return { days: baseline.length, average: (sum + 0.5) / baseline.length, worth, dispersion };
}

/** Mean squared Pearson residual, held near 1 by a prior and taken from above: of Poisson counts with mean m one has variance 2 + 1/m. */
function dispersionOf(past: SeriesPast, baseline: readonly number[], { average, worth }: Pick<Baseline, 'average' | 'worth'>): number {
  let scatter = LIKE_POISSON;
  for (const day of baseline) {
    const expected = average * worth[past.kindOf(day)];
    scatter += Math.min((past.inAll(day) - expected) ** 2 / expected, MOST_SCATTER * (1 + 0.5 / expected));
  }
  const weight = baseline.length + LIKE_POISSON;
  return Math.max(1, scatter / weight + CAUTION * Math.sqrt((2 + 1 / average) / weight));
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
