// A warning as a notification: what happened in one line, what to do in one sentence, the code to check it by and where to read on. Only what
// the public may read: it lies on lock screens and devices that several people use.

import { showAlertCode } from '#core/alerts/alert-code.ts';
import type { AlertGrade } from '#core/alerts/alert-words.ts';
import { clipLine } from '#core/alerts/clip-line.ts';
import { shownHeadline } from '#core/alerts/shown-headline.ts';
import type { AlertToDeliver } from '#core/delivery/delivery.ts';
import { narrowedArea, type AlertForm } from '#core/delivery/render-alert.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';
import type { PushMessage } from '#platform/web-push/web-push-client.ts';

/** What the service worker is given (web/public/service-worker.ts). */
export interface PushNotice {
  lang: Language;
  title: string;
  body: string;
  /** One notification a tag: a correction takes the place of what is shown. */
  tag: string;
  /** Path on our own site. */
  url: string;
  /** ISO 8601: when it was published. */
  at: string;
}

export interface PushToRender {
  alert: AlertToDeliver;
  language: Language;
  form: AlertForm;
  translator: Translator;
}

/** UTF-16 units, three bytes each at most: with everything around them below 3 kB. */
const HEADLINE_LIMIT = 160;
const SENTENCE_LIMIT = 300;
const AREA_LIMIT = 100;
/** Push services keep nothing longer: https://firebase.google.com/docs/cloud-messaging/concept-options#ttl */
const LONGEST_TTL_S = 28 * 86_400;
const URGENCY = { notice: 'low', caution: 'normal', warning: 'high', danger: 'high' } as const satisfies Record<AlertGrade, PushMessage['urgency']>;

export function renderPush({ alert, language, form, translator }: PushToRender): PushNotice {
  const say = (key: string, params: Record<string, string> = {}): string => translator.t(language, `alerts:push.${key}`, params);
  const { grade, texts } = alert.content;
  const grades = translator.t(language, `alerts:grades.${grade}`);
  const sentence = clipLine(firstSentence(texts[language].what_to_do, language), SENTENCE_LIMIT);
  const area = form === 'withdrawn' ? '' : narrowedArea(alert.content, { language, translator });
  const where = area === '' ? [] : [clipLine(translator.t(language, 'alerts:frame.area', { area }), AREA_LIMIT)];
  return {
    lang: language,
    title: say(`title.${form}`, {
      grade: grades,
      headline: clipLine(
        shownHeadline(alert.content, language, (key, params) => translator.t(language, key, params)),
        HEADLINE_LIMIT,
      ),
    }),
    body: [say(`body.${form}`, { sentence }), ...where, say('code', { code: showAlertCode(alert.code) })].join('\n'),
    tag: alert.id,
    url: `/alerts/${alert.id}?lang=${language}`,
    at: alert.published_at.toISOString(),
  };
}

/** null: it has ended, and nobody is to be told of it any more. What was taken back is told of whatever its time. */
export function pushMessage(alert: AlertToDeliver, notice: PushNotice, now: Date): PushMessage | null {
  const ends = alert.state === 'withdrawn' ? null : alert.expires_at;
  const left = ends === null ? LONGEST_TTL_S : Math.floor((ends.getTime() - now.getTime()) / 1_000);
  if (left <= 0) return null;
  // A UUID's 32 digits are as many as a topic may have.
  const topic = alert.id.replaceAll('-', '');
  return { payload: JSON.stringify(notice), ttlSeconds: Math.min(LONGEST_TTL_S, left), urgency: URGENCY[alert.content.grade], topic };
}

/** Without the sentence: for a service that takes less than it must. */
export function shortened(notice: PushNotice): PushNotice {
  return { ...notice, body: '' };
}

function firstSentence(text: string, language: Language): string {
  const [first] = new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text.trim());
  return first?.segment ?? '';
}
