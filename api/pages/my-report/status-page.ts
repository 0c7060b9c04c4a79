// Where a report stands and what happened since, with everything that can still be done about it.

import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { CoreContext } from '#core/context.ts';
import type { ReportStatusLine } from '#core/dialogue/dialogue.ts';
import { reportStory, type Happened } from '#core/own-reports/report-story.ts';
import { loadAnswers } from '#core/reports/report-answers.ts';
import { openReport } from '#core/reports/report-content.ts';
import type { Consent, ReportContent, ReportState } from '#core/reports/report.ts';
import { questionsForReporter, type QuestionForReporter } from '#core/triage/decisions/reporter-questions.ts';
import { formatTime } from '#platform/format.ts';
import { button, errorSummary, textField, type FieldErrors } from '../kit/form.ts';
import type { Content, PageContext } from '../kit/page.ts';
import { showDate } from '../kit/show-time.ts';
import { questionPart } from './question-part.ts';
import { receiptLinks } from './parts.ts';

export interface Status {
  reference: string;
  state: ReportState;
  country: string | null;
  region: string | null;
  loss_state: 'lost' | 'none' | 'unknown';
  paid_at: Date | null;
  consent: Consent;
  content: ReportContent;
  /** What was answered after it was filed, by question. */
  answers: Record<string, string>;
  story: Happened[];
  /** What officers ask, and what was answered. */
  questions: QuestionForReporter[];
}

/** null: erased. */
export async function loadStatus(context: CoreContext, id: string): Promise<Status | null> {
  const row = await context.db.selectFrom('reports').selectAll().where('id', '=', id).executeTakeFirst();
  const content = row === undefined ? null : openReport(context.vault, row);
  if (row === undefined || content === null) return null;
  const { reference, state, country, region, loss_state, paid_at, consent } = row;
  const answers = Object.fromEntries((await loadAnswers(context, row)).map(({ question, answer }) => [question, answer]));
  const questions = await questionsForReporter(context, row);
  return { reference, state, country, region, loss_state, paid_at, consent, content, answers, story: await reportStory(context, id), questions };
}

export interface OpenFormState {
  /** Of somebody whom Telegram vouches for. */
  mine?: readonly ReportStatusLine[];
  reference?: string;
  errors?: FieldErrors;
}

export function openForm(page: PageContext, { reference, errors = {}, mine = [] }: OpenFormState): { title: string; body: Content } {
  const { t } = page;
  const body = html`${errorSummary(page, errors)}
    <h1>${t('my_report:open.title')}</h1>
    ${mine.length > 0 && ownReports(page, mine)}
    <form method="post" action="/status" novalidate>
      ${textField({ name: 'reference', label: t('my_report:open.reference'), hint: t('my_report:open.reference_hint'), error: errors['reference'], value: reference, maxlength: 40 })}
      ${textField({ name: 'receipt', label: t('my_report:open.receipt'), hint: t('my_report:open.receipt_hint'), error: errors['receipt'], maxlength: 100 })}
      ${button(t('my_report:open.button'))}
    </form>
    <p>${t('my_report:open.lost')}</p>` as unknown as VNode;
  return { title: t('my_report:open.title'), body };
}

function ownReports({ t, language }: PageContext, mine: readonly ReportStatusLine[]): VNode {
  return html`<form method="post" action="/status/mine">
    <h2>${t('my_report:open.mine')}</h2>
    ${mine.map(
      ({ reference, received_at }) =>
        html`<p>
          <button class="button secondary" name="reference" value=${reference}>${reference}</button>
          <span class="hint">${showDate(language, new Date(received_at))}</span>
        </p>`,
    )}
    <h2>${t('my_report:open.other')}</h2>
  </form>` as VNode;
}

export interface StatusParts {
  status: Status;
  done: 'loss' | 'consent' | 'after' | 'add' | 'answer' | null;
  /** The question whose answer was empty. */
  unanswered?: string;
}

export function statusPage(page: PageContext, { status, done, unanswered }: StatusParts): { title: string; body: Content } {
  const { t } = page;
  const actions = ['add', 'after', 'loss', 'consent', 'erase'] as const;
  const body =
    html`${done !== null && html`<p class="card good" role="status"><strong>${t(done === 'answer' ? 'officer_question:page.sent' : `my_report:done.${done}`)}</strong></p>`}
      <h1>${t('my_report:title')}</h1>
      <p class="reference">${status.reference}</p>
      <p><strong class="tag">${t(`my_report:state.${status.state}.label`)}</strong></p>
      <p>${t(`my_report:state.${status.state}.text`)}</p>
      ${status.region !== null && html`<p>${t('my_report:region', { region: t(`taxonomy:regions.${status.region}.name`) })}</p>`}
      ${status.questions.map((question) => questionPart(page, question, unanswered))}
      <h2>${t('my_report:story.title')}</h2>
      <ol class="story">
        ${status.story.map((each) => html`<li>${happenedPart(page, each, status.country)}</li>`)}
      </ol>
      <h2>${t('my_report:actions.title')}</h2>
      <ul class="tiles">
        ${actions.map(
          (action) =>
            html`<li>
              <a href=${`/status/${action}`}
                ><strong>${t(`my_report:actions.${action}.title`)}</strong> <span>${t(`my_report:actions.${action}.text`)}</span></a
              >
            </li>`,
        )}
      </ul>
      <h2>${t('my_report:receipt.title')}</h2>
      ${receiptLinks(page)}
      <form method="post" action="/status/close">
        <p class="hint">${t('my_report:close.text')}</p>
        ${button(t('my_report:close.button'), { secondary: true })}
      </form>` as unknown as VNode;
  return { title: t('my_report:title'), body };
}

function happenedPart({ t, language }: PageContext, { what, at, count, code }: Happened, country: string | null): Content {
  const sentence = t(`my_report:story.${what}`, { count: count ?? 0, code: code === undefined ? '' : `${code.slice(0, 4)}-${code.slice(4)}` });
  return [sentence, at !== null && (html` <time class="hint" datetime=${at.toISOString()}>${formatTime(at, { language, country })}</time>` as VNode)];
}
