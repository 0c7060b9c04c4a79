// /api/console: sign-in, then the route table. Every call needs a session and the route's capability; what changes something is JSON from our
// own pages.

import express, { Router, type RequestHandler } from 'express';
import type { Pool } from 'pg';
import { methodNotAllowed, Problem } from '#api/problem.ts';
import type { CoreContext } from '#core/context.ts';
import { mayDo } from '#core/staff/capability.ts';
import { createSignInGuard } from '#core/staff/sign-in-guard.ts';
import { createStaffAuth, type StaffAuth } from '#core/staff/staff-auth.ts';
import type { Translator } from '#platform/i18n.ts';
import type { ConsoleRoute } from './console-route.ts';
import { CONSOLE_ROUTES } from './console-routes.ts';
import { officerOf } from './officer-session.ts';
import { sameSite } from './same-site.ts';
import { createSignInRouter } from './sign-in-routes.ts';

export interface ConsoleRouterDeps {
  context: CoreContext;
  pool: Pool;
  publicUrl: string;
  translator: Translator;
}

/** Bytes; a warning in three languages is a few kilobytes. */
const BODY_LIMIT = 256 * 1024;

export function createConsoleRouter({ context, pool, publicUrl, translator }: ConsoleRouterDeps): Router {
  const router = Router();
  const guard = createSignInGuard(context);
  const auth = createStaffAuth({ pool, vault: context.vault, publicUrl, guard });
  router.use(sameSite(publicUrl), express.json({ limit: BODY_LIMIT }));
  router.use('/auth', createSignInRouter(context, auth, guard));
  for (const route of CONSOLE_ROUTES) router[route.method](route.path, handlerOf({ context, auth, translator }, route));
  for (const [path, routes] of Map.groupBy(CONSOLE_ROUTES, (route) => route.path))
    router.all(path, methodNotAllowed(...routes.map(({ method }) => method.toUpperCase())));
  return router;
}

function handlerOf({ context, auth, translator }: { context: CoreContext; auth: StaffAuth; translator: Translator }, route: ConsoleRoute): RequestHandler {
  return async (request, response) => {
    const by = await officerOf(auth, request, response);
    if (!mayDo(by, route.capability)) {
      context.telemetry.record('console_refused', { outcome: route.capability }, { staff_id: by.id });
      throw new Problem('forbidden');
    }
    const params = Object.fromEntries(Object.entries(request.params).map(([name, value]) => [name, String(value)]));
    const answer = await route.run({ context, by, translator, params, query: request.query, body: request.body });
    response
      .status(route.status ?? 200)
      .set('Cache-Control', 'no-store')
      .json(answer);
  };
}
