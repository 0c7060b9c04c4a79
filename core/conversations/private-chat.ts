// Whom the bot may write to by itself: Telegram lets it answer only who has written to it in private.

import type { CoreContext } from '#core/context.ts';
import { openConversation } from '#core/conversations/conversation-store.ts';
import { chatHash } from '#core/subscribers/subscriber-store.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';

/** @returns the language they are spoken to in; null: they have never written. */
export async function privateLanguage({ db, vault }: Pick<CoreContext, 'db' | 'vault'>, userId: number, ofPhone: Language): Promise<Language | null> {
  const hash = chatHash(vault, userId);
  const row = await db.selectFrom('conversations').select('sealed').where('chat_hash', '=', hash).executeTakeFirst();
  return row === undefined ? null : (openConversation(vault, hash, row.sealed)?.dialogue.language ?? ofPhone);
}
