// Runs one job: each of its items by itself, with its outcome and its time counted. What failed is let through so that the queue tries again; items
// that were done meanwhile are skipped then, as every stage may run twice.

import type { CoreContext } from '#core/context.ts';
import type { JobData, RunningJob } from '#platform/queue.ts';
import type { Stage } from '#worker/stage.ts';

/** Of a job with several items: those that are still to be done. */
export class ItemsFailed extends Error {
  readonly items: readonly JobData[];
  constructor(items: readonly JobData[], cause: unknown) {
    super(`${items.length} items of a job failed`, { cause });
    // What people see of a dead letter is the error's name.
    this.name = cause instanceof Error ? cause.name : 'ItemsFailed';
    this.items = items;
  }
}

/** @throws ItemsFailed; or when no stage has that name (a job of a newer version: another process may know it). */
export async function runStage(context: CoreContext, stage: Stage | undefined, { name, items }: RunningJob): Promise<void> {
  if (stage === undefined) throw new Error(`no stage runs ${name}`);
  const results = await Promise.allSettled(items.map((data) => runItem(context, stage, data)));
  const failed = items.filter((_, at) => results[at]?.status === 'rejected');
  const cause: unknown = results.find((result) => result.status === 'rejected')?.reason;
  if (failed.length > 0) throw new ItemsFailed(failed, cause);
}

async function runItem({ telemetry }: CoreContext, stage: Stage, data: JobData): Promise<void> {
  const start = performance.now();
  const seconds = (): number => (performance.now() - start) / 1_000;
  try {
    const outcome = await stage.run(data);
    telemetry.observe('jaga_stage_seconds', seconds(), { stage: stage.name, outcome: outcome.kind });
    if (outcome.kind === 'skipped') telemetry.record('stage_skipped', { outcome: outcome.reason, stage: stage.name }, data);
  } catch (error) {
    telemetry.observe('jaga_stage_seconds', seconds(), { stage: stage.name, outcome: 'failed' });
    telemetry.log.warn({ err: error, stage: stage.name, ...data }, 'a stage failed; it is tried again');
    throw error;
  }
}
