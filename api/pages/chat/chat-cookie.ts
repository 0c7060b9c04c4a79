// Which chat is this browser's: a random key that nothing but its own pages is sent, for as long as the chat is kept. A browser that keeps no
// cookies carries the key in its forms.

import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';
import { CHAT_DAYS } from '#core/browser-chat/transcript.ts';
import { isBrowserKey, type BrowserKey } from '#core/conversations/chat-id.ts';

const NAME = 'chat';
const DAY_MS = 86_400_000;

/** null: it has none, or it is not of ours. */
export function chatOf(request: Request): BrowserKey | null {
  const key = parseCookie(request.headers.cookie ?? '')[NAME];
  return isBrowserKey(key) ? key : null;
}

/** For another month. */
export function rememberChat(response: Response, key: BrowserKey): void {
  response.cookie(NAME, key, { ...attributes(response), maxAge: CHAT_DAYS * DAY_MS });
}

export function forgetCookie(response: Response): void {
  response.clearCookie(NAME, attributes(response));
}

function attributes({ req }: Response): { httpOnly: true; sameSite: 'lax'; secure: boolean; path: string } {
  return { httpOnly: true, sameSite: 'lax', secure: req.secure, path: '/chat' };
}
