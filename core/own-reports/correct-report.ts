// What a reporter may set right in their own report: the loss, the consents, and what came of it. Their words stay as they were sent.

import { appendAudit } from '#core/audit/append-audit.ts';
import type { CoreContext } from '#core/context.ts';
import { isUrgent } from '#core/reports/prepare-report.ts';
import { openReport, sealContent } from '#core/reports/report-content.ts';
import { agreedIn, CONSENT_VERSIONS, FORM_PURPOSES } from '#core/reports/consent.ts';
import { changeConsents, storeAnswer } from '#core/reports/report-answers.ts';
import type { Consent, Loss, ReportContent, ReportToReceive } from '#core/reports/report.ts';

export type Correction =
  | { what: 'loss'; state: ReportToReceive['loss']; loss: Loss }
  | { what: 'consent'; consent: Pick<Consent, 'share' | 'contact'>; contact: string | null }
  /** The questions that the chat's later messages ask. */
  | { what: 'aftermath'; answers: Partial<Record<'call' | 'frozen' | 'case_number', string>> };

/** Who acted, in the audit trail. */
const REPORTER = 'reporter';

/** @returns false when it was erased. */
export async function correctReport(context: CoreContext, reportId: string, correction: Correction): Promise<boolean> {
  const { vault } = context;
  return context.db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('reports')
      .select(['id', 'reference', 'wrapped_key', 'sealed'])
      .where('id', '=', reportId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const content = openReport(vault, row);
    if (content === null || row.wrapped_key === null) return false;
    await correct({ ...context, db: tx }, { id: row.id, wrapped_key: row.wrapped_key, content }, correction);
    await appendAudit(
      { ...context, db: tx },
      { actor: REPORTER, action: 'report.corrected', subject: { kind: 'report', id: row.reference }, details: { what: correction.what } },
    );
    return true;
  });
}

interface OpenedOwn {
  id: string;
  wrapped_key: Buffer;
  content: ReportContent;
}

async function correct(context: CoreContext, report: OpenedOwn, correction: Correction): Promise<void> {
  const { db, clock } = context;
  switch (correction.what) {
    case 'loss': {
      const { state, loss } = correction;
      const columns = { loss_state: state.state, paid_at: state.paid_at ?? null, urgent: isUrgent(state, clock.now()) };
      await db.updateTable('reports').set(columns).where('id', '=', report.id).execute();
      return rewrite(context, report, { loss: { ...report.content.loss, ...loss } });
    }
    case 'consent': {
      const { consent, contact } = correction;
      await changeConsents(db, report.id, { asked: FORM_PURPOSES, agreed: agreedIn(consent), version: CONSENT_VERSIONS.form, at: clock.now() });
      const { reporter } = report.content;
      if (reporter === undefined && contact === null) return;
      return rewrite(context, report, { reporter: { id: reporter?.id ?? 'web', ...(contact !== null && { contact }) } });
    }
    case 'aftermath':
      for (const [question, answer] of Object.entries(correction.answers)) await storeAnswer(context, report, { question, answer });
      return;
    default:
      return correction satisfies never;
  }
}

async function rewrite({ db, vault }: CoreContext, { id, wrapped_key, content }: OpenedOwn, change: Partial<ReportContent>): Promise<void> {
  const sealed = sealContent(vault, vault.unwrap(wrapped_key, id), id, { ...content, ...change });
  await db.updateTable('reports').set({ sealed }).where('id', '=', id).execute();
}
