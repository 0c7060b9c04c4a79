// Public holidays of the home countries, for what people do on them: they rest, and scammers with them.

import Holidays from 'date-holidays';

import { HOME_COUNTRIES } from '#core/taxonomy/taxonomy.ts';

const DAY_MS = 86_400_000;

/** Whether a day (since 1970-01-01) is a public holiday in a country (ISO 3166-1); false for countries other than the home ones. */
export function createHolidays(): (country: string | undefined, day: number) => boolean {
  const years = new Map<string, Set<number>>();
  const calendars = new Map<string, Holidays>(HOME_COUNTRIES.map((country) => [country, new Holidays(country, { types: ['public'], timezone: 'UTC' })]));
  return (country, day) => {
    const calendar = country === undefined ? undefined : calendars.get(country);
    if (calendar === undefined) return false;
    const year = new Date(day * DAY_MS).getUTCFullYear();
    const key = `${country}/${year}`;
    const days = years.get(key) ?? daysOf(calendar, year);
    years.set(key, days);
    return days.has(day);
  };
}

/** Several days for those that last longer, such as 추석. */
function daysOf(calendar: Holidays, year: number): Set<number> {
  const days = new Set<number>();
  for (const { start, end } of calendar.getHolidays(year)) {
    for (let day = Math.floor(start.getTime() / DAY_MS); day * DAY_MS < end.getTime(); day += 1) days.add(day);
  }
  return days;
}
