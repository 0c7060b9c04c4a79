import { RateLimiterRes, type RateLimiterMemory } from 'rate-limiter-flexible';
import { Problem } from '#api/problem.ts';

/** @throws Problem `too-many-requests` with the seconds to wait. */
export async function withinRate(limiter: RateLimiterMemory, caller: string): Promise<void> {
  try {
    await limiter.consume(caller);
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) throw new Problem('too-many-requests', { retryAfter: Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000)) });
    throw refusal;
  }
}
