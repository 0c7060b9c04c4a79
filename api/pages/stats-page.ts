// `/stats`: what is reported, as plots with the same numbers in tables beneath.

import { html } from 'htm/preact';
import { Router } from 'express';
import type { VNode } from 'preact';
import { STATISTICS_WEEKS, type PublicStatistics } from '#core/statistics/public-statistics.ts';
import { SMALLEST_CELL, type Cell } from '#core/statistics/suppression.ts';
import { pageContext, sendPage, type Content, type PageContext, type PageDeps } from './kit/page.ts';
import { barPlot, columnPlot, type Bar } from './kit/plot.ts';
import { currencyName, showDateTime, showDay, showDuration, showNumber } from './kit/show-time.ts';

const LEADING = 3;

export function createStatsPage(deps: PageDeps & { publicUrl: string; statistics(): Promise<PublicStatistics> }): Router {
  const router = Router();
  router.get('/stats', async (request, response) => {
    const context = pageContext(request, deps);
    const { t } = context;
    const statistics = await deps.statistics();
    const body = html`<h1>${t('public:stats.title')}</h1>
      <p class="lead">${t('public:stats.lead', { weeks: STATISTICS_WEEKS })}</p>
      ${keyFigures(context, statistics)} ${statistics.reports !== null && statistics.reports > 0 && facets(context, statistics)} ${losses(context, statistics)}
      <h2>${t('public:stats.how')}</h2>
      <ul>
        <li>${t('public:stats.counted')}</li>
        <li>${t('public:stats.hidden_text', { smallest: SMALLEST_CELL })}</li>
        <li>${t('public:stats.not_all')}</li>
      </ul>
      <p class="hint">${t('public:stats.computed')}: ${showDateTime(context.language, statistics.computed_at)} · <a href="/v1/stats">JSON</a></p>`;
    sendPage(response, context, {
      title: t('public:stats.title'),
      body,
      description: t('public:stats.lead', { weeks: STATISTICS_WEEKS }),
      canonical: `${deps.publicUrl}/stats`,
    });
  });
  return router;
}

function keyFigures({ t, language }: PageContext, { reports, time_to_warning: { median_seconds } }: PublicStatistics): VNode {
  return html`<dl class="figures">
    <div>
      <dt>${t('public:stats.reports')}</dt>
      <dd>${reports === null ? t('public:stats.few', { smallest: SMALLEST_CELL }) : showNumber(language, reports)}</dd>
    </div>
    <div>
      <dt>${t('public:stats.to_warning')}</dt>
      <dd>${median_seconds === null ? t('public:stats.too_few_warnings', { smallest: SMALLEST_CELL }) : showDuration(language, median_seconds)}</dd>
    </div>
  </dl>` as VNode;
}

function facets(context: PageContext, { by_week, by_type, by_country, by_language }: PublicStatistics): Content {
  const { t, language } = context;
  const weeks = barsOf(context, by_week, (monday) => showDay(language, monday));
  const ranked = (cells: readonly Bar[]): Bar[] => cells.toSorted((a, b) => (b.count ?? 0.5) - (a.count ?? 0.5));
  return [
    facet(context, 'week', weeks, 'columns'),
    facet(context, 'type', ranked(barsOf(context, by_type, (type) => t(`taxonomy:types.${type}.short`))), 'bars'),
    facet(context, 'country', ranked(barsOf(context, by_country, (country) => t(`taxonomy:countries.${country}`))), 'bars'),
    facet(
      context,
      'language',
      ranked(barsOf(context, by_language, (each) => (each === 'other' ? t('public:stats.other_language') : t(`language_names.${each}`)))),
      'bars',
    ),
  ];
}

function barsOf<Key extends string>({ t, language }: PageContext, cells: readonly Cell<Key>[], label: (key: Key) => string): Bar[] {
  return cells.map(({ key, count }) => ({ label: label(key), count, shown: count === null ? t('public:stats.hidden') : showNumber(language, count) }));
}

function facet(context: PageContext, name: 'week' | 'type' | 'country' | 'language', all: readonly Bar[], form: 'bars' | 'columns'): VNode {
  const { t } = context;
  const bars = form === 'columns' ? all : all.filter(({ count }) => count !== 0);
  const leading = bars
    .filter(({ count }) => count !== null && count > 0)
    .toSorted((a, b) => (b.count ?? 0) - (a.count ?? 0))
    .slice(0, LEADING);
  const title = t(`public:stats.by.${name}`);
  const description =
    leading.length === 0
      ? t('public:stats.all_hidden')
      : t('public:stats.leading', { list: leading.map(({ label, shown }) => `${label} ${shown}`).join(', ') });
  const plot = { id: `plot-${name}`, title, description, bars };
  return html`<section aria-labelledby=${`by-${name}`}>
    <h2 id=${`by-${name}`}>${title}</h2>
    ${form === 'columns' ? columnPlot(plot) : barPlot(plot)}
    <details>
      <summary>${t('public:stats.table')}</summary>
      <table>
        <caption class="visually-hidden">
          ${title}
        </caption>
        <thead>
          <tr>
            <th scope="col">${t(`public:stats.column.${name}`)}</th>
            <th scope="col" class="number">${t('public:stats.column.reports')}</th>
          </tr>
        </thead>
        <tbody>
          ${all.map(
            ({ label, shown }) =>
              html`<tr>
                <th scope="row">${label}</th>
                <td class="number">${shown}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </details>
  </section>` as VNode;
}

function losses({ t, language }: PageContext, { lost }: PublicStatistics): Content {
  const told = lost.filter(({ amount }) => amount !== null);
  if (told.length === 0) return null;
  return html`<section aria-labelledby="lost">
    <h2 id="lost">${t('public:stats.lost')}</h2>
    <dl class="figures">
      ${told.map(
        ({ currency, amount }) =>
          html`<div>
            <dt>${currencyName(language, currency)}</dt>
            <dd>${t('public:stats.about', { amount: showNumber(language, amount ?? 0, 'short') })}</dd>
          </div>`,
      )}
    </dl>
    <p class="hint">${t('public:stats.lost_text')}</p>
  </section>` as VNode;
}
