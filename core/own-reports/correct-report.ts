// What a reporter may set right in their own report: the loss, the consents, and what came of it. Their words stay as they were sent.

import { appendAudit } from '#core/audit/append-audit.ts';
import type { CoreContext } from '#core/context.ts';
import { isUrgent } from '#core/reports/prepare-report.ts';
import { openReport, sealContent } from '#core/reports/report-content.ts';
import { CONSENT_VERSION, type Aftermath, type Consent, type Loss, type ReportToReceive } from '#core/reports/report.ts';

export type Correction =
  | { what: 'loss'; state: ReportToReceive['loss']; loss: Loss }
  | { what: 'consent'; consent: Pick<Consent, 'share' | 'contact'>; contact: string | null }
  | { what: 'aftermath'; aftermath: Omit<Aftermath, 'told_at'> };

/** Who acted, in the audit trail. */
const REPORTER = 'reporter';

/** @returns false when it was erased. */
export async function correctReport(context: CoreContext, reportId: string, correction: Correction): Promise<boolean> {
  const { vault, clock } = context;
  return context.db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('reports')
      .select(['id', 'reference', 'wrapped_key', 'sealed'])
      .where('id', '=', reportId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const content = openReport(vault, row);
    if (content === null || row.wrapped_key === null) return false;
    const now = clock.now();
    const change = changeOf(correction, now);
    const sealed = sealContent(vault, vault.unwrap(row.wrapped_key, row.id), row.id, { ...content, ...change.content(content) });
    await tx
      .updateTable('reports')
      .set({ sealed, ...change.row })
      .where('id', '=', reportId)
      .execute();
    if (correction.what === 'consent') await tx.updateTable('reports').set(change.row).where('adds_to', '=', reportId).execute();
    await appendAudit(
      { ...context, db: tx },
      { actor: REPORTER, action: 'report.corrected', subject: { kind: 'report', id: row.reference }, details: { what: correction.what } },
    );
    return true;
  });
}

type Content = NonNullable<ReturnType<typeof openReport>>;

interface Change {
  content(before: Content): Partial<Content>;
  row: { loss_state?: ReportToReceive['loss']['state']; paid_at?: Date | null; urgent?: boolean; consent?: string };
}

function changeOf(correction: Correction, now: Date): Change {
  switch (correction.what) {
    case 'loss': {
      const { state, loss } = correction;
      return {
        content: (before) => ({ loss: { ...before.loss, ...loss } }),
        row: { loss_state: state.state, paid_at: state.paid_at ?? null, urgent: isUrgent(state, now) },
      };
    }
    case 'consent': {
      const { consent, contact } = correction;
      const stored: Consent = { ...consent, version: CONSENT_VERSION, at: now.toISOString() };
      return {
        content: ({ reporter }) => (reporter === undefined && contact === null ? {} : { reporter: withContact(reporter?.id ?? 'web', contact) }),
        row: { consent: JSON.stringify(stored) },
      };
    }
    case 'aftermath':
      return { content: () => ({ aftermath: { ...correction.aftermath, told_at: now.toISOString() } }), row: {} };
    default:
      return correction satisfies never;
  }
}

function withContact(id: string, contact: string | null): NonNullable<Content['reporter']> {
  return contact === null ? { id } : { id, contact };
}
