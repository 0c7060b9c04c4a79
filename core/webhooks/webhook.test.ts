import { describe, expect, it } from 'vitest';
import { resultOf, RETRY_WAITS_MS, type Attempt } from './webhook.ts';

const now = new Date('2026-11-23T09:00:00Z');
const first: Attempt = { event: 'alert.published', attempts: 1, now };
const after = (milliseconds: number): Date => new Date(now.getTime() + milliseconds);

function answered(status: number, retryAfterSeconds: number | null = null) {
  return { kind: 'answered', status, retryAfterSeconds } as const;
}

describe('resultOf', () => {
  it.each([200, 201, 202, 204, 299])('%d is a success', (status) => expect(resultOf(answered(status), first)).toEqual({ kind: 'sent' }));

  it.each([301, 307, 400, 401, 404, 409, 422, 500, 503])('%d is tried again', (status) =>
    expect(resultOf(answered(status), first, 0)).toEqual({ kind: 'failed', error: String(status), next: after(5_000), quietUntil: null }),
  );

  it('410 is the end', () => expect(resultOf(answered(410), first)).toEqual({ kind: 'gone', error: '410' }));

  it('no answer is tried again', () =>
    expect(resultOf({ kind: 'unanswered', cause: 'timeout' }, first, 0)).toMatchObject({ kind: 'failed', error: 'timeout', next: after(5_000) }));

  it.each([429, 503])('%d with Retry-After: not before, for the whole endpoint', (status) =>
    expect(resultOf(answered(status, 60), first, 0)).toMatchObject({ next: after(60_000), quietUntil: after(60_000) }),
  );

  it('the schedule holds where Retry-After is shorter, and where another status brings one', () => {
    expect(resultOf(answered(429, 1), first, 0)).toMatchObject({ next: after(5_000) });
    expect(resultOf(answered(500, 60), first, 0)).toMatchObject({ next: after(5_000), quietUntil: null });
  });

  it('waits grow, a tenth longer at most, until nine are over', () => {
    for (const [at, wait] of RETRY_WAITS_MS.entries()) {
      expect(resultOf(answered(500), { ...first, attempts: at + 1 }, 0)).toMatchObject({ next: after(wait) });
      expect(resultOf(answered(500), { ...first, attempts: at + 1 }, 1)).toMatchObject({ next: after(wait * 1.1) });
    }
    expect(resultOf(answered(500), { ...first, attempts: RETRY_WAITS_MS.length + 1 })).toMatchObject({ kind: 'failed', next: null });
  });

  it('a ping is not tried again', () => expect(resultOf(answered(500), { ...first, event: 'ping' })).toMatchObject({ kind: 'failed', next: null }));
});
