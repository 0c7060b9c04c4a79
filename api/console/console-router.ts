// /api/console: sign-in, then the route table. Every call needs a session and the route's capability; what changes something is JSON from our
// own pages.

import express, { Router, type RequestHandler, type Response } from 'express';
import type { Pool } from 'pg';
import { media } from '#api/contract/casework-answers.ts';
import { methodNotAllowed, Problem } from '#api/problem.ts';
import type { CoreContext } from '#core/context.ts';
import type { DeliveryPace } from '#core/delivery/audience.ts';
import { createChangeFeed, type ChangeFeed } from '#core/live/change-feed.ts';
import { mayDo } from '#core/staff/capability.ts';
import type { IdentityProvider } from '#core/staff/identity-provider.ts';
import type { SecondFactorPolicy } from '#core/staff/second-factor.ts';
import { createSignInGuard } from '#core/staff/sign-in-guard.ts';
import type { TranslationModel } from '#core/triage/casework/translate-report.ts';
import { createStaffAuth } from '#core/staff/staff-auth.ts';
import type { Translator } from '#platform/i18n.ts';
import { createAuthRouter, type AuthDeps } from './signing-in/auth-routes.ts';
import type { ConsoleRoute } from './console-route.ts';
import { CONSOLE_ROUTES } from './console-routes.ts';
import { sendCsv, type CsvTable } from './export/csv.ts';
import { HEARTBEAT_MS, streamEvents } from './event-stream.ts';
import { isAllowed, requireFactor, sessionOf } from './officer-session.ts';
import { sameSite } from './same-site.ts';

export interface ConsoleRouterDeps {
  context: CoreContext;
  pool: Pool;
  publicUrl: string;
  translator: Translator;
  pace: DeliveryPace;
  /** Aborted when this process stops: streams end. */
  stopping?: AbortSignal;
  heartbeatMs?: number;
  /** Translates for officers; absent: none is configured. */
  model?: TranslationModel | undefined;
  /** `required` when left out. */
  secondFactor?: SecondFactorPolicy | undefined;
  /** The force's own identity provider. */
  provider?: IdentityProvider | undefined;
}

/** Bytes; a warning in three languages is a few kilobytes. */
const BODY_LIMIT = 256 * 1024;

export function createConsoleRouter({
  context,
  pool,
  publicUrl,
  translator,
  pace,
  secondFactor: policy = 'required',
  provider,
  model,
  ...streams
}: ConsoleRouterDeps): Router {
  const router = Router();
  const auth = createStaffAuth({ context, pool, publicUrl, provider });
  const deps: AuthDeps = { context, auth, guard: createSignInGuard(context), policy, publicUrl, provider };
  router.use(sameSite(publicUrl), express.json({ limit: BODY_LIMIT }));
  router.use('/auth', createAuthRouter(deps));
  const answering: Answering = {
    ...deps,
    translator,
    pace,
    model,
    feed: createChangeFeed(context),
    stopping: streams.stopping,
    heartbeatMs: streams.heartbeatMs ?? HEARTBEAT_MS,
  };
  for (const route of CONSOLE_ROUTES) router[route.method](route.path, handlerOf(answering, route));
  for (const [path, routes] of Map.groupBy(CONSOLE_ROUTES, (route) => route.path))
    router.all(path, methodNotAllowed(...routes.map(({ method }) => method.toUpperCase())));
  return router;
}

interface Answering extends AuthDeps {
  translator: Translator;
  pace: DeliveryPace;
  model: TranslationModel | undefined;
  feed: ChangeFeed;
  stopping: AbortSignal | undefined;
  heartbeatMs: number;
}

function handlerOf({ context, auth, policy, publicUrl, translator, pace, model, feed, stopping, heartbeatMs }: Answering, route: ConsoleRoute): RequestHandler {
  return async (request, response) => {
    const session = await sessionOf(auth, request, response);
    const { by } = session;
    const { capability } = route;
    if (!mayDo(by, capability)) {
      context.telemetry.record('console_refused', { outcome: capability }, { staff_id: by.id });
      throw new Problem('forbidden');
    }
    requireFactor(session, { capability, policy, now: context.clock.now() });
    const params = Object.fromEntries(Object.entries(request.params).map(([name, value]) => [name, String(value)]));
    const lastEventId = request.get('last-event-id');
    const asked = { params, query: request.query, body: request.body, ...(lastEventId !== undefined && { lastEventId }) };
    const call = { context, by, session, policy, publicUrl, translator, pace, model, feed, ...asked };
    const answer = await route.run(call);
    if (route.follow !== undefined) {
      const follow = route.follow.bind(route, call);
      const stillAllowed = (): Promise<boolean> => isAllowed(auth, request, { capability, policy, now: context.clock.now() });
      return streamEvents({ request, response, log: context.telemetry.log, stopping, heartbeatMs, isAllowed: stillAllowed, follow });
    }
    if (route.csv === true) return sendCsv(response, answer as CsvTable);
    response.status(route.status ?? 200).set('Cache-Control', 'no-store');
    if (route.file === true) sendFile(response, media.parse(answer));
    else response.json(answer);
  };
}

/** A stranger's file: opened by itself it is saved, not shown, and whatever shows it gives it no rights. */
function sendFile(response: Response, { data, content_type }: { data: Uint8Array; content_type: string }): void {
  response
    .set('Content-Type', content_type)
    .set('X-Content-Type-Options', 'nosniff')
    .set('Content-Security-Policy', "sandbox; default-src 'none'")
    .set('Content-Disposition', 'attachment; filename="evidence"')
    .set('Cross-Origin-Resource-Policy', 'same-origin')
    .end(data);
}
