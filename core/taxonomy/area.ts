// An area: countries, and of some of them only these regions. A country of which no region is named is meant as a whole.

import { countryName } from './country-name.ts';
import { REGION_COUNTRIES, regionsWithin, type Region } from './regions.ts';
import type { Language } from './taxonomy.ts';

export interface Area {
  /** ISO 3166-1 alpha-2; empty: everywhere. */
  countries: readonly string[];
  /** Absent or empty: the whole of the countries. */
  regions?: readonly Region[];
}

/** The countries in their order, each with its regions; none: the whole of it. */
export function partsOfArea({ countries, regions = [] }: Area): { country: string; regions: Region[] }[] {
  return countries.map((country) => ({ country, regions: REGION_COUNTRIES.some((each) => each === country) ? regionsWithin(regions, [country]) : [] }));
}

/** As people read it: `한국(서울, 부산), 말레이시아`. Empty: everywhere. */
export function areaName(area: Area, { t, language }: { t: (key: string, params?: Record<string, string>) => string; language: Language }): string {
  const named = partsOfArea(area).map(({ country, regions }) => {
    const name = countryName(country, { t, language });
    if (regions.length === 0) return name;
    return t('taxonomy:area', { country: name, regions: regions.map((region) => t(`taxonomy:regions.${region}.short`)).join(', ') });
  });
  return named.join(', ');
}
