import { describe, expect, it } from 'vitest';

import { readMessage } from '../../read-message.ts';
import type { MessageToRead } from '../../reading.ts';

function phonesIn(text: string, country?: MessageToRead['country']): string[] {
  const { indicators } = readMessage({ text, ...(country !== undefined && { country }) });
  return indicators.filter(({ kind }) => kind === 'phone').map(({ value }) => value);
}

describe('phones', () => {
  it.each([
    ['010-1234-5678로 연락주세요', '+821012345678'],
    ['번호는01012345678입니다', '+821012345678'],
    ['０１０ー１２３４ー５６７８'.replaceAll('ー', '－'), '+821012345678'],
    ['0 1 0 1 2 3 4 5 6 7 8 로 전화', '+821012345678'],
    ['공일공 일이삼사 오육칠팔이에요', '+821012345678'],
    ['O1O-1234-5678 문자', '+821012345678'],
    ['02)555-1234 문의', '+8225551234'],
    ['070-8123-4419', '+827081234419'],
    ['대표번호 1588-1234', '+8215881234'],
    ['+82 10-1234-5678', '+821012345678'],
    ['+82-(0)10-1234-5678', '+821012345678'],
    ['006 82 10 1234 5678'.replaceAll(' ', ''), '+821012345678'],
    ['hubungi 012-345 6789', '+60123456789'],
    ['call 03-2610 1559 now', '+60326101559'],
    ['whatsapp +60 11-3456 7788', '+601134567788'],
    ['kosong satu dua tiga empat lima enam tujuh lapan sembilan', '+60123456789'],
    ['1-300-88-2999', '+601300882999'],
    ['+65 9123 4567', '+6591234567'],
    ['+855 12 345 678', '+85512345678'],
  ])('reads %j', (text, value) => {
    expect(phonesIn(text)).toEqual([value]);
  });

  it('keeps a number that is valid in two countries ambiguous when nothing tells them apart', () => {
    const { indicators } = readMessage({ text: 'this number 0326101559 again' });
    expect(indicators).toMatchObject([{ kind: 'phone', value: '0326101559', countries: ['KR', 'MY'] }]);
  });

  it("lets the reporter's country, then the language, then the grouping decide", () => {
    expect(phonesIn('this number 0326101559', 'KR')).toEqual(['+82326101559']);
    expect(phonesIn('이 번호로 왔어요 0326101559')).toEqual(['+82326101559']);
    expect(phonesIn('nombor ini yang hubungi saya 0326101559')).toEqual(['+60326101559']);
    expect(phonesIn('from 032-610-1559')).toEqual(['+82326101559']);
  });

  it.each(['2026-11-23 14:30', '금액 16000000원', '3333-01-1234567', 'RM01234567', '주문번호 20261123-0001', '12:30 01-02-2026'])(
    'finds none in %j',
    (text) => {
      expect(phonesIn(text)).toEqual([]);
    },
  );

  it('takes a short official line for a number only where calling is spoken of', () => {
    expect(phonesIn('NSRC 997 hubungi segera')).toEqual(['997']);
    expect(phonesIn('112명이 왔다')).toEqual([]);
  });
});
