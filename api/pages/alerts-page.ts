// `/alerts`: what is being warned of now, narrowed by type and country in the address, and below it what has ended lately.

import { html } from 'htm/preact';
import { Router } from 'express';
import type { VNode } from 'preact';
import { listPublishedAlerts, RECENTLY_ENDED_DAYS } from '#core/alerts/published-alerts.ts';
import type { CoreContext } from '#core/context.ts';
import { HOME_COUNTRIES, SCAM_TYPES, type HomeCountry, type ScamType } from '#core/taxonomy/taxonomy.ts';
import { alertList } from './kit/alert-part.ts';
import { feedLinks } from './kit/feed-links.ts';
import { button } from './kit/form.ts';
import { pageContext, sendPage, type PageContext, type PageDeps } from './kit/page.ts';

const PAGE_SIZE = 20;
const ENDED_SHOWN = 10;

interface Asked {
  type: ScamType | undefined;
  country: HomeCountry | undefined;
  after: string | undefined;
}

export function createAlertsPage(deps: PageDeps & { context: Pick<CoreContext, 'db' | 'clock'>; publicUrl: string }): Router {
  const { db, clock } = deps.context;
  const router = Router();
  router.get('/alerts', async (request, response) => {
    const context = pageContext(request, deps);
    const { t } = context;
    const asked = readAsked(request.query);
    const now = clock.now();
    const [found, ended] = await Promise.all([
      listPublishedAlerts(db, { now, ...asked, limit: PAGE_SIZE + 1 }),
      listPublishedAlerts(db, {
        now,
        ...asked,
        after: undefined,
        ended: 'only',
        endedSince: new Date(now.getTime() - RECENTLY_ENDED_DAYS * 86_400_000),
        limit: ENDED_SHOWN,
      }),
    ]);
    const shown = found.slice(0, PAGE_SIZE);
    const body = html`<h1>${t('public:alerts.title')}</h1>
      ${filterForm(context, asked)} ${shown.length === 0 ? nothing(context) : alertList(context, shown, 2)}
      ${found.length > PAGE_SIZE && html`<p><a class="button secondary" href=${nextPage(asked, shown.at(-1)?.id)}>${t('public:alerts.older')}</a></p>`}
      <p><a href="/subscribe">${t('public:alerts.subscribe')}</a></p>
      ${ended.length > 0 && html`<h2>${t('public:alerts.ended_title')}</h2>`} ${ended.length > 0 && alertList(context, ended, 3)}`;
    const head = feedLinks(context);
    sendPage(response, context, {
      title: t('public:alerts.title'),
      body,
      current: 'alerts',
      description: t('public:alerts.description'),
      canonical: `${deps.publicUrl}/alerts`,
      head,
    });
  });
  return router;
}

/** A select each, so that one hand and no script suffice. */
function filterForm({ t }: PageContext, asked: Asked): VNode {
  const select = (name: 'type' | 'country', choices: readonly [value: string, label: string][]): VNode =>
    html`<div class="field">
      <label for=${name}>${t(`public:alerts.filter.${name}`)}</label>
      <select id=${name} name=${name}>
        <option value="">${t('public:alerts.filter.all')}</option>
        ${choices.map(([value, label]) => html`<option value=${value} selected=${asked[name] === value}>${label}</option>`)}
      </select>
    </div>` as VNode;
  return html`<form class="filter" method="get" action="/alerts" aria-label=${t('public:alerts.filter.label')}>
    ${select(
      'type',
      SCAM_TYPES.map((type) => [type, t(`taxonomy:types.${type}.short`)]),
    )}
    ${select(
      'country',
      HOME_COUNTRIES.map((country) => [country, t(`taxonomy:countries.${country}`)]),
    )}
    ${button(t('public:alerts.filter.show'), { secondary: true })}
  </form>` as VNode;
}

function nothing({ t }: PageContext): VNode {
  return html`<div class="card">
    <p><strong>${t('public:alerts.none')}</strong></p>
    <p>${t('public:alerts.none_is_not_safe')} <a href="/check">${t('public:alerts.check')}</a></p>
  </div>` as VNode;
}

function nextPage({ type, country }: Asked, after: string | undefined): string {
  const query = Object.entries({ type, country, after }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `/alerts?${new URLSearchParams(query).toString()}`;
}

/** What is no type, country or id narrows nothing. */
function readAsked({ type, country, after }: Record<string, unknown>): Asked {
  return {
    type: SCAM_TYPES.find((each) => each === type),
    country: HOME_COUNTRIES.find((each) => each === country),
    after: typeof after === 'string' && /^[0-9a-f-]{36}$/.test(after) ? after : undefined,
  };
}
