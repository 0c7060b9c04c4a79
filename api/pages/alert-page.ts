// `/alerts/{id}`: one warning, to read, to share and to print; it stays when the warning has ended, and says so first.

import { html } from 'htm/preact';
import { Router } from 'express';
import type { VNode } from 'preact';
import { Problem } from '#api/problem.ts';
import type { AlertContent } from '#core/alerts/alert.ts';
import { changedParts, versionBefore, type AlertPart } from '#core/alerts/alert-changes.ts';
import { showAlertCode } from '#core/alerts/alert-code.ts';
import { alertUrl } from '#core/alerts/public-alert.ts';
import { getPublishedAlert, isTakenBack, toldAs, type PublishedAlert } from '#core/alerts/published-alerts.ts';
import { shownHeadline } from '#core/alerts/shown-headline.ts';
import type { CoreContext } from '#core/context.ts';
import { alertHotlines } from '#core/safety/alert-hotlines.ts';
import { LANGUAGES } from '#core/taxonomy/taxonomy.ts';
import { alertTags, concernedArea } from './kit/alert-part.ts';
import { asset } from './kit/assets.ts';
import { summaryList } from './kit/form.ts';
import { pageContext, sendPage, type Content, type PageContext, type PageDeps, type PageParts } from './kit/page.ts';
import { showDateTime } from './kit/show-time.ts';

/** Characters; what link previews show of a description. */
const PREVIEW_LENGTH = 200;

export function createAlertPage(deps: PageDeps & { context: Pick<CoreContext, 'db' | 'clock'>; publicUrl: string }): Router {
  const { db, clock } = deps.context;
  const router = Router();
  router.get('/alerts/:id', async (request, response) => {
    const alert = await getPublishedAlert(db, request.params.id, clock.now());
    if (alert === null) throw new Problem('not-found');
    const before = isTakenBack(alert) ? null : await versionBefore(db, alert);
    const context = pageContext(request, deps);
    sendPage(response, context, alertPageParts(context, alert, { before, publicUrl: deps.publicUrl }));
  });
  return router;
}

/** @param before what the public read before this version; null: it is the first. */
export function alertPageParts(
  context: PageContext,
  alert: PublishedAlert,
  { before, publicUrl }: { before: AlertContent | null; publicUrl: string },
): PageParts {
  const headline = shownHeadline(alert.content, context.language, context.t);
  const told = toldAs(alert);
  const state = told === 'published' ? `alerts:grades.${alert.content.grade}` : `public:alerts.state.${told}`;
  return {
    title: `[${context.t(state)}] ${headline}`,
    body: alertBody(context, alert, {
      changed: before === null ? [] : changedParts(before, alert.content, context.language),
      url: alertUrl(publicUrl, alert.id, context.language),
    }),
    current: 'alerts',
    description: previewOf(context, alert),
    canonical: alertUrl(publicUrl, alert.id),
    head: previewHead(alert, publicUrl),
  };
}

function alertBody(context: PageContext, alert: PublishedAlert, { changed, url }: { changed: readonly AlertPart[]; url: string }): Content {
  const { t, language } = context;
  const { headline, what_happens, what_to_do } = alert.content.texts[language];
  return html`<article>
    ${alertTags(context, alert)}
    <h1>${headline}</h1>
    ${
      alert.content.exercise === true &&
      html`<div class="card urgent">
        <p><strong>${t('alerts:exercise.heading')}</strong></p>
        <p>${t('alerts:exercise.text')}</p>
      </div>`
    }
    ${standing(context, alert, changed)}
    ${
      !isTakenBack(alert) &&
      html`<h2>${t('public:alert.what_happens')}</h2>
        <p class="told">${what_happens}</p>
        <h2>${t('public:alert.what_to_do')}</h2>
        <p class="told">${what_to_do}</p>
        ${hotlines(context, alert)}`
    }
    <h2>${t('public:alert.about')}</h2>
    ${summaryList(facts(context, alert))}
    ${
      alert.state === 'published' &&
      html`<h2>${t('public:alert.share')}</h2>
        <p>${t('public:alert.share_text')}</p>`
    }
    <p class="address">${url}</p>
    <ul class="languages-of-page">
      ${LANGUAGES.filter((each) => each !== language).map(
        (each) => html`<li><a href=${`/alerts/${alert.id}?lang=${each}`} hreflang=${each} lang=${each}>${t(`language_names.${each}`)}</a></li>`,
      )}
    </ul>
    <p class="no-print"><a href="/alerts">${t('public:alert.all')}</a></p>
  </article>` as VNode;
}

/** Withdrawn, over or corrected: said before anything else. */
function standing({ t, language }: PageContext, alert: PublishedAlert, changed: readonly AlertPart[]): Content {
  const { updated_at, published_at, ended_at } = alert;
  const told = toldAs(alert);
  if (told !== 'published')
    return html`<div class="card urgent">
      <p><strong>${t(`public:alert.standing.${told}`)}</strong></p>
      <p>${t(`public:alert.standing.${told}_text`)} (${showDateTime(language, ended_at ?? updated_at)})</p>
    </div>` as VNode;
  if (updated_at <= published_at) return null;
  return html`<div class="card">
    <p><strong>${t('public:alert.standing.corrected')}</strong> (${showDateTime(language, updated_at)})</p>
    ${
      changed.length > 0 &&
      html`<p>${t('public:alert.changed')}</p>
        <ul>
          ${changed.map((part) => html`<li>${t(`public:alert.parts.${part}`)}</li>`)}
        </ul>`
    }
  </div>` as VNode;
}

function hotlines({ t, language }: PageContext, { content }: PublishedAlert): Content {
  const lines = alertHotlines(content.countries);
  if (lines.length === 0) return null;
  return html`<h2 id="hotlines">${t('safety:card.hotlines_title')}</h2>
    <ul class="hotlines" aria-labelledby="hotlines">
      ${lines.map(
        ({ tel, number, labels }) =>
          html`<li>
            <a href=${`tel:${tel}`}><span aria-hidden="true">☎ </span><strong>${number}</strong> <span>${labels[language]}</span></a>
          </li>`,
      )}
    </ul>` as VNode;
}

function facts(context: PageContext, { code, content, published_at, updated_at, expires_at, state }: PublishedAlert): Parameters<typeof summaryList>[0] {
  const { t, language } = context;
  const type = `taxonomy:types.${content.type}`;
  return [
    { label: t('public:alert.grade'), value: `${t(`alerts:grades.${content.grade}`)}: ${t(`public:alert.grades.${content.grade}`)}` },
    { label: t('public:alert.type'), value: t(`${type}.label`) },
    { label: t((content.regions ?? []).length === 0 ? 'public:alert.countries' : 'public:alert.area'), value: concernedArea(context, content) },
    { label: t('public:alerts.issued'), value: showDateTime(language, published_at) },
    ...(updated_at > published_at ? [{ label: t('public:alert.updated'), value: showDateTime(language, updated_at) }] : []),
    ...(state === 'withdrawn' ? [] : [{ label: t('public:alerts.valid_until'), value: showDateTime(language, expires_at) }]),
    { label: t('public:alert.code'), value: showAlertCode(code) },
  ];
}

function previewOf({ t, language }: PageContext, alert: PublishedAlert): string {
  const text = isTakenBack(alert) ? t('public:alert.standing.withdrawn_text') : alert.content.texts[language].what_happens;
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= PREVIEW_LENGTH ? line : `${line.slice(0, PREVIEW_LENGTH - 1).toWellFormed()}…`;
}

function previewHead({ published_at, updated_at }: PublishedAlert, publicUrl: string): VNode {
  return html`<meta property="og:type" content="article" />
    <meta property="article:published_time" content=${published_at.toISOString()} />
    <meta property="article:modified_time" content=${updated_at.toISOString()} />
    <meta property="og:image" content=${publicUrl + asset('icon-512.png')} />
    <meta property="og:image:width" content="512" />
    <meta property="og:image:height" content="512" />
    <meta name="twitter:card" content="summary" />` as VNode;
}
