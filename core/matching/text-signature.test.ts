import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { commonShingles, resemblance, SHINGLE_LIMIT, textShingles, textSignature } from './text-signature.ts';

const SCRIPT = '고객님 명의로 신청하신 카드가 발급되어 오늘 오후에 배송될 예정입니다. 신청하지 않으셨다면 사고접수센터로 전화 주세요.';
const OTHER = '이번 주 토요일에 동창회가 있으니 저녁 여섯 시까지 종로 식당으로 오시면 됩니다. 회비는 삼만 원이에요.';
const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.stringMatching(/^[가-힣 a-z0-9.,]{0,200}$/));

describe('textSignature', () => {
  it('is the same in every process and release', () => {
    const { bands, shingles, length, template } = textSignature('Tahniah! Anda menang RM10,000. Hubungi 011-0000 1234 sekarang juga.');
    expect({ first: bands.slice(0, 2), last: bands.at(-1), shingles: Array.from(shingles.slice(0, 4)), length, template }).toMatchInlineSnapshot(`
      {
        "first": [
          "-2167798673669057843",
          "-5480167061674963781",
        ],
        "last": "-3378356614169627009",
        "length": 37,
        "shingles": [
          53260186,
          298057531,
          328075356,
          520280913,
        ],
        "template": "-670731528974322638",
      }
    `);
  });

  it('gives keys that fit a signed 64-bit column', () => {
    for (const band of [...textSignature(SCRIPT).bands, textSignature(SCRIPT).template]) {
      expect(BigInt.asIntN(64, BigInt(band)).toString()).toBe(band);
    }
  });

  it('shares keys between a script and its copy with other numbers, and none with another message', () => {
    const script = new Set(textSignature(SCRIPT).bands);
    expect(textSignature(`[Web발신] ${SCRIPT} 070-0000-1111`).bands.some((band) => script.has(band))).toBe(true);
    expect(textSignature(OTHER).bands.some((band) => script.has(band))).toBe(false);
  });

  it('has one template for copies that differ in numbers, links, spacing and case', () => {
    const a = textSignature('Bayar RM350 di https://a.example/x sekarang');
    const b = textSignature('BAYAR RM 9,900 di https://lain.example/y   sekarang!');
    expect(a.template).toBe(b.template);
    expect(a.template).not.toBe(textSignature('Bayar RM350 di https://a.example/x esok').template);
  });

  it('keeps what a very long report adds to an index bounded', () => {
    const words = Array.from({ length: 20_000 }, (_, at) => `perkataan${String(at * 7919)}abc${(at * 31).toString(26)}`);
    expect(textSignature(words.join(' ')).bands.length).toBeLessThanOrEqual(120);
  });

  it('has no keys and no shingles for a text that says nothing', () => {
    expect(textSignature('?! 😀')).toMatchObject({ bands: [], length: 0 });
    expect(textSignature('?!').shingles).toHaveLength(0);
  });

  it('never throws, whatever the text and the spans', () => {
    const span = fc.record({
      kind: fc.constantFrom('url' as const, 'phone' as const),
      start: fc.integer({ min: -5, max: 400 }),
      end: fc.integer({ min: -5, max: 400 }),
    });
    fc.assert(
      fc.property(anyText, fc.array(span, { maxLength: 5 }), (text, spans) => {
        const { shingles, length } = textSignature(text, spans);
        expect(shingles.length).toBe(Math.min(length, SHINGLE_LIMIT));
      }),
    );
  });
});

describe('resemblance', () => {
  it('is 1 for equal texts, near 0 for unrelated ones, and 0 for texts that say nothing', () => {
    expect(resemblance(textSignature(SCRIPT), textSignature(SCRIPT))).toBe(1);
    expect(resemblance(textSignature(SCRIPT), textSignature(OTHER))).toBeLessThan(0.1);
    expect(resemblance(textSignature(''), textSignature(''))).toBe(0);
  });

  it('is symmetric and lies between 0 and 1', () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        const forth = resemblance(textSignature(a), textSignature(b));
        expect(forth).toBe(resemblance(textSignature(b), textSignature(a)));
        expect(forth).toBeGreaterThanOrEqual(0);
        expect(forth).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('counts what short texts have in common exactly, and estimates it for long ones', () => {
    const part = SCRIPT.slice(0, 40);
    const piece = new Set(textShingles(part));
    expect(commonShingles(textSignature(SCRIPT), textSignature(part))).toBe(textShingles(SCRIPT).filter((shingle) => piece.has(shingle)).length);
    const words = Array.from({ length: 3_000 }, (_, at) => `perkataan${String(at * 7919)}${(at * 31).toString(26)}`);
    const [whole, half] = [textSignature(words.join(' ')), textSignature(words.slice(0, 1_500).join(' '))];
    expect(whole.length).toBeGreaterThan(3 * SHINGLE_LIMIT);
    expect(Math.abs(commonShingles(whole, half) / half.length - 1)).toBeLessThan(0.15);
  });
});
