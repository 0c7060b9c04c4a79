// The service as an operator runs it, killed at the worst moments: what was acknowledged is found once, read and matched.

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ReceivedReport, ReportStatus } from '#api/contract/reports.ts';
import { newSecret, postReport, runService, type RunningService } from '#tests/support/service.ts';
import { testRedisUrl } from '#tests/support/redis.ts';
import { createTestDatabase } from '#tests/support/postgres.ts';

const redisUrl = await testRedisUrl();
if (redisUrl === undefined) process.stdout.write('skipped: no Redis (kills with the queue on Redis)\n');
const BACKENDS: [string, string | undefined][] =
  redisUrl === undefined
    ? [['PostgreSQL', undefined]]
    : [
        ['PostgreSQL', undefined],
        ['Redis', redisUrl],
      ];

async function statusOf(service: RunningService, { reference, receipt }: ReceivedReport): Promise<ReportStatus> {
  const answer = await fetch(`${service.address}/v1/reports/${reference}`, { headers: { authorization: `Bearer ${receipt}` } });
  return (await answer.json()) as ReportStatus;
}

describe('P1 a killed service', () => {
  it('reads on the next start what was committed but never enqueued', { timeout: 120_000 }, async () => {
    const test = await createTestDatabase();
    const secret = newSecret();
    const env = { DATABASE_URL: test.url, WEBHOOK_SECRETS: `bank:${secret}`, DATA_DIR: mkdtempSync(join(tmpdir(), 'jaga-kill-')) };
    // A process without a worker: its outbox is handed over by nobody.
    const api = await runService(env, 'api');
    const answer = await postReport(api.address, secret, { text: '검찰청 수사관입니다. 안전계좌로 옮기세요' });
    expect(answer.status).toBe(202);
    const received = (await answer.json()) as ReceivedReport;
    await api.kill('SIGKILL');
    expect(await test.db.selectFrom('outbox').select('fact').execute()).toEqual([{ fact: 'report_received' }]);
    const all = await runService(env);
    await expect.poll(async () => (await statusOf(all, received)).matched, { timeout: 20_000 }).toBe(true);
    expect(await all.kill('SIGTERM')).toBe(0);
    await test.drop();
  });

  it.each(BACKENDS)('loses nothing and invents nothing over kills in the middle of work, queue on %s', { timeout: 240_000 }, async (_name, queue) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'jaga-kill-'));
    const secret = newSecret();
    const env = { WEBHOOK_SECRETS: `bank:${secret}`, DATA_DIR: dataDir, ...(queue !== undefined && { REDIS_URL: queue }) };
    const acknowledged: ReceivedReport[] = [];
    for (let round = 0; round < 5; round += 1) {
      const service = await runService(env);
      const posts = Array.from({ length: 20 }, (_, index) =>
        postReport(service.address, secret, { text: `Bungkusan anda sangkut di kastam ${round}-${index}, bayar di kastam-${index}.top` }),
      );
      const enough = Promise.withResolvers<void>();
      const before = acknowledged.length;
      const arrived = posts.map(async (post) => {
        const response = await post;
        if (response.status === 202) acknowledged.push((await response.json()) as ReceivedReport);
        // Sooner or later in each round, so that the kill meets intake, relay and stages.
        if (acknowledged.length - before > round * 4) enough.resolve();
      });
      await Promise.race([enough.promise, Promise.allSettled(arrived)]);
      await service.kill('SIGKILL');
      await Promise.allSettled(arrived);
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(5);
    const service = await runService(env);
    for (const received of acknowledged)
      await expect
        .poll(async () => statusOf(service, received), { timeout: 60_000 })
        .toMatchObject({ reference: received.reference, read: true, matched: true });
    expect(await service.kill('SIGTERM')).toBe(0);
  });
});
