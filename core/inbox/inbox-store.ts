// SQL that writes the inbox. An update is one row from the moment it is stored until its number may be forgotten.

import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import type { IncomingUpdate } from '#core/inbox/telegram-update.ts';

/** One statement, so that it is on disk when this returns. Gives how many were new: an update that came before is ignored. */
export async function storeUpdates(context: Pick<CoreContext, 'db' | 'vault' | 'clock'>, updates: IncomingUpdate[]): Promise<number> {
  if (updates.length === 0) return 0;
  const { db, vault, clock } = context;
  const now = clock.now();
  const rows = updates.map(({ update_id, order_key, json }) => ({
    update_id,
    chat_hash: vault.hash('chat', order_key),
    sealed: vault.sealField(json, sealContext(update_id)),
    received_at: now,
    next_attempt_at: now,
    last_error: null,
    finished_at: null,
  }));
  const stored = await db
    .insertInto('telegram_updates')
    .values(rows)
    .onConflict((conflict) => conflict.column('update_id').doNothing())
    .executeTakeFirst();
  return Number(stored.numInsertedOrUpdatedRows ?? 0);
}

export function sealContext(updateId: number): string {
  return `telegram_updates/sealed/${updateId}`;
}

export interface ClaimedUpdate {
  update_id: number;
  chat_hash: Buffer;
  /** This one included. */
  attempts: number;
}

export interface ClaimRequest {
  /** At most so many chats. */
  limit: number;
  /** Chats after this one come first, so that every chat has its turn. */
  after: Buffer;
  now: Date;
  /** Until then nobody else takes it; a killed process's updates come back then. */
  leaseUntil: Date;
}

/**
 * Takes the oldest waiting update of up to `limit` chats and counts the attempt. A chat whose oldest is leased or backing off is passed
 * over whole: nothing overtakes in a chat. Cost follows `limit`, not the backlog: each chat is one index probe.
 */
export async function claimUpdates(db: Database, request: ClaimRequest): Promise<ClaimedUpdate[]> {
  const { after, limit, now, leaseUntil } = request;
  const { rows } = await sql<ClaimedUpdate>`
    with recursive heads as (
      (select chat_hash, update_id, next_attempt_at from telegram_updates
       where state = 'waiting' and chat_hash > ${after} order by chat_hash, update_id limit 1)
      union all
      select next.* from heads cross join lateral (
        select chat_hash, update_id, next_attempt_at from telegram_updates
        where state = 'waiting' and chat_hash > heads.chat_hash order by chat_hash, update_id limit 1) next
    ),
    due as (select update_id from heads where next_attempt_at <= ${now} limit ${limit}),
    free as (
      -- Looked at again under the lock: between the snapshot and now another process may have taken or finished it.
      select update_id from telegram_updates
      where update_id = any (array(select update_id from due)) and state = 'waiting' and next_attempt_at <= ${now}
      for update skip locked
    )
    update telegram_updates u set attempts = u.attempts + 1, next_attempt_at = ${leaseUntil}
    from free where u.update_id = free.update_id
    returning u.update_id, u.chat_hash, u.attempts`.execute(db);
  return rows.sort((a, b) => Buffer.compare(a.chat_hash, b.chat_hash));
}

/** The update under lock until the transaction ends; null: handled elsewhere by now, or being handled. */
export async function lockUpdate(tx: Database, updateId: number): Promise<{ sealed: Buffer; received_at: Date } | null> {
  const { rows } = await sql<{ sealed: Buffer; received_at: Date }>`
    select sealed, received_at from telegram_updates where update_id = ${updateId} and state = 'waiting' for update skip locked`.execute(tx);
  return rows[0] ?? null;
}

/** The number is kept so that the same update again is ignored; what it said is not. */
export async function finishUpdate(tx: Database, updateId: number, now: Date): Promise<void> {
  await tx.updateTable('telegram_updates').set({ state: 'done', sealed: null, last_error: null, finished_at: now }).where('update_id', '=', updateId).execute();
}

export interface UpdateFailure {
  /** Name and code; never a message, which may quote the update. */
  error: string;
  now: Date;
  nextAttemptAt: Date;
  /** The attempt was not the update's own fault. */
  uncounted: boolean;
}

export async function postponeUpdate(db: Database, updateId: number, failure: UpdateFailure): Promise<void> {
  await sql`
    update telegram_updates set last_error = ${failure.error}, next_attempt_at = ${failure.nextAttemptAt},
      attempts = greatest(0, attempts - ${failure.uncounted ? 1 : 0})
    where update_id = ${updateId} and state = 'waiting'`.execute(db);
}

/** Set aside, still sealed, so that the chat goes on; `replayUpdates` gives it another try. */
export async function quarantineUpdate(db: Database, updateId: number, failure: Pick<UpdateFailure, 'error' | 'now'>): Promise<void> {
  await db
    .updateTable('telegram_updates')
    .set({ state: 'quarantined', last_error: failure.error, finished_at: failure.now })
    .where('update_id', '=', updateId)
    .where('state', '=', 'waiting')
    .execute();
}
