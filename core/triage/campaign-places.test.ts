import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tellPlaces, type CampaignPlaces } from './campaign-places.ts';

function told({ reports, countries, regions }: CampaignPlaces): unknown {
  return [
    reports,
    Object.fromEntries(countries.map(({ key, count }) => [key, count])),
    Object.fromEntries(regions.map((cell) => [`${cell.country}/${cell.key}`, cell.count])),
  ];
}

const at = (country: string, region: string, count: number): { country: string; region: string; count: number } => ({ country, region, count });

describe('places', () => {
  it('are told by region where five or more told it, with the rest of the country', () => {
    expect(told(tellPlaces([at('KR', 'KR-26', 9), at('KR', 'KR-11', 6), at('KR', '?', 7), at('MY', 'MY-10', 8)]))).toEqual([
      30,
      { KR: 22, MY: 8 },
      { 'KR/KR-26': 9, 'KR/KR-11': 6, 'KR/?': 7, 'MY/MY-10': 8 },
    ]);
  });

  it('hide a region under five, and another of its country that would give it away', () => {
    const places = tellPlaces([at('KR', 'KR-26', 9), at('KR', 'KR-11', 6), at('KR', 'KR-49', 2), at('MY', 'MY-10', 5)]);
    // 17 of Korea are told: without KR-11, KR-49 would be the difference. The five of Malaysia are no help for it.
    expect(told(places)).toEqual([22, { KR: 17, MY: 5 }, { 'KR/KR-26': 9, 'KR/KR-11': null, 'KR/KR-49': null, 'MY/MY-10': 5 }]);
  });

  it('hide every region of a country that is hidden itself', () => {
    const places = tellPlaces([at('KR', 'KR-11', 20), at('MY', 'MY-10', 6), at('SG', '?', 3)]);
    expect(told(places)).toEqual([29, { KR: 20, MY: null, SG: null }, { 'KR/KR-11': 20, 'MY/MY-10': null }]);
  });

  it('name no region of a country in which none was told, and no number of a campaign of four', () => {
    expect(tellPlaces([at('KR', '?', 12)]).regions).toEqual([]);
    expect(told(tellPlaces([at('KR', 'KR-11', 3), at('MY', '?', 1)]))).toEqual([null, { KR: null, MY: null }, { 'KR/KR-11': null }]);
    expect(told(tellPlaces([]))).toEqual([0, {}, {}]);
  });

  it('never let a count under five be worked out from all the others', () => {
    const cell = fc.constantFrom('KR/KR-11', 'KR/KR-26', 'KR/KR-41', 'KR/?', 'MY/MY-10', 'MY/MY-14', 'MY/?', 'SG/?', '?/?');
    fc.assert(
      fc.property(fc.dictionary(cell, fc.integer({ min: 1, max: 30 }), { noNullPrototype: true }), (counts) => {
        const rows = Object.entries(counts).map(([key, count]) => at(key.slice(0, key.indexOf('/')), key.slice(key.indexOf('/') + 1), count));
        const { reports, countries, regions } = tellPlaces(rows);
        const tables = [
          { total: reports, cells: countries },
          ...countries.map(({ key, count }) => ({ total: count, cells: regions.filter(({ country }) => country === key) })),
        ];
        for (const { total, cells } of tables) {
          expect(cells.every(({ count }) => count === null || count >= 5)).toBe(true);
          const hidden = cells.filter(({ count }) => count === null);
          if (total === null) expect(hidden.length).toBe(cells.length);
          else expect(hidden.length === 0 || hidden.length >= 2).toBe(true);
        }
      }),
    );
  });
});
