// The browser's side of RFC 8291, written from the RFC with Node's own cryptography, so that what a library encrypted is read by something else.

import { createDecipheriv, createECDH, hkdfSync, randomBytes, type ECDH } from 'node:crypto';

export interface BrowserKeys {
  curve: ECDH;
  auth: Buffer;
}

/** RFC 8188, 2.1: salt, record size, length of the key id. */
const HEADER = 16 + 4 + 1;
const TAG = 16;

export function newBrowserKeys(): BrowserKeys {
  const curve = createECDH('prime256v1');
  curve.generateKeys();
  return { curve, auth: randomBytes(16) };
}

/** @throws Error when it was not encrypted for these keys, or not as the RFC says. */
export function decryptPush(body: Buffer, { curve, auth }: BrowserKeys): string {
  const [salt, recordSize, keyLength] = [body.subarray(0, 16), body.readUInt32BE(16), body.readUInt8(20)];
  const serverKey = body.subarray(HEADER, HEADER + keyLength);
  const record = body.subarray(HEADER + keyLength);
  if (keyLength !== 65) throw new Error(`the key id must be a public key of 65 bytes, not ${keyLength}`);
  if (record.length > recordSize) throw new Error('more than one record (RFC 8291, 4)');
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), curve.getPublicKey(), serverKey]);
  const secret = Buffer.from(hkdfSync('sha256', curve.computeSecret(serverKey), auth, info, 32));
  const key = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: aes128gcm\0', 16));
  const nonce = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: nonce\0', 12));
  const decipher = createDecipheriv('aes-128-gcm', key, nonce);
  decipher.setAuthTag(record.subarray(-TAG));
  const padded = Buffer.concat([decipher.update(record.subarray(0, -TAG)), decipher.final()]);
  const end = padded.findLastIndex((byte) => byte !== 0);
  if (padded[end] !== 2) throw new Error('the last record ends with 2 (RFC 8188, 2)');
  return padded.subarray(0, end).toString('utf8');
}
