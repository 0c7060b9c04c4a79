import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newReference, parseReference } from '#core/reports/reference.ts';

describe('reference', () => {
  it('reads back what it made, however it is typed', () => {
    for (let round = 0; round < 200; round += 1) {
      const reference = newReference();
      expect(reference).toMatch(/^JG-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/);
      expect(parseReference(reference)).toBe(reference);
      expect(parseReference(` ${reference.toLowerCase().replaceAll('-', ' ')} `)).toBe(reference);
      expect(parseReference(reference.slice(3).replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(reference);
    }
  });

  it('notices every single wrong character', () => {
    const reference = newReference();
    for (const position of [3, 4, 5, 6, 8, 9, 10, 11]) {
      for (const wrong of '0123456789ABCDEFGHJKMNPQRSTVWXYZ') {
        if (wrong === reference[position]) continue;
        expect(parseReference(reference.slice(0, position) + wrong + reference.slice(position + 1))).toBeNull();
      }
    }
  });

  it('never throws and finds no reference in other text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => parseReference(text) === null || (parseReference(text) ?? '').startsWith('JG-')));
    expect(parseReference('제 번호가 뭐였죠')).toBeNull();
    expect(parseReference('')).toBeNull();
  });
});
