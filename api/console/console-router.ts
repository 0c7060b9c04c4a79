// /api/console: sign-in, then the route table. Every call needs a session and the route's capability; what changes something is JSON from our
// own pages.

import express, { Router, type RequestHandler } from 'express';
import type { Pool } from 'pg';
import { methodNotAllowed, Problem } from '#api/problem.ts';
import type { CoreContext } from '#core/context.ts';
import { createChangeFeed, type ChangeFeed } from '#core/live/change-feed.ts';
import { mayDo } from '#core/staff/capability.ts';
import { createSignInGuard } from '#core/staff/sign-in-guard.ts';
import { createStaffAuth, type StaffAuth } from '#core/staff/staff-auth.ts';
import type { Translator } from '#platform/i18n.ts';
import type { ConsoleRoute } from './console-route.ts';
import { CONSOLE_ROUTES } from './console-routes.ts';
import { sendCsv, type CsvTable } from './csv.ts';
import { HEARTBEAT_MS, streamEvents } from './event-stream.ts';
import { officerOf, stillSignedIn } from './officer-session.ts';
import { sameSite } from './same-site.ts';
import { createSignInRouter } from './sign-in-routes.ts';

export interface ConsoleRouterDeps {
  context: CoreContext;
  pool: Pool;
  publicUrl: string;
  translator: Translator;
  /** Aborted when this process stops: streams end. */
  stopping?: AbortSignal;
  heartbeatMs?: number;
}

/** Bytes; a warning in three languages is a few kilobytes. */
const BODY_LIMIT = 256 * 1024;

export function createConsoleRouter({ context, pool, publicUrl, translator, stopping, heartbeatMs = HEARTBEAT_MS }: ConsoleRouterDeps): Router {
  const router = Router();
  const guard = createSignInGuard(context);
  const auth = createStaffAuth({ pool, vault: context.vault, publicUrl, guard });
  router.use(sameSite(publicUrl), express.json({ limit: BODY_LIMIT }));
  router.use('/auth', createSignInRouter(context, auth, guard));
  const feed = createChangeFeed(context);
  const answering = { context, auth, translator, feed, stopping, heartbeatMs };
  for (const route of CONSOLE_ROUTES) router[route.method](route.path, handlerOf(answering, route));
  for (const [path, routes] of Map.groupBy(CONSOLE_ROUTES, (route) => route.path))
    router.all(path, methodNotAllowed(...routes.map(({ method }) => method.toUpperCase())));
  return router;
}

interface Answering {
  context: CoreContext;
  auth: StaffAuth;
  translator: Translator;
  feed: ChangeFeed;
  stopping: AbortSignal | undefined;
  heartbeatMs: number;
}

function handlerOf({ context, auth, translator, feed, stopping, heartbeatMs }: Answering, route: ConsoleRoute): RequestHandler {
  return async (request, response) => {
    const by = await officerOf(auth, request, response);
    if (!mayDo(by, route.capability)) {
      context.telemetry.record('console_refused', { outcome: route.capability }, { staff_id: by.id });
      throw new Problem('forbidden');
    }
    const params = Object.fromEntries(Object.entries(request.params).map(([name, value]) => [name, String(value)]));
    const lastEventId = request.get('last-event-id');
    const call = { context, by, translator, params, query: request.query, body: request.body, feed, ...(lastEventId !== undefined && { lastEventId }) };
    const answer = await route.run(call);
    if (route.follow !== undefined) {
      const isAllowed = async (): Promise<boolean> => {
        const still = await stillSignedIn(auth, request);
        return still !== null && mayDo(still, route.capability);
      };
      const follow = route.follow.bind(route, call);
      return streamEvents({ request, response, log: context.telemetry.log, stopping, heartbeatMs, isAllowed, follow });
    }
    if (route.csv === true) return sendCsv(response, answer as CsvTable);
    response
      .status(route.status ?? 200)
      .set('Cache-Control', 'no-store')
      .json(answer);
  };
}
