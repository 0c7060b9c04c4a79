// At start: who are we, and how do updates come? Telegram may be away; the bot starts without it and keeps asking.

import { setTimeout as pause } from 'node:timers/promises';
import type { UserFromGetMe } from 'telegraf/types';
import type { Log } from '#platform/log.ts';
import type { TelegramOutcome } from '#platform/telegram-outcome.ts';
import type { TelegramClient } from '#platform/telegram.ts';
import { ALLOWED_UPDATES } from '#bot/update-shape.ts';

export interface ConnectDeps {
  telegram: Pick<TelegramClient, 'call'>;
  log: Log;
  /** Absent: long polling. */
  webhook: { url: string; secret: string } | undefined;
  signal: AbortSignal;
  /** The setting that has its token. */
  setting?: string;
}

const LONGEST_WAIT_MS = 30_000;
/** Telegram's default; one connection takes hundreds of updates a second. */
const WEBHOOK_CONNECTIONS = 40;

/** null: told to stop, or Telegram does not know the token. */
export async function connect(deps: ConnectDeps): Promise<UserFromGetMe | null> {
  const me = await insist(deps, () => deps.telegram.call('getMe', {}));
  if (me === null) return null;
  const { webhook } = deps;
  const set = await insist(deps, () =>
    webhook === undefined
      ? deps.telegram.call('deleteWebhook', { drop_pending_updates: false })
      : deps.telegram.call('setWebhook', {
          url: webhook.url,
          secret_token: webhook.secret,
          allowed_updates: ALLOWED_UPDATES,
          max_connections: WEBHOOK_CONNECTIONS,
          drop_pending_updates: false,
        }),
  );
  return set === null ? null : me;
}

async function insist<Result>(
  { log, signal, setting = 'TELEGRAM_BOT_TOKEN' }: ConnectDeps,
  call: () => Promise<TelegramOutcome<Result>>,
): Promise<Result | null> {
  for (let failures = 0; !signal.aborted; failures += 1) {
    const outcome = await call();
    if (outcome.kind === 'ok') return outcome.result;
    if (outcome.kind === 'rejected' && (outcome.code === 401 || outcome.code === 404)) {
      log.error(`Telegram does not know this bot: ${setting} is wrong or was revoked. Get the right one from @BotFather and start again.`);
      return null;
    }
    if (outcome.kind === 'rejected') log.error({ code: outcome.code, reason: outcome.description }, 'Telegram refuses the way updates are to come');
    else log.warn({ outcome: outcome.kind }, 'Telegram cannot be reached; trying again');
    const wait = outcome.kind === 'retry_after' ? outcome.seconds * 1_000 : Math.min(LONGEST_WAIT_MS, 500 * 2 ** Math.min(failures, 6));
    await pause(wait, undefined, { signal }).catch(() => undefined);
  }
  return null;
}
