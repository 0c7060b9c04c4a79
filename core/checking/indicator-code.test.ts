import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INDICATOR_KINDS } from '#core/taxonomy/taxonomy.ts';
import { formatIndicatorCode, parseIndicatorCode } from './indicator-code.ts';

describe('an indicator’s code', () => {
  it('comes back as it was and fits into a link to the bot', () => {
    fc.assert(
      fc.property(fc.constantFrom(...INDICATOR_KINDS), fc.uint8Array({ minLength: 16, maxLength: 16 }), (kind, bytes) => {
        const code = formatIndicatorCode({ kind, hash: Buffer.from(bytes) });
        expect(code).toMatch(/^[A-Za-z0-9_-]{23}$/);
        expect(parseIndicatorCode(code)).toEqual({ kind, hash: Buffer.from(bytes) });
      }),
    );
  });

  it('is null for anything else, a phone number among them', () => {
    for (const code of ['', '010-4821-7733', 'A'.repeat(22), `${'z'.repeat(22)}A`, 'A'.repeat(24), '카'.repeat(23)])
      expect(parseIndicatorCode(code)).toBeNull();
    fc.assert(fc.property(fc.string(), (code) => parseIndicatorCode(code) === null || parseIndicatorCode(code)?.hash.length === 16));
  });
});
