// Stylesheet, pictures and scripts of the public pages, under an address that changes with their content and may be kept for ever.
// Scripts are TypeScript in `web/public/`; types are stripped once, at start, so there is no build step.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'amaro';
import { Router } from 'express';

const FOLDER = fileURLToPath(new URL('../assets', import.meta.url));
const SCRIPTS = fileURLToPath(new URL('../../../web/public', import.meta.url));
const TYPES: Record<string, string> = { '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png', '.js': 'text/javascript' };

const files = new Map<string, { type: string; body: Buffer }>();
for (const name of readdirSync(FOLDER)) files.set(name, { type: TYPES[extname(name)] ?? 'application/octet-stream', body: readFileSync(`${FOLDER}/${name}`) });
for (const name of readdirSync(SCRIPTS).filter((each) => each.endsWith('.ts') && !each.endsWith('.test.ts'))) {
  const body = Buffer.from(transformSync(readFileSync(`${SCRIPTS}/${name}`, 'utf8'), { mode: 'strip-only' }).code);
  files.set(name.replace(/\.ts$/, '.js'), { type: 'text/javascript', body });
}

const digest = createHash('sha256');
for (const [name, { body }] of [...files].toSorted(([a], [b]) => a.localeCompare(b))) digest.update(name).update(body);
export const ASSETS_VERSION = digest.digest('hex').slice(0, 12);

/** @throws RangeError for what is not there: a page may not point at nothing. */
export function asset(name: string): string {
  if (!files.has(name)) throw new RangeError(`no asset ${name}`);
  return `/assets/${ASSETS_VERSION}/${name}`;
}

/** What is served under another address, too. */
export function assetText(name: string): string {
  const file = files.get(name);
  if (file === undefined) throw new RangeError(`no asset ${name}`);
  return file.body.toString();
}

export function createAssetsRouter(): Router {
  const router = Router();
  router.get('/:version/:name', (request, response, next) => {
    const file = files.get(request.params.name);
    if (file === undefined) {
      next();
      return;
    }
    // An older page may ask for an older version: it gets today's, and asks again.
    const keep = request.params.version === ASSETS_VERSION ? 'public, max-age=31536000, immutable' : 'no-cache';
    response.set({ 'Cache-Control': keep }).type(file.type).send(file.body);
  });
  return router;
}
