import { expect, test } from 'vitest';

import { FULL, measureDetectors } from './measure-detectors.ts';

// A small part of the measurement of decision 17; the whole takes minutes.
const SMALL = {
  ...FULL,
  bases: [3],
  dispersions: [1.5],
  rhythms: [true],
  shapes: ['flat' as const],
  lengths: [1, 7],
  trials: 60,
  quietDays: 3_000,
  falseAlarms: [0.01],
};

test('at equal false alarms more outbreaks are found than by EARS C2 or by one test of a day, and p means what it says', () => {
  const { figures, honesty } = measureDetectors(SMALL);
  const [inUse, ears, single] = figures.map(({ found }) => found[0]?.all ?? 0);
  expect(inUse).toBeGreaterThan((ears ?? 1) + 0.1);
  expect(inUse).toBeGreaterThan((single ?? 1) + 0.05);
  // One day in a hundred by its own word; dispersion that must be estimated costs up to a half more.
  expect(honesty[0]?.below[0]?.share).toBeLessThan(0.02);
});
