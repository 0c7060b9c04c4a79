import { z } from 'zod';
import type { CoreContext } from '#core/context.ts';
import type { EvidenceReaders } from '#core/evidence/evidence.ts';
import { readEvidence } from '#core/evidence/read-evidence.ts';
import { defineStage, type Stage } from '#worker/stage.ts';

/** @param signal aborted before the worker waits for its jobs to end. */
export function readEvidenceStage(context: CoreContext, readers: EvidenceReaders, signal: AbortSignal): Stage {
  return defineStage({ name: 'read-evidence', queue: 'evidence', data: z.object({ report_id: z.uuid() }) }, async ({ report_id }) => {
    const outcome = await readEvidence(context, readers, { reportId: report_id, signal });
    return outcome.kind === 'skipped' ? outcome : { kind: 'done' };
  });
}
