// Sends what was planned after a loss, when its time has come and the person is not in the middle of something else.

import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import type { ConversationDeps } from '#core/conversations/conversation.ts';
import { lockConversation, openConversation } from '#core/conversations/conversation-store.ts';
import { handleDialogueEvent } from '#core/conversations/handle-dialogue-event.ts';
import { DAY_MS, HOUR_MS, outsideQuietHours } from '#core/conversations/plan-follow-ups.ts';
import type { FollowUp } from '#core/dialogue/dialogue.ts';

/** One warning of that kind serves for all losses of these days. */
const RECOVERY_EVERY_MS = 30 * DAY_MS;
/** Somebody dangerous is near, or the person is writing: later. */
const LATER_MS = HOUR_MS / 2;

interface DueRow {
  report_id: string;
  about: FollowUp;
  chat_hash: Buffer;
  give_up_at: Date;
}

/** One that is due. Gives its chat, so that the reply can be sent; null: none is due. */
export async function sendOneFollowUp(context: CoreContext, deps: ConversationDeps): Promise<Buffer | null> {
  const { rows } = await sql<DueRow>`
    select f.report_id, f.about, f.chat_hash, f.give_up_at from follow_ups f left join conversations c on c.chat_hash = f.chat_hash
    where f.sent_at is null and f.due_at <= ${context.clock.now()} and coalesce(c.face, 'telegram') = ${deps.face}
    order by f.due_at limit 1`.execute(context.db);
  const [due] = rows;
  if (due === undefined) return null;
  try {
    await context.db.transaction().execute((tx) => send({ ...context, db: tx }, deps, due));
  } catch (error) {
    // It must not stand in the way of the others.
    context.telemetry.log.error({ err: error }, 'a follow-up could not be sent; it is tried again');
    await postpone(context, due);
  }
  return due.chat_hash;
}

/** The mark and the reply are one transaction: asked once, however many processes look. */
async function send(context: CoreContext, deps: ConversationDeps, due: DueRow): Promise<void> {
  const { db, vault, clock } = context;
  const now = clock.now();
  await lockConversation(db, due.chat_hash);
  const report = await sql<{ reference: string; country: string | null }>`
    select r.reference, r.country from follow_ups f join reports r on r.id = f.report_id
    where f.report_id = ${due.report_id} and f.about = ${due.about} and f.sent_at is null and r.state not in ('erased', 'rejected', 'duplicate')
    for update of f`.execute(db);
  const [open] = report.rows;
  const row = await db.selectFrom('conversations').select('sealed').where('chat_hash', '=', due.chat_hash).executeTakeFirst();
  const record = row === undefined ? null : openConversation(vault, due.chat_hash, row.sealed);
  if (open === undefined || record === null || now > due.give_up_at || (await isRepeated(context, due))) return drop(context, due);
  const awake = outsideQuietHours(now, open.country);
  if (awake > now) return postpone(context, due, awake);
  if (record.dialogue.discreet || record.dialogue.draft !== null) return postpone(context, due);
  await mark(context, due, now);
  await handleDialogueEvent(context, deps, { chat: record.chat, event: { kind: 'follow_up', about: due.about, reference: open.reference } });
  context.telemetry.record('follow_up_sent', { outcome: due.about }, { report_id: due.report_id });
}

async function isRepeated({ db, clock }: CoreContext, { about, chat_hash }: DueRow): Promise<boolean> {
  if (about !== 'recovery') return false;
  const since = new Date(clock.now().getTime() - RECOVERY_EVERY_MS);
  const row = await db
    .selectFrom('follow_ups')
    .select('report_id')
    .where('chat_hash', '=', chat_hash)
    .where('about', '=', about)
    .where('sent_at', '>', since)
    .executeTakeFirst();
  return row !== undefined;
}

async function mark({ db }: CoreContext, { report_id, about }: DueRow, sent_at: Date): Promise<void> {
  await db.updateTable('follow_ups').set({ sent_at }).where('report_id', '=', report_id).where('about', '=', about).execute();
}

async function drop({ db }: CoreContext, { report_id, about }: DueRow): Promise<void> {
  await db.deleteFrom('follow_ups').where('report_id', '=', report_id).where('about', '=', about).where('sent_at', 'is', null).execute();
}

async function postpone({ db, clock }: CoreContext, { report_id, about }: DueRow, until?: Date): Promise<void> {
  const due_at = until ?? new Date(clock.now().getTime() + LATER_MS);
  await db.updateTable('follow_ups').set({ due_at }).where('report_id', '=', report_id).where('about', '=', about).where('sent_at', 'is', null).execute();
}
