// Answers that came after a report was filed, and its consents, as stored and as officers see them.

import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import { consentOf, type ConsentPurpose } from '#core/reports/consent.ts';

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

/** Within the caller's transaction; the newest answer to a question counts. */
export async function storeAnswer(
  { db, vault, clock }: Pick<CoreContext, 'db' | 'vault' | 'clock'>,
  report: { id: string; wrapped_key: Buffer },
  { question, answer }: Omit<ReportAnswer, 'answered_at'>,
): Promise<void> {
  const sealed = vault.seal(vault.unwrap(report.wrapped_key, report.id), answer, sealOf(report.id, question));
  const values = { sealed, answered_at: clock.now() };
  await db
    .insertInto('report_answers')
    .values({ report_id: report.id, question, ...values })
    .onConflict((conflict) => conflict.columns(['report_id', 'question']).doUpdateSet(values))
    .execute();
}

export interface ConsentsGiven {
  /** What was asked: of these, what was not agreed to is refused. */
  asked: readonly ConsentPurpose[];
  agreed: readonly ConsentPurpose[];
  /** Of the wording. */
  version: number;
  at: Date;
}

/** Each answer a row, within the caller's transaction. */
export async function keepConsents(db: Database, reportId: string, { asked, agreed, version, at }: ConsentsGiven): Promise<void> {
  const rows = asked.map((purpose) => ({ report_id: reportId, purpose, given: agreed.includes(purpose), version, answered_at: at }));
  await db
    .insertInto('report_consents')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The same, and what holds for the report and everything that was added to it. */
export async function changeConsents(db: Database, reportId: string, given: ConsentsGiven): Promise<void> {
  await keepConsents(db, reportId, given);
  await db
    .updateTable('reports')
    .set({ consent: JSON.stringify(consentOf(given.agreed, given)) })
    .where((eb) => eb.or([eb('id', '=', reportId), eb('adds_to', '=', reportId)]))
    .execute();
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
