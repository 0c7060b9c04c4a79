// Guessing passwords and codes: after five failures an address or an account waits ten minutes (promise P13), counted in PostgreSQL for all processes together. What
// was typed is kept as a keyed hash only, whether an account has it or not.

import { sql } from 'kysely';
import { appendAudit } from '#core/audit/append-audit.ts';
import type { CoreContext } from '#core/context.ts';

const FAILURES = 5;
const LOCK_MINUTES = 10;
const MINUTE_MS = 60_000;
const HASHES = { password: 'sign-in', code: 'sign-in-code' } as const satisfies Record<Guessed, string>;

/** What is guessed: the password of an address, or the second factor of an account. */
export type Guessed = 'password' | 'code';

export interface SignInGuard {
  /**
   * Counts an attempt before the password or code is looked at, so that a hundred at once are not a hundred guesses. `who`: the address as
   * typed, or the account's id.
   * `locked`: too many; attempts while locked do not make it longer.
   */
  before(guessed: Guessed, who: string): Promise<'locked' | null>;
  /** Forgets what was counted: it was right. */
  forget(guessed: Guessed, who: string): Promise<void>;
  /** After a password was looked at. */
  after(email: string, wasRight: boolean): Promise<void>;
  /** null: the account is switched off. Asked once the password was right, so that nobody else learns it. */
  mayEnter(userId: string): Promise<{ enrolled: boolean } | null>;
}

/** Seconds to wait, for Retry-After. */
export const LOCK_SECONDS = LOCK_MINUTES * 60;

export function createSignInGuard(context: CoreContext): SignInGuard {
  const { db, vault, clock, telemetry } = context;
  const keyOf = (guessed: Guessed, who: string): Buffer => vault.hash(HASHES[guessed], who.trim().toLowerCase());
  const forget: SignInGuard['forget'] = async (guessed, who) => {
    await db.deleteFrom('staff_sign_in_attempts').where('key', '=', keyOf(guessed, who)).execute();
  };
  return {
    forget,
    before: async (guessed, who) => {
      const now = clock.now();
      const since = new Date(now.getTime() - LOCK_MINUTES * MINUTE_MS);
      const { rows } = await sql<{ attempts: number }>`
        insert into staff_sign_in_attempts as tried (key, attempts, last_at) values (${keyOf(guessed, who)}, 1, ${now})
        on conflict (key) do update set
          attempts = case when tried.last_at <= ${since} then 1 else tried.attempts + 1 end,
          last_at = case when tried.last_at > ${since} and tried.attempts >= ${FAILURES} then tried.last_at else excluded.last_at end
        returning attempts`.execute(db);
      const locked = (rows[0]?.attempts ?? 0) > FAILURES;
      if (locked) telemetry.record('staff_signed_in', { outcome: 'locked' });
      return locked ? 'locked' : null;
    },
    after: async (email, wasRight) => {
      if (wasRight) await forget('password', email);
      else telemetry.record('staff_signed_in', { outcome: 'failed' });
    },
    mayEnter: async (userId) => {
      const account = await db.selectFrom('staff_users').select(['disabled', 'two_factor_enabled']).where('id', '=', userId).executeTakeFirst();
      return account?.disabled === false ? { enrolled: account.two_factor_enabled } : null;
    },
  };
}

/** Forgets attempts that no longer count. @returns how many. */
export async function forgetSignInAttempts({ db, clock }: Pick<CoreContext, 'db' | 'clock'>): Promise<number> {
  const since = new Date(clock.now().getTime() - LOCK_MINUTES * MINUTE_MS);
  const { numDeletedRows } = await db.deleteFrom('staff_sign_in_attempts').where('last_at', '<=', since).executeTakeFirst();
  return Number(numDeletedRows);
}

export type SignInWay = 'password' | 'code' | 'backup_code' | 'passkey' | 'oidc';

/** Somebody is in, with all that was asked of them. */
export async function recordSignIn(context: CoreContext, userId: string, way: SignInWay): Promise<void> {
  context.telemetry.record('staff_signed_in', { outcome: 'ok' });
  await appendAudit(context, { actor: userId, action: 'staff.signed_in', subject: { kind: 'staff', id: userId }, details: { way } });
}
