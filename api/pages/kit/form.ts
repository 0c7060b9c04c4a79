// Parts of a form, as GOV.UK's and Korea's and Malaysia's design systems have them: one question a page, its label as the heading, an error
// summary on top that leads to each field, hints before the field.

import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { Content, PageContext } from './page.ts';

/** By field name: what is wrong with it, as a sentence. */
export type FieldErrors = Record<string, string>;

/** First thing in `main` when something is wrong. */
export function errorSummary({ t }: PageContext, errors: FieldErrors): VNode | null {
  const wrong = Object.entries(errors);
  if (wrong.length === 0) return null;
  return html`<section class="errors" role="alert" tabindex="-1" aria-labelledby="errors-title">
    <h2 id="errors-title">${t('form.errors')}</h2>
    <ul>
      ${wrong.map(([name, sentence]) => html`<li><a href=${`#${name}`}>${sentence}</a></li>`)}
    </ul>
  </section>` as VNode;
}

interface Field {
  name: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
}

/** The only field of its page: its label is the page's heading. */
interface Headed {
  isHeading?: boolean;
}

export interface Choice {
  value: string;
  label: string;
  hint?: string | undefined;
  checked?: boolean;
}

export function radios(field: Field & Headed & { choices: readonly Choice[] }): VNode {
  return choices(field, 'radio');
}

export function checkboxes(field: Field & Headed & { choices: readonly Choice[] }): VNode {
  return choices(field, 'checkbox');
}

function choices({ name, label, hint, error, isHeading, choices: all }: Field & Headed & { choices: readonly Choice[] }, type: 'radio' | 'checkbox'): VNode {
  return html`<fieldset class=${error === undefined ? 'field' : 'field wrong'} aria-describedby=${describedBy({ name, hint, error })}>
    <legend>${isHeading === true ? html`<h1>${label}</h1>` : label}</legend>
    ${notes({ name, hint, error })}
    ${all.map(
      (choice, at) =>
        html`<div class="choice">
          <input
            type=${type}
            id=${at === 0 ? name : `${name}-${choice.value}`}
            name=${name}
            value=${choice.value}
            checked=${choice.checked}
            aria-describedby=${choice.hint === undefined ? undefined : `${name}-${choice.value}-hint`}
          />
          <label for=${at === 0 ? name : `${name}-${choice.value}`}>${choice.label}</label>
          ${choice.hint !== undefined && html`<p class="hint" id=${`${name}-${choice.value}-hint`}>${choice.hint}</p>`}
        </div>`,
    )}
  </fieldset>` as VNode;
}

export interface TextField extends Field, Headed {
  value?: string | undefined;
  type?: 'text' | 'tel' | 'url' | 'email' | 'date' | 'time' | 'datetime-local';
  inputmode?: 'numeric' | 'decimal' | 'text';
  autocomplete?: string;
  maxlength?: number;
}

export function textField({ name, label, hint, error, isHeading, value, type = 'text', inputmode, autocomplete = 'off', maxlength }: TextField): VNode {
  return html`<div class=${error === undefined ? 'field' : 'field wrong'}>
    ${labelOf(name, label, isHeading)} ${notes({ name, hint, error })}
    <input
      id=${name}
      name=${name}
      type=${type}
      value=${value ?? ''}
      inputmode=${inputmode}
      autocomplete=${autocomplete}
      maxlength=${maxlength}
      spellcheck="false"
      aria-invalid=${error === undefined ? undefined : 'true'}
      aria-describedby=${describedBy({ name, hint, error })}
    />
  </div>` as VNode;
}

export function textArea({ name, label, hint, error, isHeading, value, rows = 8, maxlength }: TextField & { rows?: number }): VNode {
  return html`<div class=${error === undefined ? 'field' : 'field wrong'}>
    ${labelOf(name, label, isHeading)} ${notes({ name, hint, error })}
    <textarea
      id=${name}
      name=${name}
      rows=${rows}
      maxlength=${maxlength}
      aria-invalid=${error === undefined ? undefined : 'true'}
      aria-describedby=${describedBy({ name, hint, error })}
      value=${value ?? ''}
    ></textarea>
  </div>` as VNode;
}

export interface Option {
  value: string;
  label: string;
}

export interface SelectField extends Field, Headed {
  value?: string | undefined;
  /** The choice of none; absent: one is always chosen. */
  empty?: string;
  options: readonly (Option | { group: string; options: readonly Option[] })[];
}

export function selectField({ name, label, hint, error, isHeading, value, empty, options }: SelectField): VNode {
  const choice = (option: Option): VNode => html`<option value=${option.value} selected=${option.value === value}>${option.label}</option>` as VNode;
  return html`<div class=${error === undefined ? 'field' : 'field wrong'}>
    ${labelOf(name, label, isHeading)} ${notes({ name, hint, error })}
    <select id=${name} name=${name} aria-invalid=${error === undefined ? undefined : 'true'} aria-describedby=${describedBy({ name, hint, error })}>
      ${empty !== undefined && html`<option value="" selected=${value === undefined}>${empty}</option>`}
      ${options.map((each) => ('group' in each ? html`<optgroup label=${each.group}>${each.options.map(choice)}</optgroup>` : choice(each)))}
    </select>
  </div>` as VNode;
}

export function button(label: string, options: { name?: string; value?: string; secondary?: boolean } = {}): VNode {
  return html`<button class=${options.secondary === true ? 'button secondary' : 'button'} name=${options.name} value=${options.value}>
    ${label}
  </button>` as VNode;
}

/** Answers given on earlier pages travel along, so that nothing is kept of a report that is never sent. */
export function hidden(values: Readonly<Record<string, string | readonly string[] | undefined>>): Content {
  return Object.entries(values).flatMap(([name, value]) => {
    const all = value === undefined ? [] : typeof value === 'string' ? [value] : value;
    return all.map((each) => html`<input type="hidden" name=${name} value=${each} />` as VNode);
  });
}

export interface SummaryRow {
  label: string;
  value: Content;
  /** Leads back to the question. */
  change?: Content;
}

export function summaryList(rows: readonly SummaryRow[]): VNode {
  return html`<dl class="summary">
    ${rows.map(
      ({ label, value, change }) =>
        html`<div>
          <dt>${label}</dt>
          <dd>${value}</dd>
          ${change !== undefined && html`<dd class="change">${change}</dd>`}
        </div>`,
    )}
  </dl>` as VNode;
}

function labelOf(name: string, label: string, isHeading: boolean | undefined): VNode {
  const own = html`<label for=${name}>${label}</label>` as VNode;
  return isHeading === true ? (html`<h1>${own}</h1>` as VNode) : own;
}

function notes({ name, hint, error }: Omit<Field, 'label'>): Content {
  return [
    hint !== undefined && (html`<p class="hint" id=${`${name}-hint`}>${hint}</p>` as VNode),
    error !== undefined && (html`<p class="error" id=${`${name}-error`}>${error}</p>` as VNode),
  ];
}

function describedBy({ name, hint, error }: Omit<Field, 'label'>): string | undefined {
  const ids = [hint !== undefined && `${name}-hint`, error !== undefined && `${name}-error`].filter((id) => id !== false);
  return ids.length === 0 ? undefined : ids.join(' ');
}
