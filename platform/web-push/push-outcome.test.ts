import { describe, expect, it } from 'vitest';
import { answerOf } from './push-outcome.ts';

const now = new Date('2026-11-26T09:00:00Z');

describe('what a push service answers', () => {
  it.each([
    [201, null, { kind: 'ok' }],
    [202, null, { kind: 'ok' }],
    [404, null, { kind: 'gone' }],
    [410, null, { kind: 'gone' }],
    [413, null, { kind: 'too_large' }],
    [400, null, { kind: 'rejected', reason: '400' }],
    [403, null, { kind: 'rejected', reason: '403' }],
    [307, null, { kind: 'rejected', reason: '307' }],
    [500, null, { kind: 'unreachable', cause: '500' }],
    [503, null, { kind: 'unreachable', cause: '503' }],
    [503, '7', { kind: 'retry_after', seconds: 7 }],
    [429, '120', { kind: 'retry_after', seconds: 120 }],
    [429, 'Thu, 26 Nov 2026 09:00:30 GMT', { kind: 'retry_after', seconds: 30 }],
    [429, 'Thu, 26 Nov 2026 08:00:00 GMT', { kind: 'retry_after', seconds: 1 }],
    [429, '99999999', { kind: 'retry_after', seconds: 86_400 }],
    [429, 'soon', { kind: 'retry_after', seconds: 60 }],
    [429, null, { kind: 'retry_after', seconds: 60 }],
  ])('%i with Retry-After %s', (status, retryAfter, meant) => expect(answerOf(status, retryAfter, now)).toEqual(meant));
});
