// When a campaign sleeps. It is matched all the same: scripts come back with the season, and with the next gang that buys them.

const DAY_MS = 86_400_000;
/**
 * Days without a report. A decision: four weeks hold every weekday and a pay-day (domain rules §6.6), so a silence of that length is no pause of
 * the calendar's, and what was warned of it has run out (14 days, §6.7). Whoever hears of it again hears of it anew, and may be warned anew.
 */
export const DORMANT_DAYS = 28;

/** Campaigns last seen before this are dormant. */
export function dormantBefore(now: Date): Date {
  return new Date(now.getTime() - DORMANT_DAYS * DAY_MS);
}

export function isDormant({ lastSeenAt }: { lastSeenAt: Date }, at: Date): boolean {
  return lastSeenAt < dormantBefore(at);
}
