// Answers of the interview, kept with the report they belong to: sealed under its key, the newest of a question counts. What officers search
// and sort by is corrected in the report itself. Somebody else's report is nobody's to answer for.

import type { CoreContext } from '#core/context.ts';
import type { ChatPerson } from '#core/conversations/conversation.ts';
import { reporterKey } from '#core/conversations/file-report.ts';
import type { Database } from '#core/database.ts';
import type { DialogueEffect } from '#core/dialogue/dialogue.ts';
import { minorPerMajor } from '#core/reading/money/amounts.ts';
import { LOSS_OF_KIND, isLossKind } from '#core/safety/loss-kinds.ts';
import { CONSENT_PURPOSES, CONSENT_VERSIONS } from '#core/reports/consent.ts';
import { openReport, sealContent } from '#core/reports/report-content.ts';
import { changeConsents, storeAnswer } from '#core/reports/report-answers.ts';
import type { Loss } from '#core/reports/report.ts';
import { countryOfRegion, isRegion, type Region } from '#core/taxonomy/regions.ts';
import { CHANNELS, HOME_COUNTRIES } from '#core/taxonomy/taxonomy.ts';
import { keepAnswer } from '#core/triage/decisions/reporter-questions.ts';

type AnswerGiven = Extract<DialogueEffect, { kind: 'record_answer' }>;
type ConsentsGiven = Extract<DialogueEffect, { kind: 'record_consents' }>;

interface OwnReport {
  id: string;
  wrapped_key: Buffer;
  sealed: Buffer;
}

/** Within the caller's transaction. Nothing happens when the report is gone or somebody else's. */
export async function recordAnswer(context: CoreContext, chat: ChatPerson, given: AnswerGiven): Promise<void> {
  const report = await findOwn(context, chat, given.reference);
  if (report === null) return;
  const { question, answer } = given;
  await storeAnswer(context, report, { question, answer });
  await correctReport(context, report, given);
  context.telemetry.record('report_answered', { outcome: question }, { report_id: report.id });
}

async function correctReport({ db, vault }: CoreContext, report: OwnReport, { question, answer, amount }: AnswerGiven): Promise<void> {
  const country = HOME_COUNTRIES.find((each) => each === answer);
  if (question === 'country' && country !== undefined) await setColumns(db, report.id, { country });
  const channel = CHANNELS.find((each) => each === answer);
  if (question === 'channel' && channel !== undefined) await setColumns(db, report.id, { channel });
  if (question === 'region' && isRegion(answer)) await setRegion(db, report.id, answer);
  if (question === 'what_left' && answer === 'held') await setColumns(db, report.id, { urgent: true });
  const loss = lossOf(question, answer, amount);
  const content = loss === null ? null : openReport(vault, report);
  if (loss === null || content === null) return;
  const sealed = sealContent(vault, vault.unwrap(report.wrapped_key, report.id), report.id, { ...content, loss: { ...content.loss, ...loss } });
  await setColumns(db, report.id, { sealed });
}

function lossOf(question: string, answer: string, amount: AnswerGiven['amount']): Loss | null {
  if (question === 'what_left' && isLossKind(answer)) {
    const { rail } = LOSS_OF_KIND[answer];
    return rail == null ? null : { rail };
  }
  if (question !== 'amount' || amount === undefined) return null;
  return { amount: majorUnits(amount), currency: amount.currency };
}

function majorUnits({ minor, currency }: { minor: number; currency: string }): string {
  return String(minor / minorPerMajor(currency));
}

async function setColumns(db: Database, id: string, columns: { country?: string; channel?: string; urgent?: boolean; sealed?: Buffer }): Promise<void> {
  await db.updateTable('reports').set(columns).where('id', '=', id).execute();
}

/** It holds for what was added, too. A country that was told stays: a bank may lie in another than its customer. */
async function setRegion(db: Database, id: string, region: Region): Promise<void> {
  await db
    .updateTable('reports')
    .set((eb) => ({ region, country: eb.fn.coalesce('country', eb.val(countryOfRegion(region))) }))
    .where((eb) => eb.or([eb('id', '=', id), eb('adds_to', '=', id)]))
    .where('state', '<>', 'erased')
    .execute();
}

/** Each purpose was asked: what was not agreed to is kept as refused. */
export async function recordConsents(context: CoreContext, chat: ChatPerson, { reference, agreed }: ConsentsGiven): Promise<void> {
  const { db, clock } = context;
  const report = await findOwn(context, chat, reference);
  if (report === null) return;
  await changeConsents(db, report.id, { asked: CONSENT_PURPOSES, agreed, version: CONSENT_VERSIONS.chat, at: clock.now() });
  context.telemetry.record('report_answered', { outcome: 'consent' }, { report_id: report.id });
}

/** False: the question is over, or the report is gone or somebody else's. */
export async function recordOfficerAnswer(
  context: CoreContext,
  chat: ChatPerson,
  { id, reference, answer }: { id: string; reference: string; answer: string },
): Promise<boolean> {
  const report = await findOwn(context, chat, reference);
  return report !== null && (await keepAnswer(context, report, { id, answer }));
}

/** null: gone, or somebody else's. */
async function findOwn({ db, vault }: CoreContext, chat: ChatPerson, reference: string): Promise<OwnReport | null> {
  const row = await db
    .selectFrom('reports')
    .select(['id', 'wrapped_key', 'sealed'])
    .where('reference', '=', reference)
    .where('reporter_hash', '=', vault.hash('reporter', reporterKey(chat)))
    .where('state', '<>', 'erased')
    .executeTakeFirst();
  if (row === undefined || row.wrapped_key === null || row.sealed === null) return null;
  return { id: row.id, wrapped_key: row.wrapped_key, sealed: row.sealed };
}
