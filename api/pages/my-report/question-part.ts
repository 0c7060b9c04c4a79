// What an officer asks about the report, where its reporter looks for it: with a code that says it is ours, and never who asks.

import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { ANSWER_LIMIT, type QuestionForReporter } from '#core/triage/decisions/reporter-questions.ts';
import { button, hidden, textArea } from '../kit/form.ts';
import type { PageContext } from '../kit/page.ts';

export function questionPart({ t }: PageContext, { id, code, template, text, answer }: QuestionForReporter, unanswered: string | undefined): VNode {
  const words = text ?? t(`officer_question:templates.${template ?? ''}`);
  const error = unanswered === id ? t('officer_question:page.empty') : undefined;
  return html`<section class="card">
    <h2>${t('officer_question:page.title')}</h2>
    <p>${t('officer_question:page.lead')}</p>
    <blockquote>${words}</blockquote>
    <p class="hint">${t('officer_question:page.never', { code })} <a href=${`/verify/${code}`}>${t('receipt:verify.title')}</a></p>
    ${
      answer === null
        ? html`<form method="post" action="/status/answer" novalidate>
            ${hidden({ question: id })} ${textArea({ name: 'answer', label: t('officer_question:page.answer'), error, rows: 4, maxlength: ANSWER_LIMIT })}
            ${button(t('officer_question:page.send'))}
          </form>`
        : html`<p>${t('officer_question:page.answered', { answer })}</p>`
    }
  </section>` as unknown as VNode;
}
