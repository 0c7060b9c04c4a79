// The series that are watched, and their names: `PHISH/KR`, `PHISH/KR/ko`, `campaign/<id>`; `?` where the country is unknown.

export type SeriesFamily = 'language' | 'country' | 'campaign';
export const SERIES_FAMILIES = ['country', 'language', 'campaign'] as const satisfies readonly SeriesFamily[];

export const UNKNOWN_COUNTRY = '?';

/** Everything a report says about which series it belongs to. */
export interface ReportSeries {
  /** null: it says nothing about a type. */
  type: string | null;
  country: string | null;
  language: string;
  campaign: string | null;
}

export function seriesOf({ type, country, language, campaign }: ReportSeries): string[] {
  const place = `${type ?? ''}/${country ?? UNKNOWN_COUNTRY}`;
  return [...(type === null ? [] : [place, `${place}/${language}`]), ...(campaign === null ? [] : [`campaign/${campaign}`])];
}

export interface SeriesName {
  family: SeriesFamily;
  /** null for a campaign. */
  type: string | null;
  /** null for a campaign, or where it is unknown. */
  country: string | null;
  language: string | null;
  campaign: string | null;
}

export function readSeries(series: string): SeriesName {
  const [first = '', second = '', third = null] = series.split('/');
  if (first === 'campaign') return { family: 'campaign', type: null, country: null, language: null, campaign: second };
  const country = /^[A-Z]{2}$/.test(second) ? second : null;
  return { family: third === null ? 'country' : 'language', type: first, country, language: third, campaign: null };
}
