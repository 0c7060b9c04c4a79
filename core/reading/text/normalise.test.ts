import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { originalSpan } from './mapped-text.ts';
import { normalise } from './normalise.ts';

describe('normalise', () => {
  it.each([
    ['０１０－１２３４', '010-1234'],
    ['①③⑨④', '1394'],
    ['안\u200b전\u3164계\u00ad좌', '안전계좌'],
    ['ㄱㅓㅁㅊㅏㄹ', '검찰'],
    ['ㄷㅐ출', '대출'],
    ['ㅋㅋㅠㅠ', 'ㅋㅋㅠㅠ'],
    ['가각힣'.normalize('NFD'), '가각힣'],
    ['1️⃣3️⃣9️⃣4️⃣', '1394'],
    ['hxxps://a[.]b (dot) com', 'https://a.b.com'],
    ['evil 점 com', 'evil.com'],
    ['evil닷컴', 'evil.com'],
    ['장점 점심', '장점 점심'],
    ['x\0\ud800y', 'x\ufffdy'],
  ])('turns %j into %j', (given, clean) => {
    expect(normalise(given).clean.text).toBe(clean);
  });

  it('folds look-alike letters in the skeleton only', () => {
    const { clean, skeleton } = normalise('Mаybаnk');
    expect(skeleton).toBe('maybank');
    expect(clean.text).toBe('Mаybаnk');
  });

  it('maps every range of the clean text back to a range of the original', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const { clean, skeleton } = normalise(text);
        expect(skeleton).toHaveLength(clean.text.length);
        for (let i = 0; i < clean.text.length; i += 1) {
          const span = originalSpan(clean, i, i + 1);
          expect(text.slice(span.start, span.end)).toBe(span.raw);
          expect(span.raw).not.toBe('');
        }
      }),
    );
  });
});
