// Forms of our own pages: what a browser was made to send by another site is refused, and bodies are small.

import express, { type Request, type RequestHandler } from 'express';
import { Problem } from '#api/problem.ts';

/** Bytes; Korean text takes nine a letter on its way. */
const BODY_LIMIT = 512 * 1024;
const FIELDS_LIMIT = 400;

export function formBody(): RequestHandler {
  return express.urlencoded({ extended: false, limit: BODY_LIMIT, parameterLimit: FIELDS_LIMIT });
}

export function fromOwnPages(publicUrl: string): RequestHandler {
  const own = new URL(publicUrl).origin;
  return (request, _response, next) => {
    const isPost = request.method !== 'GET' && request.method !== 'HEAD';
    if (isPost && !isFromOwnPage(request, own)) throw new Problem('forbidden');
    next();
  };
}

/** Browsers since 2023 say so themselves; older ones name the page's origin; what is no browser says neither. */
function isFromOwnPage(request: Request, own: string): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = request.get('origin');
  return origin === undefined || origin === own || URL.parse(origin)?.host === request.get('host');
}
