import { HOME_COUNTRIES, type Language } from './taxonomy.ts';

/** In that language: ours for the home countries, CLDR's for all others, the code itself where there is no name. @param country ISO 3166-1 alpha-2. */
export function countryName(country: string, { t, language }: { t: (key: string) => string; language: Language }): string {
  if (HOME_COUNTRIES.some((each) => each === country)) return t(`taxonomy:countries.${country}`);
  return new Intl.DisplayNames(language, { type: 'region' }).of(country) ?? country;
}
