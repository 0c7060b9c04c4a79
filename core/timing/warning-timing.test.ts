import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quantile } from './quantile.ts';
import { WARNING_STEPS, warningTiming, type WarningStanding, type WarningTimes } from './warning-timing.ts';

const START = Date.parse('2026-11-23T09:00:00Z');
const at = (minutes: number): Date => new Date(START + minutes * 60_000);
const NOTHING: WarningTimes = {
  firstReportAt: null,
  linkedAt: null,
  evidenceAt: null,
  proposedAt: null,
  firstApprovedAt: null,
  publishedAt: null,
  firstSentAt: null,
};
const STANDING: WarningStanding = { alertState: null, deliveryDue: false, lastReportAt: at(0) };
const WHOLE: WarningTimes = {
  firstReportAt: at(0),
  linkedAt: at(10),
  evidenceAt: at(30),
  proposedAt: at(31),
  firstApprovedAt: at(91),
  publishedAt: at(101),
  firstSentAt: at(102),
};

describe('warningTiming', () => {
  test('gives each step its time and the whole its sum', () => {
    expect(warningTiming(WHOLE, { ...STANDING, alertState: 'published' }, at(200))).toEqual({
      state: 'warned',
      steps: { link: 600, evidence: 1_200, proposal: 60, first_approval: 3_600, second_approval: 600, delivery: 60 },
      total: 6_120,
      open: null,
    });
  });

  test.each([
    ['link', 'reports', { firstReportAt: at(0) }, STANDING],
    ['proposal', 'detector', { firstReportAt: at(0), linkedAt: at(10) }, STANDING],
    ['first_approval', 'officer', { firstReportAt: at(0), linkedAt: at(5), proposedAt: at(10) }, { ...STANDING, alertState: 'proposed' }],
    ['second_approval', 'approval', { firstReportAt: at(0), proposedAt: at(5), firstApprovedAt: at(10) }, { ...STANDING, alertState: 'draft' }],
    ['delivery', 'delivery', { ...WHOLE, publishedAt: at(10), firstSentAt: null }, { ...STANDING, alertState: 'published', deliveryDue: true }],
  ] as const)('an open %s waits for %s', (step, waitsFor, times, standing) => {
    const { state, open, total } = warningTiming({ ...NOTHING, ...times }, standing, at(70));
    expect({ state, total }).toEqual({ state: 'open', total: null });
    expect(open).toEqual({ step, waitsFor, since: expect.any(Date), seconds: step === 'link' ? 4_200 : 3_600 });
  });

  test('nobody is waited for where it faded, ended or concerned nobody', () => {
    const linked = { ...NOTHING, firstReportAt: at(0), linkedAt: at(10) };
    expect(warningTiming(linked, STANDING, at(72 * 60 + 1))).toMatchObject({ state: 'faded', open: null });
    expect(warningTiming({ ...linked, proposedAt: at(11) }, { ...STANDING, alertState: 'proposed' }, at(10_000)).state).toBe('open');
    expect(warningTiming({ ...linked, proposedAt: at(11) }, { ...STANDING, alertState: 'dismissed' }, at(20))).toMatchObject({ state: 'ended', open: null });
    expect(warningTiming({ ...WHOLE, firstSentAt: null }, { ...STANDING, alertState: 'published' }, at(200))).toMatchObject({ state: 'nobody', open: null });
  });

  test('a merge that brings older and later reports takes no step below zero and counts no time twice', () => {
    const some = fc.option(fc.integer({ min: 0, max: 1_000 }).map(at), { nil: null });
    fc.assert(
      fc.property(
        fc.record({ firstReportAt: some, linkedAt: some, evidenceAt: some, proposedAt: some, firstApprovedAt: some, publishedAt: some, firstSentAt: some }),
        (times) => {
          const { steps, total, open } = warningTiming(times, { ...STANDING, lastReportAt: at(1_000) }, at(1_000));
          const seconds = WARNING_STEPS.flatMap((step) => steps[step] ?? []);
          expect(seconds.every((each) => each >= 0)).toBe(true);
          if (total !== null) expect(seconds.reduce((sum, each) => sum + each, 0)).toBeCloseTo(total, 6);
          if (open !== null) expect(open.seconds).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

test('quantiles lie between the nearest ranks', () => {
  expect(quantile([], 0.5)).toBeNull();
  expect(quantile([7], 0.9)).toBe(7);
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantile([0, 10], 0.9)).toBe(9);
});
