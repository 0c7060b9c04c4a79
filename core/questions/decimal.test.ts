import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDecimal } from './decimal.ts';

describe('parseDecimal', () => {
  it.each([
    ['1,200,000', '1200000'],
    ['150만', '1500000'],
    ['1억 2천만원', '120000000'],
    ['RM 1,500.50', '1500.5'],
    ['1.500,50', '1500.5'],
    ['2 juta', '2000000'],
    ['1.5m', '1500000'],
    ['0.015 BTC', '0.015'],
    ['₩50,000', '50000'],
  ])('reads %s', (typed, decimal) => expect(parseDecimal(typed)).toBe(decimal));

  it.each(['', 'a lot', '0', '-5', '5 apples', '1e30'])('refuses %s', (typed) => expect(parseDecimal(typed)).toBeNull());

  it('never throws, and gives a plain decimal or nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const decimal = parseDecimal(typed);
        return decimal === null || /^\d+(?:\.\d+)?$/.test(decimal);
      }),
    );
  });
});
