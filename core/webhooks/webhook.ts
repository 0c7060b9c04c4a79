// Outgoing webhooks (https://www.standardwebhooks.com): the words, and what an answer means. Pure.

import type { WebhookAnswer } from '#platform/webhooks/webhook-client.ts';

export const ALERT_EVENTS = ['alert.published', 'alert.updated', 'alert.withdrawn'] as const;
export type AlertEvent = (typeof ALERT_EVENTS)[number];
export type WebhookEvent = AlertEvent | 'ping';

/** `dead`: given up, can be replayed. `dropped`: no longer true before the endpoint had it, or a ping that failed. */
export type MessageState = 'waiting' | 'claimed' | 'sent' | 'dead' | 'dropped';

/** `gone`: it answered 410. `failing`: for five days it took nothing. */
export type DisabledReason = 'gone' | 'failing';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Waits after each failed attempt; the first attempt is made at once. The example schedule of the specification, "Deliverability and reliability". */
export const RETRY_WAITS_MS: readonly number[] = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];
/** At most so much of a wait is added at random, so that those who failed together do not come back together. */
const JITTER = 0.1;

/** An endpoint that has taken nothing for so long is not tried any more. */
export const FAILING_FOR_MS = 5 * DAY;
/** So long both secrets sign after a rotation. */
export const ROTATION_MS = DAY;
/** Longer than an attempt may take: whoever was sending is dead by then. */
export const LEASE_MS = 30 * SECOND;

export type AttemptResult =
  | { kind: 'sent' }
  /** 410: nobody wants to be asked there again. */
  | { kind: 'gone'; error: string }
  /** `next` null: that was the last attempt. `quietUntil`: the endpoint wants to be left alone until then. */
  | { kind: 'failed'; error: string; next: Date | null; quietUntil: Date | null };

export interface Attempt {
  event: WebhookEvent;
  /** This one included. */
  attempts: number;
  now: Date;
}

/** Any 2xx is a success and everything else a failure, redirects among them. @param random from 0 to 1. */
export function resultOf(answer: Exclude<WebhookAnswer, { kind: 'stopped' }>, { event, attempts, now }: Attempt, random = Math.random()): AttemptResult {
  if (answer.kind === 'unanswered') return failed(answer.cause, null);
  if (answer.status >= 200 && answer.status < 300) return { kind: 'sent' };
  if (answer.status === 410) return { kind: 'gone', error: '410' };
  const isAsked = answer.retryAfterSeconds !== null && (answer.status === 429 || answer.status === 503);
  return failed(String(answer.status), isAsked ? new Date(now.getTime() + (answer.retryAfterSeconds ?? 0) * SECOND) : null);

  function failed(error: string, quietUntil: Date | null): AttemptResult {
    // Somebody waits for what comes of a ping.
    const wait = event === 'ping' ? undefined : RETRY_WAITS_MS[attempts - 1];
    if (wait === undefined) return { kind: 'failed', error, next: null, quietUntil };
    const next = now.getTime() + wait * (1 + JITTER * random);
    return { kind: 'failed', error, next: new Date(Math.max(next, quietUntil?.getTime() ?? 0)), quietUntil };
  }
}
