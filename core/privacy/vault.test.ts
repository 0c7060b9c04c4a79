import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVault } from '#core/privacy/vault.ts';

const vault = createVault(randomBytes(32));

describe('vault', () => {
  it('opens what it sealed, byte for byte, for any text', () => {
    const { key } = vault.newKey('r1');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => vault.open(key, vault.seal(key, Buffer.from(bytes), 'c'), 'c').equals(Buffer.from(bytes))),
    );
  });

  it('opens nowhere else: another row, another context, another master key', () => {
    const { key, wrapped } = vault.newKey('r1');
    const sealed = vault.seal(key, '국민은행 123456-01-123456', 'reports/sealed/r1');
    expect(() => vault.open(key, sealed, 'reports/sealed/r2')).toThrow();
    expect(() => vault.unwrap(wrapped, 'r2')).toThrow();
    expect(() => createVault(randomBytes(32)).unwrap(wrapped, 'r1')).toThrow();
    expect(vault.unwrap(wrapped, 'r1').equals(key)).toBe(true);
  });

  it('notices every changed bit', () => {
    const sealed = vault.sealField('챗 12345', 'chat');
    for (let index = 0; index < sealed.length; index += 1) {
      const changed = Buffer.from(sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => vault.openField(changed, 'chat')).toThrow();
    }
  });

  it('hashes equal values alike within a kind and never across kinds', () => {
    expect(vault.hash('phone', '+821012345678').equals(vault.hash('phone', '+821012345678'))).toBe(true);
    expect(vault.hash('phone', '1').equals(vault.hash('chat', '1'))).toBe(false);
    expect(vault.receiptOf('a')).not.toBe(vault.receiptOf('b'));
  });
});
