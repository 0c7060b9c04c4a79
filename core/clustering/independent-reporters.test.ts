import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { ReporterVoice } from './independent-reporters.ts';
import { independentReporters } from './independent-reporters.ts';

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 10, 23, 12);

function voice(reporter: string, over: Partial<ReporterVoice> = {}): ReporterVoice {
  return { reporter, reporterSince: NOON - 1000 * HOUR, at: NOON, template: 't', ...over };
}

function fresh(reporter: string, over: Partial<ReporterVoice> = {}): ReporterVoice {
  return voice(reporter, { reporterSince: NOON - HOUR, ...over });
}

describe('independentReporters', () => {
  it('counts known reporters of one template each', () => {
    expect(independentReporters([voice('a'), voice('b'), voice('c')])).toBe(3);
  });

  it('counts a ring of fresh accounts with one template as one', () => {
    expect(independentReporters(Array.from({ length: 50 }, (_, at) => fresh(`r${String(at)}`)))).toBe(1);
  });

  it('counts fresh accounts that tell their own stories each', () => {
    expect(independentReporters([fresh('a', { template: '1' }), fresh('b', { template: '2' })])).toBe(2);
  });

  it('counts one person once, however often and however differently they write', () => {
    expect(independentReporters([voice('a'), voice('a', { template: 'u' }), voice('a', { at: NOON + 48 * HOUR })])).toBe(1);
    expect(independentReporters(Array.from({ length: 9 }, (_, at) => fresh('a', { template: String(at), at: NOON + at * HOUR })))).toBe(1);
  });

  it('takes only the first report of a day, so that more templates in a day bring nothing', () => {
    const flood = [fresh('a', { template: '1' }), fresh('b', { template: '1' }), fresh('a', { template: '2' }), fresh('b', { template: '3' })];
    expect(independentReporters(flood)).toBe(1);
  });

  it('lets a fresh reporter count by themselves once they are a day old', () => {
    const ring = [fresh('a'), fresh('b')];
    expect(independentReporters([...ring, fresh('a', { at: NOON + 30 * HOUR })])).toBe(2);
  });

  it('counts an account exactly a day old as known', () => {
    expect(independentReporters([fresh('a', { reporterSince: NOON - 24 * HOUR }), fresh('b', { reporterSince: NOON - 24 * HOUR })])).toBe(2);
    expect(independentReporters([fresh('a', { reporterSince: NOON - 24 * HOUR + 1 }), fresh('b', { reporterSince: NOON - 24 * HOUR + 1 })])).toBe(1);
  });

  it('counts all reports without a reporter as one', () => {
    expect(
      independentReporters([
        { at: NOON, template: '1' },
        { at: NOON + 30 * HOUR, template: '2' },
      ]),
    ).toBe(1);
  });

  it('takes a reporter of unknown age as known', () => {
    expect(independentReporters(['a', 'b'].map((reporter) => ({ reporter, at: NOON, template: 't' })))).toBe(2);
  });

  it('never exceeds the number of distinct reporters, nor falls when a report is added', () => {
    const anyVoice = fc.record({
      reporter: fc.constantFrom('a', 'b', 'c', 'd', ''),
      reporterSince: fc.integer({ min: NOON - 60 * HOUR, max: NOON }),
      at: fc.integer({ min: NOON, max: NOON + 90 * HOUR }),
      template: fc.constantFrom('1', '2', '3'),
    });
    fc.assert(
      fc.property(fc.array(anyVoice, { maxLength: 20 }), (voices) => {
        const count = independentReporters(voices);
        expect(count).toBeLessThanOrEqual(new Set(voices.map(({ reporter }) => reporter)).size);
        expect(count).toBeGreaterThanOrEqual(independentReporters(voices.slice(0, -1)));
      }),
    );
  });
});
