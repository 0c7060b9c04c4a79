// One POST to a partner's server: to a public address that DNS gives for this very connection, within a time limit, following no redirect, ending in
// data instead of an error. NOTE `fetch` does not say which address it connects to; a look beforehand could be answered differently.

import { lookup as dnsLookup } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Clock } from '#platform/clock.ts';
import { retryAfterSeconds } from '#platform/retry-after.ts';
import { isReceiverAddress, receiverFault, type ReceiverRules } from './receiver-address.ts';

export interface WebhookRequest {
  url: string;
  headers: Record<string, string>;
  body: string;
}

export type WebhookAnswer =
  | { kind: 'answered'; status: number; retryAfterSeconds: number | null }
  /** In one word, without the address. It may have been taken all the same. */
  | { kind: 'unanswered'; cause: string }
  /** The caller's signal. */
  | { kind: 'stopped' };

export interface WebhookClient {
  /** Never throws for what a network or a server can do. */
  post(request: WebhookRequest, signal?: AbortSignal): Promise<WebhookAnswer>;
}

export interface WebhookClientOptions extends ReceiverRules {
  clock: Clock;
  /** Milliseconds; default 15,000, as the specification recommends 15 to 30 s. */
  timeoutMs?: number;
  /** As node:dns has it. */
  lookup?: typeof dnsLookup;
}

export function createWebhookClient({ clock, loopback, timeoutMs = 15_000, lookup = dnsLookup }: WebhookClientOptions): WebhookClient {
  const rules = { loopback };
  const safeLookup = allowing(lookup, rules);

  function send({ url, headers, body }: WebhookRequest, signal: AbortSignal): Promise<WebhookAnswer> {
    return new Promise((resolve, reject) => {
      const request = url.startsWith('https:') ? requestHttps : requestHttp;
      const options = { method: 'POST', headers: { ...headers, 'content-length': Buffer.byteLength(body) }, agent: false, lookup: safeLookup, signal };
      const outgoing = request(url, options, (response) => {
        resolve({
          kind: 'answered',
          status: response.statusCode ?? 0,
          retryAfterSeconds: retryAfterSeconds(response.headers['retry-after'], clock.now()),
        });
        // What it says besides is of no interest; the signal ends what does not end.
        response.on('error', () => undefined).resume();
      });
      outgoing.on('error', reject).end(body);
    });
  }

  return {
    async post(request, stop) {
      // Written down under other rules, maybe.
      if (receiverFault(request.url, rules) !== null) return { kind: 'unanswered', cause: 'address_refused' };
      const timeout = AbortSignal.timeout(timeoutMs);
      try {
        return await send(request, stop === undefined ? timeout : AbortSignal.any([timeout, stop]));
      } catch (error) {
        if (timeout.aborted) return { kind: 'unanswered', cause: 'timeout' };
        return stop?.aborted === true ? { kind: 'stopped' } : { kind: 'unanswered', cause: causeOf(error) };
      }
    },
  };
}

/** The same function, but for addresses that may not be called. */
function allowing(lookup: typeof dnsLookup, rules: ReceiverRules): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const allowed = error === null ? found.filter(({ address }) => isReceiverAddress(address, rules)) : [];
      const [first] = allowed;
      if (error !== null) callback(error, '');
      else if (first === undefined) callback(Object.assign(new Error('no public address'), { code: 'address_refused' }), '');
      else if (options.all === true) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error ? String(error.code) : error.name;
}
