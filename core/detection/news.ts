// What is news, and what was told too late to be any (decision 17).

/** What happened within three days is news: the time within which entities and campaigns are watched (domain rules §6.6). */
export const NEWS_HOURS = 72;
/** ms. */
export const NEWS_MS = NEWS_HOURS * 60 * 60 * 1_000;

export interface ToldWhen {
  /** When it was received, ms since 1970. */
  at: number;
  /** When it happened, ms since 1970; absent: not told. */
  occurredAt?: number;
  /** Of a file of earlier reports. */
  imported?: boolean;
}

/** As `IS_LATE` in SQL. */
export function isLate({ at, occurredAt, imported }: ToldWhen): boolean {
  return imported === true || (occurredAt !== undefined && occurredAt < at - NEWS_MS);
}
