// `/`: three things a person may have come for, then what is being warned of.

import { html } from 'htm/preact';
import { Router } from 'express';
import { pageContext, sendPage, type PageDeps } from './kit/page.ts';

const TILES = ['now', 'check', 'report', 'chat'] as const;

export function createHomePage(deps: PageDeps): Router {
  const router = Router();
  router.get('/', (request, response) => {
    const context = pageContext(request, deps);
    const { t } = context;
    const body = html`<h1>${t('lead')}</h1>
      <ul class="tiles">
        ${TILES.map(
          (tile) =>
            html`<li>
              <a href=${`/${tile}`}><strong>${t(`tiles.${tile}.title`)}</strong> <span>${t(`tiles.${tile}.text`)}</span></a>
            </li>`,
        )}
      </ul>
      <h2>${t('other_ways')}</h2>
      <ul>
        <li><a href="/alerts">${t('nav.alerts')}</a></li>
        <li><a href="/subscribe">${t('nav.subscribe')}</a></li>
        <li><a href="/status">${t('nav.status')}</a></li>
      </ul>`;
    sendPage(response, context, { title: t('name'), body, description: t('description') });
  });
  return router;
}
