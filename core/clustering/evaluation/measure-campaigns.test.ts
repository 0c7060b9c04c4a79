import { expect, test } from 'vitest';

import { measureCampaigns } from './measure-campaigns.ts';

// Over five orders of arrival: transcripts 0.993 to 0.999 and 0.877 to 0.925, reports 1.000 and 0.740 to 0.777.
test.each([
  ['calls', 0.98, 0.86],
  ['reports', 0.99, 0.72],
] as const)('%s of one campaign come together in whatever order, those of others stay apart', (set, precision, recall) => {
  for (const order of [1, 4]) {
    const figures = measureCampaigns(set, order);
    expect(figures.precision).toBeGreaterThanOrEqual(precision);
    expect(figures.recall).toBeGreaterThanOrEqual(recall);
  }
});
