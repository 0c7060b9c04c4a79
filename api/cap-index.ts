// /feeds/alerts.cap: where to fetch the CAP document of each warning, for systems that collect alerts. Whatever comes to be said of a warning
// is an entry of its own, so that who knows the one before fetches the document again. (Practices followed:
// https://docs.oasis-open.org/emergency-adopt/cap-feeds/v1.0/cap-feeds-v1.0.html)

import { generateAtomFeed } from 'feedsmith';
import { capUrl } from '#api/alerts-router.ts';
import { alertUrl } from '#core/alerts/public-alert.ts';
import { CAP_TYPE } from '#core/alerts/cap/cap-document.ts';
import { RECENTLY_ENDED_DAYS, listPublishedAlerts, messageId, messageTime, toldAs, type PublishedAlert } from '#core/alerts/published-alerts.ts';
import type { Database } from '#core/database.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import { xmlText } from '#platform/xml/xml-text.ts';
import { CAP_INDEX } from './pages/kit/feed-links.ts';

/** Some 150 kB; collectors take up to 900: https://developers.google.com/public-alerts/guides/cap-requirements/feed-formats */
const ITEMS = 100;

export interface CapIndexRequest {
  language: Language;
  /** In that language. */
  t: (key: string) => string;
  /** Without a slash at the end. */
  publicUrl: string;
}

/** What holds, and what was withdrawn or has run out lately; what was said last comes first. */
export async function alertsForCapIndex(db: Database, now: Date): Promise<PublishedAlert[]> {
  const endedSince = new Date(now.getTime() - RECENTLY_ENDED_DAYS * 86_400_000);
  const alerts = await listPublishedAlerts(db, { now, ended: true, endedSince, limit: ITEMS });
  return alerts.toSorted((one, other) => messageTime(other).getTime() - messageTime(one).getTime());
}

/** An Atom feed. @param alerts in the order in which they are to stand. */
export function capIndex(alerts: readonly PublishedAlert[], request: CapIndexRequest): string {
  const { language, t, publicUrl } = request;
  const self = `${publicUrl}/feeds/alerts.${CAP_INDEX.kind}?lang=${language}`;
  const [newest] = alerts;
  return generateAtomFeed({
    id: self,
    title: { value: xmlText(`${t('public:feed.title')} (${CAP_INDEX.name})`) },
    subtitle: { value: xmlText(t('public:feed.description')) },
    updated: newest === undefined ? new Date(0) : messageTime(newest),
    authors: [{ name: t('page:name') }],
    links: [
      { href: self, rel: 'self', type: CAP_INDEX.type },
      { href: `${publicUrl}/alerts?lang=${language}`, rel: 'alternate', type: 'text/html', hreflang: language },
    ],
    xml: { lang: language },
    entries: alerts.map((alert) => entryOf(alert, request)),
  });
}

function entryOf(alert: PublishedAlert, { language, t, publicUrl }: CapIndexRequest) {
  const { id, content } = alert;
  const told = toldAs(alert);
  const { headline, what_happens } = content.texts[language];
  const label = t(told === 'published' ? `alerts:grades.${content.grade}` : `public:alerts.state.${told}`);
  return {
    id: messageId(alert),
    title: { value: xmlText(`[${label}] ${headline}`) },
    links: [
      { href: capUrl(publicUrl, id), rel: 'alternate', type: CAP_TYPE },
      { href: alertUrl(publicUrl, id, language), rel: 'alternate', type: 'text/html', hreflang: language },
    ],
    published: messageTime(alert),
    updated: messageTime(alert),
    summary: { value: xmlText(told === 'withdrawn' || told === 'all_clear' ? t(`public:alert.standing.${told}_text`) : what_happens) },
    categories: [{ term: content.type, label: xmlText(t(`taxonomy:types.${content.type}.label`)) }],
  };
}
