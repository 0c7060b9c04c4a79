// Which chat: Telegram's number of it, or the key that one browser holds. Both are found by the same keyed hash.

import { randomBytes } from 'node:crypto';

export type BrowserKey = `browser:${string}`;
export type ChatId = number | BrowserKey;

/** Whoever holds it may read the conversation. */
export function newBrowserKey(): BrowserKey {
  return `browser:${randomBytes(16).toString('hex')}`;
}

export function isBrowserKey(value: unknown): value is BrowserKey {
  return typeof value === 'string' && /^browser:[0-9a-f]{32}$/.test(value);
}

/** @throws RangeError for a browser's chat: what only Telegram does was asked of it. */
export function telegramChat(chatId: ChatId): number {
  if (typeof chatId === 'number') return chatId;
  throw new RangeError('a conversation in a browser has no Telegram chat');
}
