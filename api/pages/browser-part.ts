// Being warned by the browser itself. Its script (web/public/subscribe.ts) knows what this browser can and how it stands; every sentence that it
// may say stands here. What most people see, somebody who is not warned yet, is there at once, so that nothing moves while the page loads.

import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { ALERT_GRADES } from '#core/alerts/alert-words.ts';
import { WARNING_COUNTRIES } from '#core/dialogue/button-data.ts';
import { QUIET_CHOICES, TIME_ZONES } from '#core/subscribers/warning-settings.ts';
import { REGION_COUNTRIES, REGIONS_OF, type RegionCountry } from '#core/taxonomy/regions.ts';
import { LANGUAGES, SCAM_TYPES } from '#core/taxonomy/taxonomy.ts';
import { button, checkboxes, selectField } from './kit/form.ts';
import type { Content, PageContext } from './kit/page.ts';

/** `OTHER` is nothing to be warned about. */
const WARNING_TYPES = SCAM_TYPES.filter((type) => type !== 'OTHER');
const SAYINGS = ['started', 'saved', 'stopped', 'not_allowed', 'service_failed', 'too_many', 'failed'] as const;

/** For the head: without JavaScript there is nothing that could be pressed. */
export function hiddenWithoutScript(): VNode {
  return html`<noscript
    ><style>
      #browser {
        display: none;
      }
    </style></noscript
  >` as VNode;
}

/** @param publicKey for which browsers are subscribed. */
export function browserPart(context: PageContext, publicKey: string): VNode {
  const say = sayIn(context);
  const sayings = Object.fromEntries(SAYINGS.map((name) => [`data-${name.replace('_', '-')}`, say(`said.${name}`)]));
  return html`<section id="browser" aria-labelledby="browser-title" data-key=${publicKey}>
    <h2 id="browser-title" tabindex="-1">${say('title')}</h2>
    <div data-state="unsupported" hidden><p>${say('unsupported')}</p></div>
    <div data-state="iphone" hidden>
      <p>${say('iphone.lead')}</p>
      <ol>
        <li>${say('iphone.share')}</li>
        <li>${say('iphone.add')}</li>
        <li>${say('iphone.open')}</li>
      </ol>
    </div>
    <div class="card" data-state="denied" hidden>
      <p><strong>${say('denied.title')}</strong></p>
      <p>${say('denied.text')}</p>
    </div>
    <div data-state="off"><p>${say('off')}</p></div>
    <div class="card good" data-state="on" hidden>
      <p><strong>${say('on')}</strong></p>
      <p>${say('on_text')}</p>
    </div>
    <p id="browser-said" role="status" ...${sayings}></p>
    ${settingsForm(context)}
    <p class="hint">${say('private')}</p>
  </section>` as VNode;
}

function settingsForm(context: PageContext): VNode {
  const { t, language } = context;
  const say = sayIn(context);
  return html`<form id="browser-form">
    ${selectField({ name: 'language', label: say('language'), value: language, options: LANGUAGES.map((each) => ({ value: each, label: t(`language_names.${each}`) })) })}
    ${checkboxes({
      name: 'countries',
      label: say('countries'),
      hint: say('none_is_all'),
      choices: WARNING_COUNTRIES.map((country) => ({ value: country, label: t(`taxonomy:countries.${country}`) })),
    })}
    ${details(say('regions.choose'), [html`<p class="hint">${say('regions.hint')}</p>`, ...REGION_COUNTRIES.map((country) => regionBoxes(context, country))])}
    ${details(
      say('types'),
      checkboxes({
        name: 'types',
        label: say('types_label'),
        hint: say('none_is_all'),
        choices: WARNING_TYPES.map((type) => ({ value: type, label: t(`taxonomy:types.${type}.short`) })),
      }),
    )}
    ${details(say('when'), [
      choice(context, 'least_grade', ALERT_GRADES),
      quietChoice(context),
      choice(context, 'time_zone', TIME_ZONES),
      choice(context, 'pace', ['once', 'daily']),
      choice(context, 'snooze', ['off', 'day', 'week']),
    ])}
    <div data-state="off">${button(say('start'))}</div>
    <div data-state="on" hidden>${button(say('save'))} <button type="button" id="browser-stop" class="button secondary">${say('stop')}</button></div>
  </form>` as VNode;
}

/** The script sends both countries' as one list. */
function regionBoxes({ t }: PageContext, country: RegionCountry): VNode {
  return checkboxes({
    name: `regions-${country}`,
    label: t(`taxonomy:countries.${country}`),
    choices: REGIONS_OF[country].map((region) => ({ value: region, label: t(`taxonomy:regions.${region}.name`) })),
  });
}

/** Hours as the script takes them: `22-7`, or `off`. */
function quietChoice(context: PageContext): VNode {
  const say = sayIn(context);
  const options = Object.entries(QUIET_CHOICES).map(([name, hours]) => ({
    value: hours === null ? 'off' : `${hours.from}-${hours.to}`,
    label: say(`quiet.${name}`),
  }));
  return selectField({ name: 'quiet', label: say('quiet.label'), hint: say('quiet.hint'), options });
}

function choice(context: PageContext, name: 'least_grade' | 'time_zone' | 'pace' | 'snooze', values: readonly string[]): VNode {
  const say = sayIn(context);
  const options = values.map((value) => ({ value, label: say(`${name}.${value.replace('/', '_')}`) }));
  return selectField({ name, label: say(`${name}.label`), options });
}

function details(summary: string, inside: Content): VNode {
  return html`<details>
    <summary>${summary}</summary>
    ${inside}
  </details>` as VNode;
}

function sayIn({ t }: PageContext): (key: string) => string {
  return (key) => t(`public:subscribe.browser.${key}`);
}
