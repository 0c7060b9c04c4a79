// A stage that reads, followed by a model in shadow that reads the same. The stage's own outcome stands whatever the model does.

import { z } from 'zod';
import type { CoreContext } from '#core/context.ts';
import type { LinearModel } from '#core/reading/classify/linear-model.ts';
import { readInShadow } from '#core/training/shadow-reading.ts';
import type { Stage } from '#worker/stage.ts';

const data = z.object({ report_id: z.uuid() });

/** @param model undefined: there is none to compare, and the stage stays as it is. */
export function withShadow(stage: Stage, context: CoreContext, model: LinearModel | undefined): Stage {
  if (model === undefined) return stage;
  return {
    ...stage,
    run: async (job) => {
      const outcome = await stage.run(job);
      await readInShadow(context, model, data.parse(job).report_id);
      return outcome;
    },
  };
}
