// Who reports, as a keyed hash knows them: for telling independent reporters apart, for finding one's own reports again, and for warning who was hit first.

/** @param userId of a Telegram account. */
export function telegramReporter(userId: number): string {
  return `telegram:${userId}`;
}
