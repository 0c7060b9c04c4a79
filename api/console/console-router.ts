// /api/console: sign-in by better-auth, then the route table. Every call needs a session and the route's capability; a POST must be JSON and
// must not come from another site.

import { fromNodeHeaders, toNodeHandler } from 'better-auth/node';
import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import type { Pool } from 'pg';
import { CONSOLE_ROUTES, type ConsoleRoute } from '#api/console/console-routes.ts';
import { Problem } from '#api/problem.ts';
import type { CoreContext } from '#core/context.ts';
import { mayDo } from '#core/staff/capability.ts';
import { createSignInGuard } from '#core/staff/sign-in-guard.ts';
import { createStaffAuth, SESSION_HOURS, type StaffAuth } from '#core/staff/staff-auth.ts';
import { isStaffRole, type Officer } from '#core/staff/staff.ts';
import { isLanguage } from '#core/taxonomy/taxonomy.ts';

export interface ConsoleRouterDeps {
  context: CoreContext;
  pool: Pool;
  publicUrl: string;
}

/** Bytes; a warning in three languages is a few kilobytes. */
const BODY_LIMIT = 256 * 1024;
const HOUR_MS = 3_600_000;

export function createConsoleRouter({ context, pool, publicUrl }: ConsoleRouterDeps): Router {
  const router = Router();
  const auth = createStaffAuth({ pool, vault: context.vault, publicUrl, guard: createSignInGuard(context) });
  router.all('/auth/*rest', toNodeHandler(auth));
  router.use(sameSite(publicUrl), express.json({ limit: BODY_LIMIT }));
  for (const route of CONSOLE_ROUTES) router[route.method](route.path, handlerOf(context, auth, route));
  return router;
}

function handlerOf(context: CoreContext, auth: StaffAuth, route: ConsoleRoute): RequestHandler {
  return async (request, response) => {
    const by = await officerOf(context, auth, { request, response });
    if (!mayDo(by, route.capability)) throw new Problem('forbidden');
    const params = Object.fromEntries(Object.entries(request.params).map(([name, value]) => [name, String(value)]));
    const answer = await route.run({ context, by, params, query: request.query, body: request.body });
    response.set('Cache-Control', 'no-store').json(answer);
  };
}

async function officerOf({ clock }: CoreContext, auth: StaffAuth, { request, response }: { request: Request; response: Response }): Promise<Officer> {
  const { headers, response: found } = await auth.api.getSession({ headers: fromNodeHeaders(request.headers), returnHeaders: true });
  if (found === null) throw new Problem('unauthorised');
  const { user, session } = found;
  const tooOld = clock.now().getTime() - session.createdAt.getTime() > SESSION_HOURS * HOUR_MS;
  if (user.disabled || tooOld || !isStaffRole(user.role)) throw new Problem('unauthorised');
  for (const cookie of headers.getSetCookie()) response.append('Set-Cookie', cookie);
  return { id: user.id, role: user.role, name: user.name, email: user.email, language: isLanguage(user.language) ? user.language : 'en' };
}

/** Besides SameSite cookies: what changes something is JSON, and comes from our own pages or from no page at all. */
function sameSite(publicUrl: string): RequestHandler {
  return (request, _response, next) => {
    if (request.method === 'GET') return next();
    if (request.is('application/json') === false) throw new Problem('unsupported-media-type');
    const origin = request.get('origin');
    const own = origin === undefined || origin === new URL(publicUrl).origin || origin === `${request.protocol}://${request.get('host')}`;
    if (!own) throw new Problem('forbidden');
    next();
  };
}
