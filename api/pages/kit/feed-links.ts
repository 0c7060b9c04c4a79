import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { Content, PageContext } from './page.ts';

/** Kinds of feed by the ending of their address. */
export const FEEDS = { rss: 'application/rss+xml', atom: 'application/atom+xml', json: 'application/feed+json' } as const;
export type FeedKind = keyof typeof FEEDS;
export const FEED_NAMES: Record<FeedKind, string> = { rss: 'RSS', atom: 'Atom', json: 'JSON Feed' };

/** For the head: feed readers find the feed by the address of the page. */
export function feedLinks({ t, language }: PageContext): Content {
  return Object.entries(FEEDS).map(
    ([kind, type]) => html`<link rel="alternate" type=${type} title=${t('public:feed.title')} href=${`/feeds/alerts.${kind}?lang=${language}`} />` as VNode,
  );
}
