// Files that people sent to the bot, fetched through the Bot API after their report was filed.

import type { FileSource } from '#core/evidence/evidence.ts';
import type { TelegramClient } from '#platform/telegram.ts';

/** https://core.telegram.org/bots/api#getfile */
export const TELEGRAM_FILE_LIMIT = 20 * 1024 * 1024;
/** 20 MB on a slow line. */
const TIMEOUT_MS = 30_000;

export function createTelegramFiles(telegram: Pick<TelegramClient, 'download'>): FileSource {
  return {
    async fetch(fileId, signal) {
      const outcome = await telegram.download(fileId, { maxBytes: TELEGRAM_FILE_LIMIT, timeoutMs: TIMEOUT_MS, signal });
      switch (outcome.kind) {
        case 'ok':
          return { kind: 'fetched', data: outcome.result };
        case 'too_large':
          return { kind: 'gone', reason: 'too_large' };
        case 'retry_after':
        case 'unreachable':
          return { kind: 'away' };
        case 'gone':
        case 'migrated':
        case 'rejected':
          return { kind: 'gone', reason: isTooBig(outcome) ? 'too_large' : 'not_there' };
        default:
          return outcome satisfies never;
      }
    },
  };
}

/** getFile itself refuses files over the limit: “Bad Request: file is too big”. */
function isTooBig(outcome: { kind: string; description?: string }): boolean {
  return outcome.description?.includes('too big') === true;
}
