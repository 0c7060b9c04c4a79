// Times and amounts as people of each language write them.

const LOCALES: Record<string, string> = { ko: 'ko-KR', ms: 'ms-MY', en: 'en-GB' };
/** Where the readers of a language mostly are, when nothing says where they are. */
const ZONES: Record<string, string> = { ko: 'Asia/Seoul', ms: 'Asia/Kuala_Lumpur', en: 'UTC' };
const COUNTRY_ZONES: Record<string, string> = { KR: 'Asia/Seoul', MY: 'Asia/Kuala_Lumpur', SG: 'Asia/Singapore' };

export interface Place {
  language: string;
  /** ISO 3166-1 alpha-2; null: not known. */
  country?: string | null;
}

/** With the zone, since readers are in several: `26 November 2026 at 19:31 GMT+9`. */
export function formatTime(date: Date, { language, country }: Place): string {
  const timeZone = COUNTRY_ZONES[country ?? ''] ?? ZONES[language] ?? 'UTC';
  const parts = {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
    timeZone,
  } as const;
  return new Intl.DateTimeFormat(LOCALES[language] ?? 'en-GB', parts).format(date);
}

/** The day it is then where the language is spoken. */
export function formatDate(date: Date, language: string): string {
  return new Intl.DateTimeFormat(LOCALES[language] ?? 'en-GB', { dateStyle: 'long', timeZone: ZONES[language] ?? 'UTC' }).format(date);
}

/** `2026년 11월 26일`, `26 November 2026`. @param date ISO 8601; the day it names, without a time, wherever it is read. Given back as it is when it names none. */
export function formatDay(date: string, language: string): string {
  const day = new Date(date);
  return Number.isNaN(day.getTime()) ? date : new Intl.DateTimeFormat(LOCALES[language] ?? 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(day);
}

/** @param amount decimal string in major units. */
export function formatMoney({ amount, currency }: { amount: string; currency: string }, { language }: Place): string {
  const given = /\.(\d+)$/.exec(amount)?.[1]?.length ?? 0;
  // Nobody writes half a cent's digits: RM1,500.50.
  const decimals = given === 1 ? 2 : given;
  const number = new Intl.NumberFormat('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(Number(amount));
  if (currency === 'KRW') return language === 'ko' ? `${number}원` : `₩${number}`;
  return currency === 'MYR' ? `RM${number}` : `${number} ${currency}`;
}
