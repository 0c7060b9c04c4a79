import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { Content, PageContext } from './page.ts';

/** Kinds of feed by the ending of their address. */
export const FEEDS = { rss: 'application/rss+xml', atom: 'application/atom+xml', json: 'application/feed+json' } as const;
export type FeedKind = keyof typeof FEEDS;
export const FEED_NAMES: Record<FeedKind, string> = { rss: 'RSS', atom: 'Atom', json: 'JSON Feed' };

/** The index of CAP documents, an Atom feed: for systems that collect alerts, so nobody is offered it to subscribe to. */
export const CAP_INDEX = { kind: 'cap', type: FEEDS.atom, name: 'CAP 1.2' } as const;

/** For the head: feed readers and collectors of alerts find the feed by the address of the page. */
export function feedLinks({ t, language }: PageContext): Content {
  const link = (kind: string, type: string, title: string): VNode =>
    html`<link rel="alternate" type=${type} title=${title} href=${`/feeds/alerts.${kind}?lang=${language}`} />` as VNode;
  return [
    ...Object.entries(FEEDS).map(([kind, type]) => link(kind, type, t('public:feed.title'))),
    link(CAP_INDEX.kind, CAP_INDEX.type, `${t('public:feed.title')} (${CAP_INDEX.name})`),
  ];
}
