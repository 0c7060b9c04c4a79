// Jobs `enter-alert {alert_id}` and `send-webhook {message_id}`: partners are told what was published, corrected or withdrawn, one endpoint apart from
// the other. What failed is no failure of the job: the ledger says when it is tried again, and the sweeper tells of it then.

import { z } from 'zod';
import type { CoreContext } from '#core/context.ts';
import { enterAlert } from '#core/webhooks/enter-alert.ts';
import { sendWebhook, type WebhookDeps } from '#core/webhooks/send-webhook.ts';
import { defineStage, type Stage } from '#worker/stage.ts';

export function webhookStages(context: CoreContext, deps: WebhookDeps): Stage[] {
  const alert = z.object({ alert_id: z.uuid() });
  const message = z.object({ message_id: z.uuid() });
  return [
    defineStage({ name: 'enter-alert', queue: 'webhooks', data: alert }, async ({ alert_id }) =>
      (await enterAlert(context, alert_id)) ? { kind: 'done' } : { kind: 'skipped', reason: 'not_published' },
    ),
    defineStage({ name: 'send-webhook', queue: 'webhooks', data: message }, async ({ message_id }) => {
      const { kind } = await sendWebhook(context, deps, message_id);
      return kind === 'sent' ? { kind: 'done' } : { kind: 'skipped', reason: kind };
    }),
  ];
}
