// Whether a Redis answers for the tests that want one; with REQUIRE_REDIS=1 its absence is a failure.

import { Redis } from 'ioredis';

/** undefined: none; the tests that need it say "skipped: no Redis". */
export async function testRedisUrl(): Promise<string | undefined> {
  const url = process.env['TEST_REDIS_URL'] ?? 'redis://127.0.0.1:6379';
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    await redis.ping();
    return url;
  } catch (error) {
    if (process.env['REQUIRE_REDIS'] === '1') throw new Error(`REQUIRE_REDIS is set, but no Redis answers at ${url}`, { cause: error });
    return undefined;
  } finally {
    redis.disconnect();
  }
}
