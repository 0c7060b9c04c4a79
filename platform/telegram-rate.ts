// The bot-wide limit as times of departure: evenly spaced, and counted by arrival as Telegram counts.

// Telegram counts when messages arrive, not when they leave. With N allowed a second, a message may arrive a second after the one N before it
// at the earliest. That one had arrived by its answer less the quickest journey of late, so only unevenness costs rate, not distance.
const guardMs = 5;
// Allowed for unevenness where nobody reports the answers.
const untoldLateMs = 20;
// A message slower than this is stuck, and waiting for it would help nobody.
const latestMs = 250;
// How long the quickest journey is remembered, once to twice; routes change.
const journeyMemoryMs = 10_000;
// After a stall of the process (a late timer, garbage collection) at most this much is caught up.
const catchUpMs = 100;
// After a time with nothing to send, less: a fresh start is no stall.
const idleCatchUpMs = 10;

/** Times are milliseconds of one monotonic clock. */
export interface EvenRate {
  /** When the next message may leave. */
  freeAt(): number;
  /** Says that there was nothing to send until now. */
  wakeUp(now: number): void;
  /** Uses one message up; gives its place for `follow`. */
  take(now: number): number;
  /** Says that the answer to this message will be reported; gives the way to report it. */
  follow(slot: number, now: number): (now: number) => void;
  pauseUntil(until: number): void;
}

/** Even spacing that catches up at most `catchUpMs`, and in no window more arrivals than the limit. */
export function createEvenRate(perSecond: number, start: number): EvenRate {
  const size = Math.max(1, Math.floor(perSecond));
  const windowMs = (size / perSecond) * 1000 + guardMs;
  const intervalMs = windowMs / size;
  const left = new Float64Array(size).fill(-Infinity);
  /** When the answer came; infinite while it is awaited, NaN when nobody will tell. */
  const answered = new Float64Array(size).fill(NaN);
  const journey = createRecentLeast(journeyMemoryMs, start);
  let next = 0;
  let dueAt = start;
  let pausedUntil = -Infinity;

  function arrivedBy(slot: number): number {
    const leftAt = left[slot] ?? -Infinity;
    const answeredAt = answered[slot] ?? NaN;
    if (Number.isNaN(answeredAt)) return leftAt + untoldLateMs;
    return Math.min(leftAt + latestMs, Math.max(leftAt, answeredAt - journey.least()));
  }

  return {
    freeAt: () => Math.max(dueAt, arrivedBy(next) + windowMs, pausedUntil),
    wakeUp(now) {
      dueAt = Math.max(dueAt, now - idleCatchUpMs);
    },
    take(now) {
      const slot = next;
      left[slot] = now;
      answered[slot] = NaN;
      next = (next + 1) % size;
      dueAt = Math.max(dueAt, now - catchUpMs) + intervalMs;
      return slot;
    },
    follow(slot, leftAt) {
      left[slot] = leftAt;
      answered[slot] = Infinity;
      return (now) => {
        journey.add(now - leftAt, now);
        // The place may have been used again if the answer took longer than a round.
        if (left[slot] === leftAt) answered[slot] = now;
      };
    },
    pauseUntil(until) {
      pausedUntil = Math.max(pausedUntil, until);
      // Time spent in a pause is not caught up.
      dueAt = Math.max(dueAt, pausedUntil);
    },
  };
}

/** The least value of the last one to two periods; 0 before there is one. */
function createRecentLeast(periodMs: number, start: number): { add(value: number, now: number): void; least(): number } {
  let current = Infinity;
  let previous = Infinity;
  let turnAt = start + periodMs;
  return {
    add(value, now) {
      if (now >= turnAt) {
        previous = current;
        current = Infinity;
        turnAt = now + periodMs;
      }
      current = Math.min(current, value);
    },
    least() {
      const least = Math.min(current, previous);
      return Number.isFinite(least) ? least : 0;
    },
  };
}
