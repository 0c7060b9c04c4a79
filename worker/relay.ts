// From the outbox to the queue: the only place where jobs are added. A fact is deleted in the transaction in which its jobs were handed
// over; dying in between hands them over again, which the jobs' ids and the stages' own keys make harmless.

import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import { bundleJobs, jobsOfFact } from '#worker/jobs-of-fact.ts';
import type { JobQueue } from '#platform/queue.ts';
import type { QueueName } from '#worker/stage.ts';

/** Facts a round; one `addBulk` a queue. */
const BATCH = 500;

export interface RelayDeps {
  context: CoreContext;
  queues: Record<QueueName, JobQueue>;
  /** Whether a language model is configured to be asked. */
  withModel: boolean;
}

/** One round. @returns how many facts were handed over; 0 when the outbox is empty. */
export async function relayOnce({ context, queues, withModel }: RelayDeps): Promise<number> {
  return context.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ fact: string; payload: Record<string, string | number>; lag: number }>`
      delete from outbox where id in (select id from outbox order by id limit ${BATCH} for update skip locked)
      returning fact, payload, extract(epoch from clock_timestamp() - created_at)::float8 as lag`.execute(tx);
    const jobs = rows.flatMap(({ fact, payload }) => jobsOfFact({ fact, payload }, { withModel }));
    for (const [queue, batch] of bundleJobs(jobs)) await queues[queue].addAll(batch);
    const longest = rows.reduce((most, { lag }) => Math.max(most, lag), 0);
    context.telemetry.gauge('jaga_outbox_lag_seconds', longest);
    return rows.length;
  });
}
