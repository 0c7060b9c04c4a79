// `/console`: the console's client as it was built, one page for all its addresses. Styles that its library makes at run time carry a nonce.

import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import express, { Router } from 'express';
import helmet from 'helmet';

const BUILT = fileURLToPath(new URL('../web/dist/console', import.meta.url));
const NONCE = '__NONCE__';
const YEAR_S = 31_536_000;

export function createConsoleApp(folder = BUILT): Router {
  const router = Router();
  const page = existsSync(`${folder}/index.html`) ? readFileSync(`${folder}/index.html`, 'utf8') : null;
  if (page === null) {
    router.use((_request, response) => {
      response.status(503).set('Cache-Control', 'no-store').type('text').send('The console is not built. Run: npm ci && npm run build\n');
    });
    return router;
  }
  router.use('/assets', express.static(`${folder}/assets`, { immutable: true, maxAge: YEAR_S * 1_000, index: false, fallthrough: false }));
  router.get('/{*path}', (request, response) => {
    const nonce = randomBytes(16).toString('base64');
    const policy = helmet.contentSecurityPolicy({
      directives: {
        'default-src': ["'self'"],
        'style-src': ["'self'", `'nonce-${nonce}'`],
        // Sizes and places are set on elements by the component library; they can fetch and run nothing.
        'style-src-attr': ["'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'media-src': ["'self'", 'blob:'],
        'frame-ancestors': ["'none'"],
        'upgrade-insecure-requests': null,
      },
    });
    policy(request, response, () => {
      response.removeHeader('X-Frame-Options');
      response.set('Cache-Control', 'no-store').type('html').send(page.replace(NONCE, nonce));
    });
  });
  return router;
}
