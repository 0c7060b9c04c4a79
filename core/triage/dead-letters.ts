import type { Database } from '#core/database.ts';
import { isReplayable } from '#core/reports/replay-dead-letters.ts';

export interface DeadLetter {
  id: number;
  queue: string;
  job: string;
  /** Ids and numbers only. */
  payload: Record<string, unknown>;
  error: string;
  failed_at: Date;
  /** Whether it can be tried again: a job of an unknown kind cannot. */
  replayable: boolean;
}

export interface DeadLetterFilter {
  /** Id of the last one of the page before. */
  after?: number | undefined;
  limit: number;
}

/** Jobs that were given up and not replayed since, the newest first. */
export async function listDeadLetters(db: Database, { after, limit }: DeadLetterFilter): Promise<DeadLetter[]> {
  const rows = await db
    .selectFrom('dead_letters')
    .select(['id', 'queue', 'job', 'payload', 'error', 'failed_at'])
    .where('replayed_at', 'is', null)
    .$if(after !== undefined, (query) => query.where('id', '<', after ?? 0))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, replayable: isReplayable(row.job) }));
}
