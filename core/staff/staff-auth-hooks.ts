// What the library leaves to us: counting guesses, codes that are taken once, and what a session knows of its second factor.

import type { GenericEndpointContext } from 'better-auth';
import { APIError, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api';
import type { CoreContext } from '#core/context.ts';
import { provedAtProvider, type IdentityProvider } from './identity-provider.ts';
import { takeCode } from './second-factor.ts';
import { SESSION_HOURS } from './session-limits.ts';
import { recordSignIn, type SignInGuard, type SignInWay } from './sign-in-guard.ts';

const HOUR_MS = 3_600_000;
const PASSWORD_PATH = '/sign-in/email';
const APP_CODE_PATH = '/two-factor/verify-totp';
const CODE_PATHS: readonly string[] = [APP_CODE_PATH, '/two-factor/verify-backup-code'];
const PASSKEY_PATH = '/passkey/verify-authentication';
const CALLBACK_PATH = '/callback/:id';
/** Holds the challenge between the password and the code. */
const CHALLENGE_COOKIE = 'two_factor';

/** Attempts are counted before they are looked at; a password that was right is no failure, whatever comes after it. */
export function endpointHooks(guard: SignInGuard) {
  return {
    before: createAuthMiddleware(async (endpoint) => {
      const { path, body } = endpoint;
      if (path === PASSWORD_PATH) await countAttempt(guard, 'password', String(body?.email ?? ''));
      if (!CODE_PATHS.includes(path)) return;
      const userId = await whoseCode(endpoint);
      if (userId !== null) await countAttempt(guard, 'code', userId);
    }),
    after: createAuthMiddleware(async ({ path, body, context }) => {
      if (path === PASSWORD_PATH) await guard.after(String(body?.email ?? ''), context.newSession !== null);
    }),
  };
}

async function countAttempt(guard: SignInGuard, kind: 'password' | 'code', who: string): Promise<void> {
  if ((await guard.before(kind, who)) === 'locked') throw new APIError('TOO_MANY_REQUESTS', { code: 'LOCKED' });
}

/** Of whoever is signed in, else of whoever's password was just right; null: of nobody, which the library refuses. */
async function whoseCode(endpoint: GenericEndpointContext): Promise<string | null> {
  const session = await getSessionFromCtx(endpoint);
  if (session !== null) return session.user.id;
  const { internalAdapter, secret, createAuthCookie } = endpoint.context;
  const challenge = await endpoint.getSignedCookie(createAuthCookie(CHALLENGE_COOKIE).name, secret);
  return typeof challenge === 'string' ? ((await internalAdapter.findVerificationValue(challenge))?.value ?? null) : null;
}

/** The provider's tokens have done their work once somebody is in: none is kept. */
export function accountHooks() {
  const none = { accessToken: null, refreshToken: null, idToken: null, accessTokenExpiresAt: null, refreshTokenExpiresAt: null, scope: null };
  return { create: { before: () => Promise.resolve({ data: none }) } };
}

export function sessionHooks(context: CoreContext, guard: SignInGuard, provider?: IdentityProvider) {
  return {
    create: {
      /** Where somebody signs in from is not kept. */
      before: async ({ userId }: { userId: string }, endpoint: GenericEndpointContext | null) => {
        const account = await guard.mayEnter(userId);
        if (account === null) throw new APIError('UNAUTHORIZED', { code: 'INVALID_EMAIL_OR_PASSWORD' });
        const secondFactorAt = await provedAt({ context, userId, endpoint, provider });
        const way = wayIn(endpoint, account);
        if (way !== null) await recordSignIn(context, userId, way);
        return { data: { ipAddress: null, userAgent: null, secondFactorAt } };
      },
    },
    update: {
      /** A session used all day still ends after twelve hours. */
      before: async (change: { expiresAt?: Date }, endpoint: GenericEndpointContext | null) => {
        const created = endpoint?.context.session?.session.createdAt;
        if (created === undefined || change.expiresAt === undefined) return;
        const last = created.getTime() + SESSION_HOURS * HOUR_MS;
        return { data: { expiresAt: new Date(Math.min(change.expiresAt.getTime(), last)) } };
      },
    },
  };
}

interface NewSession {
  context: CoreContext;
  userId: string;
  endpoint: GenericEndpointContext | null;
  provider: IdentityProvider | undefined;
}

/** When the second factor behind a new session was proved. @throws APIError for a code that was taken before. */
async function provedAt({ context, userId, endpoint, provider }: NewSession): Promise<Date | null> {
  const path = endpoint?.path ?? '';
  if (path === APP_CODE_PATH && !(await takeCode(context, userId, String(endpoint?.body?.code ?? '')))) {
    throw new APIError('UNAUTHORIZED', { code: 'INVALID_CODE' });
  }
  if (CODE_PATHS.includes(path) || path === PASSKEY_PATH) return context.clock.now();
  if (path === CALLBACK_PATH && provider !== undefined) return provedAtProvider(provider, context.clock.now());
  // A session that follows upon another (a new password ends all the old ones) knows what that one knew.
  const before = endpoint?.context.session?.session;
  return before?.userId === userId ? ((before['secondFactorAt'] as Date | null | undefined) ?? null) : null;
}

/** null: the session follows upon another, or a code is still to come. */
function wayIn(endpoint: GenericEndpointContext | null, { enrolled }: { enrolled: boolean }): SignInWay | null {
  if (endpoint === null || endpoint.context.session) return null;
  if (endpoint.path === PASSWORD_PATH) return enrolled ? null : 'password';
  if (CODE_PATHS.includes(endpoint.path)) return endpoint.path === APP_CODE_PATH ? 'code' : 'backup_code';
  if (endpoint.path === PASSKEY_PATH) return 'passkey';
  if (endpoint.path === CALLBACK_PATH) return 'oidc';
  return null;
}
