// GET /v1/alerts and /v1/alerts/{id}: what is published, for machines.

import { Router } from 'express';
import type { z } from 'zod';
import { publicAlertFilter, type PublicAlert, type PublicAlertDetail, type PublicAlertList } from '#api/contract/alerts.ts';
import { methodNotAllowed, Problem, wrongShape } from '#api/problem.ts';
import { ALERT_PARTS, changedParts, versionBefore } from '#core/alerts/alert-changes.ts';
import { showAlertCode } from '#core/alerts/alert-code.ts';
import { getPublishedAlert, listPublishedAlerts, type PublishedAlert } from '#core/alerts/published-alerts.ts';
import type { CoreContext } from '#core/context.ts';
import { LANGUAGES, type Language } from '#core/taxonomy/taxonomy.ts';
import type { Config } from '#platform/config.ts';

/** What is public may be kept by anybody for a minute; then its ETag tells whether it has changed. */
export const PUBLIC_CACHE = 'public, max-age=60';

export interface AlertsRouterDeps {
  context: Pick<CoreContext, 'db' | 'clock'>;
  config: Pick<Config, 'publicUrl'>;
}

export function createAlertsRouter({ context, config: { publicUrl } }: AlertsRouterDeps): Router {
  const router = Router();
  router.get('/', async (request, response) => {
    const filter = publicAlertFilter.safeParse(request.query);
    if (!filter.success) throw wrongShape(filter.error);
    const { ended, limit, ...rest } = filter.data;
    const found = await listPublishedAlerts(context.db, { ...rest, now: context.clock.now(), ended: ended === 'true', limit: limit + 1 });
    const shown = found.slice(0, limit);
    const answer: PublicAlertList = {
      alerts: shown.map((alert) => presentAlert(alert, publicUrl)),
      next: found.length > limit ? nextPage(publicUrl, filter.data, shown.at(-1)?.id ?? '') : null,
    };
    response.set('Cache-Control', PUBLIC_CACHE).json(answer);
  });
  router.all('/', methodNotAllowed('GET'));

  router.get('/:id', async (request, response) => {
    const alert = await getPublishedAlert(context.db, request.params.id, context.clock.now());
    if (alert === null) throw new Problem('not-found');
    const before = await versionBefore(context.db, alert);
    const changed = before === null ? [] : LANGUAGES.flatMap((language) => changedParts(before, alert.content, language));
    const answer: PublicAlertDetail = { ...presentAlert(alert, publicUrl), changed: ALERT_PARTS.filter((part) => changed.includes(part)) };
    response.set('Cache-Control', PUBLIC_CACHE).json(answer);
  });
  router.all('/:id', methodNotAllowed('GET'));
  return router;
}

function nextPage(publicUrl: string, filter: z.infer<typeof publicAlertFilter>, after: string): string {
  const entries = Object.entries({ ...filter, after }).filter(([, value]) => value !== undefined);
  return `${publicUrl}/v1/alerts?${new URLSearchParams(entries.map(([name, value]) => [name, String(value)])).toString()}`;
}

export function alertUrl(publicUrl: string, id: string, language?: Language): string {
  return `${publicUrl}/alerts/${id}${language === undefined ? '' : `?lang=${language}`}`;
}

function presentAlert(alert: PublishedAlert, publicUrl: string): PublicAlert {
  const { id, code, state, version, content, published_at, updated_at, expires_at, ended_at } = alert;
  const textIn = (language: Language): PublicAlert['texts'][Language] =>
    state === 'withdrawn' ? { headline: content.texts[language].headline, what_happens: null, what_to_do: null } : content.texts[language];
  return {
    id,
    code: showAlertCode(code),
    url: alertUrl(publicUrl, id),
    state,
    type: content.type,
    grade: content.grade,
    countries: content.countries,
    version,
    published_at: published_at.toISOString(),
    updated_at: updated_at.toISOString(),
    valid_until: expires_at.toISOString(),
    ended_at: ended_at?.toISOString() ?? null,
    texts: { ko: textIn('ko'), ms: textIn('ms'), en: textIn('en') },
  };
}
