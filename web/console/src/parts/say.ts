// Numbers, times and codes as the interface's language has them.

import { i18n, t } from '../app/language.ts';
import { officerZone } from '../app/zone.ts';

const language = (): string => document.documentElement.lang;

export function sayNumber(value: number, options: Intl.NumberFormatOptions = {}): string {
  return new Intl.NumberFormat(language(), options).format(value);
}

/** @param minor in the currency's smallest unit. */
export function sayMoney(currency: string, minor: number): string {
  const format = new Intl.NumberFormat(language(), { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** digits);
}

export function sayDay(day: string): string {
  return new Intl.DateTimeFormat(language(), { month: 'short', day: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

export function sayTime(at: string): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short', timeZone: officerZone() }).format(new Date(at));
}

/** With seconds and the zone: for `title`. */
export function sayExactTime(at: string): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'full', timeStyle: 'long', timeZone: officerZone() }).format(new Date(at));
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** "3 hours", the two largest units at most. */
export function sayDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const at = UNITS.findIndex(([, size]) => whole >= size);
  const [unit, size] = UNITS[at === -1 ? 3 : at] ?? UNITS[3];
  const rest = UNITS[(at === -1 ? 3 : at) + 1];
  const part = (count: number, name: string): string => new Intl.NumberFormat(language(), { style: 'unit', unit: name, unitDisplay: 'short' }).format(count);
  const more = rest === undefined ? 0 : Math.floor((whole % size) / rest[1]);
  return [part(Math.floor(whole / size), unit), ...(more > 0 && rest !== undefined ? [part(more, rest[0])] : [])].join(' ');
}

export function sayAgo(at: string, now = Date.now()): string {
  const seconds = (new Date(at).getTime() - now) / 1_000;
  const [unit, size] = UNITS.find(([, each]) => Math.abs(seconds) >= each) ?? UNITS[3];
  return new Intl.RelativeTimeFormat(language(), { numeric: 'auto' }).format(Math.round(seconds / size), unit);
}

export function sayType(code: string | null): string {
  return code === null || code === '?' ? t('unknown') : word(`taxonomy:types.${code}.short`, code);
}

export function sayCountry(code: string | null): string {
  if (code === null || code === '?') return t('unknown');
  return new Intl.DisplayNames([language()], { type: 'region' }).of(code) ?? code;
}

export function sayLanguage(code: string | null): string {
  if (code === null || code === '?') return t('unknown');
  return new Intl.DisplayNames([language()], { type: 'language' }).of(code) ?? code;
}

/** A code's word, or the code where there is none yet. */
export function word(key: string, code: string): string {
  return i18n.exists(key) ? t(key) : code;
}
