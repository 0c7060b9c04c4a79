// /feeds/alerts.rss, .atom, .json: published warnings for feed readers, in one language a feed. What was withdrawn or corrected appears anew,
// so that whoever read the first version reads that too. /feeds/alerts.cap (cap-index.ts) beside them is for systems that collect alerts.

import { Router, type Request, type Response } from 'express';
import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith';
import { PUBLIC_CACHE, type AlertsRouterDeps } from '#api/alerts-router.ts';
import { alertsForCapIndex, capIndex } from '#api/cap-index.ts';
import { methodNotAllowed } from '#api/problem.ts';
import { showAlertCode } from '#core/alerts/alert-code.ts';
import { alertUrl } from '#core/alerts/public-alert.ts';
import { listPublishedAlerts, messageId, messageTime, toldAs, type PublishedAlert } from '#core/alerts/published-alerts.ts';
import { escapeHtml } from '#core/dialogue/render-reply.ts';
import { alertHotlines } from '#core/safety/alert-hotlines.ts';
import { areaName } from '#core/taxonomy/area.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import { xmlText } from '#platform/xml/xml-text.ts';
import { CAP_INDEX, FEEDS, type FeedKind } from './pages/kit/feed-links.ts';
import { pageLanguage } from './pages/kit/page-language.ts';

/** Warnings in a feed. */
const ITEMS = 50;
/** Minutes after which RSS readers should ask again. */
const TTL = 5;

export function createFeedsRouter(deps: AlertsRouterDeps): Router {
  const router = Router();
  for (const kind of Object.keys(FEEDS) as FeedKind[]) {
    router.get(`/alerts.${kind}`, async (request, response) => {
      await sendFeed(deps, kind, { request, response });
    });
    router.all(`/alerts.${kind}`, methodNotAllowed('GET'));
  }
  router.get(`/alerts.${CAP_INDEX.kind}`, async (request, response) => {
    await sendCapIndex(deps, { request, response });
  });
  router.all(`/alerts.${CAP_INDEX.kind}`, methodNotAllowed('GET'));
  return router;
}

const GENERATE: Record<FeedKind, (feed: Feed) => string> = { rss: asRss, atom: asAtom, json: asJson };

async function sendFeed(
  { context, config: { publicUrl }, translator }: AlertsRouterDeps,
  kind: FeedKind,
  { request, response }: ExchangedMessages,
): Promise<void> {
  const language = pageLanguage(request);
  const t: Say = (key, params) => translator.t(language, key, params);
  const alerts = await listPublishedAlerts(context.db, { now: context.clock.now(), ended: true, limit: ITEMS });
  const items = alerts
    .filter(({ state }) => state !== 'expired')
    .map((alert) => itemOf(alert, { t, language, publicUrl }))
    .toSorted((a, b) => b.updated.getTime() - a.updated.getTime());
  const feed: Feed = {
    language,
    title: xmlText(t('public:feed.title')),
    description: xmlText(t('public:feed.description')),
    home: `${publicUrl}/alerts?lang=${language}`,
    self: `${publicUrl}/feeds/alerts.${kind}?lang=${language}`,
    author: t('page:name'),
    updated: items[0]?.updated ?? new Date(0),
    items,
  };
  sendText(response, GENERATE[kind](feed), { language, type: FEEDS[kind] });
}

async function sendCapIndex({ context, config: { publicUrl }, translator }: AlertsRouterDeps, { request, response }: ExchangedMessages): Promise<void> {
  const language = pageLanguage(request);
  const alerts = await alertsForCapIndex(context.db, context.clock.now());
  const text = capIndex(alerts, { language, publicUrl, t: (key) => translator.t(language, key) });
  sendText(response, text, { language, type: CAP_INDEX.type });
}

function sendText(response: Response, text: string, { language, type }: { language: Language; type: string }): void {
  response
    .vary('Accept-Language, Cookie')
    .set({ 'Content-Language': language, 'Cache-Control': PUBLIC_CACHE, 'Content-Type': `${type}; charset=utf-8` })
    .send(text);
}

interface ExchangedMessages {
  request: Request;
  response: Response;
}
type Say = (key: string, params?: Record<string, string>) => string;

interface Feed {
  language: Language;
  title: string;
  description: string;
  home: string;
  self: string;
  author: string;
  updated: Date;
  items: Item[];
}

interface Item {
  /** Of the warning, whatever becomes of it. */
  id: string;
  /** Of what is said of it now: RSS knows no other sign that something has changed. */
  version: string;
  url: string;
  title: string;
  summary: string;
  html: string;
  tags: string[];
  published: Date;
  updated: Date;
}

function itemOf(alert: PublishedAlert, { t, language, publicUrl }: { t: Say; language: Language; publicUrl: string }): Item {
  const { id, content, published_at } = alert;
  const told = toldAs(alert);
  const isEnded = told === 'withdrawn' || told === 'all_clear';
  const { headline, what_happens } = content.texts[language];
  const label = t(isEnded ? `public:alerts.state.${told}` : `alerts:grades.${content.grade}`);
  return {
    id: `urn:uuid:${id}`,
    version: messageId(alert),
    url: alertUrl(publicUrl, id, language),
    title: xmlText(`[${label}] ${headline}`),
    summary: xmlText(isEnded ? t(`public:alert.standing.${told}_text`) : what_happens),
    html: isEnded ? paragraph(t(`public:alert.standing.${told}_text`)) : htmlOf(alert, t, language),
    tags: [xmlText(t(`taxonomy:types.${content.type}.short`)), ...content.countries, ...(content.regions ?? [])],
    published: published_at,
    updated: messageTime(alert),
  };
}

function htmlOf({ content, code, updated_at, published_at }: PublishedAlert, t: Say, language: Language): string {
  const { what_happens, what_to_do } = content.texts[language];
  const lines = alertHotlines(content.countries).map(
    ({ tel, number, labels }) => `<li><a href="tel:${escapeHtml(tel)}">${escapeHtml(number)}</a> ${escapeHtml(labels[language])}</li>`,
  );
  return [
    updated_at > published_at ? paragraph(t('public:alert.standing.corrected')) : '',
    `<h2>${escapeHtml(t('public:alert.what_happens'))}</h2>${paragraph(what_happens)}`,
    `<h2>${escapeHtml(t('public:alert.what_to_do'))}</h2>${paragraph(what_to_do)}`,
    (content.regions ?? []).length === 0 ? '' : paragraph(`${t('public:alert.area')}: ${areaName(content, { t, language })}`),
    lines.length === 0 ? '' : `<h2>${escapeHtml(t('safety:card.hotlines_title'))}</h2><ul>${lines.join('')}</ul>`,
    paragraph(`${t('public:alert.code')}: ${showAlertCode(code)}`),
    paragraph(t('page:never_asks')),
  ].join('');
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(xmlText(text)).replaceAll('\n', '<br>')}</p>`;
}

function asRss({ title, description, home, self, language, updated, items }: Feed): string {
  return generateRssFeed({
    title,
    description,
    link: home,
    language,
    lastBuildDate: updated,
    ttl: TTL,
    atom: { links: [{ href: self, rel: 'self', type: FEEDS.rss }] },
    items: items.map((item) => ({
      title: item.title,
      link: item.url,
      description: item.summary,
      guid: { value: item.version, isPermaLink: false },
      pubDate: item.updated,
      categories: item.tags.map((name) => ({ name })),
      content: { encoded: item.html },
    })),
  });
}

function asAtom({ title, description, home, self, language, author, updated, items }: Feed): string {
  return generateAtomFeed({
    id: self,
    title: { value: title },
    subtitle: { value: description },
    updated,
    authors: [{ name: author }],
    links: [
      { href: self, rel: 'self', type: FEEDS.atom },
      { href: home, rel: 'alternate', type: 'text/html', hreflang: language },
    ],
    xml: { lang: language },
    entries: items.map((item) => ({
      id: item.id,
      title: { value: item.title },
      links: [{ href: item.url, rel: 'alternate', type: 'text/html', hreflang: language }],
      published: item.published,
      updated: item.updated,
      summary: { value: item.summary },
      content: { type: 'html', value: item.html },
      categories: item.tags.map((term) => ({ term })),
    })),
  });
}

function asJson({ title, description, home, self, language, author, items }: Feed): string {
  const feed = generateJsonFeed({
    title,
    description,
    home_page_url: home,
    feed_url: self,
    language,
    authors: [{ name: author }],
    items: items.map((item) => ({
      id: item.id,
      url: item.url,
      title: item.title,
      summary: item.summary,
      content_html: item.html,
      date_published: item.published,
      date_modified: item.updated,
      tags: item.tags,
      language,
    })),
  });
  return JSON.stringify(feed);
}
