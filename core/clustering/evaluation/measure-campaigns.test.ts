import { expect, test } from 'vitest';

import { measureCampaigns } from './measure-campaigns.ts';

// Over five orders of arrival: transcripts 0.993 to 1.000 and 0.886 to 0.929, reports 1.000 and 0.69 to 0.72.
test.each([
  ['calls', 0.95, 0.87],
  ['reports', 0.99, 0.66],
] as const)('%s of one campaign come together, those of others stay apart', (set, precision, recall) => {
  const figures = measureCampaigns(set, 3);
  expect(figures.precision).toBeGreaterThanOrEqual(precision);
  expect(figures.recall).toBeGreaterThanOrEqual(recall);
});
