import { expect, it } from 'vitest';
import { createTranslator } from '#platform/i18n.ts';
import { areaName, partsOfArea, type Area } from './area.ts';
import { REGIONS, regionsWithin } from './regions.ts';

const translator = createTranslator({ strict: true });

function named(area: Area): string[] {
  return (['ko', 'ms', 'en'] as const).map((language) => areaName(area, { language, t: (key, params) => translator.t(language, key, params) }));
}

it('names countries, and their regions where only these are meant', () => {
  const area: Area = { countries: ['KR', 'MY', 'SG'], regions: ['KR-26', 'KR-11'] };
  expect(named(area)).toEqual([
    '한국(서울, 부산), 말레이시아, 싱가포르',
    'Korea (Seoul, Busan), Malaysia, Singapura',
    'Korea (Seoul, Busan), Malaysia, Singapore',
  ]);
  expect(named({ countries: ['MY'], regions: [] })[1]).toBe('Malaysia');
  expect(named({ countries: [] })).toEqual(['', '', '']);
});

it('leaves out regions of countries that are not in it', () => {
  expect(partsOfArea({ countries: ['SG', 'MY'], regions: ['KR-11', 'MY-07'] })).toEqual([
    { country: 'SG', regions: [] },
    { country: 'MY', regions: ['MY-07'] },
  ]);
});

it('keeps regions of the countries alone, each once and in one order; of no countries, all that there are', () => {
  expect(regionsWithin(['MY-01', 'KR-49', 'KR-11', 'KR-11', 'XX-1'], ['KR'])).toEqual(['KR-11', 'KR-49']);
  expect(regionsWithin(['MY-01', 'KR-49'], [])).toEqual(['KR-49', 'MY-01']);
  expect(regionsWithin(REGIONS, ['SG'])).toEqual([]);
});
