// Renders documents one after the other in a thread of its own, so that nobody else waits for a page.

import type { PdfContent } from '#platform/pdf/pdf-document.ts';
import { createWorkThread } from '#platform/threads/work-thread.ts';

export interface PdfRenderer {
  /** The same content gives the same text; the file's id differs. @throws Error when it cannot be rendered: try again. */
  render(content: PdfContent): Promise<Buffer>;
  /** Ends the thread; what is being rendered is given up. */
  close(): Promise<void>;
}

// Fifty times a page (docs/decisions/0026).
const TIMEOUT_MS = 10_000;
const IDLE_MS = 60_000;
const HEAP_MB = 128;

export function createPdfRenderer(): PdfRenderer {
  const module = new URL('pdf-thread.ts', import.meta.url);
  const thread = createWorkThread<PdfContent, Uint8Array>({ name: 'document', module, timeoutMs: TIMEOUT_MS, idleMs: IDLE_MS, heapMb: HEAP_MB });
  return {
    async render(content) {
      const outcome = await thread.run(content);
      if (outcome.kind !== 'done') throw new Error(`a document could not be rendered (${outcome.kind})`);
      const { buffer, byteOffset, byteLength } = outcome.result;
      return Buffer.from(buffer, byteOffset, byteLength);
    },
    close: () => thread.close(),
  };
}
