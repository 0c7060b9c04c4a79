// Runs one job: counts its outcome and its time, and lets errors through so that the queue tries again.

import type { CoreContext } from '#core/context.ts';
import type { JobData } from '#platform/queue.ts';
import type { Stage } from '#worker/stage.ts';

/** @throws what the stage throws; or when no stage has that name (a job of a newer version: another process may know it). */
export async function runStage({ telemetry }: CoreContext, stage: Stage | undefined, job: { name: string; data: JobData }): Promise<void> {
  if (stage === undefined) throw new Error(`no stage runs ${job.name}`);
  const start = performance.now();
  const seconds = (): number => (performance.now() - start) / 1_000;
  try {
    const outcome = await stage.run(job.data);
    telemetry.observe('jaga_stage_seconds', seconds(), { stage: stage.name, outcome: outcome.kind });
    if (outcome.kind === 'skipped') telemetry.record('stage_skipped', { outcome: outcome.reason, stage: stage.name }, job.data);
  } catch (error) {
    telemetry.observe('jaga_stage_seconds', seconds(), { stage: stage.name, outcome: 'failed' });
    telemetry.log.warn({ err: error, stage: stage.name, ...job.data }, 'a stage failed; it is tried again');
    throw error;
  }
}
