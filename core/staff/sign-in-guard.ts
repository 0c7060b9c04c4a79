// Guessing passwords: after five failures an address waits ten minutes (promise P13), counted in PostgreSQL for all processes together. What
// was typed is kept as a keyed hash only, whether an account has it or not.

import { sql } from 'kysely';
import { appendAudit } from '#core/audit/append-audit.ts';
import type { CoreContext } from '#core/context.ts';

const FAILURES = 5;
const LOCK_MINUTES = 10;
const MINUTE_MS = 60_000;

export interface SignInGuard {
  /**
   * Counts an attempt before the password is looked at, so that a hundred at once are not a hundred guesses.
   * `locked`: too many; attempts while locked do not make it longer.
   */
  before(email: string): Promise<'locked' | null>;
  /** Forgets what was counted: the password was right. */
  forget(email: string): Promise<void>;
  /** `userId` is null when it failed. */
  after(email: string, userId: string | null): Promise<void>;
  /** false: the account is switched off. Asked once the password was right, so that nobody else learns it. */
  mayEnter(userId: string): Promise<boolean>;
}

/** Seconds to wait, for Retry-After. */
export const LOCK_SECONDS = LOCK_MINUTES * 60;

export function createSignInGuard(context: CoreContext): SignInGuard {
  const { db, vault, clock, telemetry } = context;
  const keyOf = (email: string): Buffer => vault.hash('sign-in', email.trim().toLowerCase());
  const forget = async (email: string): Promise<void> => {
    await db.deleteFrom('staff_sign_in_attempts').where('key', '=', keyOf(email)).execute();
  };
  return {
    forget,
    before: async (email) => {
      const now = clock.now();
      const since = new Date(now.getTime() - LOCK_MINUTES * MINUTE_MS);
      const { rows } = await sql<{ attempts: number }>`
        insert into staff_sign_in_attempts as tried (key, attempts, last_at) values (${keyOf(email)}, 1, ${now})
        on conflict (key) do update set
          attempts = case when tried.last_at <= ${since} then 1 else tried.attempts + 1 end,
          last_at = case when tried.last_at > ${since} and tried.attempts >= ${FAILURES} then tried.last_at else excluded.last_at end
        returning attempts`.execute(db);
      const locked = (rows[0]?.attempts ?? 0) > FAILURES;
      if (locked) telemetry.record('staff_signed_in', { outcome: 'locked' });
      return locked ? 'locked' : null;
    },
    after: async (email, userId) => {
      telemetry.record('staff_signed_in', { outcome: userId === null ? 'failed' : 'ok' });
      if (userId === null) return;
      await forget(email);
      await appendAudit(context, { actor: userId, action: 'staff.signed_in', subject: { kind: 'staff', id: userId } });
    },
    mayEnter: async (userId) => {
      const account = await db.selectFrom('staff_users').select('disabled').where('id', '=', userId).executeTakeFirst();
      return account?.disabled === false;
    },
  };
}

/** Forgets attempts that no longer count. @returns how many. */
export async function forgetSignInAttempts({ db, clock }: Pick<CoreContext, 'db' | 'clock'>): Promise<number> {
  const since = new Date(clock.now().getTime() - LOCK_MINUTES * MINUTE_MS);
  const { numDeletedRows } = await db.deleteFrom('staff_sign_in_attempts').where('last_at', '<=', since).executeTakeFirst();
  return Number(numDeletedRows);
}
