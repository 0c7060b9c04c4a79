// The surge detector as it is used: on what a family of series was reported on the days of its reach, anew at every look, for the last two days.

import { createHolidays } from './holidays.ts';
import { readSeries, SERIES_FAMILIES, type SeriesFamily } from './series.ts';
import { isoDayOf } from './series-past.ts';
import { alphaFor, createSurgeDetector, WINDOWS, type SurgeVerdict } from './surge-detector.ts';

const DAY_MS = 86_400_000;
/** Days replayed before today, so that a surge that is over is known to be: twice the longest window. */
const REPLAYED = 28;
/** Yesterday, too: its last reports may have been read after midnight. */
const TESTED = 2;
/** A series with less news within the longest window cannot alarm. */
const LEAST_NEWS = 3;
/** Days whose reports a verdict may speak of. */
export const NEWS_DAYS = Math.max(...WINDOWS) + TESTED - 1;

export interface SeriesDay {
  series: string;
  /** `YYYY-MM-DD` */
  date: string;
  /** Different voices, see voice-count.ts. */
  count: number;
  late: number;
}

/** Days since 1970-01-01, UTC: a day that begins at 9 in Seoul and at 8 in Kuala Lumpur holds one working day and its evening. */
export function dayOf(at: number): number {
  return Math.floor(at / DAY_MS);
}

export function isoDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

export interface FamilyToTest {
  family: SeriesFamily;
  /** Of the family's series, or of some of them, oldest first, within the detector's reach. */
  days: readonly SeriesDay[];
  /** How many series of the family were reported within that reach: they share its budget. */
  series: number;
  /** The family's first day within that reach: a series that turns up later was at 0 until then, unless it is a campaign. `YYYY-MM-DD` */
  since: string;
  today: number;
  outage: (day: number) => number;
  /** Over all series of all families together. */
  falseAlarmsAWeek: number;
}

const isHoliday = createHolidays();

/** Verdicts of the last days. Each family has its share of the budget: thousands of campaigns must not deafen the types. */
export function testSeries({ family, days, series, since, today, outage, falseAlarmsAWeek }: FamilyToTest): SurgeVerdict[] {
  if (days.length === 0) return [];
  const detector = createSurgeDetector({
    alpha: alphaFor(falseAlarmsAWeek / SERIES_FAMILIES.length, series),
    isHoliday: (name, day) => isHoliday(readSeries(name).country ?? undefined, day),
    outage,
    ownPast: family === 'campaign',
  });
  detector.learn({ series: '', date: since, count: 0 });
  const tested = withNews(days, today);
  const [replayed, asked] = [isoDay(today - REPLAYED), isoDay(today - TESTED + 1)];
  return days.flatMap((day) => {
    if (!tested.has(day.series) || day.date < replayed) {
      detector.learn(day);
      return [];
    }
    const verdict = detector.push(day);
    return day.date >= asked ? [verdict] : [];
  });
}

function withNews(days: readonly SeriesDay[], today: number): Set<string> {
  const news = new Map<string, number>();
  const since = isoDay(today - NEWS_DAYS);
  for (const { series, date, count } of days) if (date >= since) news.set(series, (news.get(series) ?? 0) + count);
  return new Set([...news].filter(([, count]) => count >= LEAST_NEWS).map(([series]) => series));
}

/** Of the reports whose sum of days stands out, ms since 1970. */
export function spanOf({ date }: Pick<SurgeVerdict, 'date'>, { days }: { days: number }): { from: number; to: number } {
  const to = (isoDayOf(date) + 1) * DAY_MS;
  return { from: to - days * DAY_MS, to };
}
