import type { Database } from '#core/database.ts';

export interface DeadLetter {
  id: number;
  queue: string;
  job: string;
  /** Ids and numbers only. */
  payload: Record<string, unknown>;
  error: string;
  failed_at: Date;
}

/** Jobs that were given up and not replayed since, the newest first. */
export async function listDeadLetters(db: Database, limit: number): Promise<DeadLetter[]> {
  return db
    .selectFrom('dead_letters')
    .select(['id', 'queue', 'job', 'payload', 'error', 'failed_at'])
    .where('replayed_at', 'is', null)
    .orderBy('failed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}
