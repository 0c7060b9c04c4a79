// Reads pictures one after the other in a thread of its own, which is killed when one takes too long: a decompression bomb costs its own
// time limit and nothing else.

import type { PictureResult } from '#platform/pictures/picture-result.ts';
import { createWorkThread } from '#platform/threads/work-thread.ts';

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
  /** Milliseconds after which an unused thread is ended; default 60,000: starting takes half a second. It holds about 250 MB. */
  idleMs?: number;
}

// Ten times the slowest phone screenshot measured (docs/decisions/0014).
const TIMEOUT_MS = 15_000;
const MAX_BYTES = 20 * 1024 * 1024;
const IDLE_MS = 60_000;
/** Pixels and WebAssembly lie outside and are bounded by PIXEL_LIMIT. */
const HEAP_MB = 256;

export function createPictureReader({ timeoutMs = TIMEOUT_MS, maxBytes = MAX_BYTES, idleMs = IDLE_MS }: PictureReaderOptions = {}): PictureReader {
  const module = new URL('picture-thread.ts', import.meta.url);
  const thread = createWorkThread<Uint8Array, PictureResult>({ name: 'picture', module, timeoutMs, idleMs, heapMb: HEAP_MB });
  return {
    async read(bytes) {
      if (bytes.byteLength > maxBytes) return { kind: 'unreadable', reason: 'too_large', contentType: null };
      const outcome = await thread.run(bytes);
      if (outcome.kind === 'done') return outcome.result;
      return outcome.soFar ?? { kind: 'unreadable', reason: outcome.kind, contentType: null };
    },
    close: () => thread.close(),
  };
}
