import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlertContent } from '#core/alerts/alert.ts';
import { createTranslator } from '#platform/i18n.ts';
import type { AlertToDeliver } from './delivery.ts';
import { pushMessage, renderPush } from './render-push.ts';

const translator = createTranslator({ strict: true });
const now = new Date('2026-11-26T09:00:00Z');

function alertOf(
  changes: Partial<AlertToDeliver> = {},
  text = { headline: '가짜 택배 요금', what_happens: 'x', what_to_do: '링크를 누르지 마세요. 물어보세요.' },
) {
  const content: AlertContent = {
    type: 'PHISH',
    grade: 'warning',
    countries: [],
    valid_until: '2036-12-07T00:00:00Z',
    texts: { ko: text, ms: text, en: text },
  };
  const alert: AlertToDeliver = {
    id: randomUUID(),
    code: '7K3M9QPX',
    state: 'published',
    all_clear: false,
    published_version: 1,
    published_at: now,
    expires_at: null,
    content,
  };
  return { ...alert, ...changes };
}

describe('a warning as a notification', () => {
  it('says what to do in one sentence', () => {
    const { title, body } = renderPush({ alert: alertOf(), language: 'ko', form: 'first', translator });
    expect([title, body]).toEqual(['[경고] 가짜 택배 요금', '링크를 누르지 마세요.\n경보 코드 7K3M-9QPX']);
  });

  it('says for which regions, where it is for these alone', () => {
    const alert = alertOf();
    alert.content = { ...alert.content, countries: ['KR', 'MY'], regions: ['KR-11', 'KR-28'] };
    expect(renderPush({ alert, language: 'en', form: 'first', translator }).body.split('\n')[1]).toBe('📍 Area: Korea (Seoul, Incheon), Malaysia');
    expect(renderPush({ alert, language: 'en', form: 'withdrawn', translator }).body).not.toContain('📍');
  });

  const text = fc.record({
    headline: fc.string({ unit: 'binary', maxLength: 400 }),
    what_happens: fc.constant(''),
    what_to_do: fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 2_000 }),
      fc.constant('\u0001'.repeat(2_000)),
      fc.constant('힣'.repeat(2_000)),
      fc.constant('"\\'.repeat(999)),
    ),
  });

  it('P8 is below 3 kB and whole characters, whatever the approved text contains', () => {
    fc.assert(
      fc.property(text, fc.constantFrom('first', 'corrected', 'withdrawn'), fc.constantFrom('ko', 'ms', 'en'), (words, form, language) => {
        const alert = alertOf({}, { ...words, headline: `${words.headline}{{url}}$t(x)` });
        const payload = pushMessage(alert, renderPush({ alert, language, form, translator }), now)?.payload ?? '';
        expect(Buffer.byteLength(payload)).toBeLessThan(3 * 1_024);
        expect(payload.isWellFormed()).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('how long a push service keeps it', () => {
  const ttl = (changes: Partial<AlertToDeliver>): number | undefined => {
    const alert = alertOf(changes);
    return pushMessage(alert, renderPush({ alert, language: 'en', form: 'first', translator }), now)?.ttlSeconds;
  };

  it.each([
    ['until it ends', { expires_at: new Date('2026-11-26T10:00:00Z') }, 3_600],
    ['28 days at most', { expires_at: new Date('2036-11-26T10:00:00Z') }, 28 * 86_400],
    ['28 days when it was taken back, ended or not', { state: 'withdrawn', expires_at: new Date('2026-11-01T00:00:00Z') }, 28 * 86_400],
    ['not at all once it has ended', { expires_at: now }, undefined],
  ] as const)('%s', (_what, changes, seconds) => expect(ttl(changes)).toBe(seconds));
});
