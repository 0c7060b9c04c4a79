// What operators see of the inbox and may do with it: how much waits, what was quarantined, another try, and forgetting.

import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';

export interface InboxCounts {
  waiting: number;
  quarantined: number;
  /** Seconds; 0 when nothing waits. */
  oldest_waiting_seconds: number;
}

export async function inboxCounts(db: Database, now: Date): Promise<InboxCounts> {
  const { rows } = await sql<InboxCounts>`
    select count(*) filter (where state = 'waiting') as waiting,
      count(*) filter (where state = 'quarantined') as quarantined,
      coalesce(greatest(0, extract(epoch from ${now}::timestamptz - min(received_at) filter (where state = 'waiting'))), 0)::float8 as oldest_waiting_seconds
    from telegram_updates where state in ('waiting', 'quarantined')`.execute(db);
  return rows[0] ?? { waiting: 0, quarantined: 0, oldest_waiting_seconds: 0 };
}

export interface QuarantinedUpdate {
  update_id: number;
  received_at: Date;
  finished_at: Date | null;
  attempts: number;
  last_error: string | null;
}

/** Oldest first, without what they say. */
export async function listQuarantined(db: Database, limit = 100): Promise<QuarantinedUpdate[]> {
  return db
    .selectFrom('telegram_updates')
    .select(['update_id', 'received_at', 'finished_at', 'attempts', 'last_error'])
    .where('state', '=', 'quarantined')
    .orderBy('update_id')
    .limit(limit)
    .execute();
}

/** Gives quarantined updates (all of them, or those named) another five tries. Gives how many. */
export async function replayUpdates({ db, clock }: Pick<CoreContext, 'db' | 'clock'>, updateIds?: number[]): Promise<number> {
  const replay = db
    .updateTable('telegram_updates')
    .set({ state: 'waiting', attempts: 0, next_attempt_at: clock.now(), finished_at: null })
    .where('state', '=', 'quarantined');
  const result = await (updateIds === undefined ? replay : replay.where('update_id', 'in', updateIds)).executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Telegram repeats an update for a day at most and may begin a new numbering after a week of silence: https://core.telegram.org/bots/api#update */
const REMEMBERED_DAYS = 8;
/** A quarantined update is personal data that nobody could use: long enough for a repair, no longer. */
export const QUARANTINE_DAYS = 30;

/** Forgets numbers of handled updates and what was quarantined long ago. Gives how many rows went. */
export async function cleanInbox({ db, clock }: Pick<CoreContext, 'db' | 'clock'>): Promise<number> {
  const before = (days: number): Date => new Date(clock.now().getTime() - days * 86_400_000);
  const { numAffectedRows } = await sql`
    delete from telegram_updates where (state = 'done' and finished_at < ${before(REMEMBERED_DAYS)})
      or (state = 'quarantined' and finished_at < ${before(QUARANTINE_DAYS)})`.execute(db);
  return Number(numAffectedRows ?? 0);
}
