// What better-auth answers, in our words.

import { APIError } from 'better-auth/api';
import type { Response } from 'express';
import { Problem } from '#api/problem.ts';
import { LOCK_SECONDS } from '#core/staff/sign-in-guard.ts';

/** @throws Problem `unauthorised` for whatever was not right, `too-many-requests`, `forbidden`, `internal`. */
export async function asked(answering: Promise<globalThis.Response>): Promise<globalThis.Response> {
  const answer = await answering.catch((error: unknown) => {
    throw error instanceof APIError ? refusalOf(error.statusCode) : error;
  });
  if (!answer.ok) throw refusalOf(answer.status);
  return answer;
}

/** Cookies pass; the library's bodies do not, they would carry the session's token. */
export function reply(response: Response, from: globalThis.Response, body: object = { ok: true }): void {
  for (const cookie of from.headers.getSetCookie()) response.append('Set-Cookie', cookie);
  response.set('Cache-Control', 'no-store').json(body);
}

export function refusalOf(status: number): Problem {
  if (status === 429) return new Problem('too-many-requests', { retryAfter: LOCK_SECONDS });
  if (status === 403) return new Problem('forbidden');
  return status >= 500 ? new Problem('internal') : new Problem('unauthorised');
}
