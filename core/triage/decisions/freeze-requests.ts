// Requests to a bank to stop money: to whom, which account, how much, when, by whom, and what the bank answered.

import { randomUUID } from 'node:crypto';
import { appendAudit } from '#core/audit/append-audit.ts';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { CoreContext } from '#core/context.ts';
import { requireCapability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';
import type { FreezeAnswer } from './decision-words.ts';
import type { LeftRecord } from './leave-record.ts';
import { lockReport } from './lock-report.ts';

export interface MoneyToFreeze {
  bank: string;
  account: string;
  /** Decimal string in major units. */
  amount?: string | undefined;
  currency?: string | undefined;
}

export interface FreezeRequest extends MoneyToFreeze {
  id: string;
  requested_by: string;
  requested_by_name: string | null;
  requested_at: Date;
  answer: FreezeAnswer | null;
  answered_by_name: string | null;
  answered_at: Date | null;
  withdrawn_at: Date | null;
}

interface OfReport {
  id: string;
  wrapped_key: Buffer | null;
}

export async function keepFreezeRequest(
  { db, vault, clock }: CoreContext,
  report: OfReport,
  { by, money }: { by: string; money: MoneyToFreeze },
): Promise<LeftRecord> {
  if (report.wrapped_key === null) throw new Error('an erased report was decided on');
  const id = randomUUID();
  const sealed = vault.seal(vault.unwrap(report.wrapped_key, report.id), JSON.stringify(money), sealOf(id));
  const open = { answer: null, answered_by: null, answered_at: null, withdrawn_at: null };
  await db
    .insertInto('freeze_requests')
    .values({ id, report_id: report.id, sealed, requested_by: by, requested_at: clock.now(), ...open })
    .execute();
  return { id, details: { request: id } };
}

/** The newest first. */
export async function loadFreezeRequests({ db, vault }: CoreContext, report: OfReport): Promise<FreezeRequest[]> {
  if (report.wrapped_key === null) return [];
  const key = vault.unwrap(report.wrapped_key, report.id);
  const rows = await db
    .selectFrom('freeze_requests as f')
    .leftJoin('staff_users as u', 'u.id', 'f.requested_by')
    .leftJoin('staff_users as a', 'a.id', 'f.answered_by')
    .select(['f.id', 'f.sealed', 'f.requested_by', 'u.name as requested_by_name', 'f.requested_at', 'f.answer'])
    .select(['a.name as answered_by_name', 'f.answered_at', 'f.withdrawn_at'])
    .where('f.report_id', '=', report.id)
    .orderBy('f.requested_at', 'desc')
    .execute();
  return rows.map(({ sealed, ...row }) => ({ ...row, ...(JSON.parse(vault.open(key, sealed, sealOf(row.id)).toString('utf8')) as MoneyToFreeze) }));
}

export type FreezeOutcome = { kind: 'done' | 'unchanged' } | { kind: 'not_found' };

/** What the bank said; a later word takes the place of an earlier one. Audited as `report.freeze_answered`. @throws DomainError `forbidden`. */
export async function answerFreeze(context: CoreContext, { by, id, answer }: { by: Actor; id: string; answer: FreezeAnswer }): Promise<FreezeOutcome> {
  requireCapability(by, 'report.decide');
  return inTransaction(context, async (inside) => {
    const { db, clock } = inside;
    const named = await db.selectFrom('freeze_requests').select('report_id').where('id', '=', id).executeTakeFirst();
    if (named === undefined) return { kind: 'not_found' };
    await lockReport(db, named.report_id);
    const row = await db
      .selectFrom('freeze_requests as f')
      .innerJoin('reports as r', 'r.id', 'f.report_id')
      .select(['f.answer', 'r.reference'])
      .where('f.id', '=', id)
      .where('f.withdrawn_at', 'is', null)
      .executeTakeFirst();
    if (row === undefined) return { kind: 'not_found' };
    if (row.answer === answer) return { kind: 'unchanged' };
    await db.updateTable('freeze_requests').set({ answer, answered_by: by.id, answered_at: clock.now() }).where('id', '=', id).execute();
    await appendAudit(inside, {
      actor: by.id,
      action: 'report.freeze_answered',
      subject: { kind: 'report', id: row.reference },
      details: { request: id, answer },
    });
    return { kind: 'done' };
  });
}

function sealOf(id: string): string {
  return `freeze_requests/sealed/${id}`;
}
