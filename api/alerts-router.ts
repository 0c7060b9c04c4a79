// GET /v1/alerts, /v1/alerts/{id} and /v1/alerts/{id}.cap: what is published, for machines.

import { Router } from 'express';
import type { z } from 'zod';
import { publicAlertFilter, type PublicAlertDetail, type PublicAlertList } from '#api/contract/alerts.ts';
import { methodNotAllowed, Problem, wrongShape } from '#api/problem.ts';
import { CAP_TYPE, capDocument } from '#core/alerts/cap/cap-document.ts';
import { capMessage } from '#core/alerts/cap/cap-message.ts';
import { publicAlert, publicAlertDetail } from '#core/alerts/public-alert.ts';
import { earlierVersions, getPublishedAlert, listPublishedAlerts } from '#core/alerts/published-alerts.ts';
import type { CoreContext } from '#core/context.ts';
import type { Config } from '#platform/config.ts';
import type { Translator } from '#platform/i18n.ts';

/** What is public may be kept by anybody for a minute; then its ETag tells whether it has changed. */
export const PUBLIC_CACHE = 'public, max-age=60';

export interface AlertsRouterDeps {
  context: Pick<CoreContext, 'db' | 'clock' | 'vault'>;
  config: Pick<Config, 'publicUrl'>;
  translator: Translator;
}

export function createAlertsRouter({ context, config: { publicUrl }, translator }: AlertsRouterDeps): Router {
  const router = Router();
  router.get('/', async (request, response) => {
    const filter = publicAlertFilter.safeParse(request.query);
    if (!filter.success) throw wrongShape(filter.error);
    const { ended, limit, ...rest } = filter.data;
    const found = await listPublishedAlerts(context.db, { ...rest, now: context.clock.now(), ended: ended === 'true', limit: limit + 1 });
    const shown = found.slice(0, limit);
    const answer: PublicAlertList = {
      alerts: shown.map((alert) => publicAlert(alert, publicUrl)),
      next: found.length > limit ? nextPage(publicUrl, filter.data, shown.at(-1)?.id ?? '') : null,
    };
    response.set('Cache-Control', PUBLIC_CACHE).json(answer);
  });
  router.all('/', methodNotAllowed('GET'));

  router.get('/:id.cap', async (request, response) => {
    const alert = await getPublishedAlert(context.db, request.params.id, context.clock.now());
    if (alert === null) throw new Problem('not-found');
    const message = capMessage(alert, { earlier: await earlierVersions(context.db, alert), translator, publicUrl });
    response.set({ 'Cache-Control': PUBLIC_CACHE, 'Content-Type': `${CAP_TYPE}; charset=utf-8` }).send(capDocument(message));
  });
  router.all('/:id.cap', methodNotAllowed('GET'));

  router.get('/:id', async (request, response) => {
    const alert = await getPublishedAlert(context.db, request.params.id, context.clock.now());
    if (alert === null) throw new Problem('not-found');
    const answer: PublicAlertDetail = await publicAlertDetail(context, alert, publicUrl);
    response.set('Cache-Control', PUBLIC_CACHE).json(answer);
  });
  router.all('/:id', methodNotAllowed('GET'));
  return router;
}

function nextPage(publicUrl: string, filter: z.infer<typeof publicAlertFilter>, after: string): string {
  const entries = Object.entries({ ...filter, after }).filter(([, value]) => value !== undefined);
  return `${publicUrl}/v1/alerts?${new URLSearchParams(entries.map(([name, value]) => [name, String(value)])).toString()}`;
}

/** The warning as a CAP document. */
export function capUrl(publicUrl: string, id: string): string {
  return `${publicUrl}/v1/alerts/${id}.cap`;
}
