import { z } from 'zod';
import { adviseReport } from '#core/advice/advise-report.ts';
import { createAdviser } from '#core/advice/adviser.ts';
import type { CoreContext } from '#core/context.ts';
import type { ModelConfig } from '#platform/config.ts';
import { createModelClient } from '#platform/model.ts';
import { defineStage, type Stage } from '#worker/stage.ts';

/** One client for all jobs of the process: its circuit breaker sees them all. */
export function adviseReportStage(context: CoreContext, model: ModelConfig): Stage {
  const advice = { adviser: createAdviser(createModelClient(model)), settings: model };
  return defineStage({ name: 'advise-report', queue: 'advice', data: z.object({ report_id: z.uuid() }) }, async ({ report_id }) =>
    adviseReport(context, advice, report_id),
  );
}
