import express, { type RequestHandler } from 'express';
import { Problem } from '#api/problem.ts';

/** Bytes of a form with long texts. */
const BODY_LIMIT = '64kb';

/** Reads a form that one of our pages sent: another site may not make a browser send one. */
export function ownForm(publicUrl: string): RequestHandler[] {
  const own = new URL(publicUrl).origin;
  const fromHere: RequestHandler = (request, _response, next) => {
    const origin = request.get('origin');
    const isOwn = origin === undefined || origin === own || URL.parse(origin)?.host === request.get('host');
    if (!isOwn || request.get('sec-fetch-site') === 'cross-site') throw new Problem('forbidden');
    next();
  };
  return [fromHere, express.urlencoded({ extended: false, limit: BODY_LIMIT, parameterLimit: 50 })];
}
