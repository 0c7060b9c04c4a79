import { describe, expect, it } from 'vitest';
import { REGIONS, REGIONS_OF } from '#core/taxonomy/regions.ts';
import { classesOf, shadeOf } from './classes.ts';
import { SHAPES } from './shapes.ts';

describe('classes', () => {
  it('are four of one width, or as many as there are counts', () => {
    expect(classesOf([40, 7, null])).toEqual([
      { from: 5, to: 13 },
      { from: 14, to: 22 },
      { from: 23, to: 31 },
      { from: 32, to: 40 },
    ]);
    expect(classesOf([6, 5])).toEqual([
      { from: 5, to: 5 },
      { from: 6, to: 6 },
    ]);
    expect(classesOf([null])).toEqual([]);
  });

  it('shade every told count, the highest strongest', () => {
    for (const most of [5, 6, 8, 9, 23, 1_000]) {
      const classes = classesOf([most]);
      expect(shadeOf(most, classes)).toBe(4);
      for (let count = 5; count <= most; count += 1) expect(shadeOf(count, classes)).not.toBeNull();
    }
    expect(shadeOf(0, classesOf([9]))).toBeNull();
  });
});

describe('shapes', () => {
  it('has every region, Sejong, Labuan and Putrajaya among them, within its frame', () => {
    for (const country of ['KR', 'MY'] as const) {
      const { width, height, regions } = SHAPES[country];
      expect(Object.keys(regions).toSorted()).toEqual([...REGIONS_OF[country]].toSorted());
      for (const { path, label } of Object.values(regions)) {
        expect(path).toMatch(/^(?:M[\d.]+ [\d.]+l[-\d. ]+z)+$/);
        expect([label[0] > 0, label[0] < width, label[1] > 0, label[1] < height]).toEqual([true, true, true, true]);
      }
    }
    expect(REGIONS.filter((region) => SHAPES.MY.regions[region]?.mark !== undefined)).toEqual(['MY-14', 'MY-15', 'MY-16']);
  });
});
