// Who looks at these pages from within Telegram: sealed in a cookie after Telegram's signature was checked, for two hours. Web clients show a
// Mini App in a frame of another site, so the cookie is sent there, too, but kept apart for it.

import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { CoreContext } from '#core/context.ts';
import type { ChatPerson } from '#core/conversations/conversation.ts';

const NAME = 'telegram_person';
const SEAL = 'cookie/telegram_person';
const HOURS_MS = 2 * 3_600_000;

const content = z.object({ id: z.int().positive(), until: z.number() });

export function rememberTelegramPerson({ vault, clock }: CoreContext, response: Response, userId: number): void {
  const until = clock.now().getTime() + HOURS_MS;
  const value = vault.sealField(JSON.stringify({ id: userId, until }), SEAL).toString('base64url');
  response.cookie(NAME, value, { maxAge: HOURS_MS, httpOnly: true, ...withinFrame(response) });
}

/** For cookies of pages within Telegram; what they change is guarded by `fromOwnPages`. */
export function withinFrame({ req }: Response): { secure: boolean; sameSite: 'none' | 'lax'; partitioned: boolean } {
  return req.secure ? { secure: true, sameSite: 'none', partitioned: true } : { secure: false, sameSite: 'lax', partitioned: false };
}

/** As in their chat with the bot; null: a browser like any other. */
export function telegramPersonOf({ vault, clock }: CoreContext, request: Request): ChatPerson | null {
  const value = parseCookie(request.headers.cookie ?? '')[NAME];
  if (value === undefined || value.length > 1_000) return null;
  try {
    const { id, until } = content.parse(JSON.parse(vault.openField(Buffer.from(value, 'base64url'), SEAL)));
    return until > clock.now().getTime() ? { chatId: id, userId: id } : null;
  } catch {
    return null;
  }
}
