// Stands in for a push service and the browsers behind it: takes pushes as RFC 8030, 8188, 8291 and 8292 say, decrypts them as the browser
// would, keeps one a topic and tag, and answers as told. Each stand-in has a host of its own.

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PushNotice } from '#core/delivery/render-push.ts';
import type { PushSubscription } from '#platform/web-push/web-push-client.ts';
import { checkVapid } from './push/check-vapid.ts';
import { decryptPush, newBrowserKeys, type BrowserKeys } from './push/push-encryption.ts';

export interface ReceivedPush {
  notice: PushNotice;
  ttl: number;
  urgency: string;
  topic: string | undefined;
  /** Of the encrypted body. */
  bytes: number;
}

export interface StandInBrowser {
  subscription: PushSubscription;
  /** In order of arrival. */
  received: ReceivedPush[];
  /** By tag, what would be on the screen. */
  shown: Map<string, PushNotice>;
  /** Its push service knows it no more. */
  leave(): void;
}

/** What happens to the next pushes, of one browser or all. `lost_answer`: taken, but the answer does not come back. */
export type PushFault = { browser?: StandInBrowser; times?: number } & (
  | { kind: 'status'; status: number; headers?: Record<string, string> }
  | { kind: 'too_large'; over: number }
  | { kind: 'reset' }
  | { kind: 'lost_answer' }
  | { kind: 'hang' }
);

export interface PushStandIn {
  origin: string;
  host: string;
  /** @param vapidKey for which it subscribes: pushes signed with another are refused. */
  browser(vapidKey?: string): StandInBrowser;
  fault(fault: PushFault): () => void;
  /** Each request with its answer's status; 0: none. */
  calls: { token: string; status: number; at: number; fault: string | undefined }[];
  close(): Promise<void>;
}

interface Known {
  browser: StandInBrowser;
  keys: BrowserKeys;
  vapidKey: string | undefined;
  here: boolean;
}

interface Push {
  ttl: number;
  urgency: string;
  topic: string | undefined;
  body: Buffer;
}

/** A refusal as a push service gives it. */
class Refused extends Error {
  readonly status: number;
  constructor(status: number, why: string) {
    super(why);
    this.status = status;
  }
}

const MOST_BYTES = 4_096;

export async function startPushStandIn(): Promise<PushStandIn> {
  const browsers = new Map<string, Known>();
  const faults: PushFault[] = [];
  const calls: PushStandIn['calls'] = [];
  const server = createServer((request, response) => void serve(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const origin = `http://${host}`;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const token = (request.url ?? '').replace('/push/', '');
    const known = browsers.get(token);
    const body = await bodyOf(request);
    const fault = takeFault(known?.browser);
    const answer = (status: number, headers: Record<string, string> = {}, why = ''): void => {
      calls.push({ token, status, at: performance.now(), fault: fault?.kind });
      response.writeHead(status, headers).end(why);
    };
    const noAnswer = (): void => void calls.push({ token, status: 0, at: performance.now(), fault: fault?.kind });
    if (fault?.kind === 'status') return answer(fault.status, fault.headers);
    if (fault?.kind === 'too_large' && body.length > fault.over) return answer(413);
    if (fault?.kind === 'hang') return noAnswer();
    if (fault?.kind === 'reset') {
      noAnswer();
      request.socket.resetAndDestroy();
      return;
    }
    try {
      take(known, pushOf(request, body), request.headers.authorization);
    } catch (error) {
      return answer(error instanceof Refused ? error.status : 400, {}, String(error));
    }
    if (fault?.kind === 'lost_answer') {
      noAnswer();
      request.socket.destroy();
      return;
    }
    answer(201, { location: `${origin}/message/${randomBytes(8).toString('hex')}` });
  }

  function take(known: Known | undefined, push: Push, authorization: string | undefined): void {
    const key = refusing(401, () => checkVapid(authorization, { origin, now: new Date() }));
    if (known === undefined) throw new Refused(404, 'no such subscription');
    if (!known.here) throw new Refused(410, 'gone');
    if (known.vapidKey !== undefined && known.vapidKey !== key) throw new Refused(403, 'subscribed for another key');
    const notice = JSON.parse(refusing(400, () => decryptPush(push.body, known.keys))) as PushNotice;
    const { ttl, urgency, topic, body } = push;
    known.browser.received.push({ notice, ttl, urgency, topic, bytes: body.length });
    known.browser.shown.set(notice.tag, notice);
  }

  function takeFault(browser: StandInBrowser | undefined): PushFault | undefined {
    const fault = faults.find((each) => (each.times ?? 1) > 0 && (each.browser === undefined || each.browser === browser));
    if (fault?.times !== undefined) fault.times -= 1;
    return fault;
  }

  return {
    origin,
    host,
    calls,
    browser(vapidKey) {
      const token = randomBytes(16).toString('base64url');
      const keys = newBrowserKeys();
      const subscription = {
        endpoint: `${origin}/push/${token}`,
        keys: { p256dh: keys.curve.getPublicKey('base64url'), auth: keys.auth.toString('base64url') },
      };
      const known: Known = { keys, vapidKey, here: true, browser: { subscription, received: [], shown: new Map(), leave: () => void (known.here = false) } };
      browsers.set(token, known);
      return known.browser;
    },
    fault(fault) {
      const own = { ...fault };
      faults.push(own);
      return () => void (own.times = 0);
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** RFC 8030, 5: how a push must be asked for. */
function pushOf(request: IncomingMessage, body: Buffer): Push {
  const header = (name: string): string | undefined => request.headers[name]?.toString();
  if (request.method !== 'POST') throw new Refused(405, 'POST only');
  const [ttl, urgency = 'normal', topic] = [header('ttl'), header('urgency'), header('topic')];
  if (ttl === undefined || !/^\d+$/.test(ttl)) throw new Refused(400, 'TTL must be there, in seconds');
  if (!/^(?:very-low|low|normal|high)$/.test(urgency)) throw new Refused(400, 'no such urgency');
  if (topic !== undefined && !/^[\w-]{1,32}$/.test(topic)) throw new Refused(400, 'a topic has at most 32 characters of base64url');
  if (body.length > MOST_BYTES) throw new Refused(413, 'too large');
  if (header('content-encoding') !== 'aes128gcm') throw new Refused(400, 'aes128gcm only');
  return { ttl: Number(ttl), urgency, topic, body };
}

function refusing<Result>(status: number, check: () => Result): Result {
  try {
    return check();
  } catch (error) {
    throw new Refused(status, String(error));
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
