// Numbers, times and codes as the interface's language has them.

import { i18n, t } from '../app/language.ts';
import { officerZone } from '../app/zone.ts';

/** Making a format costs the browser a millisecond or more, and a screen says hundreds of values: each is made once a language and kind. */
function kept<Options extends object, Format>(create: (language: string, options: Options) => Format): (options: Options) => Format {
  const formats = new Map<string, Format>();
  return (options) => {
    const language = document.documentElement.lang;
    const key = JSON.stringify([language, options]);
    const format = formats.get(key) ?? create(language, options);
    formats.set(key, format);
    return format;
  };
}

const numbers = kept((language, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(language, options));
const times = kept((language, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, options));
const names = kept((language, options: Intl.DisplayNamesOptions) => new Intl.DisplayNames(language, options));
const spans = kept((language, options: Intl.RelativeTimeFormatOptions) => new Intl.RelativeTimeFormat(language, options));

export function sayNumber(value: number, options: Intl.NumberFormatOptions = {}): string {
  return numbers(options).format(value);
}

/** @param minor in the currency's smallest unit. */
export function sayMoney(currency: string, minor: number): string {
  const format = numbers({ style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** digits);
}

export function sayDay(day: string): string {
  return times({ month: 'short', day: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

export function sayTime(at: string): string {
  return times({ dateStyle: 'medium', timeStyle: 'short', timeZone: officerZone() }).format(new Date(at));
}

/** With seconds and the zone: for `title`. */
export function sayExactTime(at: string): string {
  return times({ dateStyle: 'full', timeStyle: 'long', timeZone: officerZone() }).format(new Date(at));
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
  const part = (count: number, name: string): string => numbers({ style: 'unit', unit: name, unitDisplay: 'short' }).format(count);
  const more = rest === undefined ? 0 : Math.floor((whole % size) / rest[1]);
  return [part(Math.floor(whole / size), unit), ...(more > 0 && rest !== undefined ? [part(more, rest[0])] : [])].join(' ');
}

export function sayAgo(at: string, now = Date.now()): string {
  const seconds = (new Date(at).getTime() - now) / 1_000;
  const [unit, size] = UNITS.find(([, each]) => Math.abs(seconds) >= each) ?? UNITS[3];
  return spans({ numeric: 'auto' }).format(Math.round(seconds / size), unit);
}

export function sayType(code: string | null): string {
  return code === null || code === '?' ? t('unknown') : word(`taxonomy:types.${code}.short`, code);
}

export function sayCountry(code: string | null): string {
  if (code === null || code === '?') return t('unknown');
  return names({ type: 'region' }).of(code) ?? code;
}

/** ISO 3166-2. `short`: for a place that has little room. */
export function sayRegion(code: string | null, form: 'name' | 'short' = 'name'): string {
  return code === null || code === '?' ? t('unknown') : word(`taxonomy:regions.${code}.${form}`, code);
}

/** Countries, each with its regions where it is for these alone. */
export function sayArea({ countries, regions = [] }: { countries: readonly string[]; regions?: readonly string[] }): string {
  const named = countries.map((country) => {
    const own = regions.filter((region) => region.startsWith(`${country}-`)).map((region) => sayRegion(region, 'short'));
    return own.length === 0 ? sayCountry(country) : t('taxonomy:area', { country: sayCountry(country), regions: own.join(', ') });
  });
  return named.join(', ') || t('everywhere');
}

export function sayLanguage(code: string | null): string {
  if (code === null || code === '?') return t('unknown');
  return names({ type: 'language' }).of(code) ?? code;
}

/** A code's word, or the code where there is none yet. */
export function word(key: string, code: string): string {
  return i18n.exists(key) ? t(key) : code;
}

/** A warning's code as it is printed under it: `7K3M-9QPX`. */
export function sayCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}
