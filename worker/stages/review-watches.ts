// What people watch is looked at again after a decision on a report, an objection or a warning; and each of them is told, a job a notice.

import { z } from 'zod';
import type { CoreContext } from '#core/context.ts';
import { reviewWatches, type WatchCause } from '#core/watching/review-watches.ts';
import { tellWatcher, type TellDeps } from '#core/watching/tell-watcher.ts';
import { defineStage, type Stage } from '#worker/stage.ts';

export function reviewWatchesStages(context: CoreContext): Stage[] {
  const review = async (cause: WatchCause): Promise<{ kind: 'done' }> => {
    await reviewWatches(context, cause);
    return { kind: 'done' };
  };
  const report = z.object({ report_id: z.uuid() });
  const dispute = z.object({ dispute_id: z.uuid() });
  const alert = z.object({ alert_id: z.uuid() });
  return [
    defineStage({ name: 'review-reported', queue: 'reports', data: report }, ({ report_id }) => review({ report: report_id })),
    ...(['review-disputed', 'review-dispute-decided'] as const).map((name) =>
      defineStage({ name, queue: 'reports', data: dispute }, ({ dispute_id }) => review({ dispute: dispute_id })),
    ),
    ...(['review-warned', 'review-withdrawn'] as const).map((name) =>
      defineStage({ name, queue: 'reports', data: alert }, ({ alert_id }) => review({ alert: alert_id })),
    ),
  ];
}

/** Without a bot, notices to chats of Telegram wait. */
export function tellWatcherStage(context: CoreContext, deps: TellDeps): Stage {
  return defineStage({ name: 'tell-watcher', queue: 'delivery', data: z.object({ notice_id: z.uuid() }) }, async ({ notice_id }) => {
    const outcome = await tellWatcher(context, deps, notice_id);
    return outcome === 'sent' ? { kind: 'done' } : { kind: 'skipped', reason: outcome };
  });
}
