// The surge detector as the service uses it: on the daily counts of the last weeks, anew at every look, for one day.

import type { Reading } from '#core/reading/reading.ts';
import { createSurgeDetector, type SurgePoint, type SurgeVerdict } from './surge-detector.ts';

/** Baseline and guard days, and the day itself. */
export const SURGE_DAYS = 32;

/** The series that a report counts in; null: none. dailyCounts() says the same in SQL. */
export function surgeSeries({ verdict, type }: Pick<Reading, 'verdict' | 'type'>, country: string | null): string | null {
  if ((verdict !== 'scam' && verdict !== 'suspicious') || type === 'OTHER') return null;
  return `${type}/${country ?? '?'}`;
}

/** @param points of the last {@link SURGE_DAYS} days, in order of their days. @param day `YYYY-MM-DD`. @returns that day's alarms. */
export function surgesOfDay(points: readonly SurgePoint[], day: string): SurgeVerdict[] {
  const detector = createSurgeDetector();
  return points.map((point) => detector.push(point)).filter(({ alarm, date }) => alarm && date === day);
}
