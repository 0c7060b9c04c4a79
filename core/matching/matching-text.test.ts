import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { LINK_SYMBOL, matchingSymbols, NUMBER_SYMBOL } from './matching-text.ts';

function folded(text: string, indicators: Parameters<typeof matchingSymbols>[1] = []): string {
  const shown = new Map([
    [LINK_SYMBOL, '<L>'],
    [NUMBER_SYMBOL, '<N>'],
  ]);
  return matchingSymbols(text, indicators)
    .map((symbol) => shown.get(symbol) ?? String.fromCodePoint(symbol))
    .join('');
}

describe('matchingSymbols', () => {
  it('drops spaces, punctuation, case and format characters', () => {
    expect(folded('안전 계좌로, 옮기\u200b세요!')).toBe('안전계좌로옮기세요');
    expect(folded('PinJaman  SEGERA...')).toBe('pinjamansegera');
  });

  it('turns amounts, phones and dates into one number each, whatever separates the digits', () => {
    expect(folded('RM1,500.00 sebulan')).toBe('rm<N>sebuian');
    expect(folded('010-0000-1234로 전화')).toBe('<N>로전화');
  });

  it('turns plain links into one symbol even when the reader found none', () => {
    expect(folded('확인 https://a-b.example/x?y=1 바랍니다')).toBe('확인<L>바랍니다');
    expect(folded('klik hxxps://jahat.example/k')).toBe('kiik<L>');
  });

  it('replaces what the reader found by its class', () => {
    const text = '텔레 abc_kerja 로 연락';
    expect(folded(text, [{ kind: 'telegram', start: 3, end: 12 }])).toBe('텔레<L>로연락');
  });

  it('leaves the words that stand beside a link without a space', () => {
    expect(folded('확인하세요me2.do/MTqS', [{ kind: 'url', start: 0, end: 16 }])).toBe('확인하세요<L>');
  });

  it('reads Cyrillic, full-width, accented and digit look-alikes as the Latin letters they stand for', () => {
    expect(folded('раураl')).toBe(folded('paypal'));
    expect(folded('ＴＡＣ')).toBe('tac');
    expect(folded('p1njam4n')).toBe('pinjaman');
    expect(folded('paypaI')).toBe(folded('paypal'));
    expect(folded('modern')).toBe(folded('modem'));
  });

  it('puts Hangul together that was taken apart', () => {
    expect(folded('ㄷㅐ출')).toBe('대출');
    expect(folded('ㄱㅓㅁㅊㅏㄹ청')).toBe('검찰청');
    expect(folded('대.출*상-담')).toBe('대출상담');
    expect(folded('ㄷ.ㅐ-ㅊ\u200bㅜ ㄹ')).toBe('대출');
    expect(folded('검찰청'.normalize('NFD'))).toBe('검찰청');
  });

  it('drops laughter and tears', () => {
    expect(folded('돈 보냈어요ㅠㅠ 어떡해ㅋㅋㅋ')).toBe('돈보냈어요어떡해');
  });

  it('ignores spans that overlap or lie outside the text', () => {
    const spans = [
      { kind: 'url' as const, start: 0, end: 4 },
      { kind: 'domain' as const, start: 1, end: 4 },
      { kind: 'phone' as const, start: 90, end: 99 },
    ];
    expect(folded('a.my 클릭', spans)).toBe('<L>클릭<N>');
    expect(folded('클릭', [{ kind: 'phone', start: 3, end: 1 }])).toBe('클릭');
  });

  it('never throws and is stable under any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(matchingSymbols(text)).toEqual(matchingSymbols(text));
      }),
    );
  });

  it('takes 100,000 characters of any one kind without stalling', () => {
    for (const unit of ['1', 'a', 'ㄱ', 'ㅏ', '가', 'www.', 'http://', '\ud800', '́']) {
      const text = unit.repeat(Math.ceil(100_000 / unit.length));
      const from = performance.now();
      matchingSymbols(text);
      expect(performance.now() - from).toBeLessThan(1000);
    }
  });
});
