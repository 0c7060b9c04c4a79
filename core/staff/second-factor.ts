// When a password alone is not enough: everywhere, once a second factor is required, and again and again before something goes out to the
// public (promise P13).

import type { CoreContext } from '#core/context.ts';
import { NEEDS_FRESH_FACTOR, WITHOUT_SECOND_FACTOR, type Capability } from './capability.ts';

/** Minutes that a second factor counts for an approval. */
export const FRESH_MINUTES = 10;
const MINUTE_MS = 60_000;
/** A code holds for its own half minute and one to either side; twice that is enough to remember it. */
const USED_CODE_MS = 3 * MINUTE_MS;

export const SECOND_FACTOR_POLICIES = ['required', 'optional'] as const;
/** `optional`: whoever has none may work without, but approve nothing. */
export type SecondFactorPolicy = (typeof SECOND_FACTOR_POLICIES)[number];

export interface SecondFactor {
  /** Whether the account has an authenticator app. */
  enrolled: boolean;
  /** When this session last proved one; null: it has not. */
  usedAt: Date | null;
}

/** What is to be done before the capability may be used; null: nothing. */
export function missingFactor(
  { enrolled, usedAt }: SecondFactor,
  { capability, policy, now }: { capability: Capability; policy: SecondFactorPolicy; now: Date },
): 'enrol' | 'step_up' | null {
  if (WITHOUT_SECOND_FACTOR.has(capability)) return null;
  const wanted = NEEDS_FRESH_FACTOR.has(capability) ? isFresh(usedAt, now) : policy === 'optional' || usedAt !== null;
  if (wanted) return null;
  return enrolled || usedAt !== null ? 'step_up' : 'enrol';
}

export function isFresh(usedAt: Date | null, now: Date): boolean {
  return usedAt !== null && now.getTime() - usedAt.getTime() < FRESH_MINUTES * MINUTE_MS;
}

/** Takes a code once (RFC 6238 §5.2). @returns false when it was taken before. */
export async function takeCode({ db, vault, clock }: Pick<CoreContext, 'db' | 'vault' | 'clock'>, userId: string, code: string): Promise<boolean> {
  const taken = await db
    .insertInto('staff_used_codes')
    .values({ key: vault.hash('second-factor-code', `${userId}\0${code}`), used_at: clock.now() })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('key')
    .executeTakeFirst();
  return taken !== undefined;
}

/** Forgets codes that no longer hold. @returns how many. */
export async function forgetUsedCodes({ db, clock }: Pick<CoreContext, 'db' | 'clock'>): Promise<number> {
  const since = new Date(clock.now().getTime() - USED_CODE_MS);
  const { numDeletedRows } = await db.deleteFrom('staff_used_codes').where('used_at', '<=', since).executeTakeFirst();
  return Number(numDeletedRows);
}
