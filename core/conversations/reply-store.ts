// SQL of answers on their way to a chat: written with the state they follow from, sent in order, deleted once Telegram has taken them.

import { sql } from 'kysely';
import type { Database } from '#core/database.ts';
import type { Vault } from '#core/privacy/vault.ts';

/** A call that brings a reply to the chat, as data. */
export interface OutgoingCall {
  method: 'sendMessage' | 'editMessageText' | 'sendDocument';
  params: Record<string, unknown> & { chat_id: number };
  /** It tells somebody who has just paid whom to call: how long that took is measured. */
  urgent_card?: true;
  /** Code of the receipt that the document is: rendered when it is sent, so that what is stored stays small. */
  receipt?: string;
}

export interface StoredReply extends OutgoingCall {
  /** ISO 8601: when what it answers was stored. */
  since: string;
}

export interface RepliesToStore {
  chatHash: Buffer;
  calls: OutgoingCall[];
  since: Date;
  now: Date;
}

export async function storeReplies(tx: Database, vault: Vault, { chatHash, calls, since, now }: RepliesToStore): Promise<void> {
  if (calls.length === 0) return;
  const rows = calls.map((call) => ({
    chat_hash: chatHash,
    sealed: sealReply(vault, chatHash, { ...call, since: since.toISOString() }),
    created_at: now,
    next_attempt_at: now,
  }));
  await tx.insertInto('telegram_replies').values(rows).execute();
}

function sealReply(vault: Vault, chatHash: Buffer, reply: StoredReply): Buffer {
  return vault.sealField(JSON.stringify(reply), sealContext(chatHash));
}

function sealContext(chatHash: Buffer): string {
  return `telegram_replies/sealed/${chatHash.toString('hex')}`;
}

export interface ClaimedReply {
  id: number;
  chat_hash: Buffer;
  sealed: Buffer;
  attempts: number;
  created_at: Date;
}

/** @throws Error when the row was tampered with or the master key is another. */
export function openReply(vault: Vault, row: ClaimedReply): StoredReply {
  return JSON.parse(vault.openField(row.sealed, sealContext(row.chat_hash))) as StoredReply;
}

export interface ReplyClaim {
  now: Date;
  /** Until then nobody else sends it. */
  leaseUntil: Date;
}

/** The chat's oldest reply, if its time has come: a reply that has to wait holds up those after it. */
export async function claimNextReply(db: Database, chatHash: Buffer, { now, leaseUntil }: ReplyClaim): Promise<ClaimedReply | null> {
  const { rows } = await sql<ClaimedReply>`
    with head as (select id from telegram_replies where chat_hash = ${chatHash} order by id limit 1)
    update telegram_replies set next_attempt_at = ${leaseUntil}
    where id = (select id from head) and next_attempt_at <= ${now}
    returning id, chat_hash, sealed, attempts, created_at`.execute(db);
  return rows[0] ?? null;
}

/** Up to `limit` chats whose oldest reply is due, beginning after the chat `after`. One index probe a chat. */
export async function chatsToAnswer(db: Database, { after, limit, now }: { after: Buffer; limit: number; now: Date }): Promise<Buffer[]> {
  const { rows } = await sql<{ chat_hash: Buffer }>`
    with recursive heads as (
      (select chat_hash, id, next_attempt_at from telegram_replies where chat_hash > ${after} order by chat_hash, id limit 1)
      union all
      select next.* from heads cross join lateral (
        select chat_hash, id, next_attempt_at from telegram_replies where chat_hash > heads.chat_hash order by chat_hash, id limit 1) next
    )
    select chat_hash from heads where next_attempt_at <= ${now} limit ${limit}`.execute(db);
  return rows.map((row) => row.chat_hash);
}

export async function deleteReply(db: Database, id: number): Promise<void> {
  await db.deleteFrom('telegram_replies').where('id', '=', id).execute();
}

/** The chat takes nothing any more: what waits for it goes. Gives how many. */
export async function dropReplies(db: Database, chatHash: Buffer): Promise<number> {
  const result = await db.deleteFrom('telegram_replies').where('chat_hash', '=', chatHash).executeTakeFirst();
  return Number(result.numDeletedRows);
}

export async function postponeReply(db: Database, id: number, nextAttemptAt: Date): Promise<void> {
  await sql`update telegram_replies set attempts = attempts + 1, next_attempt_at = ${nextAttemptAt} where id = ${id}`.execute(db);
}

/** The group has become another chat: its replies go there. */
export async function readdressReply(db: Database, vault: Vault, change: { row: ClaimedReply; reply: StoredReply; chatId: number; now: Date }): Promise<void> {
  const { row, reply, chatId, now } = change;
  const sealed = sealReply(vault, row.chat_hash, { ...reply, method: 'sendMessage', params: { ...reply.params, chat_id: chatId } });
  await db.updateTable('telegram_replies').set({ sealed, next_attempt_at: now }).where('id', '=', row.id).execute();
}

export async function countReplies(db: Database): Promise<number> {
  const { count } = await db
    .selectFrom('telegram_replies')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}
