// Where the API and the worker are one process, a report is read once: the answer to a partner already depends on what the text tells of a loss,
// and the same message reads the same a moment later.

import type { MessageToRead, Reading } from './reading.ts';

/** More reports than wait for the worker under a load that it can bear. */
const KEPT = 256;
/** What the worker has not taken by then it never will: nothing that was erased stays in memory. */
const KEPT_MS = 30_000;

export interface RecentReadings {
  keep(message: MessageToRead, reading: Reading): void;
  /** Given once, so that nothing stays here longer than it must. */
  take(message: MessageToRead): Reading | undefined;
}

export function createRecentReadings(): RecentReadings {
  const readings = new Map<string, Reading>();
  return {
    keep: (message, reading) => {
      const key = keyOf(message);
      readings.set(key, reading);
      setTimeout(() => readings.delete(key), KEPT_MS).unref();
      for (const oldest of readings.keys()) {
        if (readings.size <= KEPT) return;
        readings.delete(oldest);
      }
    },
    take: (message) => {
      const key = keyOf(message);
      const reading = readings.get(key);
      readings.delete(key);
      return reading;
    },
  };
}

function keyOf({ text, channel, country }: MessageToRead): string {
  return `${channel ?? ''}\0${country ?? ''}\0${text}`;
}
