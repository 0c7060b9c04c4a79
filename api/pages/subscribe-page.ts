// `/subscribe`: warnings without coming back here: in this browser, in Telegram, or with a feed reader.

import { html } from 'htm/preact';
import { Router } from 'express';
import type { VNode } from 'preact';
import { Problem } from '#api/problem.ts';
import { qrCodeSvg } from '#platform/qr-code.ts';
import { browserPart, hiddenWithoutScript } from './browser-part.ts';
import { FEED_NAMES, FEEDS, feedLinks, type FeedKind } from './kit/feed-links.ts';
import { pageContext, sendPage, type Content, type PageContext, type PageDeps } from './kit/page.ts';

export interface SubscribePageDeps extends PageDeps {
  publicUrl: string;
  /** The bot's user name; null: no bot, or Telegram has not said yet. */
  bot(): Promise<string | null>;
  /** For which browsers are subscribed. */
  pushKey: string;
}

export function createSubscribePage(deps: SubscribePageDeps): Router {
  const router = Router();
  router.get('/subscribe', async (request, response) => {
    const context = pageContext(request, deps);
    const { t } = context;
    const bot = await deps.bot();
    const body = html`<h1>${t('public:subscribe.title')}</h1>
      <p class="lead">${t('public:subscribe.lead')}</p>
      ${browserPart(context, deps.pushKey)} ${bot === null ? null : telegramPart(context, bot)} ${feedPart(context, deps.publicUrl)}`;
    sendPage(response, context, {
      title: t('public:subscribe.title'),
      body,
      current: 'subscribe',
      canonical: `${deps.publicUrl}/subscribe`,
      head: [feedLinks(context), hiddenWithoutScript()],
      scripts: ['subscribe.js'],
    });
  });
  router.get('/subscribe/telegram.svg', async (_request, response) => {
    const bot = await deps.bot();
    if (bot === null) throw new Problem('not-found');
    response
      .set('Cache-Control', 'public, max-age=3600')
      .type('svg')
      .send(await qrCodeSvg(deepLink(bot)));
  });
  return router;
}

function deepLink(bot: string): string {
  return `https://t.me/${bot}?start=subscribe`;
}

function telegramPart({ t }: PageContext, bot: string): VNode {
  return html`<section aria-labelledby="telegram">
    <h2 id="telegram">${t('public:subscribe.telegram.title')}</h2>
    <ol>
      <li>${t('public:subscribe.telegram.open')}</li>
      <li>${t('public:subscribe.telegram.start')}</li>
      <li>${t('public:subscribe.telegram.choose')}</li>
    </ol>
    <p><a class="button" href=${deepLink(bot)} rel="noreferrer">${t('public:subscribe.telegram.button')}</a></p>
    <p class="qr"><img src="/subscribe/telegram.svg" alt=${t('public:subscribe.telegram.qr', { bot: `@${bot}` })} width="180" height="180" /></p>
    <p class="hint">${t('public:subscribe.telegram.account', { bot: `@${bot}` })}</p>
    <p class="hint">${t('public:subscribe.telegram.servers')}</p>
  </section>` as VNode;
}

function feedPart({ t, language }: PageContext, publicUrl: string): Content {
  const kinds = Object.keys(FEEDS) as FeedKind[];
  return html`<section aria-labelledby="feeds">
    <h2 id="feeds">${t('public:subscribe.feeds.title')}</h2>
    <p>${t('public:subscribe.feeds.text')}</p>
    <ul>
      ${kinds.map(
        (kind) =>
          html`<li>
            <a href=${`/feeds/alerts.${kind}?lang=${language}`}>${FEED_NAMES[kind]}</a><br /><span class="address"
              >${publicUrl}/feeds/alerts.${kind}?lang=${language}</span
            >
          </li>`,
      )}
    </ul>
    <p class="hint">${t('public:subscribe.feeds.private')}</p>
  </section>` as VNode;
}
