import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { createVault } from '#core/privacy/vault.ts';
import { loadConfig } from '#platform/config.ts';
import { vapidKeys } from './vapid-key.ts';

it('is the same pair wherever the master key is, and another under another', () => {
  const master = randomBytes(32);
  expect(vapidKeys(createVault(master))).toEqual(vapidKeys(createVault(master)));
  expect(vapidKeys(createVault(randomBytes(32)))).not.toEqual(vapidKeys(createVault(master)));
});

it.each([Buffer.alloc(32), Buffer.alloc(32, 0xff), Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551', 'hex')])(
  'is a pair also where the derived bytes are no private key: %s',
  (bytes) => {
    const { publicKey, privateKey } = vapidKeys({ derive: () => bytes });
    expect(loadConfig({ WEB_PUSH_PUBLIC_KEY: publicKey, WEB_PUSH_PRIVATE_KEY: privateKey }).webPush.keys).toEqual({ publicKey, privateKey });
  },
);
