// What /readyz says: a report can be taken and kept as long as PostgreSQL writes. A queue that is away only delays; it is told, not refused.

import type { Pool } from 'pg';
import type { Readiness } from '#api/health-router.ts';
import type { JobQueue } from '#platform/queue.ts';

export interface ReadinessDeps {
  pool: Pool;
  queue: Pick<JobQueue, 'ping'>;
  telegram: boolean;
  model: boolean;
}

/** Milliseconds a part may take to answer; a probe that hangs helps nobody. */
const PATIENCE_MS = 2_000;

export function createReadiness({ pool, queue, telegram, model }: ReadinessDeps): () => Promise<Readiness> {
  return async () => {
    const [database, jobs] = await Promise.all([answers(canWrite(pool)), answers(queue.ping())]);
    return {
      ready: database === 'ok',
      parts: {
        database,
        queue: jobs === 'ok' ? 'ok' : 'unreachable: reports wait in the outbox',
        telegram: telegram ? 'on' : 'off',
        model: model ? 'on' : 'off',
      },
    };
  };
}

async function canWrite(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ readonly: boolean }>('select pg_is_in_recovery() as readonly');
  if (rows[0]?.readonly !== false) throw new Error('read-only');
}

async function answers(part: Promise<unknown>): Promise<string> {
  const late = Promise.withResolvers<string>();
  const timer = setTimeout(() => late.resolve('no answer'), PATIENCE_MS);
  try {
    return await Promise.race([
      part.then(
        () => 'ok',
        () => 'unreachable',
      ),
      late.promise,
    ]);
  } finally {
    clearTimeout(timer);
  }
}
