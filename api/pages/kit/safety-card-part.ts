// The safety card on a page: numbers to tap first, what to say there, then what to do, in calling order.

import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { SafetyCard } from '#core/safety/safety.ts';
import { formatDay } from '#platform/format.ts';
import type { PageContext } from './page.ts';

/** @param id of its heading: unique in the page. */
export function safetyCardPart({ t }: Pick<PageContext, 't'>, card: SafetyCard, id = 'card-title'): VNode {
  return html`<section class=${card.urgent ? 'card urgent' : 'card'} aria-labelledby=${id}>
    <h2 id=${id}>${t(card.urgent ? 'safety:card.urgent_title' : 'safety:card.title')}</h2>
    ${
      card.hotlines.length > 0 &&
      html`<ul class="hotlines" aria-label=${t('safety:card.hotlines_title')}>
        ${card.hotlines.map(
          ({ tel, number, label }) =>
            html`<li>
              <a href=${`tel:${tel}`}><span aria-hidden="true">☎ </span><strong>${number}</strong> <span>${label}</span></a>
            </li>`,
        )}
      </ul>`
    }
    ${
      card.script.length > 0 &&
      html`<h3>${t('safety:card.script_title')}</h3>
        ${card.script.map(({ language, text }) => html`<blockquote lang=${language}>${text}</blockquote>`)}`
    }
    <ol>
      ${card.steps.map((step) => html`<li>${step}</li>`)}
    </ol>
    <p class="hint">${t('safety:card.checked_on', { date: formatDay(card.checked_on, card.language) })}</p>
  </section>` as VNode;
}
