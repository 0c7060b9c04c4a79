// For operators and their machines: does the process live, can it take and keep a report, and its measures.

import { timingSafeEqual } from 'node:crypto';
import { Router, type Request } from 'express';
import type { Registry } from 'prom-client';
import { Problem } from '#api/problem.ts';

export interface Readiness {
  /** A report can be taken and kept. */
  ready: boolean;
  /** What each part says: `ok`, `off`, or a short reason. */
  parts: Record<string, string>;
}

export interface HealthDeps {
  readiness(): Promise<Readiness>;
  registry: Registry;
  /** Brings measures up to date that come from the database; never rejects. */
  refreshMeasures(): Promise<void>;
  /** Absent: only this machine may read the measures. */
  metricsToken: string | undefined;
}

export function createHealthRouter(deps: HealthDeps): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => void response.json({ alive: true }));
  router.get('/readyz', async (_request, response) => {
    const readiness = await deps.readiness();
    response
      .status(readiness.ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json(readiness);
  });
  router.get('/metrics', async (request, response) => {
    if (!mayReadMetrics(request, deps.metricsToken)) throw new Problem('unauthorised');
    await deps.refreshMeasures();
    response.type(deps.registry.contentType).send(await deps.registry.metrics());
  });
  return router;
}

function mayReadMetrics(request: Request, token: string | undefined): boolean {
  if (token === undefined) return isLocal(request) && request.get('x-forwarded-for') === undefined;
  const given = Buffer.from(request.get('authorization') ?? '');
  const expected = Buffer.from(`Bearer ${token}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function isLocal(request: Request): boolean {
  const address = request.socket.remoteAddress ?? '';
  return address === '::1' || address.replace('::ffff:', '').startsWith('127.');
}
