// Passkeys: adding one, and coming in with one; in a session it counts as the step up.

import { fromNodeHeaders } from 'better-auth/node';
import { Router } from 'express';
import { z } from 'zod';
import { passkeyBody, newPasskeyBody } from '#api/contract/console.ts';
import { methodNotAllowed } from '#api/problem.ts';
import { appendAudit } from '#core/audit/append-audit.ts';
import { endOwnSession } from '#core/staff/own-account.ts';
import { asked, refusalOf, reply } from './auth-answer.ts';
import type { AuthDeps } from './auth-routes.ts';
import { bodyOf } from '../console-route.ts';
import { findSession, requireFactor, sessionOf } from '../officer-session.ts';

const options = z.looseObject({ challenge: z.string() });
const cameIn = z.object({ user: z.object({ id: z.string() }), session: z.object({ id: z.string() }) });

export function createPasskeyRouter({ context, auth, policy }: AuthDeps): Router {
  const router = Router();

  router.post('/passkey/register-options', async (request, response) => {
    const session = await sessionOf(auth, request, response);
    requireFactor(session, { capability: 'account.secure', policy, now: context.clock.now() });
    const answer = await asked(auth.api.generatePasskeyRegistrationOptions({ headers: fromNodeHeaders(request.headers), asResponse: true }));
    reply(response, answer, options.parse(await answer.json()));
  });
  router.all('/passkey/register-options', methodNotAllowed('POST'));

  router.post('/passkey/register', async (request, response) => {
    const { name, response: credential } = bodyOf(newPasskeyBody, request.body);
    const session = await sessionOf(auth, request, response);
    requireFactor(session, { capability: 'account.secure', policy, now: context.clock.now() });
    const { id } = session.by;
    const body = { response: credential, name };
    const answer = await asked(auth.api.verifyPasskeyRegistration({ body, headers: fromNodeHeaders(request.headers), asResponse: true }));
    await appendAudit(context, { actor: id, action: 'staff.passkey_added', subject: { kind: 'staff', id } });
    reply(response, answer);
  });
  router.all('/passkey/register', methodNotAllowed('POST'));

  router.post('/passkey/options', async (request, response) => {
    const answer = await asked(auth.api.generatePasskeyAuthenticationOptions({ headers: fromNodeHeaders(request.headers), asResponse: true }));
    reply(response, answer, { ...options.parse(await answer.json()), userVerification: 'required' });
  });
  router.all('/passkey/options', methodNotAllowed('POST'));

  router.post('/passkey', async (request, response) => {
    const { response: credential } = bodyOf(passkeyBody, request.body);
    const before = await findSession(auth, request, response);
    const answer = await asked(
      auth.api.verifyPasskeyAuthentication({ body: { response: credential }, headers: fromNodeHeaders(request.headers), asResponse: true }),
    );
    const { user, session } = cameIn.parse(await answer.json());
    if (before !== null && before.by.id !== user.id) {
      // Whoever is signed in does not become somebody else by a step up.
      await endOwnSession(context, user.id, session.id);
      throw refusalOf(401);
    }
    if (before !== null) await endOwnSession(context, user.id, before.sessionId);
    reply(response, answer);
  });
  router.all('/passkey', methodNotAllowed('POST'));
  return router;
}
