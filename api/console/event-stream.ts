// Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html): an answer that goes on until the officer leaves, their
// session ends or this process stops. Heartbeats keep proxies from closing it.

import type { Request, Response } from 'express';
import type { Log } from '#platform/log.ts';
import type { StreamEvent } from './console-route.ts';

export const HEARTBEAT_MS = 15_000;
/** Whoever reads slower than this many bytes behind is let go; the browser comes back and is told what it missed. */
const BACKLOG = 256 * 1024;

export interface StreamOptions {
  request: Request;
  response: Response;
  log: Log;
  /** Ends the stream. */
  stopping: AbortSignal | undefined;
  heartbeatMs: number;
  /** false: the session has ended, or no longer may. */
  isAllowed(): Promise<boolean>;
  /** @returns how to stop. */
  follow(tell: (event: StreamEvent) => void): () => void;
}

export function streamEvents({ request, response, log, stopping, heartbeatMs, isAllowed, follow }: StreamOptions): void {
  response.status(200).set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store, no-transform', 'X-Accel-Buffering': 'no' });
  response.flushHeaders();
  response.write(': hello\n\n');
  const stop = follow(({ id, data }) => {
    response.write(`id: ${id}\ndata: ${JSON.stringify(data)}\n\n`);
    if (response.writableLength > BACKLOG) response.destroy();
  });
  const end = (): void => void response.end('event: end\ndata: {}\n\n');
  const heartbeat = setInterval(() => {
    isAllowed().then(
      (allowed) => void (allowed ? response.write(': still here\n\n') : end()),
      (error: unknown) => log.warn({ err: error }, 'whether a session still lives could not be asked'),
    );
  }, heartbeatMs);
  stopping?.addEventListener('abort', end, { once: true });
  request.once('close', () => {
    clearInterval(heartbeat);
    stopping?.removeEventListener('abort', end);
    stop();
  });
}
