// /feeds/alerts.rss, .atom, .json: published warnings for feed readers, in one language a feed. What was withdrawn or corrected appears anew,
// so that whoever read the first version reads that too.

import { Router, type Request, type Response } from 'express';
import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith';
import { alertUrl, PUBLIC_CACHE, type AlertsRouterDeps } from '#api/alerts-router.ts';
import { methodNotAllowed } from '#api/problem.ts';
import { showAlertCode } from '#core/alerts/alert-code.ts';
import { listPublishedAlerts, type PublishedAlert } from '#core/alerts/published-alerts.ts';
import { alertHotlines } from '#core/delivery/render-alert.ts';
import { escapeHtml } from '#core/dialogue/render-reply.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';
import { FEEDS, type FeedKind } from './pages/kit/feed-links.ts';
import { pageLanguage } from './pages/kit/page-language.ts';

/** Warnings in a feed. */
const ITEMS = 50;
/** Minutes after which RSS readers should ask again. */
const TTL = 5;

export interface FeedsRouterDeps extends AlertsRouterDeps {
  translator: Translator;
}

export function createFeedsRouter(deps: FeedsRouterDeps): Router {
  const router = Router();
  for (const kind of Object.keys(FEEDS) as FeedKind[]) {
    router.get(`/alerts.${kind}`, async (request, response) => {
      await sendFeed(deps, kind, { request, response });
    });
    router.all(`/alerts.${kind}`, methodNotAllowed('GET'));
  }
  return router;
}

const GENERATE: Record<FeedKind, (feed: Feed) => string> = { rss: asRss, atom: asAtom, json: asJson };

async function sendFeed(
  { context, config: { publicUrl }, translator }: FeedsRouterDeps,
  kind: FeedKind,
  { request, response }: ExchangedMessages,
): Promise<void> {
  const language = pageLanguage(request);
  const t: Say = (key) => translator.t(language, key);
  const alerts = await listPublishedAlerts(context.db, { now: context.clock.now(), ended: true, limit: ITEMS });
  const items = alerts
    .filter(({ state }) => state !== 'expired')
    .map((alert) => itemOf(alert, { t, language, publicUrl }))
    .toSorted((a, b) => b.updated.getTime() - a.updated.getTime());
  const feed: Feed = {
    language,
    title: plain(t('public:feed.title')),
    description: plain(t('public:feed.description')),
    home: `${publicUrl}/alerts?lang=${language}`,
    self: `${publicUrl}/feeds/alerts.${kind}?lang=${language}`,
    author: t('page:name'),
    updated: items[0]?.updated ?? new Date(0),
    items,
  };
  response
    .vary('Accept-Language, Cookie')
    .set({ 'Content-Language': language, 'Cache-Control': PUBLIC_CACHE, 'Content-Type': `${FEEDS[kind]}; charset=utf-8` })
    .send(GENERATE[kind](feed));
}

interface ExchangedMessages {
  request: Request;
  response: Response;
}
type Say = (key: string) => string;

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
  const { id, state, content, published_at, updated_at, ended_at } = alert;
  const isWithdrawn = state === 'withdrawn';
  const { headline, what_happens } = content.texts[language];
  const label = t(isWithdrawn ? 'public:alerts.state.withdrawn' : `alerts:grades.${content.grade}`);
  return {
    id: `urn:uuid:${id}`,
    version: `urn:uuid:${id}#${isWithdrawn ? 'withdrawn' : String(alert.version)}`,
    url: alertUrl(publicUrl, id, language),
    title: plain(`[${label}] ${headline}`),
    summary: plain(isWithdrawn ? t('public:alert.standing.withdrawn_text') : what_happens),
    html: isWithdrawn ? paragraph(t('public:alert.standing.withdrawn_text')) : htmlOf(alert, t, language),
    tags: [plain(t(`taxonomy:types.${content.type}.short`)), ...content.countries],
    published: published_at,
    updated: isWithdrawn ? (ended_at ?? updated_at) : updated_at,
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
    lines.length === 0 ? '' : `<h2>${escapeHtml(t('safety:card.hotlines_title'))}</h2><ul>${lines.join('')}</ul>`,
    paragraph(`${t('public:alert.code')}: ${showAlertCode(code)}`),
    paragraph(t('page:never_asks')),
  ].join('');
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(plain(text)).replaceAll('\n', '<br>')}</p>`;
}

/** Without what XML 1.0 cannot carry. */
function plain(text: string): string {
  return text.toWellFormed().replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '');
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
