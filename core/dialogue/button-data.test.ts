import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIndicatorCode } from '#core/checking/indicator-code.ts';
import { INDICATOR_KINDS, LANGUAGES, SCAM_TYPES } from '#core/taxonomy/taxonomy.ts';
import {
  AREA_CHOICES,
  CARD_COUNTRIES,
  formatButtonData,
  LOSS_ANSWERS,
  MOST_CODES,
  OWN_REPORT_ACTIONS,
  parseButtonData,
  WARNING_COUNTRIES,
  type ButtonData,
} from './button-data.ts';

import { CONSENT_PURPOSES } from '#core/reports/consent.ts';
import { LOSS_KINDS } from '#core/safety/loss-kinds.ts';
import { CHOICES, QUESTIONS } from './interview/questions.ts';

const anyCode = fc
  .tuple(fc.constantFrom(...INDICATOR_KINDS), fc.uint8Array({ minLength: 16, maxLength: 16 }))
  .map(([kind, bytes]) => formatIndicatorCode({ kind, hash: Buffer.from(bytes) }));
const reference = fc.constantFrom('JG-7K3M-9QPX-4', 'JG-0000-0000-0', 'JG-ZZZZ-ZZZZ-Z');

const anyButton: fc.Arbitrary<ButtonData> = fc.oneof(
  fc.record({ kind: fc.constant('language' as const), language: fc.constantFrom(...LANGUAGES) }),
  fc.record({ kind: fc.constant('loss' as const), answer: fc.constantFrom(...LOSS_ANSWERS) }),
  fc.record({
    kind: fc.constant('card' as const),
    country: fc.constantFrom(...CARD_COUNTRIES, 'any'),
    answer: fc.constantFrom(...LOSS_ANSWERS),
    types: fc.uniqueArray(fc.constantFrom(...SCAM_TYPES), { maxLength: 3 }),
    what: fc.constantFrom(...LOSS_KINDS, null),
    sent_to: fc.constantFrom('KR', 'MY', 'SG', null),
  }),
  fc.record({ kind: fc.constant('safe' as const), action: fc.constantFrom('with_me', 'alone', 'held') }),
  fc.constantFrom(...QUESTIONS).chain((question) =>
    fc.record({
      kind: fc.constant('ask' as const),
      question: fc.constant(question),
      answer: fc.constantFrom(...CHOICES[question], 'skip', 'back', 'enough', 'go_on'),
      reference,
    }),
  ),
  fc.record({ kind: fc.constant('agree' as const), purpose: fc.constantFrom(...CONSENT_PURPOSES), reference }),
  fc.record({ kind: fc.constant('own_report' as const), action: fc.constantFrom(...OWN_REPORT_ACTIONS), reference }),
  fc.record({ kind: fc.constant('contact' as const), owner: fc.constantFrom('theirs', 'mine') }),
  fc.record({ kind: fc.constant('subscription' as const), action: fc.constantFrom('open', 'all', 'done', 'stop') }),
  fc.record({ kind: fc.constant('warning_type' as const), type: fc.constantFrom(...SCAM_TYPES) }),
  fc.record({ kind: fc.constant('warning_country' as const), country: fc.constantFrom(...WARNING_COUNTRIES) }),
  fc.record({ kind: fc.constant('warning_area' as const), at: fc.constantFrom(...AREA_CHOICES) }),
  fc.record({ kind: fc.constant('draft' as const), action: fc.constantFrom('done', 'separate', 'same') }),
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
    const raw = formatButtonData({ kind: 'card', country: 'other', answer: 'within_24h', types: [...SCAM_TYPES], what: null, sent_to: null });
    expect(raw).toBe('card:other:within_24h:IMP_AUTH,IMP_CORP,IMP_KNOWN');
  });

  it('reads cards of earlier versions, which said neither what left nor where it went', () => {
    expect(parseButtonData('card:KR:within_24h:-')).toEqual({ kind: 'card', country: 'KR', answer: 'within_24h', types: [], what: null, sent_to: null });
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
      'area:SG',
      'area:KR-99',
      'x'.repeat(1000),
      '__proto__:ko',
      'watch:',
      'watch:A,B',
      'unwatch:abc',
      'check:all',
      'ask:amount:skip:JG',
      'mine:erase:',
      'agree:all:7K3M9QPX4',
      'type:__proto__',
      'x'.repeat(1000),
      '__proto__:ko',
    ];
    for (const raw of others) expect(parseButtonData(raw)).toBeNull();
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (raw) => parseButtonData(`?${raw}`) === null));
  });
});
