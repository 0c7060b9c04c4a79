// Everything personal is sealed before it reaches the database: AES-256-GCM with one key a report, wrapped by the master key and bound to
// its row, so that a copied ciphertext does not open elsewhere and erasing the wrapped key erases the report.
// NOTE a backup made before still holds the wrapped key: the runbook says how erasures are repeated after a restore.

import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';

const IV = 12;
const TAG = 16;
/** Bytes of a keyed hash that are kept: 128 bits, no accidental collision below 2^64 values. */
const HASH = 16;

export interface Vault {
  /** A new data key and the form in which it is stored with its row. `owner` is the row's id. */
  newKey(owner: string): { key: Buffer; wrapped: Buffer };
  /** @throws Error when the wrapped key is not this owner's or the master key is another. */
  unwrap(wrapped: Buffer, owner: string): Buffer;
  /** `context` names table, column and row; the same must be given to open. */
  seal(key: Buffer, plain: string | Buffer, context: string): Buffer;
  open(key: Buffer, sealed: Buffer, context: string): Buffer;
  /** For rows without a key of their own (chats, updates): sealed under the master key. */
  sealField(plain: string, context: string): Buffer;
  openField(sealed: Buffer, context: string): string;
  /** Keyed hash for finding equal values without storing them. `kind` keeps value spaces apart. */
  hash(kind: string, value: string): Buffer;
  /** Secret that shows a report is yours; derived, so it is never stored. URL-safe, 32 characters. */
  receiptOf(reportId: string): string;
  /** Key for another part's own use (cookies, signatures); `purpose` keeps them apart. 32 bytes. */
  derive(purpose: string): Buffer;
}

/** @param masterKey 32 bytes. */
export function createVault(masterKey: Buffer): Vault {
  const derive = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', masterKey, Buffer.alloc(0), `jaga/${purpose}`, 32));
  const wrapKey = createSecretKey(derive('wrap'));
  const fieldKey = createSecretKey(derive('field'));
  const hashKey = createSecretKey(derive('hash'));
  const receiptKey = createSecretKey(derive('receipt'));
  return {
    newKey(owner) {
      const key = randomBytes(32);
      return { key, wrapped: seal(wrapKey, key, `key/${owner}`) };
    },
    unwrap: (wrapped, owner) => open(wrapKey, wrapped, `key/${owner}`),
    seal: (key, plain, context) => seal(createSecretKey(key), plain, context),
    open: (key, sealed, context) => open(createSecretKey(key), sealed, context),
    sealField: (plain, context) => seal(fieldKey, plain, context),
    openField: (sealed, context) => open(fieldKey, sealed, context).toString('utf8'),
    hash: (kind, value) => createHmac('sha256', hashKey).update(`${kind}\0${value}`).digest().subarray(0, HASH),
    receiptOf: (reportId) => createHmac('sha256', receiptKey).update(reportId).digest().subarray(0, 24).toString('base64url'),
    derive,
  };
}

// NOTE a key is made a key object first: Node takes five times as long to seal with bare bytes.

function seal(key: KeyObject, plain: string | Buffer, context: string): Buffer {
  const iv = randomBytes(IV);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(context));
  const body = Buffer.concat([typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

function open(key: KeyObject, sealed: Buffer, context: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV));
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(sealed.subarray(IV, IV + TAG));
  return Buffer.concat([decipher.update(sealed.subarray(IV + TAG)), decipher.final()]);
}
