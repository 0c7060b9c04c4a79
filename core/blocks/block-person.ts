// An officer shuts out whoever made a report, for a reason and a time, and lets them in again. Both are in the audit trail; of the person it
// knows a keyed hash.

import { v7 as uuidv7 } from 'uuid';
import { appendAudit } from '#core/audit/append-audit.ts';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { CoreContext } from '#core/context.ts';
import { requireCapability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';
import type { BlockReason } from './block.ts';
import { endBlock, insertBlock } from './block-store.ts';

const DAY_MS = 86_400_000;

export interface BlockReporter {
  by: Actor;
  reference: string;
  reason: BlockReason;
  /** 1 … LONGEST_BLOCK_DAYS. */
  days: number;
}

export type BlockOutcome =
  | { kind: 'done'; id: string; until: Date }
  | { kind: 'not_found' }
  /** `nobody_known`: reported by a partner or without a chat, or erased. */
  | { kind: 'conflict'; reason: 'already_blocked' | 'nobody_known' };

/** @throws DomainError `forbidden`. */
export async function blockReporter(context: CoreContext, { by, reference, reason, days }: BlockReporter): Promise<BlockOutcome> {
  requireCapability(by, 'person.block');
  const outcome = await inTransaction(context, async (inside): Promise<BlockOutcome> => {
    const { db, clock } = inside;
    const report = await db.selectFrom('reports').select(['id', 'source', 'reporter_hash']).where('reference', '=', reference).executeTakeFirst();
    if (report === undefined) return { kind: 'not_found' };
    if (report.source !== 'telegram' || report.reporter_hash === null) return { kind: 'conflict', reason: 'nobody_known' };
    const id = uuidv7();
    const now = clock.now();
    const until = new Date(now.getTime() + days * DAY_MS);
    const block = { id, person_hash: report.reporter_hash, report_id: report.id, reason, blocked_by: by.id, blocked_at: now, until };
    if (!(await insertBlock(db, block))) return { kind: 'conflict', reason: 'already_blocked' };
    await appendAudit(inside, { actor: by.id, action: 'person.blocked', subject: { kind: 'block', id }, details: { report: reference, reason, days } });
    return { kind: 'done', id, until };
  });
  if (outcome.kind === 'done') context.telemetry.record('person_blocked', { outcome: reason }, { block_id: outcome.id });
  return outcome;
}

/** `unchanged`: it is over already. @throws DomainError `forbidden`. */
export async function unblockPerson(context: CoreContext, { by, id }: { by: Actor; id: string }): Promise<{ kind: 'done' | 'unchanged' | 'not_found' }> {
  requireCapability(by, 'person.block');
  return inTransaction(context, async (inside) => {
    const row = await inside.db.selectFrom('blocked_people').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
    if (row === undefined) return { kind: 'not_found' };
    if (!(await endBlock(inside, id, by.id))) return { kind: 'unchanged' };
    await appendAudit(inside, { actor: by.id, action: 'person.unblocked', subject: { kind: 'block', id } });
    return { kind: 'done' };
  });
}
