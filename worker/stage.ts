// What every stage of the pipeline looks like: a job of ids in, an outcome out. Failing means throwing: the queue tries again with backoff,
// and after its last try the job becomes a dead letter that people see.

import type { z } from 'zod';
import type { JobData } from '#platform/queue.ts';

export type StageOutcome = { kind: 'done' } | { kind: 'skipped'; reason: string };

export interface Stage {
  /** Imperative, kebab-case: the job's name. */
  name: string;
  queue: QueueName;
  run(data: JobData): Promise<StageOutcome>;
}

/** Reports must not wait behind a long delivery, nor anything behind a slow model, a hundred pictures or a partner's server that hangs. */
export const QUEUES = ['reports', 'evidence', 'delivery', 'webhooks', 'advice'] as const;
export type QueueName = (typeof QUEUES)[number];

/** Jobs at once in a process: reading keeps a core busy, and reports that are matched at the same time share a transaction; one report's pictures
 * are read while another's are fetched; deliveries share one pace and the gravest goes first; a model mostly waits. So does a
 * webhook, of which an endpoint has one at a time: so many endpoints may hang, up to 15 s each, before another one waits for them. */
export const CONCURRENCY = { reports: 8, evidence: 2, delivery: 4, webhooks: 64, advice: 2 } as const satisfies Record<QueueName, number>;

/** A stage whose job data is checked first. */
export function defineStage<Schema extends z.ZodType>(
  stage: { name: string; queue: QueueName; data: Schema },
  run: (data: z.infer<Schema>) => Promise<StageOutcome>,
): Stage {
  return { name: stage.name, queue: stage.queue, run: (data) => run(stage.data.parse(data)) };
}
