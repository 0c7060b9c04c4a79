// Signing in and proving it, in the OpenAPI document.

import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import { changePasswordBody, codeBody, passwordBody, signInBody } from '#api/contract/console.ts';
import { backupCodes, done, enrolment, signedIn } from '#api/contract/console-answers.ts';
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
