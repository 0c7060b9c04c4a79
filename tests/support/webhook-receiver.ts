// A partner's server: takes webhooks over real HTTP at as many addresses as asked for, keeps each request, and answers as told.

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';

export interface ReceivedWebhook {
  id: string;
  /** Seconds since 1970, as sent. */
  timestamp: number;
  /** Space separated. */
  signature: string;
  raw: string;
  body: { type: string; timestamp: string; data: Record<string, unknown> };
  at: number;
}

/** `hang`: the answer never comes. `headers` go with a status. */
export type ReceiverAnswer = { status: number; headers?: Record<string, string> } | 'hang';

export interface ReceiverAddress {
  url: string;
  received: ReceivedWebhook[];
  /** To the next requests, in order; afterwards 204. */
  answers: ReceiverAnswer[];
  /** What came, by its event. */
  types(): string[];
  /** Resolves when so many have come. */
  has(count: number): Promise<void>;
}

export interface WebhookReceiver {
  origin: string;
  address(): ReceiverAddress;
  close(): Promise<void>;
}

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const addresses = new Map<string, ReceiverAddress>();
  const server = createServer((request, response) => void serve(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const address = addresses.get(request.url ?? '');
    const raw = Buffer.concat(chunks).toString();
    const header = (name: string): string => String(request.headers[name]);
    address?.received.push({
      id: header('webhook-id'),
      timestamp: Number(header('webhook-timestamp')),
      signature: header('webhook-signature'),
      raw,
      body: JSON.parse(raw) as ReceivedWebhook['body'],
      at: Date.now(),
    });
    const answer = address?.answers.shift() ?? { status: address === undefined ? 404 : 204 };
    if (answer !== 'hang') response.writeHead(answer.status, answer.headers).end();
  }

  return {
    origin,
    address() {
      const path = `/hooks/${addresses.size}`;
      const received: ReceivedWebhook[] = [];
      const address: ReceiverAddress = {
        url: `${origin}${path}`,
        received,
        answers: [],
        types: () => received.map(({ body }) => body.type),
        async has(count) {
          for (let left = 10_000; received.length < count; left -= 5) {
            if (left <= 0) throw new Error(`${received.length} of ${count} webhooks came`);
            await pause(5);
          }
        },
      };
      addresses.set(path, address);
      return address;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Whether one of its signatures is this secret's, whatever the clock says. */
export function isSignedBy({ id, timestamp, signature, raw }: ReceivedWebhook, secret: string): boolean {
  return signature.split(' ').includes(new Webhook(secret).sign(id, new Date(timestamp * 1_000), raw));
}
