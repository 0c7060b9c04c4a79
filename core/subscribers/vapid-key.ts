// The key pair by which push services know us (RFC 8292). Derived from the master key as the receipts' is: every process signs alike, and there
// is no second secret to keep. A browser is subscribed for one public key: with another it has to be subscribed anew.

import { createECDH } from 'node:crypto';
import type { Vault } from '#core/privacy/vault.ts';
import type { VapidKeys } from '#platform/web-push/web-push-client.ts';

/** Order of P-256 (FIPS 186-5). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

export function vapidKeys(vault: Pick<Vault, 'derive'>): VapidKeys {
  // From 1 to the order less one, as a private key must be.
  const scalar = (BigInt(`0x${vault.derive('web-push-vapid').toString('hex')}`) % (ORDER - 1n)) + 1n;
  const privateKey = Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex');
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(privateKey);
  return { publicKey: curve.getPublicKey('base64url'), privateKey: privateKey.toString('base64url') };
}
