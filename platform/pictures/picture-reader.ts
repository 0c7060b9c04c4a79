// Reads pictures one after the other in a thread of its own, which is killed when one takes too long and started anew for the next: a
// decompression bomb costs its own time limit and nothing else. Starting takes half a second, so the thread stays for a while.

import { Worker } from 'node:worker_threads';
import type { PictureResult } from '#platform/pictures/picture-result.ts';
import type { ThreadMessage } from '#platform/pictures/picture-thread.ts';

export type { PictureFailureReason, PictureResult } from '#platform/pictures/picture-result.ts';

export interface PictureReader {
  /** Never throws for what a picture can be. @throws Error when pictures cannot be read at all here, or the reader was closed. */
  read(bytes: Uint8Array): Promise<PictureResult>;
  /** Ends the thread; what is being read is given up. */
  close(): Promise<void>;
}

export interface PictureReaderOptions {
  /** Milliseconds for one picture; default 15,000. */
  timeoutMs?: number;
  /** Bytes; default 20 MB, as much as Telegram hands out. */
  maxBytes?: number;
  /** Milliseconds after which an unused thread is ended; default 60,000. It holds about 250 MB. */
  idleMs?: number;
}

// Ten times the slowest phone screenshot measured (docs/decisions/0014).
const TIMEOUT_MS = 15_000;
const MAX_BYTES = 20 * 1024 * 1024;
const IDLE_MS = 60_000;
const START_LIMIT_MS = 30_000;
/** Megabytes of JavaScript; pixels and WebAssembly lie outside and are bounded by PIXEL_LIMIT. */
const HEAP_MB = 256;

export function createPictureReader({ timeoutMs = TIMEOUT_MS, maxBytes = MAX_BYTES, idleMs = IDLE_MS }: PictureReaderOptions = {}): PictureReader {
  let thread: Promise<Worker> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;
  let closed = false;

  async function readNow(bytes: Uint8Array): Promise<PictureResult> {
    clearTimeout(idle);
    if (closed) throw new Error('the picture reader is closed');
    const worker = await threadToAsk();
    const answer = await ask(worker, bytes, timeoutMs);
    if (answer.kind !== 'done') await end();
    if (closed) throw new Error('the picture reader was closed');
    idle = setTimeout(() => void end(), idleMs).unref();
    return answer.result;
  }

  function threadToAsk(): Promise<Worker> {
    if (thread !== undefined) return thread;
    const started = startThread();
    const forget = (): void => {
      if (thread === started) thread = undefined;
    };
    started.then((worker) => worker.once('exit', forget), forget);
    thread = started;
    return started;
  }

  async function end(): Promise<void> {
    const ending = thread;
    thread = undefined;
    await (await ending?.catch(() => undefined))?.terminate();
  }

  return {
    read(bytes) {
      if (bytes.byteLength > maxBytes) return Promise.resolve({ kind: 'unreadable', reason: 'too_large', contentType: null });
      const reading = last.then(() => readNow(bytes));
      last = reading.catch(() => undefined);
      return reading;
    },
    async close() {
      closed = true;
      clearTimeout(idle);
      await end();
    },
  };
}

type Answer = { kind: 'done' | 'given_up'; result: PictureResult };

function ask(worker: Worker, bytes: Uint8Array, timeoutMs: number): Promise<Answer> {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  let codes: PictureResult | undefined;
  const giveUp = (reason: 'too_slow' | 'crashed'): void => resolve({ kind: 'given_up', result: codes ?? { kind: 'unreadable', reason, contentType: null } });
  const timer = setTimeout(() => giveUp('too_slow'), timeoutMs);
  const onMessage = (message: ThreadMessage): void => {
    if (message.kind === 'codes') codes = message.result;
    if (message.kind === 'done') resolve({ kind: 'done', result: message.result });
  };
  const onEnd = (): void => giveUp('crashed');
  worker.on('message', onMessage).once('exit', onEnd);
  worker.postMessage(bytes);
  return promise.finally(() => {
    clearTimeout(timer);
    worker.off('message', onMessage).off('exit', onEnd);
  });
}

async function startThread(): Promise<Worker> {
  const worker = new Worker(new URL('picture-thread.ts', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => reject(new Error('the picture thread did not start in time')), START_LIMIT_MS);
  const onExit = (): void => reject(new Error('the picture thread ended while it started'));
  worker.on('error', (error) => reject(new Error('the picture thread failed', { cause: error })));
  worker.once('message', () => resolve()).once('exit', onExit);
  // It must not keep a process alive that has nothing else to do.
  worker.unref();
  try {
    await promise;
    return worker;
  } catch (error) {
    await worker.terminate();
    throw error;
  } finally {
    clearTimeout(timer);
    worker.off('exit', onExit);
  }
}
