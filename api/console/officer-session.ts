// From a cookie to an officer: the session must be alive, the account switched on.

import { APIError } from 'better-auth/api';
import { fromNodeHeaders } from 'better-auth/node';
import type { Request, Response } from 'express';
import { Problem } from '#api/problem.ts';
import { mayDo, type Capability } from '#core/staff/capability.ts';
import { missingFactor, type SecondFactor, type SecondFactorPolicy } from '#core/staff/second-factor.ts';
import { SESSION_HOURS } from '#core/staff/session-limits.ts';
import type { StaffAuth } from '#core/staff/staff-auth.ts';
import { isStaffRole, type Officer } from '#core/staff/staff.ts';
import { isLanguage } from '#core/taxonomy/taxonomy.ts';

const HOUR_MS = 3_600_000;

export interface OfficerSession {
  by: Officer;
  /** IANA name; null: as the browser says. */
  timeZone: string | null;
  /** Of a partner's account. */
  partner: string | null;
  country: string | null;
  sessionId: string;
  secondFactor: SecondFactor;
}

/** Using a session makes it last, so a cookie may come back with the answer. @throws Problem `storage-unavailable`. */
export async function findSession(auth: StaffAuth, request: Request, response: Response): Promise<OfficerSession | null> {
  const { headers, response: found } = await auth.api.getSession({ headers: fromNodeHeaders(request.headers), returnHeaders: true }).catch((cause: unknown) => {
    // The library turns whatever went wrong with the database into one error of its own.
    throw cause instanceof APIError && cause.statusCode >= 500 ? new Problem('storage-unavailable', { retryAfter: 5, cause }) : cause;
  });
  const session = found === null ? null : sessionIn(found);
  if (session !== null) for (const cookie of headers.getSetCookie()) response.append('Set-Cookie', cookie);
  return session;
}

type Found = NonNullable<Awaited<ReturnType<StaffAuth['api']['getSession']>>>;

function sessionIn({ user, session }: Found): OfficerSession | null {
  const { id, role, name, email, language } = user;
  const tooOld = Date.now() - session.createdAt.getTime() >= SESSION_HOURS * HOUR_MS;
  if (user.disabled || tooOld || !isStaffRole(role)) return null;
  return {
    by: { id, role, name, email, language: isLanguage(language) ? language : 'en' },
    timeZone: user.timeZone ?? null,
    partner: user.partner ?? null,
    country: user.country ?? null,
    sessionId: session.id,
    secondFactor: { enrolled: user.twoFactorEnabled === true, usedAt: session.secondFactorAt ?? null },
  };
}

/** @throws Problem `unauthorised`, `storage-unavailable`. */
export async function sessionOf(auth: StaffAuth, request: Request, response: Response): Promise<OfficerSession> {
  const session = await findSession(auth, request, response);
  if (session === null) throw new Problem('unauthorised');
  return session;
}

export interface FactorAsked {
  capability: Capability;
  policy: SecondFactorPolicy;
  now: Date;
}

/** @throws Problem `step-up-required`, `second-factor-missing`. */
export function requireFactor({ secondFactor }: OfficerSession, asked: FactorAsked): void {
  const missing = missingFactor(secondFactor, asked);
  if (missing !== null) throw new Problem(missing === 'step_up' ? 'step-up-required' : 'second-factor-missing');
}

/** Whether a session lives and may still do it, without making it last: an open screen that only listens is not work. */
export async function isAllowed(auth: StaffAuth, request: Request, asked: FactorAsked): Promise<boolean> {
  const found = await auth.api.getSession({ headers: fromNodeHeaders(request.headers), query: { disableRefresh: true, disableCookieCache: true } });
  const session = found === null ? null : sessionIn(found);
  return session !== null && mayDo(session.by, asked.capability) && missingFactor(session.secondFactor, asked) === null;
}
