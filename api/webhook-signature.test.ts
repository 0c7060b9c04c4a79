import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { createSignatureCheck, type SignedRequest } from '#api/webhook-signature.ts';

const now = new Date('2026-11-23T00:00:00Z');
const secret = `whsec_${randomBytes(24).toString('base64')}`;
const old = `whsec_${randomBytes(24).toString('base64')}`;
const check = createSignatureCheck([
  { partner: 'bank', secret: old },
  { partner: 'bank', secret },
]);

function signed(body: string, { with: key = secret, at = now, id = 'msg_1' } = {}): SignedRequest {
  return { id, timestamp: String(Math.floor(at.getTime() / 1_000)), signature: new Webhook(key).sign(id, at, body), body: Buffer.from(body) };
}

describe('P5 webhook signature', () => {
  it('accepts what the standardwebhooks package signs, with either live key', () => {
    expect(check(signed('{"text":"검찰청입니다"}'), now)).toEqual({ kind: 'genuine', partner: 'bank' });
    expect(check(signed('{}', { with: old }), now)).toEqual({ kind: 'genuine', partner: 'bank' });
  });

  it('accepts the vector of the specification’s reference implementations', () => {
    const vector = createSignatureCheck([{ partner: 'p', secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }]);
    const request = {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      timestamp: '1614265330',
      signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
      body: Buffer.from('{"test": 2432232314}'),
    };
    expect(vector(request, new Date(1_614_265_330_000)).kind).toBe('genuine');
  });

  it('accepts 300 seconds of difference and refuses 301, both ways', () => {
    for (const seconds of [-300, 300]) expect(check(signed('{}', { at: new Date(now.getTime() + seconds * 1_000) }), now).kind).toBe('genuine');
    for (const seconds of [-301, 301])
      expect(check(signed('{}', { at: new Date(now.getTime() + seconds * 1_000) }), now)).toEqual({ kind: 'refused', why: 'old-timestamp' });
  });

  it('refuses every mutation of body, id, time and signature', () => {
    const genuine = signed('{"text":"akaun siasatan"}');
    const mutate = (value: string, at: number, by: string): string => value.slice(0, at % value.length) + by + value.slice((at % value.length) + 1);
    fc.assert(
      fc.property(fc.constantFrom('id', 'timestamp', 'signature', 'body'), fc.nat(), fc.string({ minLength: 1, maxLength: 1 }), (part, at, by) => {
        const before = part === 'body' ? genuine.body.toString() : String(genuine[part as 'id']);
        const after = mutate(before, at, by);
        const request = part === 'body' ? { ...genuine, body: Buffer.from(after) } : { ...genuine, [part]: after };
        return after === before || check(request, now).kind === 'refused';
      }),
      { numRuns: 20_000 },
    );
  });

  it('refuses bodies that differ only in broken UTF-8', () => {
    const genuine = signed('{"text":"\ufffd"}');
    expect(check(genuine, now).kind).toBe('genuine');
    expect(check({ ...genuine, body: Buffer.from('{"text":"\xff"}', 'latin1') }, now).kind).toBe('refused');
  });

  it('refuses missing headers, revoked keys and other versions', () => {
    const genuine = signed('{}');
    for (const part of ['id', 'timestamp', 'signature']) expect(check({ ...genuine, [part]: undefined }, now).kind).toBe('refused');
    expect(check(signed('{}', { with: `whsec_${randomBytes(24).toString('base64')}` }), now).kind).toBe('refused');
    expect(check({ ...genuine, signature: (genuine.signature ?? '').replace('v1,', 'v1a,') }, now).kind).toBe('refused');
  });
});
