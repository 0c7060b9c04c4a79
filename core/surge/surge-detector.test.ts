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
  it('gives the predictive probability of the day, from 28 days before a guard of 2', () => {
    const verdict = run([...Array<number>(28).fill(1), 50, 50, 4]).at(-1);
    // r = 28.5, p = 28/29: P(Y ≥ 4) = 1 − Σ_{k<4} of the masses.
    expect(verdict?.expected).toBeCloseTo(28.5 / 28, 10);
    expect(verdict?.p).toBeCloseTo(0.0219, 3);
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
    for (const options of [{ baselineDays: 0 }, { guardDays: -1 }, { alpha: 0 }, { alpha: 1 }, { minBaselineDays: 29 }, { minCount: 1.5 }]) {
      expect(() => createSurgeDetector(options)).toThrow(RangeError);
    }
  });

  // Rules §6.2 found 1/4,300 at 0.3 reports a day, 1/2,070 at 1, 1/1,460 at 5 and 1/1,710 at 10 by simulation.
  it.each([
    [0.3, 4300],
    [1, 2070],
    [5, 1460],
    [10, 1710],
  ])('raises a false alarm about as rarely as the rules say at %d a day', (mean, seriesDays) => {
    const draw = seededDraw(17);
    const days = 120_000;
    const detector = createSurgeDetector();
    let alarms = 0;
    for (let day = 0; day < days; day += 1) if (detector.push({ series: 's', date: dateOf(day), count: poisson(mean, draw) }).alarm) alarms += 1;
    const expected = days / seriesDays;
    expect(Math.abs(alarms - expected)).toBeLessThan(4 * Math.sqrt(expected));
    expect(alarms / days).toBeLessThan(0.001);
  });
});
