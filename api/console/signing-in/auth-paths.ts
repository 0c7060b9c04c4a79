// Signing in and proving it, in the OpenAPI document.

import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import { changePasswordBody, codeBody, newPasskeyBody, passkeyBody, passwordBody, providerBody, signInBody } from '#api/contract/console.ts';
import { backupCodes, enrolment, providerAddress, signedIn, signInWays, webauthnOptions } from '#api/contract/account-answers.ts';
import { done } from '#api/contract/console-answers.ts';
import { problem } from '#api/contract/reports.ts';

const BASE = '/api/console/auth';

export function authPaths(): ZodOpenApiPathsObject {
  return {
    [`${BASE}/sign-in/email`]: {
      post: { ...operation('Sign in; the answer sets the session cookie, or one that waits for a code', signInBody, signedIn), security: [] },
    },
    [`${BASE}/second-factor`]: {
      post: operation('Give a code: after the password, to finish setting up, or once more before an approval (it holds for ten minutes)', codeBody),
    },
    [`${BASE}/second-factor/enrol`]: { post: operation('Set up an authenticator app, or a new one in its place', passwordBody, enrolment) },
    [`${BASE}/second-factor/backup-codes`]: { post: operation('New spare codes in place of the old', passwordBody, backupCodes) },
    [`${BASE}/passkey/options`]: { post: { ...operation('Begin to come in, or to step up, with a passkey', z.object({}), webauthnOptions), security: [] } },
    [`${BASE}/passkey`]: { post: { ...operation('Come in with a passkey, which stands for both factors; in a session: step up', passkeyBody), security: [] } },
    [`${BASE}/passkey/register-options`]: { post: operation('Begin to add a passkey', z.object({}), webauthnOptions) },
    [`${BASE}/passkey/register`]: { post: operation('Add a passkey', newPasskeyBody) },
    [`${BASE}/ways`]: {
      get: {
        summary: "Whether one can sign in at the force's own identity provider",
        tags: ['Console'],
        security: [],
        responses: { 200: { description: 'Done', content: { 'application/json': { schema: signInWays } } } },
      },
    },
    [`${BASE}/oidc`]: {
      post: { ...operation("Begin to sign in at the force's own identity provider (OpenID Connect, PKCE)", providerBody, providerAddress), security: [] },
    },
    [`${BASE}/callback/oidc`]: {
      get: {
        summary: 'Where that provider sends people back to; leads on into the console, or to its door',
        tags: ['Console'],
        security: [],
        responses: { 303: { description: 'To the console' }, 404: { description: 'No provider is configured' } },
      },
    },
    [`${BASE}/sign-out`]: { post: operation('Sign out', z.object({})) },
    [`${BASE}/change-password`]: { post: operation('Change your password; ends your other sessions', changePasswordBody) },
  };
}

function operation(summary: string, body: z.ZodType, answer: z.ZodType = done): ZodOpenApiOperationObject {
  return {
    summary,
    tags: ['Console'],
    security: [{ staffSession: [] }],
    requestBody: { required: true, content: { 'application/json': { schema: body } } },
    responses: {
      200: { description: 'Done', content: { 'application/json': { schema: answer } } },
      ...problems({
        401: 'Not this password or code, or no session',
        403: '`step-up-required`: give a second factor first',
        422: 'Wrong shape',
        429: 'Too many failures; see Retry-After',
      }),
    },
  };
}

export function problems(descriptions: Record<number, string>): ZodOpenApiOperationObject['responses'] {
  const content = { 'application/problem+json': { schema: problem } };
  return Object.fromEntries(Object.entries(descriptions).map(([status, description]) => [status, { description, content }]));
}
