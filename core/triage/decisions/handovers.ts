// A copy of a report for the other country's force: made when it is handed over, sealed, and stated part by part. It is masked, holds what
// identifies the suspect's tools, and never says who reported.

import { randomUUID } from 'node:crypto';
import { appendAudit } from '#core/audit/append-audit.ts';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { CoreContext } from '#core/context.ts';
import type { Vault } from '#core/privacy/vault.ts';
import { loadReading } from '#core/reports/read-report.ts';
import { openReport } from '#core/reports/report-content.ts';
import { requireCapability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';
import { maskContent } from '../mask-content.ts';
import type { LockedReport } from '../triage-store.ts';
import type { ForceCountry, HandoverGround, HandoverPart } from './decision-words.ts';
import { handoverHolds } from './handover-holds.ts';
import type { LeftRecord } from './leave-record.ts';
import { lockReport } from './lock-report.ts';

/** Without the person's word, their own account of it stays here unless a life is in danger. */
export const PARTS_OF: Record<HandoverGround, readonly HandoverPart[]> = {
  consent: ['facts', 'indicators', 'masked_text', 'loss'],
  danger_to_life: ['facts', 'indicators', 'masked_text', 'loss'],
  legal_request: ['facts', 'indicators'],
};

export interface HandedOverCopy {
  reference: string;
  ground: HandoverGround;
  /** What the reporter had agreed to when it was made. */
  consent: { share: string[]; version: number };
  facts: { type: string | null; verdict: string | null; country: string | null; channel: string | null; received_at: string; occurred_at: string | null };
  indicators: { kind: string; value: string }[];
  masked_text?: string;
  loss?: { state: string; amount: string | null; currency: string | null; paid_at: string | null };
}

export interface HandoverItem {
  id: string;
  country: ForceCountry;
  ground: HandoverGround;
  parts: HandoverPart[];
  made_by: string;
  made_by_name: string | null;
  made_at: Date;
  given_at: Date | null;
  withdrawn_at: Date | null;
  /** false: taken back, or the reporter took the consent back that it went by. */
  holds: boolean;
  /** When the other force first saw it in the console, and said that it takes it. */
  opened_at: Date | null;
  acknowledged_at: Date | null;
  acknowledged_by_name: string | null;
}

export async function keepHandover(
  context: CoreContext,
  { id: reportId }: LockedReport,
  { by, country, ground }: { by: string; country: ForceCountry; ground: HandoverGround },
): Promise<LeftRecord> {
  const { db, vault, clock } = context;
  const row = await db.selectFrom('reports').selectAll().where('id', '=', reportId).executeTakeFirstOrThrow();
  const content = openReport(vault, row);
  if (content === null || row.wrapped_key === null) throw new Error('an erased report was decided on');
  const reading = await loadReading(context, row);
  const masked = maskContent(content, reading);
  const parts = PARTS_OF[ground];
  const copy: HandedOverCopy = {
    reference: row.reference,
    ground,
    consent: { share: row.consent.share, version: row.consent.version },
    facts: {
      type: row.decided_type ?? reading?.type ?? null,
      verdict: reading?.verdict ?? null,
      country: row.country,
      channel: row.channel,
      received_at: row.received_at.toISOString(),
      occurred_at: row.occurred_at?.toISOString() ?? null,
    },
    indicators: (reading?.indicators ?? []).filter(({ own, official }) => own !== true && official !== true).map(({ kind, value }) => ({ kind, value })),
    ...(parts.includes('masked_text') && { masked_text: masked.text }),
    ...(parts.includes('loss') && { loss: lossOf(row, masked.loss) }),
  };
  const id = randomUUID();
  const sealed = vault.seal(vault.unwrap(row.wrapped_key, row.id), JSON.stringify(copy), sealOf(id));
  const values = { id, report_id: row.id, country, ground, parts: [...parts], sealed, made_by: by, made_at: clock.now() };
  const open = { given_at: null, withdrawn_at: null, opened_at: null, acknowledged_at: null, acknowledged_by: null };
  await db
    .insertInto('report_handovers')
    .values({ ...values, ...open })
    .execute();
  return { id, details: { ground, parts: parts.join(' '), handover: id } };
}

function lossOf(row: { loss_state: string; paid_at: Date | null }, loss: { amount?: string; currency?: string } | null): NonNullable<HandedOverCopy['loss']> {
  return { state: row.loss_state, amount: loss?.amount ?? null, currency: loss?.currency ?? null, paid_at: row.paid_at?.toISOString() ?? null };
}

export async function listHandovers({ db }: Pick<CoreContext, 'db'>, reportId: string): Promise<HandoverItem[]> {
  return db
    .selectFrom('report_handovers as h')
    .innerJoin('reports as r', 'r.id', 'h.report_id')
    .leftJoin('staff_users as u', 'u.id', 'h.made_by')
    .leftJoin('staff_users as a', 'a.id', 'h.acknowledged_by')
    .select(['h.id', 'h.country', 'h.ground', 'h.parts', 'h.made_by', 'u.name as made_by_name', 'h.made_at', 'h.given_at', 'h.withdrawn_at'])
    .select(['h.opened_at', 'h.acknowledged_at', 'a.name as acknowledged_by_name', handoverHolds().as('holds')])
    .where('h.report_id', '=', reportId)
    .orderBy('h.made_at', 'desc')
    .execute();
}

/** The copy, to be given. Audited as `report.handover_taken_out`. null: none such, taken back, its consent taken back, or erased. @throws DomainError `forbidden`. */
export async function takeOutHandover(context: CoreContext, { by, id }: { by: Actor; id: string }): Promise<HandedOverCopy | null> {
  requireCapability(by, 'report.decide');
  return inTransaction(context, async (inside) => {
    const { db, vault, clock } = inside;
    const named = await db.selectFrom('report_handovers').select('report_id').where('id', '=', id).executeTakeFirst();
    if (named === undefined) return null;
    await lockReport(db, named.report_id);
    const row = await db
      .selectFrom('report_handovers as h')
      .innerJoin('reports as r', 'r.id', 'h.report_id')
      .select(['h.id', 'h.sealed', 'h.given_at', 'r.id as report_id', 'r.wrapped_key', 'r.reference'])
      .where('h.id', '=', id)
      .where(handoverHolds())
      .executeTakeFirst();
    if (row === undefined || row.wrapped_key === null) return null;
    if (row.given_at === null) await db.updateTable('report_handovers').set({ given_at: clock.now() }).where('id', '=', id).execute();
    await appendAudit(inside, { actor: by.id, action: 'report.handover_taken_out', subject: { kind: 'report', id: row.reference }, details: { handover: id } });
    return openCopy(vault, { ...row, wrapped_key: row.wrapped_key });
  });
}

interface SealedCopy {
  /** The handover's. */
  id: string;
  report_id: string;
  wrapped_key: Buffer;
  sealed: Buffer;
}

/** @throws Error when the row was tampered with or the master key is another. */
export function openCopy(vault: Vault, { id, report_id, wrapped_key, sealed }: SealedCopy): HandedOverCopy {
  return JSON.parse(vault.open(vault.unwrap(wrapped_key, report_id), sealed, sealOf(id)).toString('utf8')) as HandedOverCopy;
}

function sealOf(id: string): string {
  return `report_handovers/sealed/${id}`;
}
