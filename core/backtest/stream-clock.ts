// Two clocks of a stream: when a report was received (`at`), and how far the stream is (the latest `at` so far), at which it is worked on.

export interface StreamClock {
  /** @returns ms since 1970. @throws RangeError for what is no time, or lies further behind the stream than allowed. */
  take(at: string): number;
  /** How far the stream is; -∞ before its first report. */
  now(): number;
}

/** @param lateMs how far a report may lie behind. */
export function createStreamClock(lateMs: number): StreamClock {
  let latest = Number.NEGATIVE_INFINITY;
  return {
    take(written) {
      const at = Date.parse(written);
      if (Number.isNaN(at)) throw new RangeError(`at: not a time: ${written.slice(0, 40)}`);
      if (at < latest - lateMs) {
        const behind = Math.ceil((latest - at) / 1_000);
        throw new RangeError(
          `at: ${behind} s behind the stream (${new Date(latest).toISOString()}): sort the recording by "at", or allow it with --late ${behind}`,
        );
      }
      latest = Math.max(latest, at);
      return at;
    },
    now: () => latest,
  };
}
