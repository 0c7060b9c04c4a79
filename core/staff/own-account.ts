// What officers do with their own account: how the console speaks to them, and where they are signed in.

import { appendAudit } from '#core/audit/append-audit.ts';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { CoreContext } from '#core/context.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';

export interface OwnSettings {
  language?: Language | undefined;
  /** IANA name; null: as the browser says. */
  timeZone?: string | null | undefined;
}

export async function changeOwnSettings({ db, clock }: CoreContext, staffId: string, { language, timeZone }: OwnSettings): Promise<void> {
  const changes = { ...(language !== undefined && { language }), ...(timeZone !== undefined && { time_zone: timeZone }) };
  await db
    .updateTable('staff_users')
    .set({ ...changes, updated_at: clock.now() })
    .where('id', '=', staffId)
    .execute();
}

export interface OwnSession {
  /** Not its token. */
  id: string;
  created_at: Date;
  /** To the minute. */
  used_at: Date;
  second_factor_at: Date | null;
}

/** Those alive, the one used last first. */
export async function listOwnSessions({ db }: Pick<CoreContext, 'db'>, staffId: string): Promise<OwnSession[]> {
  return (
    db
      .selectFrom('staff_sessions')
      .select(['id', 'created_at', 'updated_at as used_at', 'second_factor_at'])
      .where('user_id', '=', staffId)
      // NOTE the library's clock is the machine's: a session's times are never ours.
      .where('expires_at', '>', new Date())
      .orderBy('updated_at', 'desc')
      .execute()
  );
}

/** @returns false when it is not theirs or over already. */
export async function endOwnSession(context: CoreContext, staffId: string, sessionId: string): Promise<boolean> {
  return (await endSessions(context, staffId, { sessionId })) > 0;
}

/** @returns how many. */
export async function endOtherSessions(context: CoreContext, staffId: string, keptSessionId: string): Promise<number> {
  return endSessions(context, staffId, { keptSessionId });
}

async function endSessions(context: CoreContext, staffId: string, which: { sessionId: string } | { keptSessionId: string }): Promise<number> {
  return inTransaction(context, async (inside) => {
    const own = inside.db.deleteFrom('staff_sessions').where('user_id', '=', staffId);
    const asked = 'sessionId' in which ? own.where('id', '=', which.sessionId) : own.where('id', '<>', which.keptSessionId);
    const ended = (await asked.returning('id').execute()).length;
    if (ended > 0)
      await appendAudit(inside, { actor: staffId, action: 'staff.sessions_ended', subject: { kind: 'staff', id: staffId }, details: { sessions: ended } });
    return ended;
  });
}
