// One push as a request (RFC 8030), encrypted for one browser (RFC 8291) and signed by us (RFC 8292). The library makes the request; it is sent
// from here, so that it has a time limit, follows no redirect and ends in data instead of an error.

import webPush from 'web-push';
import type { Clock } from '#platform/clock.ts';
import { answerOf, type PushAnswer } from './push-outcome.ts';

/** As `PushSubscription.toJSON()` gives it; keys in base64url. */
export interface PushSubscription {
  endpoint: string;
  keys: { p256dh: string; auth: string };
}

export interface PushMessage {
  /** At most 3,993 bytes in UTF-8: what a service must take is 4,096 with the encryption's own (RFC 8291, 4). */
  payload: string;
  /** How long the service keeps it for a browser that is away; 0: only for one that is there. */
  ttlSeconds: number;
  urgency: 'very-low' | 'low' | 'normal' | 'high';
  /** At most 32 characters of base64url: takes the place of what waits under the same (RFC 8030, 5.4). */
  topic?: string;
}

/** Base64url: uncompressed P-256 point and scalar. */
export interface VapidKeys {
  publicKey: string;
  privateKey: string;
}

export interface WebPushClientOptions {
  keys: VapidKeys;
  /** `mailto:` or `https:`: whom a push service's operator writes to. */
  contact: string;
  clock: Clock;
  /** Milliseconds; default 10,000. */
  timeoutMs?: number;
}

export interface WebPushClient {
  /** Never throws for what a network, a service or a browser's keys can do. */
  send(subscription: PushSubscription, message: PushMessage): Promise<PushAnswer>;
}

export function createWebPushClient({ keys, contact, clock, timeoutMs = 10_000 }: WebPushClientOptions): WebPushClient {
  const vapidDetails = { subject: contact, ...keys };

  function requestFor(subscription: PushSubscription, { payload, ttlSeconds, urgency, topic }: PushMessage): webPush.RequestDetails | null {
    try {
      const options = { vapidDetails, TTL: ttlSeconds, urgency, contentEncoding: 'aes128gcm', ...(topic !== undefined && { topic }) } as const;
      return webPush.generateRequestDetails(subscription, payload, options);
    } catch {
      // Keys that are no point of the curve.
      return null;
    }
  }

  return {
    async send(subscription, message) {
      const request = requestFor(subscription, message);
      if (request === null) return { kind: 'rejected', reason: 'keys' };
      const { 'Content-Length': _length, ...headers } = request.headers;
      try {
        const signal = AbortSignal.timeout(timeoutMs);
        const init = {
          method: 'POST',
          headers: textual(headers),
          body: request.body === null ? null : new Uint8Array(request.body),
          redirect: 'manual',
          signal,
        } as const;
        const response = await fetch(request.endpoint, init);
        await response.body?.cancel();
        return answerOf(response.status, response.headers.get('retry-after'), clock.now());
      } catch (error) {
        return { kind: 'unreachable', cause: causeOf(error) };
      }
    },
  };
}

function textual(headers: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

/** In one word, without the address: who has it may send to that browser. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.name;
}
