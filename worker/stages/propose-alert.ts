import { z } from 'zod';
import { createProposer } from '#core/detection/propose-alert.ts';
import type { CoreContext } from '#core/context.ts';
import type { Translator } from '#platform/i18n.ts';
import { defineStage, type Stage } from '#worker/stage.ts';

export function proposeAlertStage(context: CoreContext, translator: Translator): Stage {
  const proposer = createProposer(context, translator);
  return defineStage({ name: 'propose-alert', queue: 'reports', data: z.object({ campaign_id: z.uuid() }) }, async ({ campaign_id }) => {
    const outcome = await proposer.propose(campaign_id);
    return outcome.kind === 'skipped' ? outcome : { kind: 'done' };
  });
}
