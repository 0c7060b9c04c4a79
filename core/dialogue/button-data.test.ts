import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIndicatorCode } from '#core/checking/indicator-code.ts';
import { INDICATOR_KINDS, LANGUAGES, SCAM_TYPES } from '#core/taxonomy/taxonomy.ts';
import { CARD_COUNTRIES, formatButtonData, LOSS_ANSWERS, MOST_CODES, parseButtonData, WARNING_COUNTRIES, type ButtonData } from './button-data.ts';

const anyCode = fc
  .tuple(fc.constantFrom(...INDICATOR_KINDS), fc.uint8Array({ minLength: 16, maxLength: 16 }))
  .map(([kind, bytes]) => formatIndicatorCode({ kind, hash: Buffer.from(bytes) }));

const anyButton: fc.Arbitrary<ButtonData> = fc.oneof(
  fc.record({ kind: fc.constant('language' as const), language: fc.constantFrom(...LANGUAGES) }),
  fc.record({ kind: fc.constant('loss' as const), answer: fc.constantFrom(...LOSS_ANSWERS) }),
  fc.record({
    kind: fc.constant('card' as const),
    country: fc.constantFrom(...CARD_COUNTRIES),
    answer: fc.constantFrom(...LOSS_ANSWERS),
    types: fc.uniqueArray(fc.constantFrom(...SCAM_TYPES), { maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant('subscription' as const), action: fc.constantFrom('open', 'all', 'done', 'stop') }),
  fc.record({ kind: fc.constant('warning_type' as const), type: fc.constantFrom(...SCAM_TYPES) }),
  fc.record({ kind: fc.constant('warning_country' as const), country: fc.constantFrom(...WARNING_COUNTRIES) }),
  fc.record({ kind: fc.constant('draft' as const), action: fc.constantFrom('done', 'separate') }),
  fc.record({ kind: fc.constant('menu' as const), item: fc.constantFrom('help', 'status', 'language') }),
  fc.record({ kind: fc.constant('check' as const), action: fc.constantFrom('draft', 'again', 'report', 'sources') }),
  fc.record({ kind: fc.constant('watch' as const), codes: fc.array(anyCode, { minLength: 1, maxLength: MOST_CODES }) }),
  fc.record({ kind: fc.constant('unwatch' as const), code: anyCode }),
);

describe('button data', () => {
  it('comes back as it was and fits into 64 bytes', () => {
    fc.assert(
      fc.property(anyButton, (data) => {
        const raw = formatButtonData(data);
        expect(Buffer.byteLength(raw)).toBeLessThanOrEqual(64);
        expect(parseButtonData(raw)).toEqual(data);
      }),
    );
  });

  it('carries at most three scam types', () => {
    const raw = formatButtonData({ kind: 'card', country: 'other', answer: 'within_24h', types: [...SCAM_TYPES] });
    expect(raw).toBe('card:other:within_24h:IMP_AUTH,IMP_CORP,IMP_KNOWN');
  });

  it('is null for anything else', () => {
    const others = [
      '',
      'loss:',
      'loss:maybe',
      'lang:fr',
      'card:KR',
      'card:JP:no:-',
      'type:__proto__',
      'x'.repeat(1000),
      '__proto__:ko',
      'watch:',
      'watch:A,B',
      'unwatch:abc',
      'check:all',
    ];
    for (const raw of others) expect(parseButtonData(raw)).toBeNull();
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (raw) => parseButtonData(`?${raw}`) === null));
  });
});
