// The bot's user name, as Telegram told it to whichever process runs the bot: pages link to it.

import type { CoreContext } from '#core/context.ts';
import { z } from 'zod';

const KEY = 'telegram_bot';
const account = z.object({ username: z.string().regex(/^\w{5,32}$/) });

export async function rememberBot({ db }: Pick<CoreContext, 'db'>, { username }: { username?: string }): Promise<void> {
  const value = JSON.stringify({ username: username ?? '' });
  await db
    .insertInto('settings')
    .values({ key: KEY, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}

/** null: no bot has been connected yet. */
export async function botUsername({ db }: Pick<CoreContext, 'db'>): Promise<string | null> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', KEY).executeTakeFirst();
  const parsed = account.safeParse(row?.value);
  return parsed.success ? parsed.data.username : null;
}
