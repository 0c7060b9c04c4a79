// A result that many ask for and that may be a little old: computed at most once in `ttlMs`, by one caller for all.

import type { Clock } from './clock.ts';

export interface CachedOptions {
  /** Milliseconds for which a result is given again. */
  ttlMs: number;
  clock: Clock;
}

/** A failure is not kept: the next caller tries again. */
export function cached<Result>(compute: () => Promise<Result>, { ttlMs, clock }: CachedOptions): () => Promise<Result> {
  let kept: { result: Promise<Result>; until: number } | undefined;
  return () => {
    const now = clock.now().getTime();
    if (kept !== undefined && now < kept.until) return kept.result;
    const result = compute();
    kept = { result, until: now + ttlMs };
    result.catch(() => {
      if (kept?.result === result) kept = undefined;
    });
    return result;
  };
}
