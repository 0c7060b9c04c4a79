// The officer's own passkeys: which there are, what they are called, and taking one away.

import { appendAudit } from '#core/audit/append-audit.ts';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { CoreContext } from '#core/context.ts';

export interface OwnPasskey {
  id: string;
  name: string | null;
  created_at: Date | null;
}

/** The oldest first. */
export async function listOwnPasskeys({ db }: Pick<CoreContext, 'db'>, staffId: string): Promise<OwnPasskey[]> {
  return db.selectFrom('staff_passkeys').select(['id', 'name', 'created_at']).where('user_id', '=', staffId).orderBy('created_at').execute();
}

/** @returns false when it is not theirs. */
export async function renameOwnPasskey(
  { db }: Pick<CoreContext, 'db'>,
  { staffId, id, name }: { staffId: string; id: string; name: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('staff_passkeys').set({ name }).where('id', '=', id).where('user_id', '=', staffId).executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** @returns false when it is not theirs. */
export async function removeOwnPasskey(context: CoreContext, { staffId, id }: { staffId: string; id: string }): Promise<boolean> {
  return inTransaction(context, async (inside) => {
    const { numDeletedRows } = await inside.db.deleteFrom('staff_passkeys').where('id', '=', id).where('user_id', '=', staffId).executeTakeFirst();
    if (numDeletedRows === 0n) return false;
    await appendAudit(inside, { actor: staffId, action: 'staff.passkey_removed', subject: { kind: 'staff', id: staffId } });
    return true;
  });
}
