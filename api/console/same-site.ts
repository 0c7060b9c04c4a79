import type { RequestHandler } from 'express';
import { Problem } from '#api/problem.ts';

/**
 * Against requests that another site makes a browser send, besides SameSite cookies: what changes something is JSON (no form can send that),
 * and comes from our own pages or from no page at all.
 */
export function sameSite(publicUrl: string): RequestHandler {
  const own = new URL(publicUrl).origin;
  return (request, _response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    const origin = request.get('origin');
    if (origin !== undefined && origin !== own && !isOwnHost(origin, request.get('host'))) throw new Problem('forbidden');
    if (request.get('sec-fetch-site') === 'cross-site') throw new Problem('forbidden');
    if (request.method === 'POST' && request.is('application/json') !== 'application/json') throw new Problem('unsupported-media-type');
    next();
  };
}

/** Reached under another name than PUBLIC_URL, such as localhost: the browser sets both headers, a page cannot. */
function isOwnHost(origin: string, host: string | undefined): boolean {
  return host !== undefined && URL.parse(origin)?.host === host;
}
