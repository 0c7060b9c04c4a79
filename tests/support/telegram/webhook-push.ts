// Delivery to a webhook: in order within a chat, up to max_connections chats at once, the same update again until a 2xx.
// https://core.telegram.org/bots/api#setwebhook. Telegram gives up "after a reasonable amount of attempts"; this one never does.
import { isRecord, type Json } from './bot-api.ts';

export interface PendingUpdate {
  id: number;
  update: Json;
}

export interface WebhookTarget {
  url: string;
  secretToken: string | undefined;
  maxConnections: number;
  retryDelayMs: (attempt: number) => number;
  onDelivered(entry: PendingUpdate): void;
  onFailure(reason: string): void;
  /** A call in the body of the webhook's answer: https://core.telegram.org/bots/api#making-requests-when-getting-updates */
  onReply(call: Json): void;
}

export interface WebhookPush {
  add(entry: PendingUpdate): void;
  stop(): void;
}

export function createWebhookPush(target: WebhookTarget): WebhookPush {
  const queues = new Map<string, PendingUpdate[]>();
  const waiting: (() => void)[] = [];
  const stopped = new AbortController();
  let free = target.maxConnections;

  async function connection<T>(work: () => Promise<T>): Promise<T> {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  }

  async function deliver(entry: PendingUpdate): Promise<void> {
    for (let attempt = 1; !stopped.signal.aborted; attempt += 1) {
      const failure = await connection(() => post(target, entry, stopped.signal));
      if (stopped.signal.aborted) return;
      if (failure === undefined) return target.onDelivered(entry);
      target.onFailure(failure);
      await pause(target.retryDelayMs(attempt), stopped.signal);
    }
  }

  async function drain(key: string, queue: PendingUpdate[]): Promise<void> {
    for (let entry = queue[0]; entry && !stopped.signal.aborted; entry = queue[0]) {
      await deliver(entry);
      queue.shift();
    }
    queues.delete(key);
  }

  return {
    add(entry) {
      const key = orderKey(entry.update);
      const queue = queues.get(key);
      if (queue) return void queue.push(entry);
      const fresh = [entry];
      queues.set(key, fresh);
      void drain(key, fresh);
    },
    stop: () => stopped.abort(),
  };
}

async function post(target: WebhookTarget, entry: PendingUpdate, stopped: AbortSignal): Promise<string | undefined> {
  const secret = target.secretToken === undefined ? {} : { 'x-telegram-bot-api-secret-token': target.secretToken };
  try {
    const response = await fetch(target.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...secret },
      body: JSON.stringify(entry.update),
      signal: AbortSignal.any([stopped, AbortSignal.timeout(60_000)]),
    });
    const body = await response.text();
    if (!response.ok) return `Wrong response from the webhook: ${response.status} ${response.statusText}`;
    reply(body, target);
    return undefined;
  } catch {
    return 'Connection failed';
  }
}

function reply(body: string, target: WebhookTarget): void {
  if (!body.startsWith('{')) return;
  try {
    const call: unknown = JSON.parse(body);
    if (isRecord(call) && typeof call['method'] === 'string') target.onReply(call);
  } catch {
    // A body that is not JSON is no call; Telegram ignores it too.
  }
}

/** The chat, else the sender: what Telegram keeps in order. */
function orderKey(update: Json): string {
  const body = Object.values(update).find(isRecord);
  const message = isRecord(body?.['message']) ? body['message'] : body;
  const owner = isRecord(message?.['chat']) ? message['chat'] : body?.['from'];
  return isRecord(owner) ? String(owner['id']) : '';
}

function pause(milliseconds: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    stopped.addEventListener('abort', done, { once: true });
    function done(): void {
      clearTimeout(timer);
      stopped.removeEventListener('abort', done);
      resolve();
    }
  });
}
