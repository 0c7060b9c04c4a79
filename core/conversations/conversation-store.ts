// SQL that reads and writes stored conversations.

import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '#core/database.ts';
import { isBrowserKey, type BrowserKey } from '#core/conversations/chat-id.ts';
import type { ChatPerson, ConversationRecord } from '#core/conversations/conversation.ts';
import type { Face } from '#core/dialogue/dialogue.ts';
import { initialDialogueState, parseDialogueState } from '#core/dialogue/dialogue-state.ts';
import type { Vault } from '#core/privacy/vault.ts';

/** One event of a chat at a time, whether the chat has a row yet or not; released with the transaction. */
export async function lockConversation(tx: Database, chatHash: Buffer): Promise<void> {
  await sql`select pg_advisory_xact_lock(${chatHash.readBigInt64BE(0).toString()}::bigint)`.execute(tx);
}

/** What cannot be read any more starts anew. */
export async function loadConversation(tx: Database, vault: Vault, key: { chatHash: Buffer; chat: ChatPerson }): Promise<ConversationRecord> {
  const row = await tx.selectFrom('conversations').select('sealed').where('chat_hash', '=', key.chatHash).executeTakeFirst();
  const stored = row === undefined ? null : openConversation(vault, key.chatHash, row.sealed);
  return { dialogue: stored?.dialogue ?? initialDialogueState(), album: stored?.album ?? null, chat: key.chat };
}

const chatId = z.union([z.number(), z.custom<BrowserKey>(isBrowserKey)]);
const recordSchema = z.object({
  chat: z.object({ chatId, userId: chatId }),
  dialogue: z.unknown(),
  album: z.string().nullable().catch(null),
});

/** null: it cannot be read. */
export function openConversation(vault: Vault, chatHash: Buffer, sealed: Buffer): ConversationRecord | null {
  try {
    const parsed = recordSchema.safeParse(JSON.parse(vault.openField(sealed, sealContext(chatHash))));
    return parsed.success ? { ...parsed.data, dialogue: parseDialogueState(parsed.data.dialogue) } : null;
  } catch {
    return null;
  }
}

export interface ConversationToSave {
  chatHash: Buffer;
  face: Face;
  record: ConversationRecord;
  silenceDueAt: Date | null;
  now: Date;
}

export async function saveConversation(tx: Database, vault: Vault, { chatHash, face, record, silenceDueAt, now }: ConversationToSave): Promise<void> {
  const values = { sealed: vault.sealField(JSON.stringify(record), sealContext(chatHash)), silence_due_at: silenceDueAt, updated_at: now };
  await tx
    .insertInto('conversations')
    .values({ chat_hash: chatHash, face, ...values })
    .onConflict((conflict) => conflict.column('chat_hash').doUpdateSet(values))
    .execute();
}

function sealContext(chatHash: Buffer): string {
  return `conversations/sealed/${chatHash.toString('hex')}`;
}

/** A conversation that has been silent for long enough; chats with something still waiting in the inbox are not silent. */
export async function findSilent(db: Database, face: Face, now: Date): Promise<Buffer | null> {
  const { rows } = await sql<{ chat_hash: Buffer }>`
    select c.chat_hash from conversations c
    where c.silence_due_at <= ${now} and c.face = ${face}
      and not exists (select 1 from telegram_updates u where u.chat_hash = c.chat_hash and u.state = 'waiting')
    order by c.silence_due_at limit 1`.execute(db);
  return rows[0]?.chat_hash ?? null;
}

/** Looked at again under the chat's lock; null: something was heard meanwhile. */
export async function lockSilent(tx: Database, chatHash: Buffer, now: Date): Promise<Buffer | null> {
  await lockConversation(tx, chatHash);
  const row = await tx.selectFrom('conversations').select('sealed').where('chat_hash', '=', chatHash).where('silence_due_at', '<=', now).executeTakeFirst();
  return row?.sealed ?? null;
}

export async function postponeSilence(db: Database, chatHash: Buffer, dueAt: Date | null): Promise<void> {
  await db.updateTable('conversations').set({ silence_due_at: dueAt }).where('chat_hash', '=', chatHash).execute();
}
