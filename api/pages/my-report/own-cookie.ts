// For half an hour after somebody showed their receipt (or sent the report), this browser may see and change that report. Sealed, for this
// browser's own pages only, and gone with "close".

import { parseCookie } from 'cookie';
import type { CookieOptions, Request, Response } from 'express';
import type { CoreContext } from '#core/context.ts';
import { z } from 'zod';
import { telegramPersonOf, withinFrame } from '../telegram-app/telegram-person.ts';

const NAME = 'own_report';
const SEAL = 'cookie/own_report';
const MINUTES = 30;
const MINUTE_MS = 60_000;

const content = z.object({ id: z.uuid(), until: z.number(), sent: z.boolean() });

export interface OwnReport {
  id: string;
  /** It was sent from this browser just now: its receipt may be shown. */
  sent: boolean;
}

export function rememberOwn(context: CoreContext, response: Response, own: OwnReport): void {
  const until = context.clock.now().getTime() + MINUTES * MINUTE_MS;
  const value = context.vault.sealField(JSON.stringify({ ...own, until }), SEAL).toString('base64url');
  response.cookie(NAME, value, { ...attributes(context, response), maxAge: MINUTES * MINUTE_MS });
}

export function forgetOwn(context: CoreContext, response: Response): void {
  response.clearCookie(NAME, attributes(context, response));
}

function attributes(context: CoreContext, response: Response): CookieOptions {
  const isWithinTelegram = telegramPersonOf(context, response.req) !== null;
  return { httpOnly: true, secure: response.req.secure, sameSite: 'strict', ...(isWithinTelegram && withinFrame(response)) };
}

/** null: none, too old, or not ours. */
export function ownReportOf({ vault, clock }: CoreContext, request: Request): OwnReport | null {
  const value = parseCookie(request.headers.cookie ?? '')[NAME];
  if (value === undefined || value.length > 1_000) return null;
  try {
    const own = content.parse(JSON.parse(vault.openField(Buffer.from(value, 'base64url'), SEAL)));
    return own.until > clock.now().getTime() ? { id: own.id, sent: own.sent } : null;
  } catch {
    return null;
  }
}
