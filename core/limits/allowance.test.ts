import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ALLOWANCES, answerOf, LIMITS, minutesUntil, spent, type Allowance, type Usage } from './allowance.ts';

const START = Date.parse('2026-11-26T03:00:00Z');
const anyLimit: fc.Arbitrary<Allowance> = fc
  .record({ burst: fc.integer({ min: 1, max: 50 }), everyMs: fc.integer({ min: 100, max: 60_000 }), share: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ burst, everyMs, share }) => ({ burst, everyMs, resume: Math.max(1, Math.floor(burst * share)) }));
/** Milliseconds between one attempt and the next. */
const anyPace = fc.array(fc.oneof(fc.constant(0), fc.integer({ max: 2_000, min: 0 }), fc.integer({ min: 0, max: 300_000 })), { maxLength: 300 });

interface Attempt {
  at: number;
  outcome: 'taken' | 'told' | 'silent';
  until: number | null;
}

function attempts(limit: Allowance, pace: readonly number[]): Attempt[] {
  let usage: Usage = { freeAt: new Date(START), closedUntil: null };
  let at = START;
  return pace.map((pause): Attempt => {
    at += pause;
    const answer = answerOf(usage, limit, new Date(at));
    usage = answer.kind === 'open' ? spent(usage, limit, new Date(at)) : { ...usage, closedUntil: answer.until };
    return answer.kind === 'open' ? { at, outcome: 'taken', until: null } : { at, outcome: answer.isNew ? 'told' : 'silent', until: answer.until.getTime() };
  });
}

test('in no while more is taken than the burst and what the while gives back', () => {
  fc.assert(
    fc.property(anyLimit, anyPace, (limit, pace) => {
      const taken = attempts(limit, pace).filter(({ outcome }) => outcome === 'taken');
      for (const [first, { at: from }] of taken.entries())
        for (const [last, { at: to }] of taken.entries())
          if (last >= first) expect(last - first + 1).toBeLessThanOrEqual(limit.burst + (to - from) / limit.everyMs + 1e-6);
    }),
  );
});

test('it is said once when to go on, and not before that time anything is taken', () => {
  fc.assert(
    fc.property(anyLimit, anyPace, (limit, pace) => {
      let until = 0;
      for (const attempt of attempts(limit, pace)) {
        if (attempt.at < until) expect(attempt).toMatchObject({ outcome: 'silent', until });
        else expect(attempt.outcome).not.toBe('silent');
        if (attempt.outcome === 'told') {
          until = attempt.until ?? 0;
          expect(until).toBeGreaterThan(attempt.at);
        }
      }
    }),
  );
});

test('who comes when they were told to may send as much as was promised', () => {
  fc.assert(
    fc.property(anyLimit, anyPace, (limit, pace) => {
      const told = attempts(limit, [...pace, ...Array.from({ length: limit.burst + 1 }, () => 0)]);
      const last = told.at(-1);
      const wait = (last?.until ?? 0) - (last?.at ?? 0);
      expect(last?.outcome).not.toBe('taken');
      const again = attempts(limit, [...pace, ...Array.from({ length: limit.burst + 1 }, () => 0), wait, ...Array.from({ length: limit.resume - 1 }, () => 0)]);
      expect(again.slice(-limit.resume).map(({ outcome }) => outcome)).toEqual(Array.from({ length: limit.resume }, () => 'taken'));
    }),
  );
});

test('who is told to wait is never told to wait for nothing, nor for more than a quarter of an hour', () => {
  for (const kind of ALLOWANCES) {
    const limit = LIMITS[kind];
    const told = attempts(
      limit,
      Array.from({ length: limit.burst + 1 }, () => 0),
    ).at(-1);
    const minutes = minutesUntil(new Date(told?.until ?? 0), new Date(told?.at ?? 0));
    expect(minutes, kind).toBeGreaterThanOrEqual(1);
    expect(minutes, kind).toBeLessThanOrEqual(15);
  }
});
