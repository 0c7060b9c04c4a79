import { expect, test } from 'vitest';

import { createHolidays } from './holidays.ts';
import { isoDayOf } from './series-past.ts';

const isHoliday = createHolidays();

test.each([
  ['KR', '2026-02-17'],
  ['KR', '2026-02-18'],
  ['KR', '2026-09-25'],
  ['MY', '2026-02-17'],
  ['MY', '2026-03-21'],
  ['MY', '2026-08-31'],
  ['SG', '2026-08-09'],
])('%s rests on %s', (country, date) => {
  expect(isHoliday(country, isoDayOf(date))).toBe(true);
});

test('working days, other countries and reports from nowhere have none', () => {
  expect(isHoliday('KR', isoDayOf('2026-09-16'))).toBe(false);
  expect(isHoliday('KR', isoDayOf('2026-08-31'))).toBe(false);
  expect(isHoliday('JP', isoDayOf('2026-01-01'))).toBe(false);
  expect(isHoliday(undefined, isoDayOf('2026-01-01'))).toBe(false);
});
