// An authenticator app: RFC 6238 with its defaults, from the address that a QR code holds.

import { createHmac } from 'node:crypto';
import { base32 } from '@scure/base';

const STEP_MS = 30_000;

export interface Authenticator {
  /** A code that holds now and was not given before: the service takes each once. */
  code(): string;
  /** What the phone shows, given before or not. */
  shown(): string;
}

export function createAuthenticator(uri: string): Authenticator {
  const secret = base32.decode(padded(new URL(uri).searchParams.get('secret') ?? ''));
  const given = new Set<string>();
  return {
    code() {
      const step = Math.floor(Date.now() / STEP_MS);
      // The service forgives half a minute to either side.
      const code = [step, step + 1, step - 1].map((each) => codeAt(secret, each)).find((each) => !given.has(each));
      if (code === undefined) throw new Error('three codes within half a minute are all there are');
      given.add(code);
      return code;
    },
    shown: () => codeAt(secret, Math.floor(Date.now() / STEP_MS)),
  };
}

function codeAt(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 0xf) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

function padded(secret: string): string {
  return secret.padEnd(Math.ceil(secret.length / 8) * 8, '=');
}
