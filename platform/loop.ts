// Work that is looked for again and again: at once while there is some, else less and less often, and at once when somebody knows better.

import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '#platform/log.ts';

export interface Loop {
  /** Something has just been stored: look now. */
  wake(): void;
  /** Resolves when the turn under way has ended. */
  stop(): Promise<void>;
}

export interface LoopOptions {
  name: string;
  log: Log;
  /** Milliseconds of the first pause after work, doubling up to the longest. */
  pauseMs: { first: number; longest: number };
  /** Milliseconds after a turn with work in which more may come together, even if somebody wakes it; a lone piece of work does not wait. */
  gatherMs?: number;
}

/** Pause after a turn that failed, as when the database is away. */
const FAILURE_PAUSE_MS = 1_000;

/** @param turn true: there was work, so look again at once. */
export function startLoop(turn: (signal: AbortSignal) => Promise<boolean>, { name, log, pauseMs, gatherMs = 0 }: LoopOptions): Loop {
  const stopping = new AbortController();
  let woken = false;
  let rouse: (() => void) | undefined;

  function rest(milliseconds: number): Promise<void> {
    if (woken || stopping.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function run(): Promise<void> {
    let pause = pauseMs.first;
    while (!stopping.signal.aborted) {
      woken = false;
      try {
        const busy = await turn(stopping.signal);
        if (busy) pause = pauseMs.first;
        if (busy && gatherMs > 0) await delay(gatherMs, undefined, { signal: stopping.signal }).catch(() => undefined);
        if (!busy) await rest(pause);
        if (!busy) pause = woken ? pauseMs.first : Math.min(pauseMs.longest, pause * 2);
      } catch (error) {
        log.warn({ err: error, loop: name }, 'a turn failed; it is tried again');
        await rest(FAILURE_PAUSE_MS);
      }
    }
  }

  const running = run();
  const wake = (): void => {
    woken = true;
    rouse?.();
  };
  return {
    wake,
    stop: () => {
      stopping.abort();
      rouse?.();
      return running;
    },
  };
}
