// Who holds a report and for how long yet.

import type { QueueRow } from './use-queue.ts';

export type Held = { by: 'nobody' } | { by: 'me' | 'another'; name: string; minutes: number };

/** A claim that ran out is nobody's. */
export function holderOf(
  row: Pick<QueueRow, 'claimed_by' | 'claimed_by_name' | 'claim_expires_at'>,
  { me, now }: { me: string | undefined; now: number },
): Held {
  if (row.claimed_by === null || row.claim_expires_at === null) return { by: 'nobody' };
  const left = Date.parse(row.claim_expires_at) - now;
  if (left <= 0) return { by: 'nobody' };
  return { by: row.claimed_by === me ? 'me' : 'another', name: row.claimed_by_name ?? '?', minutes: Math.ceil(left / 60_000) };
}
