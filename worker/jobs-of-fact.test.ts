import { expect, it } from 'vitest';
import { bundleJobs, jobsOfFact } from './jobs-of-fact.ts';

const settings = { withModel: false };

function received(numbers: readonly number[], fact = 'report_received') {
  return numbers.flatMap((number) => jobsOfFact({ fact, payload: { report_id: `r${number}` } }, settings));
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at);
}

it('makes one job of reports that came together, and no larger one than its rule allows', () => {
  const jobs = bundleJobs(received(upTo(40))).get('reports') ?? [];
  expect(jobs.map(({ items }) => items.length)).toEqual([16, 16, 8]);
  expect(jobs.flatMap(({ items }) => items).map((item) => item['report_id'])).toEqual(upTo(40).map((number) => `r${number}`));
  expect(new Set(jobs.map(({ id }) => id)).size).toBe(3);
});

it('gives the same work the same id, so that it is not added twice while it waits', () => {
  expect(bundleJobs(received([1, 2]))).toEqual(bundleJobs(received([1, 2, 2])));
  expect(bundleJobs(received([1, 1])).get('reports')).toEqual([{ name: 'read-report', items: [{ report_id: 'r1' }], id: 'read-report-r1' }]);
});

it('keeps what is driven again apart: its id is that of a single report', () => {
  const jobs = bundleJobs([...received([1, 2, 3]), ...received([4, 5], 'report_overdue')]).get('reports') ?? [];
  expect(jobs.map(({ items }) => items.length)).toEqual([3, 1, 1]);
  expect(jobs.slice(1).map(({ id }) => id)).toEqual(['read-report-r4', 'read-report-r5']);
});
