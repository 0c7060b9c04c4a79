// Labels of one list that all officers share: a name in words, a colour beside it. A name is no place for personal data.

import { randomUUID } from 'node:crypto';
import { appendAudit } from '#core/audit/append-audit.ts';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import { requireCapability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';
import { mask } from '../mask-content.ts';
import type { LabelColour } from './label-colours.ts';

export interface Label {
  id: string;
  name: string;
  colour: LabelColour;
}

export async function listLabels(db: Database): Promise<(Label & { reports: number })[]> {
  const rows = await db
    .selectFrom('labels as l')
    .leftJoin('report_labels as m', 'm.label_id', 'l.id')
    .select(({ fn }) => ['l.id', 'l.name', 'l.colour', fn.count<number>('m.report_id').as('reports')])
    .where('l.retired_at', 'is', null)
    .groupBy(['l.id', 'l.name', 'l.colour'])
    .orderBy('l.name')
    .execute();
  return rows.map((row) => ({ ...row, reports: Number(row.reports) }));
}

export async function labelsOf(db: Database, reportId: string): Promise<Label[]> {
  return db
    .selectFrom('report_labels as m')
    .innerJoin('labels as l', 'l.id', 'm.label_id')
    .select(['l.id', 'l.name', 'l.colour'])
    .where('m.report_id', '=', reportId)
    .orderBy('l.name')
    .execute();
}

export type MakeLabelOutcome = { kind: 'done'; label: Label } | { kind: 'refused'; reason: 'name_taken' | 'personal' };

/** Audited as `label.made`. @throws DomainError `forbidden`. */
export async function makeLabel(context: CoreContext, { by, name, colour }: { by: Actor; name: string; colour: LabelColour }): Promise<MakeLabelOutcome> {
  requireCapability(by, 'report.decide');
  const plain = name.trim().normalize('NFC');
  if (mask(plain) !== plain || /\d{6}/.test(plain.replaceAll(/\D/g, ''))) return { kind: 'refused', reason: 'personal' };
  return inTransaction(context, async (inside) => {
    const label = { id: randomUUID(), name: plain, colour };
    const { numInsertedOrUpdatedRows } = await inside.db
      .insertInto('labels')
      .values({ ...label, made_by: by.id, made_at: inside.clock.now(), retired_at: null })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows === 0n) return { kind: 'refused', reason: 'name_taken' };
    await appendAudit(inside, { actor: by.id, action: 'label.made', subject: { kind: 'label', id: label.id } });
    return { kind: 'done', label };
  });
}

export type LabelOutcome = { kind: 'done' | 'unchanged' } | { kind: 'not_found' };

/** Audited as `report.labelled` and `report.unlabelled`. @throws DomainError `forbidden`. */
export async function putLabel(
  context: CoreContext,
  { by, reference, label, on }: { by: Actor; reference: string; label: string; on: boolean },
): Promise<LabelOutcome> {
  requireCapability(by, 'report.decide');
  return inTransaction(context, async (inside) => {
    const { db, clock } = inside;
    const report = await db.selectFrom('reports').select('id').where('reference', '=', reference).where('state', '<>', 'erased').forUpdate().executeTakeFirst();
    const known = await db.selectFrom('labels').select('id').where('id', '=', label).where('retired_at', 'is', null).executeTakeFirst();
    if (report === undefined || known === undefined) return { kind: 'not_found' };
    const place = { report_id: report.id, label_id: label };
    const changed = on
      ? (
          await db
            .insertInto('report_labels')
            .values({ ...place, put_by: by.id, put_at: clock.now() })
            .onConflict((conflict) => conflict.doNothing())
            .executeTakeFirst()
        ).numInsertedOrUpdatedRows
      : (await db.deleteFrom('report_labels').where('report_id', '=', report.id).where('label_id', '=', label).executeTakeFirst()).numDeletedRows;
    if (changed === undefined || changed === 0n) return { kind: 'unchanged' };
    await appendAudit(inside, {
      actor: by.id,
      action: on ? 'report.labelled' : 'report.unlabelled',
      subject: { kind: 'report', id: reference },
      details: { label },
    });
    return { kind: 'done' };
  });
}

/** Nobody can put it on any more, and it goes from every report. Audited as `label.retired`. @throws DomainError `forbidden`. */
export async function retireLabel(context: CoreContext, { by, id }: { by: Actor; id: string }): Promise<LabelOutcome> {
  requireCapability(by, 'report.decide_escalated');
  return inTransaction(context, async (inside) => {
    const { db, clock } = inside;
    const { numUpdatedRows } = await db
      .updateTable('labels')
      .set({ retired_at: clock.now() })
      .where('id', '=', id)
      .where('retired_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return { kind: 'not_found' };
    await db.deleteFrom('report_labels').where('label_id', '=', id).execute();
    await appendAudit(inside, { actor: by.id, action: 'label.retired', subject: { kind: 'label', id } });
    return { kind: 'done' };
  });
}
