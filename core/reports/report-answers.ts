// Answers that came after a report was filed, and its consents, as stored and as officers see them.

import type { CoreContext } from '#core/context.ts';
import type { ConsentPurpose } from '#core/reports/consent.ts';
import type { Vault } from '#core/privacy/vault.ts';

export interface ReportAnswer {
  question: string;
  /** One of the question's choices, or the person's words. */
  answer: string;
  answered_at: Date;
}

export interface ConsentAnswer {
  purpose: ConsentPurpose;
  given: boolean;
  version: number;
  answered_at: Date;
}

export function sealAnswer(vault: Vault, report: { id: string; wrapped_key: Buffer }, { question, answer }: Omit<ReportAnswer, 'answered_at'>): Buffer {
  return vault.seal(vault.unwrap(report.wrapped_key, report.id), answer, sealOf(report.id, question));
}

function sealOf(reportId: string, question: string): string {
  return `report_answers/sealed/${reportId}/${question}`;
}

/** In the order in which they were given; none of an erased report. */
export async function loadAnswers(
  { db, vault }: Pick<CoreContext, 'db' | 'vault'>,
  report: { id: string; wrapped_key: Buffer | null },
): Promise<ReportAnswer[]> {
  if (report.wrapped_key === null) return [];
  const key = vault.unwrap(report.wrapped_key, report.id);
  const rows = await db
    .selectFrom('report_answers')
    .select(['question', 'sealed', 'answered_at'])
    .where('report_id', '=', report.id)
    .orderBy('answered_at')
    .orderBy('question')
    .execute();
  return rows.map(({ question, sealed, answered_at }) => ({
    question,
    answer: vault.open(key, sealed, sealOf(report.id, question)).toString('utf8'),
    answered_at,
  }));
}

/** Every answer that was ever given, the newest first: the first of a purpose counts. */
export async function loadConsents({ db }: Pick<CoreContext, 'db'>, reportId: string): Promise<ConsentAnswer[]> {
  return db
    .selectFrom('report_consents')
    .select(['purpose', 'given', 'version', 'answered_at'])
    .where('report_id', '=', reportId)
    .orderBy('answered_at', 'desc')
    .orderBy('purpose')
    .execute();
}
