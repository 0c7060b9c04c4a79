// `/`: three things a person may have come for, then what is being warned of. It answers whatever becomes of the database.

import { setTimeout as pause } from 'node:timers/promises';
import { html } from 'htm/preact';
import { Router } from 'express';
import { listPublishedAlerts, type PublishedAlert } from '#core/alerts/published-alerts.ts';
import type { CoreContext } from '#core/context.ts';
import { cached } from '#platform/cached.ts';
import { alertList } from './kit/alert-part.ts';
import { feedLinks } from './kit/feed-links.ts';
import { pageContext, sendPage, type PageDeps } from './kit/page.ts';

const TILES = ['now', 'check', 'report', 'chat'] as const;

/** Newest warnings on the page, and for how long they are not asked for again. */
const NEWEST = 3;
const KEPT_MS = 15_000;
/** Who has just paid does not wait for a database: then the page comes without warnings. */
const PATIENCE_MS = 400;

export function createHomePage(deps: PageDeps & { context: Pick<CoreContext, 'db' | 'clock'>; publicUrl: string }): Router {
  const { db, clock } = deps.context;
  const newest = cached(() => listPublishedAlerts(db, { now: clock.now(), limit: NEWEST }), { ttlMs: KEPT_MS, clock });
  const router = Router();
  router.get('/', async (request, response) => {
    const context = pageContext(request, deps);
    const { t } = context;
    const alerts = await inTime(newest());
    const body = html`<h1>${t('lead')}</h1>
      <ul class="tiles">
        ${TILES.map(
          (tile) =>
            html`<li>
              <a href=${`/${tile}`}><strong>${t(`tiles.${tile}.title`)}</strong> <span>${t(`tiles.${tile}.text`)}</span></a>
            </li>`,
        )}
      </ul>
      ${alerts.length > 0 && html`<h2>${t('public:alerts.newest')}</h2>`} ${alerts.length > 0 && alertList(context, alerts, 3)}
      <h2>${t('other_ways')}</h2>
      <ul>
        <li><a href="/alerts">${t('nav.alerts')}</a></li>
        <li><a href="/subscribe">${t('nav.subscribe')}</a></li>
        <li><a href="/status">${t('nav.status')}</a></li>
      </ul>`;
    sendPage(response, context, { title: t('name'), body, canonical: `${deps.publicUrl}/`, head: feedLinks(context) });
  });
  return router;
}

async function inTime(alerts: Promise<PublishedAlert[]>): Promise<PublishedAlert[]> {
  const late = new AbortController();
  try {
    return await Promise.race([alerts.catch(() => []), pause(PATIENCE_MS, [], { signal: late.signal }).catch(() => [])]);
  } finally {
    late.abort();
  }
}
