// Signing in and out, at better-auth's paths but with our errors. Only these of its endpoints exist.

import { APIError } from 'better-auth/api';
import { fromNodeHeaders } from 'better-auth/node';
import { Router, type Response } from 'express';
import { changePasswordBody, signInBody } from '#api/contract/console.ts';
import { methodNotAllowed, Problem, wrongShape } from '#api/problem.ts';
import { appendAudit } from '#core/audit/append-audit.ts';
import type { CoreContext } from '#core/context.ts';
import { LOCK_SECONDS, type SignInGuard } from '#core/staff/sign-in-guard.ts';
import type { StaffAuth } from '#core/staff/staff-auth.ts';
import { officerOf } from './officer-session.ts';

export function createSignInRouter(context: CoreContext, auth: StaffAuth, guard: SignInGuard): Router {
  const router = Router();
  router.post('/sign-in/email', async (request, response) => {
    const parsed = signInBody.safeParse(request.body);
    if (!parsed.success) throw wrongShape(parsed.error);
    const { email, password } = parsed.data;
    // NOTE without `rememberMe`: a session that is not remembered would have no idle limit.
    await answer(response, auth.api.signInEmail({ body: { email, password }, headers: fromNodeHeaders(request.headers), asResponse: true }));
  });
  router.all('/sign-in/email', methodNotAllowed('POST'));
  router.post('/sign-out', async (request, response) => {
    await answer(response, auth.api.signOut({ headers: fromNodeHeaders(request.headers), asResponse: true }));
  });
  router.all('/sign-out', methodNotAllowed('POST'));
  router.post('/change-password', async (request, response) => {
    const parsed = changePasswordBody.safeParse(request.body);
    if (!parsed.success) throw wrongShape(parsed.error);
    const { id, email } = await officerOf(auth, request, response);
    // A stolen session must not be a place to guess the password.
    if ((await guard.before(email)) === 'locked') throw refusalOf(429);
    const body = { currentPassword: parsed.data.current_password, newPassword: parsed.data.new_password, revokeOtherSessions: true };
    await answer(response, auth.api.changePassword({ body, headers: fromNodeHeaders(request.headers), asResponse: true }), async () => {
      await guard.forget(email);
      await appendAudit(context, { actor: id, action: 'staff.password_changed', subject: { kind: 'staff', id } });
    });
  });
  router.all('/change-password', methodNotAllowed('POST'));
  return router;
}

/** Cookies pass; bodies do not, they would carry the session's token. */
async function answer(response: Response, asked: Promise<globalThis.Response>, then: () => Promise<void> = async () => undefined): Promise<void> {
  const from = await asked.catch((error: unknown) => {
    throw error instanceof APIError ? refusalOf(error.statusCode) : error;
  });
  if (!from.ok) throw refusalOf(from.status);
  await then();
  for (const cookie of from.headers.getSetCookie()) response.append('Set-Cookie', cookie);
  response.set('Cache-Control', 'no-store').json({ ok: true });
}

function refusalOf(status: number): Problem {
  if (status === 429) return new Problem('too-many-requests', { retryAfter: LOCK_SECONDS });
  if (status === 403) return new Problem('forbidden');
  return status >= 500 ? new Problem('internal') : new Problem('unauthorised');
}
