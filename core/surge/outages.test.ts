import { expect, test } from 'vitest';

import { outageShares, type ServiceHour } from './outages.ts';

const START = 20_000;
const now = new Date((START + 40) * 86_400_000 + 12 * 3_600_000);

function watched(from: number, to: number, reports = 0): ServiceHour[] {
  return Array.from({ length: to - from }, (_, at) => ({ hour: START * 24 + from + at, reports, watched: true }));
}

test('the hours in which nobody watched and no report came are dark, from the first hour watched on', () => {
  const outage = outageShares([...watched(30, 35), ...watched(45, 41 * 24)], now);
  expect(outage(START)).toBe(0);
  expect(outage(START + 1)).toBeCloseTo(10 / 24);
  expect(outage(START + 2)).toBe(0);
});

test('a restart is none, nor are the hours of today that are still to come', () => {
  const outage = outageShares([...watched(0, 100), ...watched(102, 40 * 24 + 12)], now);
  expect(outage(START + 4)).toBe(0);
  expect(outage(START + 40)).toBe(0);
});

test('reports tell that the service was there although no worker watched', () => {
  const alone = watched(24, 48).map((hour) => ({ ...hour, reports: 1, watched: false }));
  expect(outageShares([...watched(0, 24), ...alone, ...watched(48, 41 * 24)], now)(START + 1)).toBe(0);
});

test('a day without any report is dark where that does not come by chance', () => {
  const busy = [...watched(0, 35 * 24, 1), ...watched(35 * 24, 36 * 24), ...watched(36 * 24, 41 * 24, 1)];
  expect(outageShares(busy, now)(START + 35)).toBe(1);
  const quiet = watched(0, 41 * 24).map((hour) => ({ ...hour, reports: hour.hour % 24 === 0 && hour.hour % 72 !== 0 ? 3 : 0 }));
  expect(outageShares(quiet, now)(START + 36)).toBe(0);
});
