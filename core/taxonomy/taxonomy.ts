// The words everything else is written in: scam types, channels, rails, languages, countries.
// One primary "story" code a report; how it came and how the money went are separate facets.

/** The 18 scam types and OTHER. Labels in three languages are in `locales/<language>/taxonomy.json`. */
export const SCAM_TYPES = [
  'IMP_AUTH',
  'IMP_CORP',
  'IMP_KNOWN',
  'LOAN',
  'INVEST',
  'ROMANCE',
  'TASKJOB',
  'TRAFFICK',
  'SHOP',
  'BIZ',
  'PHISH',
  'MALWARE',
  'SEXTORT',
  'ADVFEE',
  'RENTTRIP',
  'RECOVERY',
  'MULE',
  'IDTHEFT',
  'OTHER',
] as const;
export type ScamType = (typeof SCAM_TYPES)[number];

/** People are lured away and held: warnings of it go before others of the same grade. */
export const LIFE_SAFETY_TYPES: readonly ScamType[] = ['TRAFFICK'];

/** Languages Jaga speaks. What it can recognise is wider: see `reading/language.ts`. */
export const LANGUAGES = ['ko', 'ms', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** How the scam reached the victim. */
export const CHANNELS = ['sms', 'call', 'kakaotalk', 'whatsapp', 'telegram', 'line', 'email', 'social', 'marketplace', 'web', 'in_person', 'other'] as const;
export type Channel = (typeof CHANNELS)[number];

/** How the money left. */
export const RAILS = ['bank_transfer', 'instant', 'card', 'cash', 'gift_card', 'e_wallet', 'crypto', 'other'] as const;
export type Rail = (typeof RAILS)[number];

/** ISO 3166-1 alpha-2. The reader knows the number plans and banks of these three. */
export const HOME_COUNTRIES = ['KR', 'MY', 'SG'] as const;
export type HomeCountry = (typeof HOME_COUNTRIES)[number];

/** Kinds of indicator: things in a report that identify a scammer's tools. */
export const INDICATOR_KINDS = [
  'url',
  'domain',
  'phone',
  'bank_account',
  'email',
  'crypto_address',
  'telegram',
  'whatsapp',
  'kakaotalk',
  'line',
  'handle',
  'app',
] as const;
export type IndicatorKind = (typeof INDICATOR_KINDS)[number];

export function isLanguage(value: string): value is Language {
  return (LANGUAGES as readonly string[]).includes(value);
}

export function isScamType(value: string): value is ScamType {
  return (SCAM_TYPES as readonly string[]).includes(value);
}
