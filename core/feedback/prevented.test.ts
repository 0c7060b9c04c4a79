import { describe, expect, it } from 'vitest';
import { currenciesFor, PREVENTED_CURRENCIES, PREVENTED_FROM, preventedData, preventedOf, readPrevented, type PreventedAnswer } from './prevented.ts';

const CODE = '7K3M9QPX';
const ANSWERS: PreventedAnswer[] = [
  { code: CODE, range: null },
  ...PREVENTED_CURRENCIES.flatMap((currency) => PREVENTED_FROM[currency].map((_, at) => ({ code: CODE, range: { currency, at } }))),
];

describe('what was nearly paid', () => {
  it('comes back from its button as it was, within what Telegram carries', () => {
    for (const answer of ANSWERS) {
      expect(readPrevented(preventedData(answer))).toEqual(answer);
      expect(preventedData(answer).length).toBeLessThanOrEqual(64);
    }
    for (const data of ['feedback:7K3M9QPX:nearly_paid', 'prevented:7K3M9QPX:USD:0', 'prevented:7K3M9QPX:KRW:4', 'prevented:7K3M9QPX:KRW', 'prevented:x:none'])
      expect(readPrevented(data)).toBeNull();
  });

  it('lies between bounds that meet, the last one open', () => {
    expect(preventedOf({ range: { currency: 'KRW', at: 1 } })).toEqual({ currency: 'KRW', from: 1_000_000, to: 10_000_000 });
    expect(preventedOf({ range: { currency: 'MYR', at: 3 } })).toEqual({ currency: 'MYR', from: 5_000_000, to: null });
    expect(preventedOf({ range: null })).toBeNull();
  });

  it.each([
    ['ko', ['MY'], ['KRW']],
    ['ms', [], ['MYR']],
    ['en', ['KR'], ['KRW']],
    ['en', ['MY'], ['MYR']],
    ['en', ['KR', 'MY'], ['KRW', 'MYR']],
    ['en', [], ['KRW', 'MYR']],
  ] as const)('is asked in the money of %s with %s: %s', (language, countries, currencies) => expect(currenciesFor(language, countries)).toEqual(currencies));
});
