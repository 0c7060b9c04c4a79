// The service as Telegram meets it: an API process with the webhook and a bot process, nothing else, beside a stand-in Bot API.

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runService, type RunningService } from '#tests/support/service.ts';
import { startTelegramStandIn, type Json, type StandInOptions, type TelegramStandIn } from '#tests/support/telegram-stand-in.ts';

const TOKEN = '7300001:webhook-token-of-the-stand-in';
const SECRET = 'webhook_secret_0123456789abcdef';

export interface TelegramFace {
  telegram: TelegramStandIn;
  api: RunningService;
  bot: RunningService;
  /** Posts it as Telegram would, with the secret; gives the status. */
  post(update: Json): Promise<number>;
  /** Both end as asked. @throws when one of them had died before. */
  stop(): Promise<void>;
}

/** Resolves when the bot has registered its webhook. */
export async function startTelegramFace(databaseUrl: string, standIn: Omit<StandInOptions, 'token'> = {}): Promise<TelegramFace> {
  const telegram = await startTelegramStandIn({ token: TOKEN, ...standIn });
  const env = {
    DATA_DIR: mkdtempSync(join(tmpdir(), 'jaga-face-')),
    DATABASE_URL: databaseUrl,
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    TELEGRAM_WEBHOOK_SECRET: SECRET,
  };
  const api = await runService(env, 'api');
  const url = `${api.address}/telegram/webhook`;
  const bot = await runService({ ...env, TELEGRAM_WEBHOOK_URL: url }, 'bot');
  await telegram.until(() => (telegram.count('setWebhook', 200) > 0 ? true : undefined), { timeoutMs: 20_000, what: 'setWebhook' });
  const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET };
  return {
    telegram,
    api,
    bot,
    post: async (update) => {
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(update) });
      await response.arrayBuffer();
      return response.status;
    },
    stop: async () => {
      const ended = [await bot.kill('SIGTERM'), await api.kill('SIGTERM')];
      await telegram.close();
      if (ended.some((status) => status !== 0)) throw new Error(`a process ended with ${ended.join(' and ')}:\n${bot.output()}\n${api.output()}`);
    },
  };
}
