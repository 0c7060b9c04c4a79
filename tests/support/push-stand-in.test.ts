// The stand-in is as strict as a push service is: what it takes is what the RFCs allow.

import { createECDH } from 'node:crypto';
import webPush from 'web-push';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decryptPush } from './push/push-encryption.ts';
import { startPushStandIn, type PushStandIn, type StandInBrowser } from './push-stand-in.ts';

const vapid = { ...webPush.generateVAPIDKeys(), subject: 'mailto:duty@jaga.example' };
const NOTICE = JSON.stringify({ lang: 'ko', title: '가짜 택배 요금', body: '링크를 누르지 마세요.', tag: 'a', url: '/', at: '' });
let service: PushStandIn;

beforeAll(async () => {
  service = await startPushStandIn();
});
afterAll(() => service.close());

interface Changes {
  headers?: Record<string, string | undefined>;
  body?: Buffer;
  payload?: string;
  details?: typeof vapid;
  aud?: string;
}

async function post(browser: StandInBrowser, { headers = {}, body, payload = NOTICE, details = vapid }: Changes = {}): Promise<number> {
  const request = webPush.generateRequestDetails(browser.subscription, payload, { vapidDetails: details, TTL: 60, contentEncoding: 'aes128gcm' });
  const all = Object.entries({ ...request.headers, ...headers }).filter(([name, value]) => value !== undefined && name !== 'Content-Length');
  const init = {
    method: 'POST',
    headers: Object.fromEntries(all.map(([name, value]) => [name, String(value)])),
    body: new Uint8Array(body ?? request.body ?? []),
  };
  const response = await fetch(browser.subscription.endpoint, init);
  return response.status;
}

it('reads the example of RFC 8291, appendix A', () => {
  const curve = createECDH('prime256v1');
  curve.setPrivateKey('q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94', 'base64url');
  const body =
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN';
  const keys = { curve, auth: Buffer.from('BTBZMqHH6r4Tts7J_aSIgg', 'base64url') };
  expect(decryptPush(Buffer.from(body, 'base64url'), keys)).toBe('When I grow up, I want to be a watermelon');
});

describe('a push', () => {
  it('as it must be is taken and read', async () => {
    const browser = service.browser(vapid.publicKey);
    expect(await post(browser)).toBe(201);
    expect(browser.received[0]?.notice.title).toBe('가짜 택배 요금');
  });

  it.each<[string, number, Changes]>([
    ['without a TTL', 400, { headers: { TTL: undefined } }],
    ['with a TTL that is no number', 400, { headers: { TTL: 'soon' } }],
    ['of an urgency that is none', 400, { headers: { Urgency: 'danger' } }],
    ['of a topic that is too long', 400, { headers: { Topic: 'a'.repeat(33) } }],
    ['of a topic of other characters', 400, { headers: { Topic: 'a.b' } }],
    ['of the older encryption', 400, { headers: { 'Content-Encoding': 'aesgcm' } }],
    ['that was changed on its way', 400, { body: Buffer.alloc(200, 1) }],
    ['over 4,096 bytes', 413, { payload: 'x'.repeat(4_100) }],
    ['that nobody signed', 401, { headers: { Authorization: undefined } }],
    ['signed with another key than it shows', 401, { headers: { Authorization: forged() } }],
    ['for which another key subscribed', 403, { details: { ...webPush.generateVAPIDKeys(), subject: vapid.subject } }],
  ])('%s is refused with %i', async (_what, status, changes) => {
    const browser = service.browser(vapid.publicKey);
    expect(await post(browser, changes)).toBe(status);
    expect(browser.received).toEqual([]);
  });

  it('for another service, too old or valid for longer than a day is refused', async () => {
    for (const [audience, seconds] of [
      ['https://fcm.googleapis.com', 60],
      [service.origin, -1],
      [service.origin, 86_460],
    ] as const) {
      const expires = Math.floor(Date.now() / 1_000) + seconds;
      const token = await signed({ aud: audience, exp: expires, sub: vapid.subject });
      expect(await post(service.browser(), { headers: { Authorization: `vapid t=${token}, k=${vapid.publicKey}` } })).toBe(401);
    }
  });

  it('to a browser that is gone, or never was, is answered so', async () => {
    const browser = service.browser();
    browser.leave();
    expect(await post(browser)).toBe(410);
    const never = { ...browser, subscription: { ...browser.subscription, endpoint: `${service.origin}/push/none` } };
    expect(await post(never)).toBe(404);
  });
});

function forged(): string {
  const other = webPush.getVapidHeaders('https://push.example', vapid.subject, vapid.publicKey, vapid.privateKey, 'aes128gcm').Authorization;
  return other.replace(/k=.*/, `k=${webPush.generateVAPIDKeys().publicKey}`);
}

async function signed(claims: object): Promise<string> {
  const [x, y] = [Buffer.from(vapid.publicKey, 'base64url').subarray(1, 33), Buffer.from(vapid.publicKey, 'base64url').subarray(33)];
  const jwk = { kty: 'EC', crv: 'P-256', x: x.toString('base64url'), y: y.toString('base64url'), d: vapid.privateKey };
  const key = await crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
  const text = [{ typ: 'JWT', alg: 'ES256' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, Buffer.from(text));
  return `${text}.${Buffer.from(signature).toString('base64url')}`;
}
