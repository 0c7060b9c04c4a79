// Who sends: the token of RFC 8292, checked as a push service does.

import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';

const header = z.object({ typ: z.literal('JWT'), alg: z.literal('ES256') });
const claims = z.object({ aud: z.string(), exp: z.number(), sub: z.string().regex(/^(?:mailto:\S+@\S+|https:\/\/\S+)$/) });
const LONGEST_S = 24 * 60 * 60;

/** The sender's public key. @throws Error that says what is wrong. */
export function checkVapid(authorization: string | undefined, { origin, now }: { origin: string; now: Date }): string {
  const { t: token, k: key } = /^vapid t=(?<t>[\w.-]+), ?k=(?<k>[\w-]+)$/.exec(authorization ?? '')?.groups ?? {};
  if (token === undefined || key === undefined) throw new Error('no vapid token and key in Authorization');
  const [head = '', body = '', signature = ''] = token.split('.');
  header.parse(read(head));
  if (!verify('sha256', Buffer.from(`${head}.${body}`), { key: publicKey(key), dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))) {
    throw new Error('the signature is not of that key');
  }
  const { aud, exp } = claims.parse(read(body));
  if (aud !== origin) throw new Error(`meant for ${aud}, not for ${origin}`);
  const left = exp - now.getTime() / 1_000;
  if (left <= 0 || left > LONGEST_S) throw new Error(`expires in ${left} s`);
  return key;
}

function read(part: string): unknown {
  return JSON.parse(Buffer.from(part, 'base64url').toString());
}

function publicKey(key: string) {
  const point = Buffer.from(key, 'base64url');
  if (point.length !== 65 || point[0] !== 4) throw new Error('the key is no uncompressed point');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'));
  return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' }, format: 'jwk' });
}
