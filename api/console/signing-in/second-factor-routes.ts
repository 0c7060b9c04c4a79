// The second factor: setting up an authenticator app, and giving a code: to come in, to finish setting up, or once more before an approval.

import { fromNodeHeaders } from 'better-auth/node';
import { Router, type Request } from 'express';
import { z } from 'zod';
import { codeBody, passwordBody } from '#api/contract/console.ts';
import { methodNotAllowed, Problem } from '#api/problem.ts';
import { appendAudit } from '#core/audit/append-audit.ts';
import { proveSecondFactor, replaceSecondFactor } from '#core/staff/second-factor-use.ts';
import { asked, refusalOf, reply } from './auth-answer.ts';
import type { AuthDeps } from './auth-routes.ts';
import { bodyOf } from '../console-route.ts';
import { findSession, requireFactor, sessionOf, type OfficerSession } from '../officer-session.ts';
import { qrCodeSvg } from '#platform/qr-code.ts';

const APP_CODE = /^\d{6}$/;
const verified = z.object({ user: z.object({ id: z.string() }) });
const enabled = z.object({ totpURI: z.url(), backupCodes: z.array(z.string()) });
const renewed = z.object({ backupCodes: z.array(z.string()) });

export function createSecondFactorRouter({ context, auth, guard, policy }: AuthDeps): Router {
  const router = Router();

  router.post('/second-factor', async (request, response) => {
    const typed = bodyOf(codeBody, request.body).code.replaceAll(/\s/g, '');
    const before = await findSession(auth, request, response);
    const call = { body: { code: typed }, headers: fromNodeHeaders(request.headers), asResponse: true } as const;
    const answer = await asked(APP_CODE.test(typed) ? auth.api.verifyTOTP(call) : auth.api.verifyBackupCode(call));
    const { id } = verified.parse(await answer.json()).user;
    if (before !== null && !(await prove(before, typed))) throw refusalOf(401);
    await guard.forget('code', id);
    reply(response, answer);
  });
  router.all('/second-factor', methodNotAllowed('POST'));

  /** A session that was there: its first code finishes the set-up, later ones count as a step up. */
  async function prove({ by, sessionId, secondFactor }: OfficerSession, code: string): Promise<boolean> {
    if (secondFactor.enrolled) return proveSecondFactor(context, { staffId: by.id, sessionId, ...(APP_CODE.test(code) && { code }) });
    await appendAudit(context, { actor: by.id, action: 'staff.second_factor_enrolled', subject: { kind: 'staff', id: by.id } });
    return true;
  }

  router.post('/second-factor/enrol', async (request, response) => {
    const { password } = bodyOf(passwordBody, request.body);
    const session = await sessionOf(auth, request, response);
    const isReplaced = session.secondFactor.enrolled;
    if (isReplaced) requireFactor(session, { capability: 'account.secure', policy, now: context.clock.now() });
    await checkPassword(request, session, password);
    if (isReplaced) await replaceSecondFactor(context, session.by.id);
    const answer = await asked(auth.api.enableTwoFactor({ body: { password, method: 'totp' }, headers: fromNodeHeaders(request.headers), asResponse: true }));
    const { totpURI, backupCodes } = enabled.parse(await answer.json());
    reply(response, answer, {
      uri: totpURI,
      secret: new URL(totpURI).searchParams.get('secret') ?? '',
      qr_svg: await qrCodeSvg(totpURI),
      backup_codes: backupCodes,
    });
  });
  router.all('/second-factor/enrol', methodNotAllowed('POST'));

  router.post('/second-factor/backup-codes', async (request, response) => {
    const { password } = bodyOf(passwordBody, request.body);
    const session = await sessionOf(auth, request, response);
    requireFactor(session, { capability: 'account.secure', policy, now: context.clock.now() });
    if (!session.secondFactor.enrolled) throw new Problem('second-factor-missing');
    await checkPassword(request, session, password);
    const answer = await asked(auth.api.generateBackupCodes({ body: { password }, headers: fromNodeHeaders(request.headers), asResponse: true }));
    const { id } = session.by;
    await appendAudit(context, { actor: id, action: 'staff.backup_codes_renewed', subject: { kind: 'staff', id } });
    reply(response, answer, { backup_codes: renewed.parse(await answer.json()).backupCodes });
  });
  router.all('/second-factor/backup-codes', methodNotAllowed('POST'));

  /** A stolen session must not be a place to guess the password. */
  async function checkPassword(request: Request, { by }: OfficerSession, password: string): Promise<void> {
    if ((await guard.before('password', by.email)) === 'locked') throw refusalOf(429);
    await asked(auth.api.verifyPassword({ body: { password }, headers: fromNodeHeaders(request.headers), asResponse: true }));
    await guard.forget('password', by.email);
  }
  return router;
}
