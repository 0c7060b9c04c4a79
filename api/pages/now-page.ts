// `/now`: somebody has just paid. Whom to call is on the first screen, before any question; two taps make it more exact. Needs neither
// database, queue nor model.

import { html } from 'htm/preact';
import { Router } from 'express';
import type { VNode } from 'preact';
import { isLossKind, LOSS_KINDS, LOSS_OF_KIND, type LossKind } from '#core/safety/loss-kinds.ts';
import { safetyCard } from '#core/safety/safety-card.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import type { Clock } from '#platform/clock.ts';
import { pageContext, sendPage, type PageContext, type PageDeps } from './kit/page.ts';
import { safetyCardPart } from './kit/safety-card-part.ts';

const COUNTRIES = ['KR', 'MY', 'other'] as const;
type Country = (typeof COUNTRIES)[number];

interface Asked {
  country: Country | null;
  what: LossKind | null;
}

export function createNowPage(deps: PageDeps & { clock: Clock }): Router {
  const router = Router();
  router.get('/now', (request, response) => {
    const context = pageContext(request, deps);
    const { t, language } = context;
    const asked = readAsked(request.query, language);
    const loss = asked.what === null ? {} : LOSS_OF_KIND[asked.what];
    const card = safetyCard({ loss: 'lost', within_24h: true, country: asked.country, language, now: deps.clock.now(), ...loss }, deps.translator);
    const body = html`<h1>${t('now.title')}</h1>
      ${whichCountry(context, asked)} ${safetyCardPart(context, card)} ${whatLeft(context, asked)}
      <h2>${t('now.after')}</h2>
      <p><a class="button" href=${reportUrl(asked)}>${t('now.report')}</a></p>`;
    sendPage(response, context, { title: t('now.title'), body, description: t('tiles.now.text') });
  });
  return router;
}

/** What was tapped here need not be asked again. */
function reportUrl({ country, what }: Asked): string {
  const tapped = { loss: 'within_24h', ...(country !== null && { country }), ...(what !== null && { what }) };
  return `/report?${new URLSearchParams(tapped).toString()}`;
}

function whichCountry({ t }: PageContext, asked: Asked): VNode {
  return html`<nav class="pills" aria-labelledby="which-country">
    <span id="which-country">${t('now.which_country')}</span>
    <ul>
      ${COUNTRIES.map((country) => link(asked, { country }, t(`now.country.${country}`)))}
    </ul>
  </nav>` as VNode;
}

function whatLeft({ t }: PageContext, asked: Asked): VNode {
  return html`<nav class="pills" aria-labelledby="what-left">
    <h2 id="what-left">${t('now.what_left')}</h2>
    <ul>
      ${LOSS_KINDS.map((what) => link(asked, { what }, t(`now.what.${what}`)))}
    </ul>
  </nav>` as VNode;
}

function link(asked: Asked, change: Partial<Asked>, label: string): VNode {
  const query = new URLSearchParams(Object.entries({ ...asked, ...change }).filter(([, value]) => value !== null) as [string, string][]);
  const isCurrent = Object.entries(change).every(([name, value]) => asked[name as keyof Asked] === value);
  return html`<li><a href=${`/now?${query.toString()}`} aria-current=${isCurrent ? 'true' : undefined}>${label}</a></li>` as VNode;
}

/** Of somebody who reads Korean or Malay the bank is most likely at home; the other is one tap away. */
const HOME: Record<Language, Country | null> = { ko: 'KR', ms: 'MY', en: null };

function readAsked({ country, what }: Record<string, unknown>, language: Language): Asked {
  return { country: COUNTRIES.find((each) => each === country) ?? HOME[language], what: isLossKind(what) ? what : null };
}
