// The one way out to browsers: one push to one subscription, at the pace of its push service, and not at all while that is left alone.

import type { Clock } from '#platform/clock.ts';
import { createPacer, type Pacer } from '#platform/telegram-pacer.ts';
import type { PushAnswer } from './push-outcome.ts';
import type { PushServices } from './push-services.ts';
import { createServicePauses } from './service-pauses.ts';
import type { PushMessage, PushSubscription, WebPushClient } from './web-push-client.ts';

export type PushOutcome =
  | Exclude<PushAnswer, { kind: 'unreachable' | 'retry_after' }>
  /** Not sent: the service is left alone until then. */
  | { kind: 'paused'; until: Date }
  /** `isOutage`: the service answers nobody. */
  | { kind: 'unreachable'; cause: string; isOutage: boolean };

/** How a caller waits for the service's turn; null: it did not come. */
export type PushTurn = <Result>(service: string, call: () => Promise<Result>) => Promise<Result | null>;

export interface WebPushOut {
  pacer: Pick<Pacer, 'run'>;
  /** null: the turn never came, nothing was sent. Without `inTurn` it waits for the pacer. */
  push(subscription: PushSubscription, message: PushMessage, inTurn?: PushTurn): Promise<PushOutcome | null>;
}

export interface WebPushOutOptions {
  client: WebPushClient;
  services: PushServices;
  clock: Clock;
  /** Pushes a second to one service. */
  rate: number;
  /** First pause after an outage, milliseconds. */
  pauseBaseMs?: number;
}

/** Over all services: what one core encrypts. */
const ALL_PER_SECOND = 1_000;
/** Timers are good for milliseconds only: what was late may catch up. */
const BURST = 20;

export function createWebPushOut({ client, services, clock, rate, pauseBaseMs }: WebPushOutOptions): WebPushOut {
  const pacer = createPacer({ perSecond: ALL_PER_SECOND, perChatPerSecond: rate, perChatBurst: BURST });
  const pauses = createServicePauses(clock, pauseBaseMs);

  async function call(service: string, subscription: PushSubscription, message: PushMessage): Promise<PushOutcome> {
    const until = pauses.enter(service);
    if (until !== null) return { kind: 'paused', until };
    const answer = await client.send(subscription, message);
    if (answer.kind === 'unreachable') return { ...answer, isOutage: pauses.unanswered(service, subscription.endpoint) };
    pauses.answered(service);
    if (answer.kind !== 'retry_after') return answer;
    pauses.asked(service, answer.seconds);
    return { kind: 'paused', until: pauses.until(service) ?? clock.now() };
  }

  return {
    pacer,
    async push(subscription, message, inTurn = (service, act) => pacer.run(service, act)) {
      // The setting may have been narrowed since it was taken.
      if (!services.knows(subscription.endpoint)) return { kind: 'rejected', reason: 'service' };
      const { host } = new URL(subscription.endpoint);
      const until = pauses.until(host);
      return until === null ? inTurn(host, () => call(host, subscription, message)) : { kind: 'paused', until };
    },
  };
}
