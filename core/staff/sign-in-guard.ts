// Guessing passwords: after five failures an address waits ten minutes (promise P13), counted in PostgreSQL for all processes together. What
// was typed is kept as a keyed hash only.

import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';

const FAILURES = 5;
const LOCK_MINUTES = 10;

export interface SignInGuard {
  /** null: may try; `locked`: too many failures; `disabled`: the account is switched off. */
  before(email: string): Promise<'locked' | 'disabled' | null>;
  after(email: string, succeeded: boolean): Promise<void>;
}

export function createSignInGuard({ db, vault, clock, telemetry }: CoreContext): SignInGuard {
  const keyOf = (email: string): Buffer => vault.hash('sign-in', email.trim().toLowerCase());
  return {
    before: async (email) => {
      const since = new Date(clock.now().getTime() - LOCK_MINUTES * 60_000);
      const tried = await db.selectFrom('staff_sign_in_attempts').select('attempts').where('key', '=', keyOf(email)).where('last_at', '>', since).executeTakeFirst();
      if ((tried?.attempts ?? 0) >= FAILURES) return 'locked';
      const account = await db.selectFrom('staff_users').select('disabled').where('email', '=', email.trim().toLowerCase()).executeTakeFirst();
      return account?.disabled === true ? 'disabled' : null;
    },
    after: async (email, succeeded) => {
      telemetry.record('staff_signed_in', { outcome: succeeded ? 'ok' : 'failed' });
      if (succeeded) {
        await db.deleteFrom('staff_sign_in_attempts').where('key', '=', keyOf(email)).execute();
        return;
      }
      const now = clock.now();
      const since = new Date(now.getTime() - LOCK_MINUTES * 60_000);
      await sql`insert into staff_sign_in_attempts (key, attempts, last_at) values (${keyOf(email)}, 1, ${now})
        on conflict (key) do update set last_at = excluded.last_at,
          attempts = case when staff_sign_in_attempts.last_at < ${since} then 1 else staff_sign_in_attempts.attempts + 1 end`.execute(db);
    },
  };
}
