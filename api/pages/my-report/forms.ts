// What a reporter can set right: each a page with one form. How an answer becomes a correction is told beside how it is asked.

import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { Correction } from '#core/own-reports/correct-report.ts';
import { CONTACT_LIMIT, CURRENCIES, LOSS_ANSWERS, readAnswers } from '#core/questions/answers.ts';
import { faultsOf } from '#core/questions/check-answer.ts';
import { parseDecimal } from '#core/questions/decimal.ts';
import { instantOf } from '#core/questions/instant.ts';
import { button, checkboxes, errorSummary, hidden, radios, selectField, textField, type FieldErrors } from '../kit/form.ts';
import type { Content, PageContext } from '../kit/page.ts';
import { errorsOf } from '../report/question-page.ts';
import type { Status } from './status-page.ts';

/** The form's id, for the language buttons in the frame. */
export const OWN_FORM = 'own';

type Body = Record<string, string>;

export interface FormParts {
  render(page: PageContext, state: { status: Status; errors: FieldErrors; body?: Body }): { title: string; body: Content };
  check(page: PageContext, body: Body, now: Date): FieldErrors;
}

export function heading(page: PageContext, title: string, errors: FieldErrors = {}): Content {
  return [errorSummary(page, errors), html`<h1>${title}</h1>` as VNode];
}

export function panel(title: string, text: string): VNode {
  return html`<div class="panel">
    <h1>${title}</h1>
    <p>${text}</p>
  </div>` as VNode;
}

function framed(
  page: PageContext,
  name: string,
  { errors, fields, save }: { errors: FieldErrors; fields: Content; save?: Content },
): { title: string; body: Content } {
  const { t } = page;
  const title = t(`my_report:actions.${name}.title`);
  const body = html`${heading(page, title, errors)}
    <form id=${OWN_FORM} method="post" action=${`/status/${name}`} novalidate>
      ${fields} ${save ?? button(t('my_report:save'))}
      <p><a href="/status">${t('form.back')}</a></p>
    </form>` as unknown as VNode;
  return { title, body };
}

export const lossForm: FormParts = {
  render(page, { status, errors, body = {} }) {
    const { t } = page;
    const { loss } = status.content;
    const said = body['loss'] ?? { lost: undefined, none: 'no', unknown: 'unsure' }[status.loss_state];
    const options = CURRENCIES.map((currency) => ({ value: currency, label: t(`report:currencies.${currency}`) }));
    const fields = [
      // Where the bank is says which clock the time is by.
      hidden({ country: status.country ?? undefined }),
      radios({
        name: 'loss',
        label: t('report:loss.label'),
        error: errors['loss'],
        choices: LOSS_ANSWERS.map((value) => ({ value, label: t(`report:loss.${value}`), checked: said === value })),
      }),
      textField({
        name: 'amount',
        label: t('report:amount.field'),
        hint: t('form.optional'),
        error: errors['amount'],
        value: body['amount'] ?? loss?.amount,
        maxlength: 40,
      }),
      selectField({
        name: 'currency',
        label: t('report:amount.currency'),
        error: errors['currency'],
        value: body['currency'] ?? loss?.currency,
        empty: t('report:amount.choose'),
        options,
      }),
      textField({ name: 'day', label: t('report:when.day'), hint: t('form.optional'), error: errors['day'], type: 'date', value: body['day'] }),
      textField({ name: 'time', label: t('report:when.time'), type: 'time', value: body['time'] }),
    ];
    return framed(page, 'loss', { errors, fields });
  },
  check(page, body, now) {
    const answers = readAnswers(body);
    return errorsOf(page, {
      ...faultsOf('loss', answers, now),
      ...(answers.amount.trim() !== '' && faultsOf('amount', answers, now)),
      ...(answers.day !== '' && faultsOf('when', answers, now)),
    });
  },
};

export function readLoss(body: Body): Correction {
  const answers = readAnswers(body);
  const at = instantOf(answers);
  const amount = parseDecimal(answers.amount);
  const isLost = answers.loss === 'within_24h' || answers.loss === 'earlier';
  // A day alone takes the urgency from nobody who says it was within a day.
  const paidAt = isLost && at !== null && (at.hasTime || answers.loss === 'earlier') ? { paid_at: at.at } : {};
  return {
    what: 'loss',
    state: {
      state: isLost ? 'lost' : answers.loss === 'no' ? 'none' : 'unknown',
      ...paidAt,
      ...(answers.loss === 'earlier' && at === null && { earlier: true }),
    },
    loss: {
      ...(amount !== null && answers.currency !== undefined && { amount, currency: answers.currency }),
      ...(isLost && at !== null && { paid_at: at.at.toISOString() }),
    },
  };
}

export const consentForm: FormParts = {
  render(page, { status, errors, body }) {
    const { t } = page;
    const { share, contact } = status.consent;
    const given =
      body === undefined
        ? { KR: share.includes('KR'), MY: share.includes('MY'), contact }
        : { KR: body['KR'] === 'yes', MY: body['MY'] === 'yes', contact: body['contact'] === 'yes' };
    const one = (name: 'KR' | 'MY' | 'contact', label: string, hint: string): VNode =>
      checkboxes({ name, label, hint, choices: [{ value: 'yes', label: t('my_report:consent.agree'), checked: given[name] }] });
    const fields = [
      html`<p>${t('my_report:consent.text')}</p>` as VNode,
      one('KR', t('report:share_kr.label'), t('report:share_kr.hint')),
      one('MY', t('report:share_my.label'), t('report:share_my.hint')),
      one('contact', t('report:contact.label'), t('report:contact.hint')),
      textField({
        name: 'contact_how',
        label: t('report:contact.how'),
        error: errors['contact_how'],
        value: body?.['contact_how'] ?? status.content.reporter?.contact,
        maxlength: CONTACT_LIMIT,
      }),
    ];
    return framed(page, 'consent', { errors, fields });
  },
  check: ({ t }, body): FieldErrors =>
    body['contact'] === 'yes' && (body['contact_how'] ?? '').trim() === '' ? { contact_how: t('report:errors.contact_how') } : {},
};

/** Withdrawn consent takes the way to be contacted with it. */
export function readConsent(body: Body): Correction {
  const contact = body['contact'] === 'yes';
  const share = ['KR', 'MY'].filter((country) => body[country] === 'yes');
  return { what: 'consent', consent: { share, contact }, contact: contact ? (body['contact_how'] ?? '').trim().slice(0, CONTACT_LIMIT) : null };
}

/** In the words of the chat's question. */
const REACHED = [
  ['yes', 'reached'],
  ['no', 'not_reached'],
] as const;
const FROZEN = ['yes', 'in_part', 'no'] as const;
const CASE_LIMIT = 60;

export const aftermathForm: FormParts = {
  render(page, { status, errors, body }) {
    const { t } = page;
    const reached = REACHED.find(([, answer]) => answer === status.answers['call'])?.[0];
    const told: Body = body ?? { ...status.answers, ...(reached !== undefined && { reached }) };
    const fields = [
      radios({
        name: 'reached',
        label: t('my_report:after.reached'),
        choices: (['yes', 'no'] as const).map((value) => ({ value, label: t(`report:${value}`), checked: told['reached'] === value })),
      }),
      radios({
        name: 'frozen',
        label: t('my_report:after.frozen'),
        choices: FROZEN.map((value) => ({ value, label: t(`my_report:after.frozen_${value}`), checked: told['frozen'] === value })),
      }),
      textField({
        name: 'case_number',
        label: t('my_report:after.case_number'),
        hint: t('my_report:after.case_hint'),
        value: told['case_number'],
        maxlength: CASE_LIMIT,
      }),
    ];
    return framed(page, 'after', { errors, fields });
  },
  check: () => ({}),
};

export function readAftermath(body: Body): Correction {
  const call = REACHED.find(([each]) => each === body['reached'])?.[1];
  const frozen = FROZEN.find((each) => each === body['frozen']);
  const caseNumber = (body['case_number'] ?? '').trim().slice(0, CASE_LIMIT);
  return {
    what: 'aftermath',
    answers: {
      ...(call !== undefined && { call }),
      ...(frozen !== undefined && { frozen }),
      ...(caseNumber !== '' && { case_number: caseNumber }),
    },
  };
}

export const eraseForm: FormParts = {
  render(page, { errors }) {
    const { t } = page;
    const fields = html`<p>${t('my_report:erase.text')}</p>
      <p>${t('my_report:erase.stays')}</p>` as unknown as VNode;
    return framed(page, 'erase', { errors, fields, save: html`<button class="button danger">${t('my_report:erase.button')}</button>` as VNode });
  },
  check: () => ({}),
};
