import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { seededDraw } from '#core/matching/robustness/vary-text.ts';

import { createSurgeDetector } from './surge-detector.ts';
import type { SurgeOptions, SurgeVerdict } from './surge-detector.ts';

function dateOf(day: number): string {
  return new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
}

function run(counts: readonly number[], options: SurgeOptions = {}): SurgeVerdict[] {
  const detector = createSurgeDetector(options);
  return counts.map((count, day) => detector.push({ series: 's', date: dateOf(day), count }));
}

/** Poisson draw by inversion; fine for small means. */
function poisson(mean: number, draw: () => number): number {
  let k = 0;
  for (let left = Math.exp(mean) * draw(), term = 1; left > term; k += 1, term *= mean / k) left -= term;
  return k;
}

describe('createSurgeDetector', () => {
  it('expects what the days before the guard brought, and takes a usual day for one', () => {
    const verdict = run([...Array<number>(28).fill(2), 50, 50, 2]).at(-1);
    expect(verdict?.expected).toBeCloseTo(56.5 / 28, 10);
    expect(verdict?.p).toBeGreaterThan(0.3);
    expect(verdict?.alarm).toBe(false);
  });

  it('alarms when a day is far above its past', () => {
    expect(run([...Array<number>(40).fill(1), 8]).at(-1)).toMatchObject({ count: 8, alarm: true });
    expect(run(Array<number>(40).fill(1)).some(({ alarm }) => alarm)).toBe(false);
  });

  it('does not alarm under three reports, however rare', () => {
    const quiet = Array<number>(40).fill(0);
    expect(run([...quiet, 2]).at(-1)).toMatchObject({ alarm: false });
    expect(run([...quiet, 3]).at(-1)).toMatchObject({ alarm: true });
    expect(run([...quiet, 2], { minCount: 2, alpha: 0.01 }).at(-1)).toMatchObject({ alarm: true });
  });

  it('leaves the guard days out, so that a surge does not hide its own second day', () => {
    const days = run([...Array<number>(40).fill(1), 8, 8, 8]);
    expect(days.slice(-3).map(({ alarm }) => alarm)).toEqual([true, true, true]);
  });

  it('takes missing days as 0', () => {
    const sparse = createSurgeDetector();
    sparse.push({ series: 's', date: dateOf(0), count: 5 });
    const dense = run([5, ...Array<number>(24).fill(0), 4]).at(-1);
    expect(sparse.push({ series: 's', date: dateOf(25), count: 4 })).toEqual(dense);
  });

  it('does not test a series before it has a week of baseline', () => {
    expect(run([0, 0, 0, 0, 0, 0, 0, 90]).at(-1)).toMatchObject({ p: 1, alarm: false });
    expect(run([0, 0, 0, 0, 0, 0, 0, 0, 0, 90]).at(-1)).toMatchObject({ alarm: true });
  });

  it('takes a series that turns up later than the others as one that was at 0', () => {
    const detector = createSurgeDetector();
    detector.push({ series: 'old', date: dateOf(0), count: 1 });
    expect(detector.push({ series: 'new', date: dateOf(40), count: 6 })).toMatchObject({ alarm: true });
  });

  it('keeps series apart', () => {
    const detector = createSurgeDetector();
    for (let day = 0; day < 40; day += 1) {
      detector.push({ series: 'busy', date: dateOf(day), count: 20 });
      detector.push({ series: 'quiet', date: dateOf(day), count: 0 });
    }
    expect(detector.push({ series: 'busy', date: dateOf(40), count: 20 }).alarm).toBe(false);
    expect(detector.push({ series: 'quiet', date: dateOf(40), count: 20 }).alarm).toBe(true);
  });

  it('rejects days out of order, impossible dates and counts that are none', () => {
    const detector = createSurgeDetector();
    detector.push({ series: 's', date: '2026-03-01', count: 1 });
    for (const [date, count] of [
      ['2026-03-01', 1],
      ['2026-02-28', 1],
      ['2026-02-30', 1],
      ['yesterday', 1],
      ['2026-03-02', -1],
      ['2026-03-02', 1.5],
      ['2026-03-02', Number.NaN],
    ] as const) {
      expect(() => detector.push({ series: 's', date, count }), `${date} ${String(count)}`).toThrow(RangeError);
    }
    expect(detector.push({ series: 's', date: '2026-03-02', count: 1 })).toMatchObject({ alarm: false });
  });

  it('rejects options that make no test', () => {
    for (const options of [{ baselineDays: 0 }, { guardDays: -1 }, { alpha: 0 }, { alpha: 1 }, { minBaselineDays: 85 }, { minCount: 1.5 }]) {
      expect(() => createSurgeDetector(options)).toThrow(RangeError);
    }
  });

  it('knows a busy weekday, and a holiday that is like a Sunday', () => {
    // 2026-01-01 is a Thursday: 9 reports on working days, 1 on Sundays.
    const week = (day: number): number => ((day + 4) % 7 === 0 ? 1 : 9);
    const usual = Array.from({ length: 70 }, (_, day) => week(day));
    expect(run([...usual, week(70)]).at(-1)?.expected).toBeGreaterThan(8);
    const sunday = 73;
    expect(week(sunday)).toBe(1);
    const until = Array.from({ length: sunday }, (_, day) => week(day));
    expect(run([...until, 14]).at(-1)).toMatchObject({ alarm: true });
    const holiday = { isHoliday: (_series: string, day: number) => day === Date.UTC(2026, 0, 1 + 70) / 86_400_000 };
    expect(run([...usual, 9], holiday).at(-1)?.expected).toBeLessThan(3);
  });

  it('finds growth so slow that no day stands out', () => {
    const growing = Array.from({ length: 21 }, (_, day) => 10 + Math.round((6 * day) / 20));
    const days = run([
      ...Array<number>(84)
        .fill(10)
        .map((count, day) => count + ((day * 7) % 5) - 2),
      ...growing,
    ]);
    expect(days.slice(0, 84).some(({ alarm }) => alarm)).toBe(false);
    expect(days.slice(84).some(({ alarm }) => alarm)).toBe(true);
  });

  it('does not take a series that always scatters for a surge', () => {
    const scattered = Array.from({ length: 120 }, (_, day) => [0, 3, 25, 1, 14, 2, 30, 5, 0, 18, 4][day % 11] ?? 0);
    expect(run(scattered).some(({ alarm }) => alarm)).toBe(false);
  });

  it('takes a day that is left out as one of no reports, whatever came before', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constant(0), fc.nat({ max: 9 }), fc.nat({ max: 60 })), { minLength: 10, maxLength: 60 }), (counts) => {
        const dense = run(counts).filter(({ count }) => count > 0);
        const detector = createSurgeDetector();
        detector.learn({ series: 'other', date: dateOf(0), count: 0 });
        const sparse = counts.flatMap((count, day) => (count > 0 ? [detector.push({ series: 's', date: dateOf(day), count })] : []));
        expect(sparse).toEqual(dense);
      }),
      { numRuns: 40 },
    );
  });

  it('hears late reports as past, never as news', () => {
    const detector = createSurgeDetector();
    for (let day = 0; day < 60; day += 1) detector.learn({ series: 's', date: dateOf(day), count: 1, late: day === 50 ? 0 : 1 });
    expect(detector.push({ series: 's', date: dateOf(60), count: 1, late: 90 })).toMatchObject({ count: 1, alarm: false });
    expect(detector.push({ series: 's', date: dateOf(61), count: 2 }).expected).toBeCloseTo(2, 0);
  });

  it('expects what waited during an outage on the day after it, and takes neither for usual', () => {
    const gone = new Set([60, 61].map((day) => Date.UTC(2026, 0, 1 + day) / 86_400_000));
    const counts = [...Array<number>(60).fill(10), 0, 0, 30, 10, 10];
    const told = run(counts, { outage: (day) => Number(gone.has(day)) });
    expect(told.slice(60).some(({ alarm }) => alarm)).toBe(false);
    expect(told[62]?.expected).toBeCloseTo(30, 0);
    expect(told[64]?.expected).toBeCloseTo(10, 0);
    expect(run(counts)[62]?.alarm).toBe(true);
  });

  it('still tests a service that is away every night', () => {
    const days = run([...Array<number>(40).fill(1), 12], { outage: () => 0.4 });
    expect(days.at(-1)).toMatchObject({ alarm: true });
  });

  it('lets a surge end: days after it are not told by it', () => {
    const days = run([...Array<number>(60).fill(5), 30, 30, 30, 4, 6, 6, 5, 6]);
    expect(days.slice(60, 63).map(({ alarm }) => alarm)).toEqual([true, true, true]);
    expect(days.slice(63).some(({ alarm }) => alarm)).toBe(false);
  });

  it.each([0.3, 1, 5, 10])('keeps its promise of false alarms at %d reports a day', (mean) => {
    const draw = seededDraw(17);
    const days = 30_000;
    const detector = createSurgeDetector();
    let alarms = 0;
    for (let day = 0; day < days; day += 1) if (detector.push({ series: 's', date: dateOf(day), count: poisson(mean, draw) }).alarm) alarms += 1;
    // Binomial with n = 30,000 and p = 0.001 at most; it must not be idle either.
    expect(alarms).toBeLessThan(30 + 4 * Math.sqrt(30));
    expect(alarms).toBeGreaterThan(1);
  });
});
