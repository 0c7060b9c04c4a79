// SQL of blocks.

import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import type { Block, BlockReason } from './block.ts';

/** The block that holds now; null: none. */
export async function findBlock({ db, clock }: Pick<CoreContext, 'db' | 'clock'>, person: Buffer): Promise<Block | null> {
  const row = await db
    .selectFrom('blocked_people')
    .select(['id', 'reason', 'until', 'told_at'])
    .where('person_hash', '=', person)
    .where('ended_at', 'is', null)
    .where('until', '>', clock.now())
    .executeTakeFirst();
  return row ?? null;
}

export async function markTold({ db, clock }: Pick<CoreContext, 'db' | 'clock'>, id: string): Promise<void> {
  await db.updateTable('blocked_people').set({ told_at: clock.now() }).where('id', '=', id).execute();
}

export interface NewBlock {
  id: string;
  person_hash: Buffer;
  report_id: string;
  reason: BlockReason;
  blocked_by: string;
  blocked_at: Date;
  until: Date;
}

/** A block that ran out makes room. False: one that holds is there already. */
export async function insertBlock(tx: Database, block: NewBlock): Promise<boolean> {
  await sql`
    update blocked_people set ended_at = until, ended_by = 'system'
    where person_hash = ${block.person_hash} and ended_at is null and until <= ${block.blocked_at}`.execute(tx);
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('blocked_people')
    .values({ ...block, ended_by: null, ended_at: null, told_at: null })
    .onConflict((conflict) => conflict.column('person_hash').where('ended_at', 'is', null).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Ended before its time. False: it is over already. */
export async function endBlock({ db, clock }: Pick<CoreContext, 'db' | 'clock'>, id: string, by: string): Promise<boolean> {
  const now = clock.now();
  const { numUpdatedRows } = await db
    .updateTable('blocked_people')
    .set({ ended_at: now, ended_by: by })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .where('until', '>', now)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Who was blocked is forgotten some time after it is over. */
export async function forgetBlocks({ db, clock }: Pick<CoreContext, 'db' | 'clock'>, retentionDays: number): Promise<void> {
  const before = new Date(clock.now().getTime() - retentionDays * 86_400_000);
  await sql`delete from blocked_people where coalesce(ended_at, until) < ${before}`.execute(db);
}

export interface BlockedPerson {
  id: string;
  /** Of the report that it was decided on. */
  reference: string;
  reason: BlockReason;
  blocked_by: string;
  blocked_at: Date;
  until: Date;
  ended_by: string | null;
  ended_at: Date | null;
}

/** Newest first; `after` is the id of the last one of the page before. */
export async function listBlocks(db: Database, { after, limit }: { after?: string | undefined; limit: number }): Promise<BlockedPerson[]> {
  const page = after === undefined ? sql`` : sql`where (b.blocked_at, b.id) < (select blocked_at, id from blocked_people where id = ${after}::uuid)`;
  const { rows } = await sql<BlockedPerson>`
    select b.id, r.reference, b.reason, b.blocked_by, b.blocked_at, b.until, b.ended_by, b.ended_at
    from blocked_people b join reports r on r.id = b.report_id ${page}
    order by b.blocked_at desc, b.id desc limit ${limit}`.execute(db);
  return rows;
}
