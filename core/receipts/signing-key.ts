// The key that receipts, warnings and officers' questions are signed with. Derived from the master key: every process of a service signs alike,
// and there is no second secret to keep, copy or lose. The public half is for anybody.

import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import type { Vault } from '#core/privacy/vault.ts';

/** PKCS #8 (RFC 8410) before the 32 bytes of an Ed25519 private key. */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** RFC 8037. */
export interface PublicSigningKey {
  kty: 'OKP';
  crv: 'Ed25519';
  /** base64url. */
  x: string;
  use: 'sig';
  alg: 'EdDSA';
  /** Thumbprint (RFC 7638). */
  kid: string;
}

export interface SigningKey {
  public: PublicSigningKey;
  /** base64url. */
  sign(text: string): string;
  verify(text: string, signature: string): boolean;
}

export function signingKey(vault: Pick<Vault, 'derive'>): SigningKey {
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, vault.derive('receipt-signature')]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey);
  return {
    public: describe(publicKey),
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64url'),
    verify: (text, signature) => verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64url')),
  };
}

function describe(publicKey: KeyObject): PublicSigningKey {
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const kid = createHash('sha256')
    .update(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }))
    .digest('base64url');
  return { kty: 'OKP', crv: 'Ed25519', x, use: 'sig', alg: 'EdDSA', kid };
}
