// What an officer asks a reporter, and the answer: sealed under the report's key, told in the person's chat or shown at the report's page, with a
// code that says it is ours and never with the officer's name.

import { randomUUID } from 'node:crypto';
import { appendAudit } from '#core/audit/append-audit.ts';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { CoreContext } from '#core/context.ts';
import { isBrowserKey } from '#core/conversations/chat-id.ts';
import { outsideQuietHours } from '#core/conversations/plan-follow-ups.ts';
import { openReport } from '#core/reports/report-content.ts';
import type { ReportContent } from '#core/reports/report.ts';
import type { Vault } from '#core/privacy/vault.ts';
import { SYSTEM_ACTOR } from '#core/staff/staff.ts';
import { chatHash } from '#core/subscribers/subscriber-store.ts';
import { isLanguage, type Language } from '#core/taxonomy/taxonomy.ts';
import { randomCode, typedCode } from '#platform/crockford.ts';
import type { Translator } from '#platform/i18n.ts';
import { mask } from '../mask-content.ts';
import type { QuestionState, QuestionTemplate } from './decision-words.ts';
import type { LeftRecord } from './leave-record.ts';
import { ANSWER_WAIT_DAYS } from './situation.ts';

/** A sentence that stands in the locales, or the officer's own words in the reporter's language. */
export type QuestionToAsk = { template: QuestionTemplate } | { text: string };

export interface AskedQuestion {
  id: string;
  code: string;
  asked_by: string;
  asked_by_name: string | null;
  asked_at: Date;
  language: Language;
  template: QuestionTemplate | null;
  text: string | null;
  /** `page`: it waits at the report's page, where the reporter looks with their receipt. */
  channel: 'chat' | 'page';
  state: QuestionState;
  due_at: Date;
  sent_at: Date | null;
  seen_at: Date | null;
  /** Masked. */
  answer: string | null;
  answered_at: Date | null;
}

/** 60 bits, between a warning's 8 characters and a receipt's 16: none is another. */
const CODE_LENGTH = 12;

export function newQuestionCode(): string {
  return showQuestionCode(randomCode(CODE_LENGTH));
}

/** The code in what somebody typed; null when it cannot be one. */
export function parseQuestionCode(typed: string): string | null {
  const found = /^Q?([0-9A-HJKMNP-TV-Z]{12})$/.exec(typedCode(typed))?.[1];
  return found === undefined ? null : showQuestionCode(found);
}

function showQuestionCode(code: string): string {
  return `Q-${code.match(/.{4}/g)?.join('-') ?? ''}`;
}

interface OfReport {
  id: string;
  wrapped_key: Buffer | null;
}

export async function keepQuestion(
  context: CoreContext,
  { id: reportId }: { id: string },
  { by, question }: { by: string; question: QuestionToAsk },
): Promise<LeftRecord> {
  const { db, vault, clock } = context;
  const columns = ['r.id', 'r.wrapped_key', 'r.sealed', 'r.country', 'r.language', 'g.language as read_language'] as const;
  const row = await db
    .selectFrom('reports as r')
    .leftJoin('readings as g', 'g.report_id', 'r.id')
    .select(columns)
    .where('r.id', '=', reportId)
    .executeTakeFirstOrThrow();
  const content = openReport(vault, row);
  if (content === null || row.wrapped_key === null) throw new Error('an erased report was decided on');
  const now = clock.now();
  const id = randomUUID();
  const chat = chatOf(content);
  await db
    .insertInto('report_questions')
    .values({
      id,
      code: newQuestionCode(),
      report_id: row.id,
      asked_by: by,
      asked_at: now,
      language: languageOf(row),
      sealed: vault.seal(vault.unwrap(row.wrapped_key, row.id), JSON.stringify(question), sealOf('sealed', id)),
      chat_hash: chat === null ? null : chatHash(vault, chat),
      state: chat === null ? 'sent' : 'waiting',
      due_at: chat === null ? now : outsideQuietHours(now, row.country),
      give_up_at: new Date(now.getTime() + ANSWER_WAIT_DAYS * 86_400_000),
      sent_at: chat === null ? now : null,
      seen_at: null,
      sealed_answer: null,
      answered_at: null,
    })
    .execute();
  return { id, details: { question: id, ...('template' in question && { template: question.template }) } };
}

/** null: told on our form, where only the report's page finds them. */
function chatOf({ chat_id, reporter }: ReportContent) {
  if (chat_id !== undefined) return chat_id;
  return isBrowserKey(reporter?.id) ? reporter.id : null;
}

function languageOf({ language, read_language }: { language: string | null; read_language: string | null }): Language {
  const said = language ?? read_language ?? '';
  return isLanguage(said) ? said : 'en';
}

/** The oldest first; answers as they came. */
async function loadQuestions({ db, vault }: Pick<CoreContext, 'db' | 'vault'>, report: OfReport): Promise<AskedQuestion[]> {
  if (report.wrapped_key === null) return [];
  const key = vault.unwrap(report.wrapped_key, report.id);
  const rows = await db
    .selectFrom('report_questions as q')
    .leftJoin('staff_users as u', 'u.id', 'q.asked_by')
    .select(['q.id', 'q.code', 'q.asked_by', 'u.name as asked_by_name', 'q.asked_at', 'q.language', 'q.sealed', 'q.chat_hash', 'q.state', 'q.due_at'])
    .select(['q.sent_at', 'q.seen_at', 'q.sealed_answer', 'q.answered_at'])
    .where('q.report_id', '=', report.id)
    .orderBy('q.asked_at')
    .execute();
  return rows.map(({ sealed, sealed_answer, chat_hash, ...row }) => {
    const question = JSON.parse(vault.open(key, sealed, sealOf('sealed', row.id)).toString('utf8')) as QuestionToAsk;
    const answer = sealed_answer === null ? null : vault.open(key, sealed_answer, sealOf('answer', row.id)).toString('utf8');
    return {
      ...row,
      template: 'template' in question ? question.template : null,
      text: 'text' in question ? question.text : null,
      channel: chat_hash === null ? 'page' : 'chat',
      answer,
    };
  });
}

export interface StoredQuestion {
  id: string;
  report_id: string;
  sealed: Buffer;
  language: Language;
  wrapped_key: Buffer;
}

/** What is asked, in the person's language; an officer's own words as they were written. */
export function questionWords(vault: Vault, stored: StoredQuestion, { translator, language }: { translator: Translator; language: Language }): string {
  const key = vault.unwrap(stored.wrapped_key, stored.report_id);
  const question = JSON.parse(vault.open(key, stored.sealed, sealOf('sealed', stored.id)).toString('utf8')) as QuestionToAsk;
  return 'text' in question ? question.text : translator.t(language, `officer_question:templates.${question.template}`);
}

/** For officers: the answers masked like the report. */
export async function loadThread(context: Pick<CoreContext, 'db' | 'vault'>, report: OfReport): Promise<AskedQuestion[]> {
  return (await loadQuestions(context, report)).map((each) => ({ ...each, answer: each.answer === null ? null : mask(each.answer) }));
}

export type QuestionForReporter = Pick<AskedQuestion, 'id' | 'code' | 'asked_at' | 'template' | 'text' | 'answer' | 'answered_at' | 'language'>;

/** For the report's page: without who asked, and their own answer as they wrote it. */
export async function questionsForReporter(context: Pick<CoreContext, 'db' | 'vault'>, report: OfReport): Promise<QuestionForReporter[]> {
  const asked = await loadQuestions(context, report);
  return asked
    .filter(({ state }) => state === 'sent' || state === 'answered')
    .map(({ id, code, asked_at, template, text, answer, answered_at, language }) => ({ id, code, asked_at, template, text, answer, answered_at, language }));
}

/** UTF-16 units; beyond, it is an addition to the report. */
export const ANSWER_LIMIT = 4_000;

/** They have looked at the report's page, where it stands. */
export async function markSeen({ db, clock }: Pick<CoreContext, 'db' | 'clock'>, reportId: string): Promise<void> {
  await db
    .updateTable('report_questions')
    .set({ seen_at: clock.now() })
    .where('report_id', '=', reportId)
    .where('state', '=', 'sent')
    .where('seen_at', 'is', null)
    .execute();
}

/** Once: the first answer stays. Audited as `report.reporter_answered`, so that whoever looks at the report sees it come. */
export async function keepAnswer(
  context: CoreContext,
  report: { id: string; wrapped_key: Buffer },
  { id, answer }: { id: string; answer: string },
): Promise<boolean> {
  const sealed_answer = context.vault.seal(context.vault.unwrap(report.wrapped_key, report.id), answer, sealOf('answer', id));
  const isKept = await inTransaction(context, async (inside) => {
    const row = await inside.db
      .updateTable('report_questions as q')
      .from('reports as r')
      .set({ sealed_answer, answered_at: inside.clock.now(), state: 'answered' })
      .whereRef('r.id', '=', 'q.report_id')
      .where('q.id', '=', id)
      .where('q.report_id', '=', report.id)
      .where('q.state', '=', 'sent')
      .returning('r.reference')
      .executeTakeFirst();
    if (row === undefined) return false;
    const subject = { kind: 'report', id: row.reference };
    await appendAudit(inside, { actor: SYSTEM_ACTOR.id, action: 'report.reporter_answered', subject, details: { question: id } });
    return true;
  });
  if (isKept) context.telemetry.record('officer_question', { outcome: 'answered' }, { report_id: report.id });
  return isKept;
}

/** By the reporter at the report's page. False: the question is over, or the words are too many for an answer. */
export async function answerQuestion(context: CoreContext, reportId: string, { id, answer }: { id: string; answer: string }): Promise<boolean> {
  if (!/^[0-9a-f-]{36}$/.test(id) || answer.length > ANSWER_LIMIT) return false;
  const report = await context.db.selectFrom('reports').select(['id', 'wrapped_key']).where('id', '=', reportId).executeTakeFirst();
  if (report === undefined || report.wrapped_key === null) return false;
  return keepAnswer(context, { id: report.id, wrapped_key: report.wrapped_key }, { id, answer });
}

/** A question by the code that the person was shown. null: none of ours, or taken back. */
export async function checkQuestionCode({ db }: Pick<CoreContext, 'db'>, typed: string): Promise<{ code: string; reference: string; asked_at: Date } | null> {
  const code = parseQuestionCode(typed);
  if (code === null) return null;
  const row = await db
    .selectFrom('report_questions as q')
    .innerJoin('reports as r', 'r.id', 'q.report_id')
    .select(['q.code', 'r.reference', 'q.asked_at'])
    .where('q.code', '=', code)
    .where('q.state', 'in', ['sent', 'answered'])
    .executeTakeFirst();
  return row ?? null;
}

function sealOf(part: 'sealed' | 'answer', id: string): string {
  return `report_questions/${part}/${id}`;
}
