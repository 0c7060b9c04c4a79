// The regions of the two home countries that have a map: ISO 3166-2 codes. Labels in three languages are in `locales/<language>/taxonomy.json`.
// NOTE ISO still lists KR-29 and KR-46 apart, although the two have been one city and province (전남광주통합특별시) since July 2026.

export const REGIONS_OF = {
  KR: ['KR-11', 'KR-26', 'KR-27', 'KR-28', 'KR-29', 'KR-30', 'KR-31', 'KR-50', 'KR-41', 'KR-42', 'KR-43', 'KR-44', 'KR-45', 'KR-46', 'KR-47', 'KR-48', 'KR-49'],
  MY: ['MY-01', 'MY-02', 'MY-03', 'MY-04', 'MY-05', 'MY-06', 'MY-07', 'MY-08', 'MY-09', 'MY-10', 'MY-11', 'MY-12', 'MY-13', 'MY-14', 'MY-15', 'MY-16'],
} as const;
export const REGION_COUNTRIES = ['KR', 'MY'] as const;
export type RegionCountry = (typeof REGION_COUNTRIES)[number];
export type Region = (typeof REGIONS_OF)[RegionCountry][number];

export const REGIONS: readonly Region[] = [...REGIONS_OF.KR, ...REGIONS_OF.MY];

export function isRegion(value: string): value is Region {
  return (REGIONS as readonly string[]).includes(value);
}

/** In the map's order, each once, and only of these countries. @param countries ISO 3166-1 alpha-2; empty: all. */
export function regionsWithin(regions: readonly string[], countries: readonly string[]): Region[] {
  return REGIONS.filter((region) => regions.includes(region) && (countries.length === 0 || countries.includes(countryOfRegion(region))));
}

/** ISO 3166-1 alpha-2. */
export function countryOfRegion(region: Region): RegionCountry {
  return region.startsWith('KR') ? 'KR' : 'MY';
}
