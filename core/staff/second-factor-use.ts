// A second factor within a session that is already there: proved once more, set up anew, or taken away from a lost phone.

import { appendAudit } from '#core/audit/append-audit.ts';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { CoreContext } from '#core/context.ts';
import { takeCode } from './second-factor.ts';
import { SYSTEM_ACTOR } from './staff.ts';

/** `code`: that of an app, which counts once; absent for a factor that cannot be given twice. @returns false when it was taken before. */
export async function proveSecondFactor(
  context: CoreContext,
  { staffId, sessionId, code }: { staffId: string; sessionId: string; code?: string },
): Promise<boolean> {
  return inTransaction(context, async (inside) => {
    if (code !== undefined && !(await takeCode(inside, staffId, code))) return false;
    await inside.db
      .updateTable('staff_sessions')
      .set({ second_factor_at: inside.clock.now() })
      .where('id', '=', sessionId)
      .where('user_id', '=', staffId)
      .execute();
    await appendAudit(inside, { actor: staffId, action: 'staff.stepped_up', subject: { kind: 'staff', id: staffId } });
    return true;
  });
}

/** From here on the old app's codes do not open the door; until the new one is confirmed, only its spare codes do. */
export async function replaceSecondFactor(context: CoreContext, staffId: string): Promise<void> {
  await inTransaction(context, async (inside) => {
    await inside.db.updateTable('staff_second_factors').set({ verified: false }).where('user_id', '=', staffId).execute();
    await appendAudit(inside, { actor: staffId, action: 'staff.second_factor_replaced', subject: { kind: 'staff', id: staffId } });
  });
}

/**
 * For the lost phone: takes the second factor and the passkeys away and ends all sessions; the next sign-in, by password, sets up a new one.
 * @returns false when there is no such account.
 */
export async function resetSecondFactor(context: CoreContext, email: string): Promise<boolean> {
  return inTransaction(context, async (inside) => {
    const row = await inside.db
      .updateTable('staff_users')
      .set({ two_factor_enabled: false, updated_at: inside.clock.now() })
      .where('email', '=', email.trim().toLowerCase())
      .returning('id')
      .executeTakeFirst();
    if (row === undefined) return false;
    await inside.db.deleteFrom('staff_second_factors').where('user_id', '=', row.id).execute();
    // The passkey may have been on the same phone.
    await inside.db.deleteFrom('staff_passkeys').where('user_id', '=', row.id).execute();
    await inside.db.deleteFrom('staff_sessions').where('user_id', '=', row.id).execute();
    await appendAudit(inside, { actor: SYSTEM_ACTOR.id, action: 'staff.second_factor_reset', subject: { kind: 'staff', id: row.id } });
    return true;
  });
}
