// Jaga on somebody's home screen: the manifest in their language, the worker that keeps the urgent pages for when there is no network and shows
// warnings, and the page that says so.

import { createHash } from 'node:crypto';
import { html } from 'htm/preact';
import { Router } from 'express';
import { certainHotlines } from '#core/safety/hotlines.ts';
import { LANGUAGES } from '#core/taxonomy/taxonomy.ts';
import { readLocaleBundles } from '#platform/i18n.ts';
import { asset, assetText, ASSETS_VERSION } from './kit/assets.ts';
import { pageContext, sendPage, type PageDeps } from './kit/page.ts';
import { pageLanguage } from './kit/page-language.ts';

/** Countries of `/now`; without one it shows where the language is at home. */
const NOW_PAGES = ['/now?', '/now?country=KR&', '/now?country=MY&', '/now?country=other&'];

export function createInstalledApp(deps: PageDeps & { pushKey: string }): Router {
  const router = Router();

  // Asked for by browsers that show no page, as for a PDF.
  router.get('/favicon.ico', (_request, response) => response.redirect(asset('icon.svg')));

  router.get('/manifest.webmanifest', (request, response) => {
    const language = pageLanguage(request);
    const t = (key: string): string => deps.translator.t(language, key);
    const icon = (name: string, size: number, purpose = 'any'): object => ({ src: asset(name), sizes: `${size}x${size}`, type: 'image/png', purpose });
    response
      .vary('Accept-Language, Cookie')
      .set({ 'Content-Language': language, 'Cache-Control': 'public, max-age=3600' })
      .type('application/manifest+json')
      .send(
        JSON.stringify({
          id: '/',
          name: t('public:app.name'),
          short_name: t('page:name'),
          description: t('page:description'),
          lang: language,
          start_url: '/',
          scope: '/',
          display: 'standalone',
          background_color: '#ffffff',
          theme_color: '#0b3d91',
          icons: [icon('icon-192.png', 192), icon('icon-512.png', 512), icon('icon-maskable-512.png', 512, 'maskable')],
          shortcuts: ['now', 'check', 'report'].map((tile) => ({ name: t(`page:tiles.${tile}.title`), url: `/${tile}` })),
        }),
      );
  });

  const worker = workerSource(deps.pushKey);
  router.get('/service-worker.js', (_request, response) => {
    response.set({ 'Cache-Control': 'no-cache' }).type('text/javascript').send(worker);
  });

  router.get('/offline', (request, response) => {
    const context = pageContext(request, deps);
    const { t } = context;
    const body = html`<h1>${t('public:offline.title')}</h1>
      <p>${t('public:offline.text')}</p>
      <p><a class="button danger" href="/now">${t('urgent_link')}</a></p>
      <p>${t('public:offline.again')}</p>`;
    sendPage(response, context, { title: t('public:offline.title'), body });
  });
  return router;
}

/** Any change of what is kept, a hotline above all, makes a new worker, which keeps everything anew. */
function workerSource(pushKey: string): string {
  const version = createHash('sha256')
    .update(ASSETS_VERSION)
    .update(JSON.stringify([certainHotlines(), readLocaleBundles()]))
    .digest('hex');
  const kept = {
    cache: `jaga-${version.slice(0, 12)}`,
    languages: LANGUAGES,
    pages: LANGUAGES.flatMap((language) => [`/offline?lang=${language}`, ...NOW_PAGES.map((page) => `${page}lang=${language}`)]),
    assets: ['site.css', 'icon.svg'].map(asset),
    icon: asset('icon-192.png'),
    pushKey,
  };
  return `self.KEPT = ${JSON.stringify(kept)};\n${assetText('service-worker.js')}`;
}
