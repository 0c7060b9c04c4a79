// What every public page is made from: who reads it in which language, and the frame around it. Pages are Preact nodes rendered on the
// server, so that nothing a person wrote can become mark-up; they work without JavaScript.

import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Request, Response } from 'express';
import { LANGUAGES, type Language } from '#core/taxonomy/taxonomy.ts';
import type { Translator, TranslationParams } from '#platform/i18n.ts';
import { asset } from './assets.ts';
import { pageLanguage } from './page-language.ts';

export type Content = VNode | string | number | null | undefined | false | Content[];

export interface PageContext {
  language: Language;
  /** Of the page itself, for the language switch: path and query. */
  url: string;
  /** A sentence of `locales/<language>/page.json`; another namespace is named before a colon. */
  t(key: string, params?: TranslationParams): string;
}

export interface PageDeps {
  translator: Translator;
}

export function pageContext(request: Request, { translator }: PageDeps): PageContext {
  return pageContextIn(pageLanguage(request), request.originalUrl, translator);
}

export function pageContextIn(language: Language, url: string, translator: Translator): PageContext {
  return {
    language,
    url,
    t: (key, params) => translator.t(language, key.includes(':') ? key : `page:${key}`, params),
  };
}

export interface PageParts {
  title: string;
  body: Content;
  /** The page's own navigation entry. */
  current?: NavigationItem;
  /** Something in the form is wrong: said in the title first, as screen readers read that first. */
  hasErrors?: boolean;
  /** Scripts of `web/` that improve the page. */
  scripts?: readonly string[];
  /** Shown only to whom it concerns: kept out of caches and search engines. */
  isPrivate?: boolean;
  /** What a link preview shows; absent: what the whole service is. */
  description?: string;
  /** Absolute, without a query: the page is there in every language under it with `?lang=`. */
  canonical?: string;
  /** More for the head: feeds, pictures. */
  head?: Content;
  /** The form that is being filled in: another language shows it with everything written so far. */
  filling?: FormInProgress;
}

export interface FormInProgress {
  id: string;
  action: string;
  /** What Enter in one of its fields does. */
  enter?: { name: string; value: string };
}

export const NAVIGATION = ['report', 'check', 'status', 'alerts', 'subscribe'] as const;
export type NavigationItem = (typeof NAVIGATION)[number];

export function sendPage(response: Response, context: PageContext, parts: PageParts, status = 200): void {
  // What answers a form is kept for going back only, also when a cookie has changed since.
  if (response.req.method === 'GET') response.vary('Accept-Language, Cookie');
  response
    .status(status)
    .set({ 'Content-Language': context.language, 'Cache-Control': parts.isPrivate === true ? 'no-store' : 'no-cache' })
    .type('html')
    .send(renderPage(context, parts));
}

/** The whole document. */
export function renderPage(context: PageContext, parts: PageParts): string {
  return `<!doctype html>${renderToString(frame(context, parts))}`;
}

function frame(context: PageContext, parts: PageParts): VNode {
  const { t, language } = context;
  const { title, body, current, hasErrors, scripts = [], isPrivate, description = t('description'), canonical, head, filling } = parts;
  const name = t('name');
  return html`<html lang=${language}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>${hasErrors === true ? `${t('form.error_prefix')} ` : ''}${title === name ? name : `${title} – ${name}`}</title>
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" content="#0b3d91" />
      ${isPrivate === true && html`<meta name="robots" content="noindex" />`}
      <meta name="description" content=${description} />
      <meta property="og:description" content=${description} />
      <meta property="og:title" content=${title} />
      <meta property="og:site_name" content=${name} />
      ${canonical !== undefined && alternates(canonical, language)} ${head}
      <link rel="stylesheet" href=${asset('site.css')} />
      <link rel="icon" href=${asset('icon.svg')} type="image/svg+xml" />
      <link rel="apple-touch-icon" href=${asset('icon-180.png')} />
      <link rel="manifest" href=${`/manifest.webmanifest?lang=${language}`} />
      ${['installed.js', ...scripts].map((script) => html`<script type="module" src=${asset(script)}></script>`)}
    </head>
    <body>
      <a class="skip" href="#main">${t('skip')}</a>
      <header>
        <div class="bar">
          <a class="brand" href="/"><img src=${asset('icon.svg')} alt="" width="32" height="32" />${name}</a>
          ${filling === undefined ? languageSwitch(context) : languageSwitchOf(context, filling)}
        </div>
        <a class="emergency" href="/now"><span>${t('urgent_asked')}</span> <span>${t('urgent_link')}</span></a>
        <nav aria-label=${t('navigation')}>
          <ul>
            ${NAVIGATION.map((item) => html`<li><a href=${`/${item}`} aria-current=${item === current ? 'page' : undefined}>${t(`nav.${item}`)}</a></li>`)}
          </ul>
        </nav>
      </header>
      <main id="main" tabindex="-1">${body}</main>
      <footer>
        <p><strong>${t('never_asks')}</strong></p>
        <ul>
          <li><a href="/privacy">${t('nav.privacy')}</a></li>
          <li><a href="/stats">${t('nav.stats')}</a></li>
          <li><a href="/appeal">${t('nav.appeal')}</a></li>
          <li><a href="/docs">${t('docs')}</a></li>
        </ul>
      </footer>
    </body>
  </html>` as VNode;
}

/** For link previews and search engines: the same page in each language. */
function alternates(canonical: string, language: Language): Content {
  return [
    html`<link rel="canonical" href=${`${canonical}?lang=${language}`} /><meta property="og:url" content=${`${canonical}?lang=${language}`} />` as VNode,
    LANGUAGES.map((each) => html`<link rel="alternate" hreflang=${each} href=${`${canonical}?lang=${each}`} />` as VNode),
  ];
}

/** Each language is named in itself: who cannot read this page finds theirs. */
function languageSwitch(context: PageContext): VNode {
  return html`<form class="languages" method="get" action="/language">
    <input type="hidden" name="back" value=${context.url} />
    ${languageButtons(context, { name: 'to' })}
  </form>` as VNode;
}

/** Enter presses a form's first button in the page's order: it must not be a language's. */
function languageSwitchOf(context: PageContext, { id, action, enter }: FormInProgress): VNode {
  return html`<div class="languages">
    <button class="visually-hidden" form=${id} name=${enter?.name} value=${enter?.value} tabindex="-1" aria-hidden="true">${context.t('form.next')}</button>
    ${languageButtons(context, { name: 'language', form: id, formaction: action, formenctype: 'application/x-www-form-urlencoded' })}
  </div>` as VNode;
}

function languageButtons({ t, language }: PageContext, sends: Record<string, string>): VNode {
  return html`<span class="visually-hidden" id="language-label">${t('languages')}</span>
    <ul aria-labelledby="language-label">
      ${LANGUAGES.map(
        (each) =>
          html`<li>
            <button value=${each} lang=${each} aria-current=${each === language ? 'true' : undefined} ...${sends}>${t(`language_names.${each}`)}</button>
          </li>`,
      )}
    </ul>` as unknown as VNode;
}
