// A warning as a subscriber reads it: Telegram's HTML from the approved content, the locales and the hotline file. Nothing else goes in, so
// that two people with the same language read the same.

import type { AlertContent, AlertGrade } from '#core/alerts/alert.ts';
import { showAlertCode } from '#core/alerts/alert-code.ts';
import type { AlertToDeliver } from '#core/delivery/delivery.ts';
import { escapeHtml } from '#core/dialogue/render-reply.ts';
import { alertHotlines } from '#core/safety/alert-hotlines.ts';
import { areaName, partsOfArea } from '#core/taxonomy/area.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';

/** `corrected` says that an earlier message changed; `withdrawn` takes it back; `all_clear` says that it is over. */
export type AlertForm = 'first' | 'corrected' | 'withdrawn' | 'all_clear';

export interface AlertToRender {
  alert: AlertToDeliver;
  language: Language;
  form: AlertForm;
  translator: Translator;
  publicUrl: string;
  /** Fewer words: what to do and whom to call. */
  easyRead?: boolean;
  /** Nobody there has subscribed. */
  isChannel?: boolean;
}

export const ICONS: Record<AlertGrade, string> = { notice: 'ℹ️', caution: '⚠️', warning: '🟠', danger: '🚨' };
const TIME_ZONES: Record<Language, string> = { ko: 'Asia/Seoul', ms: 'Asia/Kuala_Lumpur', en: 'Asia/Kuala_Lumpur' };
/** UTF-16 units; together below Telegram's 4,096 with everything around them. */
const HEADLINE_LIMIT = 200;
const PARAGRAPH_LIMIT = 1_400;

export function renderAlert(request: AlertToRender): string {
  const { form } = request;
  const blocks = form === 'withdrawn' || form === 'all_clear' ? endBlocks(request, form) : alertBlocks(request);
  const exercise = request.alert.content.exercise === true ? sayIn(request)('exercise.told') : '';
  return [exercise, ...blocks].filter((block) => block !== '').join('\n\n');
}

function alertBlocks(request: AlertToRender): string[] {
  const { alert, language, form, easyRead, isChannel } = request;
  const { grade, texts, valid_until } = alert.content;
  const text = texts[language];
  const say = sayIn(request);
  const area = narrowedArea(alert.content, request);
  const heading = say('frame.heading', { icon: ICONS[grade], grade: say(`grades.${grade}`), headline: clipped(text.headline, HEADLINE_LIMIT) });
  return [
    form === 'corrected' ? correctionBlock(request) : '',
    area === '' ? heading : `${heading}\n${say('frame.area', { area })}`,
    easyRead === true ? '' : `${say('frame.what_happens')}\n${clipped(text.what_happens, PARAGRAPH_LIMIT)}`,
    `${say('frame.what_to_do')}\n${clipped(text.what_to_do, PARAGRAPH_LIMIT)}`,
    hotlineBlock(request),
    easyRead === true
      ? `${genuineLine(request)}\n${say('never_asks')}`
      : [
          say('frame.valid_until', { date: dateIn(language, new Date(valid_until)) }),
          genuineLine(request),
          say('never_asks'),
          ...(isChannel === true ? [] : [say('unsubscribe')]),
        ].join('\n'),
  ];
}

/** Only where a warning is for parts of its countries: what was told of others stays word for word what it was. */
export function narrowedArea(content: AlertContent, { language, translator }: Pick<AlertToRender, 'language' | 'translator'>): string {
  if (partsOfArea(content).every(({ regions }) => regions.length === 0)) return '';
  return areaName(content, { language, t: (key, params) => translator.t(language, key, params) });
}

function correctionBlock(request: AlertToRender): string {
  const say = sayIn(request);
  return `${say('correction.heading')}\n${say('correction.text', { date: dateIn(request.language, request.alert.published_at) })}`;
}

function endBlocks(request: AlertToRender, form: 'withdrawn' | 'all_clear'): string[] {
  const { alert, language } = request;
  const say = sayIn(request);
  const params = { date: dateIn(language, alert.published_at), headline: clipped(alert.content.texts[language].headline, HEADLINE_LIMIT) };
  return [`${say(`${form}.heading`)}\n${say(`${form}.text`, params)}`, `${genuineLine(request)}\n${say('never_asks')}`];
}

function genuineLine(request: AlertToRender): string {
  const { alert, publicUrl } = request;
  return sayIn(request)('genuine', { code: showAlertCode(alert.code), url: escapeHtml(`${publicUrl}/alerts/${alert.id}`) });
}

function hotlineBlock({ alert, language, translator }: AlertToRender): string {
  const lines = alertHotlines(alert.content.countries);
  if (lines.length === 0) return '';
  const shown = lines.map((line) => `☎️ <b>${escapeHtml(line.number)}</b> ${escapeHtml(line.labels[language])}`);
  return [`<b>${translator.t(language, 'safety:card.hotlines_title')}</b>`, ...shown].join('\n');
}

function sayIn({ translator, language }: AlertToRender): (key: string, params?: Record<string, string>) => string {
  return (key, params = {}) => translator.t(language, `alerts:${key}`, params);
}

/** Cut between characters, then escaped. */
export function clipped(text: string, limit: number): string {
  const plain = text.trim();
  if (plain.length <= limit) return escapeHtml(plain);
  return `${escapeHtml(
    plain
      .slice(0, limit - 1)
      .toWellFormed()
      .replace(/\uFFFD$/, ''),
  )}…`;
}

/** ISO date where the readers of that language mostly are. */
function dateIn(language: Language, date: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: TIME_ZONES[language], dateStyle: 'short' }).format(date);
}
