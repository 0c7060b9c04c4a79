// All of a day in one message, for who reads once a day: a line a warning, which leads to its page. Telegram's HTML; the same words for all who
// read the same language, so that a forwarded one can be told from a forgery.

import { showAlertCode } from '#core/alerts/alert-code.ts';
import type { AlertToDeliver } from '#core/delivery/delivery.ts';
import { clipped, ICONS } from '#core/delivery/render-alert.ts';
import { shownHeadline } from '#core/alerts/shown-headline.ts';
import { escapeHtml } from '#core/dialogue/render-reply.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';

/** With the longest words and addresses they stay below Telegram's 4,096; what is over comes in a second message. */
export const MOST_IN_DIGEST = 12;
/** UTF-16 units of a headline, after which the page goes on. */
const HEADLINE_LIMIT = 80;

export interface DigestFrame {
  language: Language;
  translator: Translator;
  publicUrl: string;
}

export type DigestItem = Pick<AlertToDeliver, 'id' | 'code' | 'content'>;

export function renderDigest(items: readonly DigestItem[], frame: DigestFrame): string {
  return [digestTitle(items.length, frame), ...items.map((item) => digestLine(item, frame)), digestEnd(frame)].join('\n\n');
}

export function digestTitle(count: number, { language, translator }: DigestFrame): string {
  return translator.t(language, 'alerts:digest.title', { count });
}

export function digestLine({ id, code, content }: DigestItem, { language, translator, publicUrl }: DigestFrame): string {
  return translator.t(language, 'alerts:digest.line', {
    icon: ICONS[content.grade],
    grade: translator.t(language, `alerts:grades.${content.grade}`),
    type: translator.t(language, `taxonomy:types.${content.type}.short`),
    headline: clipped(
      shownHeadline(content, language, (key, params) => translator.t(language, key, params)),
      HEADLINE_LIMIT,
    ),
    code: showAlertCode(code),
    url: escapeHtml(`${publicUrl}/alerts/${id}`),
  });
}

export function digestEnd({ language, translator }: DigestFrame): string {
  const say = (key: string): string => translator.t(language, `alerts:${key}`);
  return [say('digest.read'), say('never_asks'), say('unsubscribe')].join('\n');
}
