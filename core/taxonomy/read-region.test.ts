import { describe, expect, it } from 'vitest';
import { createTranslator } from '#platform/i18n.ts';
import { regionIn } from './read-region.ts';
import { countryOfRegion, REGIONS, REGIONS_OF } from './regions.ts';
import { LANGUAGES } from './taxonomy.ts';

const translator = createTranslator({ strict: true });

describe('regions', () => {
  it('are the 17 of Korea and the 16 of Malaysia, each in its country', () => {
    expect([REGIONS_OF.KR.length, REGIONS_OF.MY.length]).toEqual([17, 16]);
    expect(new Set(REGIONS).size).toBe(33);
    expect(REGIONS.every((region) => region.startsWith(`${countryOfRegion(region)}-`))).toBe(true);
  });

  it.each(LANGUAGES)('are read by the names that we call them: %s', (language) => {
    for (const region of REGIONS) {
      // Two that are one by now are called by the whole and the part.
      const isPart = region === 'KR-29' || region === 'KR-46';
      const names = [
        translator.t(language, `taxonomy:regions.${region}.short`),
        ...(isPart ? [] : [translator.t(language, `taxonomy:regions.${region}.name`)]),
      ];
      expect(names.map((name) => [name, regionIn(name)])).toEqual(names.map((name) => [name, region]));
    }
  });
});

describe('an answer', () => {
  it.each([
    ['부산', 'KR-26'],
    ['부산이요', 'KR-26'],
    ['부산에 살아요', 'KR-26'],
    ['경기도 수원', 'KR-41'],
    ['수원이에요', 'KR-41'],
    ['경기도 광주', 'KR-41'],
    ['광주', 'KR-29'],
    ['서울 강남구', 'KR-11'],
    ['전라북도', 'KR-45'],
    ['전북특별자치도 전주시', 'KR-45'],
    ['세종시', 'KR-50'],
    ['제주도입니다', 'KR-49'],
    ['쿠알라룸푸르', 'MY-14'],
    ['페낭이요', 'MY-07'],
  ])('in Korean: %s', (said, region) => expect(regionIn(said)).toBe(region));

  it.each([
    ['Selangor', 'MY-10'],
    ['sy kat selangor je', 'MY-10'],
    ['KL', 'MY-14'],
    ['dekat kl', 'MY-14'],
    ['JB', 'MY-01'],
    ['Johor Bahru, Johor', 'MY-01'],
    ['Pulau Pinang', 'MY-07'],
    ['N9', 'MY-05'],
    ['Kota Bharu, Kelantan', 'MY-03'],
    ['Ganu', 'MY-11'],
    ['W.P. Labuan', 'MY-15'],
    ['Sabah', 'MY-12'],
    ['Chungcheong Utara', 'KR-43'],
  ])('in Malay: %s', (said, region) => expect(regionIn(said)).toBe(region));

  it.each([
    ['Penang', 'MY-07'],
    ['Seoul', 'KR-11'],
    ['I live in Suwon', 'KR-41'],
    ['Gwangju, Gyeonggi-do', 'KR-41'],
    ['South Jeolla', 'KR-46'],
    ['Malacca', 'MY-04'],
    ['kr-26', 'KR-26'],
  ])('in English: %s', (said, region) => expect(regionIn(said)).toBe(region));

  it.each([
    '',
    'tak tahu',
    '모르겠어요',
    // Two at once, or a name of two.
    '서울이랑 부산',
    'KL or Penang',
    '전라도',
    '전남광주통합특별시',
    '광주특별시',
    // Ordinary words that begin like a name.
    '전남친이 보냈어요',
    '대구탕집 사장님',
    'Singapore',
    'KR-99',
    'MY-17',
  ])('that names none: %s', (said) => expect(regionIn(said)).toBeNull());
});
