import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tellingIndicators } from '#core/matching/indicator-weight.ts';
import { readMessage } from '#core/reading/read-message.ts';
import { createPseudonyms } from './pseudonyms.ts';
import { recordedText } from './recorded-text.ts';

const pseudonyms = createPseudonyms(Buffer.alloc(32, 3));

function recorded(text: string, known: string[] = []): string {
  const made = recordedText({ masked: { text: readMessage({ text }).masked }, known }, pseudonyms);
  return made.kind === 'text' ? made.text : `left out: ${made.reason}`;
}

function keysOf(text: string): string[] {
  return tellingIndicators(readMessage({ text }).indicators).map(({ key }) => key);
}

describe('a recorded text', () => {
  test.each([
    ['국민은행 613301-04-221987로 보내라고 했어요', '613301', ['bank_account']],
    ['010-4821-7733으로 전화하라고 문자가 왔습니다', '4821', ['phone']],
    ['sila hubungi 012-345 6789 sekarang juga untuk pinjaman', '3456789', ['phone']],
    ['duit kena masuk akaun Maybank 164012345678 hari ni jugak', '345678', ['bank_account']],
    ['주소 확인 http://cj-track-verify.top/a?n=77 바랍니다', 'cj-track', ['url', 'domain']],
    ['emel saya kata razif.pegawai@lhdn-semak.top suruh bayar', 'razif', ['email']],
    ['텔레그램 @goldfx_lee 로 연락하래요 투자하라고', 'goldfx', ['telegram']],
    ['카톡 아이디 happy7788 추가하라고 했어요 대출 상담', 'happy7788', ['kakaotalk']],
  ])('%s names another of the same kind', (text, secret, kinds) => {
    const made = recorded(text);
    expect(made).not.toContain(secret);
    expect(keysOf(made).map((key) => key.split(':')[0])).toEqual(expect.arrayContaining(kinds.slice(0, 1)));
  });

  test('gives one account one stand-in, however it is written, and another recording another', () => {
    const [dashes, plain] = ['국민은행 613301-04-221987 로 이체하라고 해요', '61330104221987 국민은행 계좌로 보내래요'].map((text) => recorded(text));
    expect(keysOf(dashes ?? '')).toEqual(keysOf(plain ?? ''));
    const other = recordedText({ masked: { text: '국민은행 613301-04-221987 로 이체하라고 해요' }, known: [] }, createPseudonyms());
    expect(other.kind === 'text' && keysOf(other.text)).not.toEqual(keysOf(dashes ?? ''));
  });

  test('gives a phone and its WhatsApp link the same stand-in', () => {
    const [phone, chat] = ['hubungi 011-2345 9876 untuk pinjaman segera', 'wasap dia kat https://wa.me/601123459876 utk pinjaman'].map((text) =>
      keysOf(recorded(text)),
    );
    expect(phone).toHaveLength(1);
    expect(chat).toContain(phone?.[0]);
  });

  test('keeps authorities’ numbers and the words, and nothing of people', () => {
    const made = recorded('제 이름은 김민수이고 1332에 전화했어요. 카드 4111-1111-1111-1111 인증번호 483920도 알려줬어요');
    expect(made).toContain('1332');
    expect(made).toContain('알려줬어요');
    for (const secret of ['김민수', '4111', '483920']) expect(made).not.toContain(secret);
  });

  test('stays behind where the report names elsewhere who it is', () => {
    expect(recorded('저는 해피캐피탈대리점에서 대출을 받으려고 했어요', ['해피캐피탈대리점'])).toBe('left out: identifying');
  });

  test('never has a digit run of the original, whatever the number', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]\d{3}-[1-9]\d{3}$/), (number) => {
        const made = recorded(`어제 010-${number} 번호로 전화가 와서 대출을 권했어요`);
        expect(made).not.toContain(number);
      }),
      { numRuns: 60 },
    );
  });
});
