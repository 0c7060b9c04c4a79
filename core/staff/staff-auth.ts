// Signing in: better-auth on our own tables. Everything but these options, the hooks and the sign-in guard is the library's.

import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import type { Pool } from 'pg';
import type { CoreContext } from '#core/context.ts';
import { providerConfig, type IdentityProvider } from './identity-provider.ts';
import { passkeyOptions } from './passkey-options.ts';
import { createSignInGuard } from './sign-in-guard.ts';
import { accountHooks, endpointHooks, sessionHooks } from './staff-auth-hooks.ts';
import { ACCOUNT_TABLE, SECOND_FACTOR_SCHEMA, SESSION_TABLE, USER_TABLE, VERIFICATION_TABLE } from './staff-auth-tables.ts';

/** NIST SP 800-63B-4 §3.1.1.2: 15 where the password is the only factor; 128 keeps hashing bounded. */
export const PASSWORD_LENGTH = { min: 15, max: 128 } as const;
export const AUTH_BASE_PATH = '/api/console/auth';
/** Seconds between the password and the code. */
const CHALLENGE_SECONDS = 600;

export interface StaffAuthOptions {
  context: CoreContext;
  pool: Pool;
  /** Where browsers reach the console; https makes the cookies Secure and `__Secure-`. */
  publicUrl: string;
  provider?: IdentityProvider | undefined;
}

export type StaffAuth = ReturnType<typeof createStaffAuth>;

export function createStaffAuth({ context, pool, publicUrl, provider }: StaffAuthOptions) {
  const guard = createSignInGuard(context);
  return betterAuth({
    appName: 'Jaga',
    baseURL: new URL(publicUrl).origin,
    basePath: AUTH_BASE_PATH,
    secret: context.vault.derive('staff-sessions').toString('base64'),
    database: pool,
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: PASSWORD_LENGTH.min, maxPasswordLength: PASSWORD_LENGTH.max },
    user: USER_TABLE,
    session: SESSION_TABLE,
    account: ACCOUNT_TABLE,
    verification: VERIFICATION_TABLE,
    // The guard in sign-in-guard.ts counts in PostgreSQL, for all processes together: passwords and codes alike.
    rateLimit: { enabled: false },
    plugins: [
      twoFactor({ schema: SECOND_FACTOR_SCHEMA, accountLockout: { enabled: false }, twoFactorCookieMaxAge: CHALLENGE_SECONDS }),
      passkey(passkeyOptions(publicUrl)),
      genericOAuth({ config: provider === undefined ? [] : [providerConfig(provider)] }),
    ],
    telemetry: { enabled: false },
    logger: { disabled: true },
    hooks: endpointHooks(guard),
    databaseHooks: { session: sessionHooks(context, guard, provider), account: accountHooks() },
    advanced: {
      cookiePrefix: 'jaga',
      useSecureCookies: publicUrl.startsWith('https://'),
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true, path: '/api/console' },
      // The provider's redirect comes from another site, and has to find what was begun.
      cookies: { state: { attributes: { sameSite: 'lax' } } },
      ipAddress: { disableIpTracking: true },
    },
  });
}
