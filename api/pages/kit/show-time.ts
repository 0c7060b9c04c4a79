// Dates as people of that language write them, on the clock where most of them live; machines read the attribute.

import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { Language } from '#core/taxonomy/taxonomy.ts';

const LOCALES: Record<Language, string> = { ko: 'ko-KR', ms: 'ms-MY', en: 'en-MY' };
const TIME_ZONES: Record<Language, string> = { ko: 'Asia/Seoul', ms: 'Asia/Kuala_Lumpur', en: 'Asia/Kuala_Lumpur' };

export function showDate(language: Language, date: Date): VNode {
  return timeOf(date, format(language, date, { dateStyle: 'long' }));
}

export function showDateTime(language: Language, date: Date): VNode {
  return timeOf(date, format(language, date, { dateStyle: 'long', timeStyle: 'short' }));
}

/** @param date ISO date, without a time. */
export function showDay(language: Language, date: string): string {
  return new Intl.DateTimeFormat(LOCALES[language], { timeZone: 'UTC', day: 'numeric', month: 'short' }).format(new Date(date));
}

function format(language: Language, date: Date, style: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(LOCALES[language], { timeZone: TIME_ZONES[language], ...style }).format(date);
}

function timeOf(date: Date, shown: string): VNode {
  return html`<time datetime=${date.toISOString()}>${shown}</time>` as VNode;
}

/** To the minute, as people say it; from a day on to the hour. */
export function showDuration(language: Language, seconds: number): string {
  const minutes = Math.max(1, Math.round(seconds / 60));
  const days = Math.floor(minutes / 1_440);
  const hours = Math.floor((minutes % 1_440) / 60);
  const shown = days > 0 ? { days, hours } : { hours, minutes: minutes % 60 };
  return new Intl.DurationFormat(LOCALES[language], { style: 'long' }).format(shown);
}

/** Whole numbers grouped; `short`: in the words for large numbers that people use (만, juta, million). */
export function showNumber(language: Language, value: number, form: 'grouped' | 'short' = 'grouped'): string {
  return new Intl.NumberFormat(LOCALES[language], form === 'short' ? { notation: 'compact', compactDisplay: 'long' } : {}).format(value);
}

export function currencyName(language: Language, currency: string): string {
  return new Intl.DisplayNames(LOCALES[language], { type: 'currency' }).of(currency) ?? currency;
}
