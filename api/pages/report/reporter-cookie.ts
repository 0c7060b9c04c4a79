// A random name for this browser, so that many reports of one person are not taken for many people. It says nothing else, only its keyed hash
// is looked up by, and a browser that keeps no cookies reports all the same.

import { randomUUID } from 'node:crypto';
import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';

const NAME = 'reporter';
const YEAR_MS = 365 * 86_400_000;

/** null: this browser brought none. */
export function reporterOf(request: Request): string | null {
  const value = parseCookie(request.headers.cookie ?? '')[NAME] ?? '';
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value) ? `web:${value}` : null;
}

export function nameReporter(request: Request, response: Response): void {
  if (reporterOf(request) !== null) return;
  response.cookie(NAME, randomUUID(), { maxAge: YEAR_MS, httpOnly: true, sameSite: 'lax', secure: request.secure, path: '/report' });
}
