// The receipt as a caller shows it.

import type { Request } from 'express';
import { Problem } from '#api/problem.ts';

/** @throws Problem `unauthorised` when there is none. */
export function receiptOf(request: Request): string {
  const receipt = /^Bearer ([\w-]{1,100})$/.exec(request.get('authorization') ?? '')?.[1];
  if (receipt === undefined) throw new Problem('unauthorised');
  return receipt;
}
