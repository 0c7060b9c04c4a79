// A warning in a list and what is said of it everywhere: its grade and state as words, never by colour alone.

import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { isTakenBack, toldAs, type PublishedAlert } from '#core/alerts/published-alerts.ts';
import { areaName, type Area } from '#core/taxonomy/area.ts';
import type { Content, PageContext } from './page.ts';
import { showDate } from './show-time.ts';

export function alertTags({ t }: PageContext, alert: PublishedAlert): VNode {
  const { content, published_at, updated_at } = alert;
  const told = toldAs(alert);
  const grave = content.grade === 'danger' || content.grade === 'warning';
  const isCorrected = updated_at > published_at;
  return html`<p class="tags">
    ${content.exercise === true && html`<span class="tag danger">${t('alerts:exercise.tag')}</span> `}
    ${
      told === 'published'
        ? html`<span class=${grave ? 'tag danger' : 'tag'}>${t(`alerts:grades.${content.grade}`)}</span>`
        : html`<span class="tag">${t(`public:alerts.state.${told}`)}</span>`
    }
    ${isCorrected && !isTakenBack(alert) && html` <span class="tag">${t('public:alerts.state.corrected')}</span>`}
  </p>` as VNode;
}

/** Countries, and their regions where it is for these alone. */
export function concernedArea(context: PageContext, content: Area): string {
  return areaName(content, context) || context.t('public:alerts.everywhere');
}

/** @param level of its heading in the page. */
export function alertList(context: PageContext, alerts: readonly PublishedAlert[], level: 2 | 3): Content {
  return html`<ul class="alerts">
    ${alerts.map((alert) => alertItem(context, alert, level))}
  </ul>` as VNode;
}

function alertItem(context: PageContext, alert: PublishedAlert, level: 2 | 3): VNode {
  const { t, language } = context;
  const { id, content, published_at, expires_at, ended_at } = alert;
  return html`<li class="card">
    ${alertTags(context, alert)}
    <${`h${level}`}><a href=${`/alerts/${id}`}>${content.texts[language].headline}</a></${`h${level}`}>
    <p class="hint">
      ${t(`taxonomy:types.${content.type}.short`)} · ${concernedArea(context, content)}<br />
      ${t('public:alerts.issued')}: ${showDate(language, published_at)} ·
      ${' '}${ended_at === null ? t('public:alerts.valid_until') : t('public:alerts.ended')}: ${showDate(language, ended_at ?? expires_at)}
    </p>
  </li>` as VNode;
}
