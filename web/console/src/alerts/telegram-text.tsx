// Telegram's HTML as React's: the few tags that Telegram knows, everything else as text. Links lead nowhere here.

import { Fragment, useMemo, type ReactNode } from 'react';

const TAGS = new Map<string, 'b' | 'i' | 'u' | 's' | 'code'>([
  ['B', 'b'],
  ['STRONG', 'b'],
  ['I', 'i'],
  ['EM', 'i'],
  ['U', 'u'],
  ['S', 's'],
  ['CODE', 'code'],
]);

export function TelegramText({ html }: { html: string }): ReactNode {
  const body = useMemo(() => new DOMParser().parseFromString(html, 'text/html').body, [html]);
  return childrenOf(body);
}

function childrenOf(node: Node): ReactNode {
  return [...node.childNodes].map((child, at) => <Fragment key={at}>{shownNode(child)}</Fragment>);
}

function shownNode(node: Node): ReactNode {
  if (!(node instanceof HTMLElement)) return node.textContent;
  if (node.tagName === 'A') return <span className="link">{childrenOf(node)}</span>;
  const Tag = TAGS.get(node.tagName) ?? Fragment;
  return <Tag>{childrenOf(node)}</Tag>;
}
