// Tells people in their chat what an officer wants to know, when it is day there and they are not in the middle of something else. Whoever has taken
// back their consent to be contacted meanwhile is not asked.

import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import type { ConversationDeps } from '#core/conversations/conversation.ts';
import { lockConversation, openConversation } from '#core/conversations/conversation-store.ts';
import { handleDialogueEvent } from '#core/conversations/handle-dialogue-event.ts';
import { HOUR_MS, outsideQuietHours } from '#core/conversations/plan-follow-ups.ts';
import { lockReport } from '#core/triage/decisions/lock-report.ts';
import { questionWords, type StoredQuestion } from '#core/triage/decisions/reporter-questions.ts';

/** Somebody dangerous is near, or the person is writing: later. */
const LATER_MS = HOUR_MS / 4;

interface DueRow {
  id: string;
  report_id: string;
  chat_hash: Buffer;
}

/** One that is due. Gives its chat, so that the reply can be sent; null: none is due. */
export async function sendOneOfficerQuestion(context: CoreContext, deps: ConversationDeps): Promise<Buffer | null> {
  const { rows } = await sql<DueRow>`
    select q.id, q.report_id, q.chat_hash from report_questions q left join conversations c on c.chat_hash = q.chat_hash
    where q.state = 'waiting' and q.chat_hash is not null and q.due_at <= ${context.clock.now()} and coalesce(c.face, 'telegram') = ${deps.face}
    order by q.due_at limit 1`.execute(context.db);
  const [due] = rows;
  if (due === undefined) return null;
  try {
    await context.db.transaction().execute((tx) => send({ ...context, db: tx }, deps, due));
  } catch (error) {
    // It must not stand in the way of the others.
    context.telemetry.log.error({ err: error }, 'a question of an officer could not be sent; it is tried again');
    await postpone(context, due.id, new Date(context.clock.now().getTime() + LATER_MS));
  }
  return due.chat_hash;
}

type OpenQuestion = StoredQuestion & { reference: string; country: string | null; code: string; give_up_at: Date; may_contact: boolean };

/** State and message are one transaction: asked once, however many processes look, and never after it was taken back. */
async function send(context: CoreContext, deps: ConversationDeps, due: DueRow): Promise<void> {
  const { db, vault, clock } = context;
  const now = clock.now();
  await lockConversation(db, due.chat_hash);
  await lockReport(db, due.report_id);
  const { rows } = await sql<OpenQuestion>`
    select q.id, q.report_id, q.sealed, q.language, q.code, q.give_up_at, r.reference, r.country, r.wrapped_key, (r.consent ->> 'contact')::boolean as may_contact
    from report_questions q join reports r on r.id = q.report_id
    where q.id = ${due.id} and q.state = 'waiting' and r.wrapped_key is not null for update of q`.execute(db);
  const [open] = rows;
  if (open === undefined) return;
  const row = await db.selectFrom('conversations').select('sealed').where('chat_hash', '=', due.chat_hash).executeTakeFirst();
  const record = row === undefined ? null : openConversation(vault, due.chat_hash, row.sealed);
  if (record === null || now > open.give_up_at || !open.may_contact) return giveUp(context, open);
  const awake = outsideQuietHours(now, open.country);
  if (awake > now) return postpone(context, open.id, awake);
  if (record.dialogue.discreet || record.dialogue.draft !== null) return postpone(context, open.id, new Date(now.getTime() + LATER_MS));
  await db.updateTable('report_questions').set({ state: 'sent', sent_at: now }).where('id', '=', open.id).execute();
  const question = questionWords(vault, open, { translator: deps.translator, language: record.dialogue.language ?? open.language });
  const { id, reference, code } = open;
  await handleDialogueEvent(context, deps, {
    chat: record.chat,
    event: { kind: 'officer_question', id, reference, code, url: `${deps.publicUrl}/verify`, question },
  });
  context.telemetry.record('officer_question', { outcome: 'sent' }, { report_id: open.report_id });
}

async function giveUp({ db, telemetry }: CoreContext, { id, report_id }: OpenQuestion): Promise<void> {
  await db.updateTable('report_questions').set({ state: 'given_up' }).where('id', '=', id).execute();
  telemetry.record('officer_question', { outcome: 'given_up' }, { report_id });
}

async function postpone({ db }: CoreContext, id: string, due_at: Date): Promise<void> {
  await db.updateTable('report_questions').set({ due_at }).where('id', '=', id).where('state', '=', 'waiting').execute();
}
