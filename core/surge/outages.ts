// When nothing could be received: a day of silence is no measure of what is usual, and what waited comes in afterwards.

/** An hour in which the service is known to have been there. */
export interface ServiceHour {
  /** Hours since 1970. */
  hour: number;
  reports: number;
  /** Whether the worker watched in that hour. */
  watched: boolean;
}

/** Dark hours of a day that count as an outage; fewer are a restart. */
const FROM_HOURS = 3;
/** Days that say how many reports a day usually brings. */
const USUAL_DAYS = 28;
/** With so many a day on average, a day without any comes by chance less than once in a thousand: e^−7 (Poisson). */
const NEVER_NONE = 7;
const DAY_HOURS = 24;

/**
 * Share of a day (days since 1970-01-01, UTC), 0…1, in which nothing could be received. An hour is dark in which neither the worker watched nor a
 * report came; what lies before the first hour watched is not known and taken for light. A past day without any report is dark as a whole where
 * days without one do not come by chance.
 */
export function outageShares(hours: readonly ServiceHour[], now: Date): (day: number) => number {
  const current = Math.floor(now.getTime() / 3_600_000);
  const known = new Set(hours.map(({ hour }) => hour));
  const since = hours.reduce((first, { hour, watched }) => (watched ? Math.min(first, hour) : first), Number.POSITIVE_INFINITY);
  const reports = new Map<number, number>();
  for (const { hour, reports: more } of hours) reports.set(Math.floor(hour / DAY_HOURS), (reports.get(Math.floor(hour / DAY_HOURS)) ?? 0) + more);
  const shares = new Map<number, number>();
  return (day) => {
    const share = shares.get(day) ?? shareOf(day);
    shares.set(day, share);
    return share;
  };

  function shareOf(day: number): number {
    if ((day + 1) * DAY_HOURS <= current && (reports.get(day) ?? 0) === 0 && usually(day) >= NEVER_NONE) return 1;
    let dark = 0;
    for (let hour = Math.max(since, day * DAY_HOURS); hour < Math.min(current, (day + 1) * DAY_HOURS); hour += 1) if (!known.has(hour)) dark += 1;
    return dark < FROM_HOURS ? 0 : dark / DAY_HOURS;
  }

  function usually(day: number): number {
    let sum = 0;
    for (let before = day - USUAL_DAYS; before < day; before += 1) sum += reports.get(before) ?? 0;
    return sum / USUAL_DAYS;
  }
}
