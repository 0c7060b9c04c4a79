// SQL of groups: which want no unasked warnings, and what each was warned of lately. Hashes only.

import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import { chatHash } from '#core/subscribers/subscriber-store.ts';

/** A group is not warned of the same thing again for so long. */
export const WARN_AGAIN_MS = 6 * 60 * 60 * 1_000;

type Context = Pick<CoreContext, 'db' | 'vault' | 'clock'>;

export async function isQuiet({ db, vault }: Context, chatId: number): Promise<boolean> {
  const row = await db.selectFrom('quiet_groups').select('since').where('chat_hash', '=', chatHash(vault, chatId)).executeTakeFirst();
  return row !== undefined;
}

/** @returns whether it is quiet now. */
export async function toggleQuiet({ db, vault, clock }: Context, chatId: number): Promise<boolean> {
  const chat_hash = chatHash(vault, chatId);
  const removed = await db.deleteFrom('quiet_groups').where('chat_hash', '=', chat_hash).executeTakeFirst();
  if (removed.numDeletedRows > 0n) return false;
  await db
    .insertInto('quiet_groups')
    .values({ chat_hash, since: clock.now() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return true;
}

/** False: the group was warned of it lately. True only to one of those who ask at once. */
export async function takeWarning({ db, vault, clock }: Context, chatId: number, valueHash: Buffer): Promise<boolean> {
  const now = clock.now();
  const { rows } = await sql`
    insert into group_warnings (chat_hash, value_hash, warned_at) values (${chatHash(vault, chatId)}, ${valueHash}, ${now})
    on conflict (chat_hash, value_hash) do update set warned_at = excluded.warned_at
    where group_warnings.warned_at <= ${new Date(now.getTime() - WARN_AGAIN_MS)} returning 1`.execute(db);
  return rows.length > 0;
}

export async function forgetGroupWarnings({ db, clock }: Pick<CoreContext, 'db' | 'clock'>): Promise<void> {
  await db
    .deleteFrom('group_warnings')
    .where('warned_at', '<', new Date(clock.now().getTime() - WARN_AGAIN_MS))
    .execute();
}
