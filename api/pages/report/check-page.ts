// "Check your answers": everything that will be sent, each with a way back to its question.

import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { Answers, Question } from '#core/questions/answers.ts';
import { amountOf, suspectsIn } from '#core/questions/to-report.ts';
import { railOf } from '#core/questions/next-question.ts';
import type { Reading } from '#core/reading/reading.ts';
import { formatMoney } from '#platform/format.ts';
import { button, hidden, summaryList, type SummaryRow } from '../kit/form.ts';
import type { Content, PageContext } from '../kit/page.ts';
import { carried, draftWords, foundWords, REPORT_FORM } from './question-page.ts';

export interface ToCheck {
  answers: Answers;
  reading: Reading;
  /** Why it could not be sent just now. */
  notice?: string;
}

export function checkPage(context: PageContext, { answers, reading, notice }: ToCheck): Content {
  const { t } = context;
  const rows = rowsOf(context, answers, reading).map(({ question, label, value }): SummaryRow => ({
    label,
    value: value === '' ? t('report:not_said') : value,
    change: html`<button class="link" name="go" value=${`change:${question}`}>
      ${t('form.change')}<span class="visually-hidden"> ${label}</span>
    </button>` as VNode,
  }));
  return [
    notice !== undefined &&
      (html`<section class="errors" role="alert" tabindex="-1">
        <h2>${t('report:not_sent')}</h2>
        <p>${notice}</p>
      </section>` as VNode),
    html`<h1>${t('report:check.title')}</h1>` as VNode,
    html`<form id=${REPORT_FORM} method="post" action="/report" data-draft="keep">
      ${hidden(carried(answers, []))} ${hidden({ at: 'check' })} ${summaryList(rows)}
      <p>${t('report:check.before_sending')}</p>
      <div class="actions">
        ${button(t(notice === undefined ? 'report:check.send' : 'report:check.send_again'), { name: 'go', value: 'send' })}
        ${button(t('form.back'), { name: 'go', value: 'back', secondary: true })}
      </div>
    </form>` as VNode,
    draftWords(context),
  ];
}

interface Row {
  question: Question;
  label: string;
  value: string;
}

function rowsOf({ t, language }: PageContext, answers: Answers, reading: Reading): Row[] {
  const row = (question: Question, value: string | undefined): Row => ({ question, label: t(`report:check.rows.${question}`), value: value ?? '' });
  const word = (prefix: string, value: string | null | undefined): string | undefined =>
    value === null || value === undefined ? undefined : t(`${prefix}.${value}`);
  const { amount, currency } = amountOf(answers, reading);
  const paid = answers.loss === 'within_24h' || answers.loss === 'earlier';
  const sum = amount !== undefined && currency !== undefined ? formatMoney({ amount, currency }, { language }) : undefined;
  const contact = answers.contact === 'yes' ? `${t('report:contact.yes')}\n${answers.contact_how}` : word('report:contact', answers.contact);
  const shared = answers.behalf !== 'not_asked';
  return [
    row('loss', word('report:loss', answers.loss)),
    row('text', answers.text),
    row(
      'found',
      [foundWords(suspectsIn(reading), answers), answers.more, word('taxonomy:types', answers.type === undefined ? undefined : `${answers.type}.label`)]
        .filter(Boolean)
        .join('\n'),
    ),
    row('country', word('taxonomy:countries', answers.country)),
    ...(paid ? [row('amount', sum), row('rail', word('taxonomy:rails', railOf(answers, reading)))] : []),
    row('channel', word('taxonomy:channels', answers.channel ?? reading.facets.channel)),
    row('when', [answers.day, answers.time].filter(Boolean).join(' ')),
    row('behalf', word('report:behalf', answers.behalf)),
    ...(shared
      ? [
          row('share_kr', answers.share_kr && t(`report:${answers.share_kr}`)),
          row('share_my', answers.share_my && t(`report:${answers.share_my}`)),
          row('contact', contact),
        ]
      : []),
    row('region', word('taxonomy:regions', answers.region === undefined ? undefined : `${answers.region}.name`)),
  ];
}
