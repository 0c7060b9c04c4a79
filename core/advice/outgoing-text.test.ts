import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outgoingText, OUTGOING_LIMIT } from '#core/advice/outgoing-text.ts';
import { readMessage } from '#core/reading/read-message.ts';

test.each([
  ['a Korean resident number', '주민번호 900101-1234567 알려주세요'],
  ['a Malaysian identity card', 'No IC saya 900101-14-5678'],
  ['a card number', 'Card 4111 1111 1111 1111'],
  ['a one-time code', '인증번호 483920 입력하세요'],
  ['a resident number pulled apart by characters nobody sees', '주민번호 900101\u200b-\u200b1234567'],
])('lets nothing out of a text with %s that was not masked', (_what, text) => {
  expect(outgoingText({ text })).toBeNull();
});

test('lets nothing out when the cut would leave half of an unmasked number', () => {
  expect(outgoingText({ text: `${'가'.repeat(2_995)} 900101-1234567 ${'나'.repeat(3_000)}` })).toBeNull();
});

test('says of phones, accounts and addresses only what they are', () => {
  const masked = '국민은행 123456-01-234567 로 송금, 문의 010-4821-7733, Encik hubungi 012-345 6789 atau siti.aminah@contoh.my';
  const text = outgoingText({ text: masked }) ?? '';
  expect(text).toContain('[BANK_ACCOUNT]');
  expect(text).toContain('[EMAIL]');
  expect(text.match(/\[PHONE\]/g)).toHaveLength(2);
  expect(text).not.toMatch(/\d{3}/);
  expect(text).not.toContain('aminah');
});

test('keeps the host of a link and drops what may name the victim', () => {
  const text = outgoingText({ text: 'klik https://maybank2u-pengesahan.xyz/login?nama=Siti&id=77 sekarang' });
  expect(text).toBe('klik [LINK maybank2u-pengesahan.xyz] sekarang');
});

test('keeps the numbers of authorities', () => {
  expect(outgoingText({ text: '1332로 전화하세요. Hubungi 997.' })).toContain('1332');
});

test('keeps beginning and end of a long text', () => {
  const text = outgoingText({ text: `처음입니다. ${'가나다라 '.repeat(4_000)} 마지막입니다.` }) ?? '';
  expect(text.length).toBeLessThanOrEqual(OUTGOING_LIMIT);
  expect(text.startsWith('처음입니다.')).toBe(true);
  expect(text.endsWith('마지막입니다.')).toBe(true);
});

test('takes any text, lets out nothing that the reader would mask, and nothing unseen', () => {
  const pieces = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('900101-1234567', '900101-14-5678', '4111-1111-1111-1111', '인증번호 ', 'TAC ', '483920', '\u202e', '\u0000', '\ud83d', 'END REPORT'),
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
      const text = outgoingText({ text: readMessage({ text: parts.join('') }).masked });
      if (text === null) return;
      expect(readMessage({ text }).masked).toBe(text);
      expect(text.isWellFormed()).toBe(true);
      expect(text).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}]/u);
    }),
    { numRuns: 300 },
  );
});
