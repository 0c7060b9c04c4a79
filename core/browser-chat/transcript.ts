// What was said in a browser's chat, in order, so that it can be shown again: Telegram keeps this for its own users, here we do. Sealed, found
// by the chat's keyed hash, erased with the report it is about and forgotten after a month.

import { sql } from 'kysely';
import { z } from 'zod';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import type { RenderedReply } from '#core/dialogue/render-reply.ts';
import type { Vault } from '#core/privacy/vault.ts';
import type { SafetyCard } from '#core/safety/safety.ts';
import { LANGUAGES, type Language } from '#core/taxonomy/taxonomy.ts';

/** What the person said. `files` are names; nothing at all: a button whose message was rewritten. */
export interface PersonMessage {
  from: 'person';
  text: string;
  files: string[];
}

/** What was answered: as rendered then, so that it reads the same after any change of the sentences. */
export interface OurMessage extends RenderedReply {
  from: 'jaga';
  language: Language;
  /** Shown with numbers to tap instead of `text`. */
  card?: SafetyCard;
}

export type BrowserMessage = PersonMessage | OurMessage;
export type StoredMessage = BrowserMessage & { id: number; at: Date };

/** The cookie that finds a chat lives as long. */
export const CHAT_DAYS = 30;
const DAY_MS = 86_400_000;
/** Files wait for their report, which comes after ten quiet minutes at the latest. */
const FILE_DAYS = 2;
/** Messages shown at once: a whole report and its questions are about forty. */
const MOST_SHOWN = 200;

const button = z.object({ label: z.string(), data: z.string() });
const ours = z.object({ from: z.literal('jaga'), language: z.enum(LANGUAGES), text: z.string(), buttons: z.array(z.array(button)) });
const messageSchema = z.union([
  z.object({ from: z.literal('person'), text: z.string(), files: z.array(z.string()) }),
  ours.extend({ card: z.custom<SafetyCard>((value) => typeof value === 'object' && value !== null).exactOptional() }),
]);

export interface MessageToWrite {
  chatHash: Buffer;
  message: BrowserMessage;
  /** Id of the form it came with. */
  turn?: string;
  now: Date;
}

/** @returns its number; messages of a chat are numbered in order. */
export async function writeMessage(tx: Database, vault: Vault, { chatHash, message, turn, now }: MessageToWrite): Promise<number> {
  const { id } = await tx
    .insertInto('browser_messages')
    .values({ chat_hash: chatHash, turn: turn ?? null, report_id: null, sealed: seal(vault, chatHash, message), created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** False: it is not in this chat any more. */
export async function rewriteMessage(
  tx: Database,
  vault: Vault,
  { chatHash, id, message }: { chatHash: Buffer; id: number; message: BrowserMessage },
): Promise<boolean> {
  const result = await tx
    .updateTable('browser_messages')
    .set({ sealed: seal(vault, chatHash, message) })
    .where('id', '=', id)
    .where('chat_hash', '=', chatHash)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function wasHeard(db: Database, chatHash: Buffer, turn: string): Promise<boolean> {
  const row = await db.selectFrom('browser_messages').select('id').where('chat_hash', '=', chatHash).where('turn', '=', turn).executeTakeFirst();
  return row !== undefined;
}

/** Oldest first; what cannot be read any more is left out. */
export async function readTranscript(db: Database, vault: Vault, chatHash: Buffer): Promise<StoredMessage[]> {
  const rows = await db
    .selectFrom('browser_messages')
    .select(['id', 'sealed', 'created_at'])
    .where('chat_hash', '=', chatHash)
    .orderBy('id', 'desc')
    .limit(MOST_SHOWN)
    .execute();
  return rows.toReversed().flatMap(({ id, sealed, created_at }) => {
    const message = open(vault, chatHash, sealed);
    return message === null ? [] : [{ ...message, id, at: created_at }];
  });
}

/** What was said so far belongs to the report: it is erased with it. */
export async function tieToReport(tx: Database, chatHash: Buffer, reference: string): Promise<void> {
  await sql`
    update browser_messages m set report_id = r.id from reports r
    where r.reference = ${reference} and r.state <> 'erased' and m.chat_hash = ${chatHash} and m.report_id is null`.execute(tx);
}

/** The person wants nothing of it left in this browser. Reports stay. */
export async function forgetChat(db: Database, chatHash: Buffer): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (const table of ['browser_messages', 'browser_files', 'watches', 'follow_ups', 'conversations'] as const) {
      await tx.deleteFrom(table).where('chat_hash', '=', chatHash).execute();
    }
  });
}

export async function forgetOldChats({ db, clock }: Pick<CoreContext, 'db' | 'clock'>): Promise<void> {
  const before = (days: number): Date => new Date(clock.now().getTime() - days * DAY_MS);
  await db.deleteFrom('browser_messages').where('created_at', '<', before(CHAT_DAYS)).execute();
  await db.deleteFrom('browser_files').where('created_at', '<', before(FILE_DAYS)).execute();
  await db.deleteFrom('conversations').where('face', '=', 'browser').where('updated_at', '<', before(CHAT_DAYS)).where('silence_due_at', 'is', null).execute();
}

function seal(vault: Vault, chatHash: Buffer, message: BrowserMessage): Buffer {
  return vault.sealField(JSON.stringify(message), sealContext(chatHash));
}

function open(vault: Vault, chatHash: Buffer, sealed: Buffer): BrowserMessage | null {
  try {
    return messageSchema.safeParse(JSON.parse(vault.openField(sealed, sealContext(chatHash)))).data ?? null;
  } catch {
    return null;
  }
}

function sealContext(chatHash: Buffer): string {
  return `browser_messages/sealed/${chatHash.toString('hex')}`;
}
