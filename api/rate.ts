import { RateLimiterRes, type RateLimiterMemory } from 'rate-limiter-flexible';
import { Problem } from '#api/problem.ts';

/** @throws Problem `too-many-requests` with the seconds to wait. */
export async function withinRate(limiter: RateLimiterMemory, caller: string): Promise<void> {
  const retryAfter = await secondsToWait(limiter, caller);
  if (retryAfter > 0) throw new Problem('too-many-requests', { retryAfter });
}

/** 0: within the rate. */
export async function secondsToWait(limiter: RateLimiterMemory, caller: string): Promise<number> {
  try {
    await limiter.consume(caller);
    return 0;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000));
    throw refusal;
  }
}
