// How a campaign grew, day by day, beside what the surge detector expected of each day: the same detector on the same counts, replayed.

import { sql } from 'kysely';
import { reportCurve } from '#core/detection/alarm-queries.ts';
import { knownOutages } from '#core/detection/service-hours.ts';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import { createHolidays } from '#core/surge/holidays.ts';
import { createSurgeDetector, REACH_DAYS, usualRange } from '#core/surge/surge-detector.ts';
import { dayOf, isoDay, type SeriesDay } from '#core/surge/tested-series.ts';

export interface GrowthDay {
  /** `YYYY-MM-DD`, UTC. */
  day: string;
  /** Reports, by when it happened and by when they were received. */
  occurred: number;
  received: number;
  /** People, as the detector counts: one a reporter and day, rings as one. */
  counted: number;
  /** null while the campaign is too young to expect anything of it. `low` to `high` is where a day lies in 99 of 100 if nothing has changed. */
  expected: number | null;
  low: number | null;
  high: number | null;
}

/** Share of days outside the band. */
const OUTSIDE = 0.01;

/** Oldest first; at most {@link REACH_DAYS} days. */
export async function campaignGrowth(
  { db, clock }: Pick<CoreContext, 'db' | 'clock'>,
  { id, number, days }: { id: string; number: number; days: number },
): Promise<GrowthDay[]> {
  const now = clock.now();
  const curve = await reportCurve(db, { campaign: number, days: Math.min(days, REACH_DAYS), now });
  const outage = await knownOutages(db, now);
  const expected = expectations(await countedDays(db, id), { today: dayOf(now.getTime()), outage });
  return curve.map((point) => ({ ...point, ...(expected.get(point.day) ?? { counted: 0, expected: null, low: null, high: null }) }));
}

type Expectation = Pick<GrowthDay, 'counted' | 'expected' | 'low' | 'high'>;

/** By day, from the campaign's first to today. */
export function expectations(counted: readonly SeriesDay[], { today, outage }: { today: number; outage: (day: number) => number }): Map<string, Expectation> {
  const [first] = counted;
  if (first === undefined) return new Map();
  const isHoliday = createHolidays();
  const detector = createSurgeDetector({ isHoliday: (_, day) => isHoliday(undefined, day), outage, ownPast: true });
  const known = new Map(counted.map((day) => [day.date, day]));
  const found = new Map<string, Expectation>();
  for (let day = dayOf(Date.parse(first.date)); day <= today; day += 1) {
    const date = isoDay(day);
    const { count = 0, late = 0 } = known.get(date) ?? {};
    const verdict = detector.push({ series: first.series, date, count, late });
    const range = verdict.window === null ? { low: null, high: null } : usualRange(verdict, OUTSIDE);
    found.set(date, { counted: count, expected: verdict.window === null ? null : verdict.expected, ...range });
  }
  return found;
}

async function countedDays(db: Database, campaign: string): Promise<SeriesDay[]> {
  const { rows } = await sql<SeriesDay>`
    select series, to_char(day, 'YYYY-MM-DD') as date, count, late from series_days where series = ${`campaign/${campaign}`} and count + late > 0 order by day`.execute(
    db,
  );
  return rows;
}
