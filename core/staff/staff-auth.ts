// Signing in: better-auth on our own tables (migrations/0004). Everything but these options and the sign-in guard is the library's.

import { betterAuth, type GenericEndpointContext } from 'better-auth';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import type { Pool } from 'pg';
import type { Vault } from '#core/privacy/vault.ts';
import type { SignInGuard } from './sign-in-guard.ts';

/** Minutes without a request after which a session ends (promise P13). */
export const IDLE_MINUTES = 30;
/** Hours after signing in at which a session ends whatever is done with it (promise P13). */
export const SESSION_HOURS = 12;
/** NIST SP 800-63B-4 §3.1.1.2: 15 where the password is the only factor; 128 keeps hashing bounded. */
export const PASSWORD_LENGTH = { min: 15, max: 128 } as const;
const HOUR_MS = 3_600_000;
export const AUTH_BASE_PATH = '/api/console/auth';

export interface StaffAuthOptions {
  pool: Pool;
  vault: Pick<Vault, 'derive'>;
  /** Where browsers reach the console; https makes the cookies Secure and `__Secure-`. */
  publicUrl: string;
  guard: SignInGuard;
}

export type StaffAuth = ReturnType<typeof createStaffAuth>;

export function createStaffAuth({ pool, vault, publicUrl, guard }: StaffAuthOptions) {
  return betterAuth({
    appName: 'Jaga',
    baseURL: new URL(publicUrl).origin,
    basePath: AUTH_BASE_PATH,
    secret: vault.derive('staff-sessions').toString('base64'),
    database: pool,
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: PASSWORD_LENGTH.min, maxPasswordLength: PASSWORD_LENGTH.max },
    user: USER_TABLE,
    session: SESSION_TABLE,
    account: ACCOUNT_TABLE,
    verification: VERIFICATION_TABLE,
    // The guard in sign-in-guard.ts counts in PostgreSQL, for all processes together.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    hooks: signInHooks(guard),
    databaseHooks: { session: sessionHooks(guard) },
    advanced: {
      cookiePrefix: 'jaga',
      useSecureCookies: publicUrl.startsWith('https://'),
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true, path: '/api/console' },
      ipAddress: { disableIpTracking: true },
    },
  });
}

function signInHooks(guard: SignInGuard) {
  return {
    before: createAuthMiddleware(async ({ path, body }) => {
      if (path !== '/sign-in/email') return;
      if ((await guard.before(String(body?.email ?? ''))) === 'locked') throw new APIError('TOO_MANY_REQUESTS', { code: 'LOCKED' });
    }),
    after: createAuthMiddleware(async ({ path, body, context }) => {
      if (path === '/sign-in/email') await guard.after(String(body?.email ?? ''), context.newSession?.user.id ?? null);
    }),
  };
}

/** Where somebody signs in from is not kept; a session used all day still ends after twelve hours. */
function sessionHooks(guard: SignInGuard) {
  return {
    create: {
      before: async ({ userId }: { userId: string }) => {
        if (!(await guard.mayEnter(userId))) throw new APIError('UNAUTHORIZED', { code: 'INVALID_EMAIL_OR_PASSWORD' });
        return { data: { ipAddress: null, userAgent: null } };
      },
    },
    update: {
      before: async (change: { expiresAt?: Date }, endpoint: GenericEndpointContext | null) => {
        const created = endpoint?.context.session?.session.createdAt;
        if (created === undefined || change.expiresAt === undefined) return;
        const last = created.getTime() + SESSION_HOURS * HOUR_MS;
        return { data: { expiresAt: new Date(Math.min(change.expiresAt.getTime(), last)) } };
      },
    },
  };
}

const USER_TABLE = {
  modelName: 'staff_users',
  fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
  additionalFields: {
    role: { type: 'string', required: true, input: false },
    language: { type: 'string', required: true, input: false },
    disabled: { type: 'boolean', required: true, defaultValue: false, input: false },
  },
} as const;

const SESSION_TABLE = {
  modelName: 'staff_sessions',
  fields: { userId: 'user_id', expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent', createdAt: 'created_at', updatedAt: 'updated_at' },
  expiresIn: IDLE_MINUTES * 60,
  updateAge: 60,
} as const;

const ACCOUNT_TABLE = {
  modelName: 'staff_accounts',
  fields: {
    userId: 'user_id',
    accountId: 'account_id',
    providerId: 'provider_id',
    accessToken: 'access_token',
    refreshToken: 'refresh_token',
    idToken: 'id_token',
    accessTokenExpiresAt: 'access_token_expires_at',
    refreshTokenExpiresAt: 'refresh_token_expires_at',
    createdAt: 'created_at',
    updatedAt: 'updated_at',
  },
} as const;

const VERIFICATION_TABLE = {
  modelName: 'staff_verifications',
  fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
} as const;
