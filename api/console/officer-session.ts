// From a cookie to an officer: the session must be alive, the account switched on.

import { APIError } from 'better-auth/api';
import { fromNodeHeaders } from 'better-auth/node';
import type { Request, Response } from 'express';
import { Problem } from '#api/problem.ts';
import { SESSION_HOURS, type StaffAuth } from '#core/staff/staff-auth.ts';
import { isStaffRole, type Officer } from '#core/staff/staff.ts';
import { isLanguage } from '#core/taxonomy/taxonomy.ts';

const HOUR_MS = 3_600_000;

/** Using a session makes it last, so a cookie may come back with the answer. @throws Problem `unauthorised`, `storage-unavailable`. */
export async function officerOf(auth: StaffAuth, request: Request, response: Response): Promise<Officer> {
  const { headers, response: found } = await auth.api.getSession({ headers: fromNodeHeaders(request.headers), returnHeaders: true }).catch((cause: unknown) => {
    // The library turns whatever went wrong with the database into one error of its own.
    throw cause instanceof APIError && cause.statusCode >= 500 ? new Problem('storage-unavailable', { retryAfter: 5, cause }) : cause;
  });
  if (found === null) throw new Problem('unauthorised');
  const officer = officerIn(found);
  if (officer === null) throw new Problem('unauthorised');
  for (const cookie of headers.getSetCookie()) response.append('Set-Cookie', cookie);
  return officer;
}

type Found = NonNullable<Awaited<ReturnType<StaffAuth['api']['getSession']>>>;

function officerIn({ user, session }: Found): Officer | null {
  const tooOld = Date.now() - session.createdAt.getTime() >= SESSION_HOURS * HOUR_MS;
  if (user.disabled || tooOld || !isStaffRole(user.role)) return null;
  return { id: user.id, role: user.role, name: user.name, email: user.email, language: isLanguage(user.language) ? user.language : 'en' };
}

/** The officer whose session lives, without making it last: an open screen that only listens is not work. null: it has ended. */
export async function stillSignedIn(auth: StaffAuth, request: Request): Promise<Officer | null> {
  const found = await auth.api.getSession({ headers: fromNodeHeaders(request.headers), query: { disableRefresh: true, disableCookieCache: true } });
  return found === null ? null : officerIn(found);
}
