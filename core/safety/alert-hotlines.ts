import { certainHotlines, type Hotline } from './hotlines.ts';

/** Where no country is named, the warning concerns both forces' countries. */
const EVERYWHERE = ['KR', 'MY'];
const LINES_PER_COUNTRY = 2;

/** Whom to call in the countries concerned by a warning: only lines that answer day and night, since it is read at any hour. */
export function alertHotlines(countries: readonly string[]): Hotline[] {
  return (countries.length === 0 ? EVERYWHERE : countries).flatMap((country) =>
    certainHotlines()
      .filter((line) => isForVictims(line, country))
      .slice(0, LINES_PER_COUNTRY),
  );
}

function isForVictims(line: Hotline, country: string): boolean {
  const dayAndNight = line.hours === null || line.hours === '00:00-24:00';
  return line.country === country && line.contact_by === 'call' && dayAndNight && (line.purpose === 'police' || line.purpose === 'scam_line');
}
