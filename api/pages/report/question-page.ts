// One question a page: what is asked, and what a person needs to answer it. Rules of what comes next are in core/questions.

import { html } from 'htm/preact';
import type { VNode } from 'preact';
import {
  BANK_COUNTRIES,
  BEHALF_ANSWERS,
  CONTACT_LIMIT,
  CURRENCIES,
  FIELDS,
  LOSS_ANSWERS,
  MORE_LIMIT,
  TEXT_LIMIT,
  type Answers,
  type Question,
} from '#core/questions/answers.ts';
import type { Faults } from '#core/questions/check-answer.ts';
import { decimalOf } from '#core/questions/decimal.ts';
import { readAmount } from '#core/questions/next-question.ts';
import { keyOf, suspectsIn, toCardRequest } from '#core/questions/to-report.ts';
import type { Indicator, Reading } from '#core/reading/reading.ts';
import { LOSS_KINDS } from '#core/safety/loss-kinds.ts';
import { safetyCard } from '#core/safety/safety-card.ts';
import { REGION_COUNTRIES, REGIONS_OF } from '#core/taxonomy/regions.ts';
import { CHANNELS, RAILS, SCAM_TYPES } from '#core/taxonomy/taxonomy.ts';
import { formatMoney } from '#platform/format.ts';
import type { Translator } from '#platform/i18n.ts';
import { button, checkboxes, errorSummary, hidden, radios, selectField, textArea, textField, type FieldErrors } from '../kit/form.ts';
import type { Content, PageContext } from '../kit/page.ts';
import { safetyCardPart } from '../kit/safety-card-part.ts';

/** The form's id, for the language buttons in the frame. */
export const REPORT_FORM = 'report';

export interface AskedQuestion {
  question: Question;
  answers: Answers;
  reading: Reading;
  faults: Faults;
  /** Its fields were just sent: they are shown as they came, without guesses. */
  isShownAgain: boolean;
  now: Date;
  translator: Translator;
}

export function questionPage(context: PageContext, asked: AskedQuestion): Content {
  const { t } = context;
  const { question, answers } = asked;
  const errors = errorsOf(context, asked.faults);
  const isCard = question === 'card';
  return [
    errorSummary(context, errors),
    html`<form
      id=${REPORT_FORM}
      method="post"
      action="/report"
      novalidate
      data-draft="keep"
      data-first=${question === 'loss' && answers.text === '' ? 'yes' : undefined}
    >
      ${hidden(carried(answers, FIELDS[question]))} ${hidden({ at: question })} ${bodyOf(context, asked, errors)}
      <div class="actions">
        ${button(t(isCard ? 'report:card.continue' : 'form.next'), { name: 'go', value: 'next' })}
        ${!isCard && question !== 'found' && button(t('form.skip'), { name: 'go', value: 'skip', secondary: true })}
        ${(question === 'found' || answers.done.includes('found')) && button(t('report:send_now'), { name: 'go', value: 'finish', secondary: true })}
        ${question !== 'loss' && button(t('form.back'), { name: 'go', value: 'back', secondary: true })}
      </div>
    </form>` as VNode,
    draftWords(context),
  ];
}

/** What `web/public/draft.ts` says. */
export function draftWords({ t }: PageContext): VNode {
  const words = Object.fromEntries((['continue', 'delete', 'offline', 'online'] as const).map((name) => [`data-${name}`, t(`report:draft.${name}`)]));
  return html`<span id="draft-words" hidden data-found=${t('report:draft.found', { time: '{{time}}' })} ...${words}></span>` as VNode;
}

/** Everything but this page's own fields. */
export function carried(answers: Answers, own: readonly string[]): Record<string, string | readonly string[] | undefined> {
  const values = Object.entries(answers) as [string, string | readonly string[] | undefined][];
  return Object.fromEntries(values.filter(([name, value]) => !own.includes(name) && value !== undefined && value.length > 0));
}

export function errorsOf({ t }: PageContext, faults: Faults): FieldErrors {
  return Object.fromEntries(Object.entries(faults).map(([field, fault]) => [field, t(`report:errors.${fault ?? 'choose'}`, { limit: TEXT_LIMIT })]));
}

function bodyOf(context: PageContext, asked: AskedQuestion, errors: FieldErrors): Content {
  const { question, answers, reading } = asked;
  const { t } = context;
  const choose = (values: readonly string[], label: (value: string) => string): VNode =>
    radios({
      name: question,
      label: t(`report:${question}.label`),
      hint: t(`report:${question}.hint`),
      error: errors[question],
      isHeading: true,
      choices: values.map((value) => ({ value, label: label(value), checked: answers[question as 'loss'] === value })),
    });
  switch (question) {
    case 'loss':
      return choose(LOSS_ANSWERS, (value) => t(`report:loss.${value}`));
    case 'card':
      return cardBody(context, asked);
    case 'text':
      return textArea({
        name: 'text',
        label: t('report:text.label'),
        hint: t('report:text.hint'),
        error: errors['text'],
        isHeading: true,
        value: answers.text,
        rows: 10,
      });
    case 'found':
      return foundBody(context, asked);
    case 'country':
      return choose(BANK_COUNTRIES, (value) => t(`taxonomy:countries.${value}`));
    case 'amount':
      return amountBody(context, answers, reading, errors);
    case 'rail':
      return choose(RAILS, (value) => t(`taxonomy:rails.${value}`));
    case 'channel':
      return choose(CHANNELS, (value) => t(`taxonomy:channels.${value}`));
    case 'when':
      return html`<h1>${t('report:when.label')}</h1>
        ${textField({ name: 'day', label: t('report:when.day'), hint: t('report:when.hint'), error: errors['day'], type: 'date', value: answers.day })}
        ${textField({ name: 'time', label: t('report:when.time'), type: 'time', value: answers.time })}`;
    case 'behalf':
      return choose(BEHALF_ANSWERS, (value) => t(`report:behalf.${value}`));
    case 'share_kr':
    case 'share_my':
      return choose(['yes', 'no'], (value) => t(`report:${value}`));
    case 'contact':
      return [
        choose(['yes', 'no'], (value) => t(`report:contact.${value}`)),
        textField({
          name: 'contact_how',
          label: t('report:contact.how'),
          error: errors['contact_how'],
          value: answers.contact_how,
          maxlength: CONTACT_LIMIT,
          autocomplete: 'email',
        }),
      ];
    case 'region':
      return regionBody(context, answers);
    default:
      return question satisfies never;
  }
}

/** Whom to call comes before everything; two taps make it more exact. */
function cardBody(context: PageContext, { answers, now, translator }: AskedQuestion): Content {
  const { t, language } = context;
  const card = safetyCard(toCardRequest(answers, null, { language, now }), translator);
  const pills = (name: 'country' | 'what', values: readonly string[], label: (value: string) => string): VNode =>
    html`<ul>
      ${values.map((value) => html`<li><button name=${`tap_${name}`} value=${value} aria-pressed=${answers[name] === value ? 'true' : 'false'}>${label(value)}</button></li>`)}
    </ul>` as VNode;
  return html`<h1>${t('now.title')}</h1>
    ${hidden({ country: answers.country, what: answers.what })} ${safetyCardPart(context, card)}
    <div class="pills" role="group" aria-labelledby="which-country">
      <h2 id="which-country">${t('now.which_country')}</h2>
      ${pills('country', BANK_COUNTRIES, (value) => t(`now.country.${value}`))}
    </div>
    <div class="pills" role="group" aria-labelledby="what-left">
      <h2 id="what-left">${t('now.what_left')}</h2>
      ${pills('what', LOSS_KINDS, (value) => t(`now.what.${value}`))}
    </div>`;
}

function foundBody({ t, language }: PageContext, { answers, reading, isShownAgain }: AskedQuestion): Content {
  const found = suspectsIn(reading);
  const amount = readAmount(reading);
  const asked = isShownAgain || answers.done.includes('found');
  // Only a guess that the reader stands by is put into somebody's mouth.
  const guess = answers.type ?? (reading.verdict !== 'scam' || asked || reading.type === 'OTHER' ? undefined : reading.type);
  const types = SCAM_TYPES.map((type) => ({ value: type, label: t(`taxonomy:types.${type}.label`) }));
  return [
    html`<h1>${t(found.length > 0 || amount !== null ? 'report:found.label' : 'report:found.label_nothing')}</h1>` as VNode,
    found.length > 0 &&
      checkboxes({
        name: 'keep',
        label: t('report:found.suspects'),
        hint: t('report:found.suspects_hint'),
        choices: found.map((each) => ({
          value: keyOf(each),
          label: each.raw,
          hint: t(`report:kinds.${each.kind}`),
          checked: asked ? answers.keep.includes(keyOf(each)) : true,
        })),
      }),
    amount !== null &&
      checkboxes({
        name: 'amount_right',
        label: t('report:found.amount'),
        choices: [
          {
            value: 'yes',
            label: formatMoney({ amount: decimalOf(amount), currency: amount.currency }, { language }),
            checked: asked ? answers.amount_right === 'yes' : reading.loss.amount !== null,
          },
        ],
      }),
    textArea({ name: 'more', label: t('report:found.more'), hint: t('report:found.more_hint'), value: answers.more, rows: 2, maxlength: MORE_LIMIT }),
    selectField({ name: 'type', label: t('report:found.type'), hint: t('report:found.type_hint'), value: guess, empty: t('form.skip'), options: types }),
  ];
}

function amountBody({ t, language }: PageContext, answers: Answers, reading: Reading, errors: FieldErrors): Content {
  const read = readAmount(reading);
  const home = answers.country === 'MY' ? 'MYR' : answers.country === 'KR' ? 'KRW' : { ko: 'KRW', ms: 'MYR', en: undefined }[language];
  const options = CURRENCIES.map((currency) => ({ value: currency, label: t(`report:currencies.${currency}`) }));
  return html`<h1>${t('report:amount.label')}</h1>
    ${textField({ name: 'amount', label: t('report:amount.field'), hint: t('report:amount.hint'), error: errors['amount'], value: answers.amount, inputmode: 'text', maxlength: 40 })}
    ${selectField({ name: 'currency', label: t('report:amount.currency'), error: errors['currency'], value: answers.currency ?? read?.currency ?? home, empty: t('report:amount.choose'), options })}`;
}

/** The country that was named, or that speaks the page's language, comes first. */
function regionBody({ t, language }: PageContext, { country, region }: Answers): VNode {
  const first = country ?? { ko: 'KR', ms: 'MY', en: undefined }[language];
  const countries = REGION_COUNTRIES.toSorted((a, b) => Number(b === first) - Number(a === first));
  const options = countries.map((each) => ({
    group: t(`taxonomy:countries.${each}`),
    options: REGIONS_OF[each].map((value) => ({ value, label: t(`taxonomy:regions.${value}.name`) })),
  }));
  const label = t('report:region.label');
  return selectField({ name: 'region', label, hint: t('report:region.hint'), isHeading: true, value: region, empty: t('report:region.none'), options });
}

/** As people read it, where a value is shown again. */
export function foundWords(indicators: readonly Indicator[], answers: Answers): string {
  return indicators
    .filter((each) => answers.keep.includes(keyOf(each)))
    .map(({ raw }) => raw)
    .join('\n');
}
