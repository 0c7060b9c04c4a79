import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readMessage } from './read-message.ts';
import type { Indicator } from './reading.ts';

function valuesOf(text: string, kind: Indicator['kind']): string[] {
  return readMessage({ text })
    .indicators.filter((indicator) => indicator.kind === kind)
    .map(({ value }) => value);
}

/** Text as it arrives: pieces of real messages between arbitrary units, lone surrogates among them. */
const hostileText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)), maxLength: 6 }),
      fc.constantFrom(
        '010-1234-5678',
        '０１０-1234-5678로',
        '공일공 일이삼사 오육칠팔',
        'hxxps://evil[.]top/a',
        '농협.com',
        'maybank 164012345678',
        '국민은행 123456-04-123456',
        'RM1,500.00',
        '3천5백만원',
        '@abcde',
        't.me/joinchat/x',
        '\u200b',
        '\u202e',
        '\0',
        '900101-1234567',
        'IC 900101-14-5678',
        '4111 1111 1111 1111',
        '인증번호',
        '안 보냈어요',
        'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t',
        'kad digital.apk',
        'a@b.co.kr',
        '(dot)',
        '점',
        'ㄱㅓㅁㅊㅏㄹ',
        'password: ',
      ),
    ),
    { maxLength: 14 },
  )
  .map((pieces) => pieces.join(''));

describe('readMessage on any text', () => {
  it('never throws, slices every indicator back to its raw text and keeps scores in range', () => {
    fc.assert(
      fc.property(hostileText, fc.constantFrom('KR' as const, 'MY' as const, 'SG' as const, undefined), (text, country) => {
        const reading = readMessage({ text, ...(country !== undefined && { country }) });
        for (const { raw, start, end } of reading.indicators) expect(text.slice(start, end)).toBe(raw);
        expect(reading.score).toBeGreaterThanOrEqual(0);
        expect(reading.score).toBeLessThanOrEqual(1);
        expect(reading.types.reduce((sum, { score }) => sum + score, 0)).toBeLessThanOrEqual(1);
        for (const { minor } of reading.amounts) expect(Number.isSafeInteger(minor)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('reads the same text the same way twice', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(readMessage({ text })).toEqual(readMessage({ text }));
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    'a',
    '0',
    '1 ',
    '1-',
    '.',
    'a.',
    '@',
    'http://',
    '가',
    '일',
    '일 ',
    'RM1,',
    '\ud800',
    '\0',
    '\u202e',
    'à́̂',
    'hxxp://a[.]b ',
    '인증번호 ',
    'password:',
    'seed word ',
    '0x5',
    '십백',
    '(',
    'i paid ',
    '공',
    '0 ',
    '(0',
    '1o ',
    '점',
    'a%2e',
    '1.2.3.4 ',
    '010-1234-5678 ',
    'www. ',
    'https://a . ',
    'a dot b ',
  ])('reads 100,000 characters of %j in linear time', (piece) => {
    const started = process.cpuUsage();
    readMessage({ text: piece.repeat(Math.ceil(100_000 / piece.length)) });
    // Some 50 ms of work on a quiet machine; a quadratic step over 100,000 characters takes minutes. Time of this process alone, so
    // that a busy machine does not count, but with the compiler's threads.
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1_000).toBeLessThan(1_500);
  });
});

const birthDate = fc
  .date({ min: new Date('1940-01-01'), max: new Date('1999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(2, 10).replaceAll('-', ''));
const digits = (length: number): fc.Arbitrary<string> => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });
const around = fc.constantFrom('', '제 번호는 ', 'nombor saya ', 'my number is ', '안녕하세요\n', '국민은행 ', '→');

describe('masking', () => {
  it('leaves no Korean resident number readable', () => {
    fc.assert(
      fc.property(around, birthDate, fc.constantFrom('-', ' ', '', ' - ', '–'), fc.constantFrom(...'12345678'), digits(6), (before, date, gap, sex, rest) => {
        const { masked, indicators } = readMessage({ text: `${before}${date}${gap}${sex}${rest} 입니다` });
        expect(masked).not.toContain(`${sex}${rest}`);
        expect(indicators.some(({ value }) => value.includes(`${date}${sex}${rest}`))).toBe(false);
      }),
    );
  });

  it('leaves no MyKad number readable', () => {
    fc.assert(
      fc.property(around, birthDate, fc.constantFrom('01', '10', '14', '45', '71'), digits(4), (before, date, place, rest) => {
        expect(readMessage({ text: `${before}${date}-${place}-${rest} ya` }).masked).not.toContain(`${place}-${rest}`);
        expect(readMessage({ text: `no ic ${date}${place}${rest}` }).masked).toBe('no ic [MYKAD]');
      }),
    );
  });

  it('leaves no card number readable', () => {
    fc.assert(
      fc.property(around, fc.constantFrom('4', '51', '9420', '2221'), digits(15), fc.constantFrom('', ' ', '-'), (before, range, rest, gap) => {
        const number = withLuhn(`${range}${rest}`.slice(0, 15));
        const written = number.match(/.{4}/g)?.join(gap) ?? '';
        expect(readMessage({ text: `${before}${written} 끝` }).masked).not.toContain(written);
      }),
    );
  });

  it('replaces codes and passwords and keeps all other text byte for byte', () => {
    expect(readMessage({ text: '[카카오] 인증번호 [482913] 타인에게 알려주지 마세요 \ud83d' }).masked).toBe(
      '[카카오] 인증번호 [[CODE]] 타인에게 알려주지 마세요 \ud83d',
    );
    expect(readMessage({ text: 'TAC anda untuk RM250 ialah 583921.' }).masked).toBe('TAC anda untuk RM250 ialah [CODE].');
    expect(readMessage({ text: '비밀번호는 hunter22!' }).masked).toBe('비밀번호는 [CODE]');
    expect(readMessage({ text: 'NRIC S1234567D, passport A12345678' }).masked).toBe('NRIC [NRIC], passport [PASSPORT]');
  });

  it("keeps the suspect's account and phone", () => {
    const text = '국민은행 123456-04-123456 홍길동, 010-1234-5678';
    expect(readMessage({ text }).masked).toBe(text);
  });
});

/** Adds the ISO 7812 check digit. */
function withLuhn(partial: string): string {
  let sum = 0;
  for (let i = 0; i < partial.length; i += 1) {
    const digit = Number(partial.charAt(partial.length - 1 - i));
    const weighted = i % 2 === 0 ? digit * 2 : digit;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return `${partial}${(10 - (sum % 10)) % 10}`;
}

describe('indicators of a whole message', () => {
  it('finds link, domain, account, phone and messenger of one Korean message', () => {
    const text = '신한 110-123-456789로 입금 후 hxxp://pay-kr[.]top/x 확인, 텔레그램 @money_boss 010-9876-5432로 연락';
    expect(valuesOf(text, 'bank_account')).toEqual(['KR/088/110123456789']);
    expect(valuesOf(text, 'url')).toEqual(['http://pay-kr.top/x']);
    expect(valuesOf(text, 'domain')).toEqual(['pay-kr.top']);
    expect(valuesOf(text, 'telegram')).toEqual(['money_boss']);
    expect(valuesOf(text, 'phone')).toEqual(['+821098765432']);
  });

  it('does not take a national id for an account or a phone', () => {
    const { indicators } = readMessage({ text: '계좌 말고 주민번호 900101-1234567 보내래요' });
    expect(indicators).toEqual([]);
  });

  it('flags official numbers and domains', () => {
    const { indicators } = readMessage({ text: '의심되면 1394로 신고하거나 https://www.police.go.kr 확인' });
    expect(indicators.every(({ official }) => official === true)).toBe(true);
    expect(indicators.map(({ value }) => value)).toContain('1394');
  });
});
