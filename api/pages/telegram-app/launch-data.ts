// What Telegram hands to a page that it opens as a Mini App: who opened it, signed with the bot's token.
// https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app
// NOTE @grammyjs/validator, against which the tests hold this, compares the hash in a time that tells how much of it was right.

import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { isLanguage, type Language } from '#core/taxonomy/taxonomy.ts';

export interface Launch {
  userId: number;
  /** As set in Telegram; null: not one of ours. */
  language: Language | null;
}

/** A page that was opened longer ago is opened anew. */
const MINUTES = 60;
/** A clock may be ahead by so much. */
const SKEW_S = 60;
const SIZE_LIMIT = 8_192;

const person = z.object({ id: z.int().positive(), language_code: z.string().optional(), is_bot: z.literal(false).optional() });

/** null: not signed by Telegram for this bot, or too old. */
export function readLaunch(initData: string, { token, now }: { token: string; now: Date }): Launch | null {
  if (initData.length > SIZE_LIMIT) return null;
  const fields = new URLSearchParams(initData);
  const given = Buffer.from(fields.get('hash') ?? '', 'hex');
  fields.delete('hash');
  // Telegram's key and message stand the other way round than one expects.
  const key = createHmac('sha256', 'WebAppData').update(token).digest();
  const said = [...fields].map(([name, value]) => `${name}=${value}`).toSorted();
  const expected = createHmac('sha256', key).update(said.join('\n')).digest();
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const age = now.getTime() / 1_000 - Number(fields.get('auth_date') ?? Number.NaN);
  if (!(age < MINUTES * 60 && age > -SKEW_S)) return null;
  const user = person.safeParse(parseJson(fields.get('user') ?? ''));
  if (!user.success) return null;
  const language = user.data.language_code?.slice(0, 2) ?? '';
  return { userId: user.data.id, language: isLanguage(language) ? language : null };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
