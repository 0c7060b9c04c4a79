// Standard Webhooks (https://www.standardwebhooks.com): who sent this, unchanged, within five minutes.
// NOTE the `standardwebhooks` package decodes the body before it signs, so that bodies differing only in broken UTF-8 share a signature,
// and takes the time from the machine; here the raw bytes are signed and the clock is ours. Tests hold both to the same vectors.

import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { PartnerSecret } from '#platform/config.ts';

/** Seconds; from the specification's recommendation. */
const TOLERANCE = 300;

export interface SignedRequest {
  id: string | undefined;
  timestamp: string | undefined;
  signature: string | undefined;
  body: Buffer;
}

export type SignatureCheck = { kind: 'genuine'; partner: string } | { kind: 'refused'; why: 'bad-signature' | 'old-timestamp' };

/** Every key is tried and every signature compared in constant time, so that timing does not tell how close a forgery came. */
export function createSignatureCheck(secrets: PartnerSecret[]): (request: SignedRequest, now: Date) => SignatureCheck {
  const keys = secrets.map(({ partner, secret }) => ({ partner, key: createSecretKey(secret.slice('whsec_'.length), 'base64') }));
  return (request, now) => {
    const { id, timestamp, signature, body } = request;
    if (id === undefined || timestamp === undefined || signature === undefined) return { kind: 'refused', why: 'bad-signature' };
    if (!isMessageId(id) || !/^\d{1,12}$/.test(timestamp)) return { kind: 'refused', why: 'bad-signature' };
    const given = signaturesOf(signature);
    let partner: string | undefined;
    for (const each of keys) {
      const expected = createHmac('sha256', each.key).update(`${id}.${timestamp}.`).update(body).digest();
      for (const candidate of given) if (timingSafeEqual(candidate, expected)) partner = each.partner;
    }
    if (partner === undefined) return { kind: 'refused', why: 'bad-signature' };
    if (Math.abs(Math.floor(now.getTime() / 1_000) - Number(timestamp)) > TOLERANCE) return { kind: 'refused', why: 'old-timestamp' };
    return { kind: 'genuine', partner };
  };
}

/** The specification asks for an unguessable id without full stops being ambiguous; printable ASCII of a bounded length is enough here. */
function isMessageId(id: string): boolean {
  return /^[\x21-\x7e]{1,255}$/.test(id);
}

/** Space-separated `v1,<base64>`; other versions and broken ones are passed over. At most ten, against abuse. */
function signaturesOf(header: string): Buffer[] {
  return (
    header
      .split(' ')
      .slice(0, 10)
      .filter((each) => /^v1,[A-Za-z0-9+/]{43}=$/.test(each))
      .map((each) => ({ given: each.slice('v1,'.length), bytes: Buffer.from(each.slice('v1,'.length), 'base64') }))
      // The last character has two spare bits: only the one true spelling counts.
      .filter(({ given, bytes }) => bytes.toString('base64') === given)
      .map(({ bytes }) => bytes)
  );
}
