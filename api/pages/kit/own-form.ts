import express, { type Request, type RequestHandler } from 'express';
import { Problem } from '#api/problem.ts';

/** Bytes of a form with long texts. */
const BODY_LIMIT = '64kb';

/** Reads a form that one of our pages sent: another site may not make a browser send one. */
export function ownForm(publicUrl: string): RequestHandler[] {
  const own = new URL(publicUrl).origin;
  const fromHere: RequestHandler = (request, _response, next) => {
    if (!isFromHere(request, own)) throw new Problem('forbidden');
    next();
  };
  return [fromHere, express.urlencoded({ extended: false, limit: BODY_LIMIT, parameterLimit: 50 })];
}

/** Browsers of today say where a form is; older ones say the origin, and programs neither. */
function isFromHere(request: Request, own: string): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = request.get('origin');
  return origin === undefined || origin === own || URL.parse(origin)?.host === request.get('host');
}
