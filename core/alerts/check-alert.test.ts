import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AlertContent } from './alert.ts';
import { alertFaults } from './check-alert.ts';
import { quantitiesIn } from './texts/quantities.ts';

const now = new Date('2026-11-23T09:00:00Z');

function content(what: Partial<Record<'ko' | 'ms' | 'en', string>> = {}): AlertContent {
  const text = (language: 'ko' | 'ms' | 'en', fallback: string) => ({ headline: fallback, what_happens: what[language] ?? fallback, what_to_do: fallback });
  return {
    type: 'PHISH',
    grade: 'caution',
    countries: ['KR'],
    valid_until: '2026-12-01T00:00:00.000Z',
    texts: { ko: text('ko', '문자 속 링크를 누르지 마세요.'), ms: text('ms', 'Jangan tekan pautan.'), en: text('en', 'Do not open the link.') },
  };
}

function faults(what: Partial<Record<'ko' | 'ms' | 'en', string>>) {
  return alertFaults(content(what), now).map(({ code, language, value }) => [code, language, value]);
}

describe('alertFaults', () => {
  test('finds nothing in three texts that say the same', () => {
    expect(faults({ ko: '택배비 3,000원을 내라는 문자', ms: 'SMS meminta bayaran 3,000 won', en: 'A text asking for 3,000 won' })).toEqual([]);
  });

  test('reads 만, juta and million as the same amount', () => {
    expect(faults({ ko: '100만 원을 보내라고 합니다', ms: 'minta RM1 juta', en: 'they want 1 million' })).toEqual([]);
    expect(faults({ ko: '1억 3,500만원', ms: '135,000,000 won', en: '135 million won' })).toEqual([]);
  });

  test('names the language in which a number is missing or slipped by a digit', () => {
    expect(faults({ ko: '피해액 27억 원', ms: 'kerugian 277 juta', en: 'losses of 2.7 billion' })).toEqual([
      ['number_missing', 'ko', '277000000'],
      ['number_missing', 'ms', '2700000000'],
      ['number_missing', 'en', '277000000'],
    ]);
  });

  test('counts the month in a date written with its name', () => {
    expect(faults({ ko: '11월 3일부터', ms: 'mulai 3 November', en: 'since November 3' })).toEqual([]);
    expect(quantitiesIn('You may lose 5 things')).toEqual(new Set(['5']));
    expect(quantitiesIn('These 3 may call from a Mac')).toEqual(new Set(['3']));
  });

  test.each([
    { ko: '3월 5일부터', ms: 'mulai 5 Mac', en: 'from 5 March' },
    { ko: '3월 5일부터', ms: 'mulai 5hb Mac', en: 'from March 5th' },
    { ko: '2026년 3월 5일', ms: '5 Mac 2026', en: '5 Mar 2026' },
    { ko: '3월 5일부터 7일까지', ms: '5 hingga 7 Mac', en: '5 to 7 March' },
    { ko: '5월에', ms: 'pada bulan Mei', en: 'in May' },
  ])('reads the same date: $ko', (same) => {
    expect(faults(same)).toEqual([]);
  });

  test('finds another day, another month, and day and month the wrong way round', () => {
    expect(faults({ ko: '3월 5일', ms: '6 Mac', en: '5 March' })).toEqual([
      ['number_missing', 'ko', '6'],
      ['number_missing', 'ms', '5'],
      ['number_missing', 'en', '6'],
    ]);
    expect(faults({ ko: '3월 5일', ms: '5 Mac', en: '5 April' })).toContainEqual(['number_missing', 'en', '3']);
    expect(faults({ ko: '3월 5일', ms: '3 Mei', en: '5 March' })).toEqual([
      ['number_missing', 'ms', '3월 / Mac / March'],
      ['number_missing', 'ko', '5월 / Mei / May'],
      ['number_missing', 'en', '5월 / Mei / May'],
    ]);
  });

  test('names the language that tells to do what the others forbid', () => {
    const { texts } = content();
    const slipped = { ...content(), texts: { ...texts, ms: { ...texts.ms, what_to_do: 'Tekan pautan.' } } };
    expect(alertFaults(slipped, now)).toEqual([{ code: 'negation_missing', language: 'ms', field: 'what_to_do' }]);
  });

  test('allows certain hotlines and refuses a number one digit off', () => {
    expect(faults({ ko: '997에 전화하세요', ms: 'Hubungi 997', en: 'Call 997' })).toEqual([]);
    expect(faults({ ko: '977에 전화하세요', ms: 'Hubungi 977', en: 'Call 977' }).map(([code]) => code)).toEqual([
      'unknown_phone',
      'unknown_phone',
      'unknown_phone',
    ]);
    expect(faults({ ko: '03-2610 1159', ms: '03-2610 1159', en: '03-2610 1159' }).map(([code]) => code)).toEqual([
      'unknown_phone',
      'unknown_phone',
      'unknown_phone',
    ]);
    expect(faults({ ko: '03-2610 1559', ms: '03-2610 1559', en: '03-2610 1559' })).toEqual([]);
  });

  test.each(['010-4821-7733', '+82 10 4821 7733', '02-123-4567', '07068291234'])('refuses the telephone number %s', (number) => {
    expect(faults({ ko: number, ms: number, en: number })[0]).toEqual(['unknown_phone', 'ko', number]);
  });

  test('allows a masked number of the publication ladder', () => {
    expect(faults({ ko: '010-12**-34**', ms: '010-12**-34**', en: '010-12**-34**' })).toEqual([]);
  });

  test.each(['110-234-567890', '1234 5678 9012 3456', '900101-14-5566', '900101-1234567', 'someone@example.com'])('refuses the identifier %s', (value) => {
    expect(faults({ ko: value, ms: value, en: value })[0]).toEqual(['identifier', 'ko', value]);
  });

  test.each([
    '텔레그램 @vip_profit_kr',
    'Telegram @vip_profit_kr',
    '국민은행 123456-78-901234',
    'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t',
    '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
    '공일공-사팔이일-칠칠삼삼',
    'kosong satu dua tiga empat lima enam tujuh lapan sembilan',
    'open.kakao.com/o/abc123',
  ])('refuses what the reader sees through: %s', (value) => {
    expect(faults({ ko: value, ms: value, en: value }).map(([code]) => code)).toContainEqual(expect.stringMatching(/identifier|unknown_phone|live_link/));
  });

  test('refuses a live link, allows a defanged one and a government host', () => {
    const all = (link: string) => faults({ ko: link, ms: link, en: link }).map(([code]) => code);
    expect(all('https://maybank2u.com.verify-x.top/a')).toEqual(['live_link', 'live_link', 'live_link']);
    expect(all('maybank2u.com.verify-x.top')).toEqual(['live_link', 'live_link', 'live_link']);
    expect(all('https://semakmule.rmp.gov.my.evil.top')).toEqual(['live_link', 'live_link', 'live_link']);
    expect(all('hxxp://verify-x[.]top')).toEqual([]);
    expect(all('semakmule.rmp.gov.my')).toEqual([]);
  });

  test('wants the same links in every language', () => {
    expect(faults({ ko: 'verify-x[.]top 조심' })).toEqual([
      ['link_missing', 'ms', 'verify-x[.]top'],
      ['link_missing', 'en', 'verify-x[.]top'],
    ]);
  });

  test('refuses empty and overlong texts and a time that is over', () => {
    expect(faults({ ms: '  ' })).toEqual([['text_missing', 'ms', undefined]]);
    expect(faults({ ko: '가'.repeat(901) })[0]).toEqual(['text_too_long', 'ko', '901']);
    expect(alertFaults({ ...content(), valid_until: '2026-11-23T09:00:00Z' }, now).map(({ code }) => code)).toEqual(['no_longer_valid']);
    expect(alertFaults({ ...content(), valid_until: 'soon' }, now).map(({ code }) => code)).toEqual(['no_longer_valid']);
  });

  test('survives any text in little time', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 500 }),
      fc.constantFrom(
        '0-'.repeat(5_000),
        'a.'.repeat(20_000),
        '1,000'.repeat(9_000),
        'http://' + '['.repeat(50_000),
        '전화'.repeat(30_000) + '1'.repeat(20_000),
      ),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        const started = performance.now();
        alertFaults(content({ ko: text, ms: text, en: text }), now);
        expect(performance.now() - started).toBeLessThan(10_000);
      }),
      { numRuns: 300 },
    );
  });
});
