// What somebody nearly paid, in ranges alone: nothing personal can be told with a button, and a sum of lower bounds claims no more than was said.

import type { Language } from '#core/taxonomy/taxonomy.ts';

/** Where each range begins, in the currency's smallest unit; it ends where the next one begins, the last one nowhere. */
export const PREVENTED_FROM = {
  KRW: [0, 1_000_000, 10_000_000, 50_000_000],
  MYR: [0, 100_000, 1_000_000, 5_000_000],
} as const satisfies Record<string, readonly number[]>;

export type PreventedCurrency = keyof typeof PREVENTED_FROM;
export const PREVENTED_CURRENCIES = Object.keys(PREVENTED_FROM) as PreventedCurrency[];

/** `range`: its place in the list; null: they would rather not say. */
export interface PreventedAnswer {
  /** Of the warning, as it is stored. */
  code: string;
  range: { currency: PreventedCurrency; at: number } | null;
}

/** `to` null: or more. */
export interface Prevented {
  currency: PreventedCurrency;
  from: number;
  to: number | null;
}

/** What a tap asks with. Korean and Malay have their country's money; in English it is that of the one country somebody chose, or both. */
export function currenciesFor(language: Language, countries: readonly string[]): readonly PreventedCurrency[] {
  if (language === 'ko') return ['KRW'];
  if (language === 'ms') return ['MYR'];
  const [country, ...others] = countries;
  if (others.length === 0 && country === 'KR') return ['KRW'];
  return others.length === 0 && country === 'MY' ? ['MYR'] : PREVENTED_CURRENCIES;
}

export function preventedOf({ range }: Pick<PreventedAnswer, 'range'>): Prevented | null {
  if (range === null) return null;
  const bounds: readonly number[] = PREVENTED_FROM[range.currency];
  return { currency: range.currency, from: bounds[range.at] ?? 0, to: bounds[range.at + 1] ?? null };
}

const DATA = new RegExp(`^prevented:([0-9A-Z]{8}):(?:none|(${PREVENTED_CURRENCIES.join('|')}):([0-3]))$`);

/** What the button carries back: within Telegram's 64 bytes. */
export function preventedData({ code, range }: PreventedAnswer): string {
  return `prevented:${code}:${range === null ? 'none' : `${range.currency}:${range.at}`}`;
}

/** null: another button's. */
export function readPrevented(data: string): PreventedAnswer | null {
  const [, code, currency, at] = DATA.exec(data) ?? [];
  if (code === undefined) return null;
  return { code, range: currency === undefined ? null : { currency: currency as PreventedCurrency, at: Number(at) } };
}
