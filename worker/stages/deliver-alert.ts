// Jobs `deliver-alert {alert_id, version}` and `withdraw-alert {alert_id}`: one use case each. Killed in the middle, the queue brings the job
// back and the ledger says where to go on.

import { z } from 'zod';
import type { CoreContext } from '#core/context.ts';
import { deliverVersion, deliverWithdrawal } from '#core/delivery/deliver-alert.ts';
import type { DeliveryDeps, DeliveryResult } from '#core/delivery/delivery.ts';
import { defineStage, type Stage, type StageOutcome } from '#worker/stage.ts';

export interface DeliveryStageDeps {
  context: CoreContext;
  delivery: DeliveryDeps;
  /** Aborted before the worker waits for its jobs to end. */
  signal: AbortSignal;
}

/** The worker is going down in the middle of a delivery: the queue brings the job back. */
export class DeliveryStopped extends Error {
  readonly code = 'delivery_stopped';
  constructor() {
    super('the delivery goes on when the worker is back');
    this.name = 'DeliveryStopped';
  }
}

export function deliverAlertStage({ context, delivery, signal }: DeliveryStageDeps): Stage {
  const data = z.object({ alert_id: z.uuid(), version: z.coerce.number().int().positive() });
  return defineStage({ name: 'deliver-alert', queue: 'delivery', data }, async ({ alert_id, version }) => {
    return outcomeOf(await deliverVersion(context, delivery, { alertId: alert_id, version, signal }));
  });
}

export function withdrawAlertStage({ context, delivery, signal }: DeliveryStageDeps): Stage {
  const data = z.object({ alert_id: z.uuid() });
  return defineStage({ name: 'withdraw-alert', queue: 'delivery', data }, async ({ alert_id }) => {
    return outcomeOf(await deliverWithdrawal(context, delivery, { alertId: alert_id, signal }));
  });
}

function outcomeOf(result: DeliveryResult): StageOutcome {
  if (result.kind === 'stopped') throw new DeliveryStopped();
  return result.kind === 'done' ? { kind: 'done' } : result;
}
