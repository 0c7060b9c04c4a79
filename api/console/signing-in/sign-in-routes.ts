// Signing in and out, at better-auth's paths but with our errors. Only these of its endpoints exist.

import { fromNodeHeaders } from 'better-auth/node';
import { Router } from 'express';
import { z } from 'zod';
import { changePasswordBody, signInBody } from '#api/contract/console.ts';
import { methodNotAllowed } from '#api/problem.ts';
import { appendAudit } from '#core/audit/append-audit.ts';
import { asked, refusalOf, reply } from './auth-answer.ts';
import type { AuthDeps } from './auth-routes.ts';
import { bodyOf } from '../console-route.ts';
import { sessionOf } from '../officer-session.ts';

/** What the library says to a right password. */
const signedIn = z.union([z.object({ twoFactorRedirect: z.literal(true) }), z.object({ user: z.object({ id: z.string() }) })]);

export function createSignInRouter({ context, auth, guard, policy }: AuthDeps): Router {
  const router = Router();
  router.post('/sign-in/email', async (request, response) => {
    const { email, password } = bodyOf(signInBody, request.body);
    // NOTE without `rememberMe`: a session that is not remembered would have no idle limit.
    const answer = await asked(auth.api.signInEmail({ body: { email, password }, headers: fromNodeHeaders(request.headers), asResponse: true }));
    const needsCode = 'twoFactorRedirect' in signedIn.parse(await answer.json());
    const next = needsCode ? 'code' : policy === 'required' ? 'enrol' : 'console';
    reply(response, answer, { ok: true, next });
  });
  router.all('/sign-in/email', methodNotAllowed('POST'));
  router.post('/sign-out', async (request, response) => {
    reply(response, await asked(auth.api.signOut({ headers: fromNodeHeaders(request.headers), asResponse: true })));
  });
  router.all('/sign-out', methodNotAllowed('POST'));
  router.post('/change-password', async (request, response) => {
    const { current_password, new_password } = bodyOf(changePasswordBody, request.body);
    const { id, email } = (await sessionOf(auth, request, response)).by;
    // A stolen session must not be a place to guess the password.
    if ((await guard.before('password', email)) === 'locked') throw refusalOf(429);
    const body = { currentPassword: current_password, newPassword: new_password, revokeOtherSessions: true };
    const answer = await asked(auth.api.changePassword({ body, headers: fromNodeHeaders(request.headers), asResponse: true }));
    await guard.forget('password', email);
    await appendAudit(context, { actor: id, action: 'staff.password_changed', subject: { kind: 'staff', id } });
    reply(response, answer);
  });
  router.all('/change-password', methodNotAllowed('POST'));
  return router;
}
