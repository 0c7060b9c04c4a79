// Every way a push can end, as data: whoever sends decides by `kind` and never reads a status.

import { retryAfterSeconds } from '#platform/retry-after.ts';

/**
 * - `gone`: the browser takes no more pushes at this address (RFC 8030, 7.3).
 * - `retry_after`: nothing happened; the service asks for a pause.
 * - `too_large`: over what the service takes; a shorter one may go.
 * - `rejected`: the same push will never work: wrong keys, or `status` as the service gave it.
 * - `unreachable`: no usable answer; it may have been taken.
 */
export type PushAnswer =
  | { kind: 'ok' }
  | { kind: 'gone' }
  | { kind: 'retry_after'; seconds: number }
  | { kind: 'too_large' }
  | { kind: 'rejected'; reason: string }
  | { kind: 'unreachable'; cause: string };

/** Where none is given. */
const USUAL_PAUSE_S = 60;

/** What an answer means: RFC 8030, 5 and 7, and what the services write of themselves. */
export function answerOf(status: number, retryAfter: string | null, now: Date): PushAnswer {
  if (status >= 200 && status < 300) return { kind: 'ok' };
  if (status === 404 || status === 410) return { kind: 'gone' };
  if (status === 413) return { kind: 'too_large' };
  if (status === 429 || (status === 503 && retryAfter !== null)) return { kind: 'retry_after', seconds: retryAfterSeconds(retryAfter, now) ?? USUAL_PAUSE_S };
  if (status >= 500 || status === 408) return { kind: 'unreachable', cause: String(status) };
  return { kind: 'rejected', reason: String(status) };
}
