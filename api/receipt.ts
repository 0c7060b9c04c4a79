// The receipt as a caller shows it, and whether it is the right one.

import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { Problem } from '#api/problem.ts';

/** @throws Problem `unauthorised` when there is none. */
export function receiptOf(request: Request): string {
  const receipt = /^Bearer ([\w-]{1,100})$/.exec(request.get('authorization') ?? '')?.[1];
  if (receipt === undefined) throw new Problem('unauthorised');
  return receipt;
}

/** In constant time. */
export function sameSecret(given: string, expected: string): boolean {
  const [a, b] = [given, expected].map((secret) => createHash('sha256').update(secret).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
