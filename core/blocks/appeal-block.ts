// Somebody who is blocked objects. The appeal lies with the objections of listed holders, where supervisors decide, and is answered in the chat.

import { v7 as uuidv7 } from 'uuid';
import { appendAudit } from '#core/audit/append-audit.ts';
import type { CoreContext } from '#core/context.ts';
import { storeReplies } from '#core/conversations/reply-store.ts';
import { openSealed, sealStatement } from '#core/disputes/dispute-store.ts';
import type { DisputeDecision, DisputeState } from '#core/disputes/dispute.ts';
import { renderReply } from '#core/dialogue/render-reply.ts';
import { newReference } from '#core/reports/reference.ts';
import { SYSTEM_ACTOR, type Actor } from '#core/staff/staff.ts';
import { chatHash } from '#core/subscribers/subscriber-store.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';
import { endBlock, findBlock } from './block-store.ts';

/** In the column where an objection to a listing has its indicator's kind. */
export const PERSON = 'person';

/** The personal part: sealed as one. */
export interface BlockAppeal {
  kind: typeof PERSON;
  statement: string;
  /** Telegram's; nobody is blocked elsewhere. */
  chat_id: number;
  language: Language;
}

export interface AppealToFile {
  person: Buffer;
  chatId: number;
  language: Language;
  statement: string;
}

/** Within the caller's transaction. @returns the reference. */
export async function fileAppeal(context: CoreContext, { person, chatId, language, statement }: AppealToFile): Promise<string> {
  const { db, vault, clock } = context;
  const id = uuidv7();
  const reference = newReference();
  const content: BlockAppeal = { kind: PERSON, statement, chat_id: chatId, language };
  await db
    .insertInto('disputes')
    .values({
      id,
      reference,
      kind: PERSON,
      value_hash: person,
      sealed: sealStatement(vault, id, content),
      reason: 'blocked',
      downgraded: false,
      filed_at: clock.now(),
      decided_by: null,
      decided_at: null,
    })
    .execute();
  await appendAudit(context, { actor: SYSTEM_ACTOR.id, action: 'dispute.filed', subject: { kind: 'dispute', id: reference }, details: { kind: PERSON } });
  context.telemetry.record('block_appealed', {}, { dispute_id: id });
  return reference;
}

/** Whether an appeal of theirs waits. */
export async function hasOpenAppeal({ db }: Pick<CoreContext, 'db'>, person: Buffer): Promise<boolean> {
  const row = await db
    .selectFrom('disputes')
    .select('id')
    .where('kind', '=', PERSON)
    .where('value_hash', '=', person)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return row !== undefined;
}

export interface DecidedAppeal {
  id: string;
  person: Buffer;
  sealed: Buffer | null;
  by: Actor;
  decision: DisputeDecision;
}

/** null: not an appeal, but an objection to a listing. */
export async function personOfAppeal({ db }: Pick<CoreContext, 'db'>, id: string): Promise<Buffer | null> {
  const row = await db.selectFrom('disputes').select('value_hash').where('id', '=', id).where('kind', '=', PERSON).executeTakeFirst();
  return row?.value_hash ?? null;
}

/** Upheld, the block ends. Either way the person is told. Within the caller's transaction. */
export async function carryOutAppeal(context: CoreContext, translator: Translator, appeal: DecidedAppeal): Promise<void> {
  const block = await findBlock(context, appeal.person);
  const ends = appeal.decision === 'uphold' && block !== null && (await endBlock(context, block.id, appeal.by.id));
  await tell(context, translator, appeal);
  if (ends) await appendAudit(context, { actor: appeal.by.id, action: 'person.unblocked', subject: { kind: 'block', id: block.id } });
}

async function tell(context: CoreContext, translator: Translator, { id, sealed, decision }: DecidedAppeal): Promise<void> {
  const { db, vault, clock } = context;
  if (sealed === null) return;
  const { chat_id, language } = openSealed<BlockAppeal>(vault, { id, sealed });
  const state: Exclude<DisputeState, 'open'> = decision === 'uphold' ? 'upheld' : 'rejected';
  const { text } = renderReply({ kind: 'message', text: { key: `limits:appeal.${state}` } }, language, translator);
  const now = clock.now();
  const call = { method: 'sendMessage', params: { chat_id, text, parse_mode: 'HTML' } } as const;
  await storeReplies(db, vault, { chatHash: chatHash(vault, chat_id), calls: [call], since: now, now });
}
