import { describe, expect, it } from 'vitest';

import { detectLanguage } from './language.ts';

describe('detectLanguage', () => {
  it.each([
    ['안녕하세요 http://very-long-link.example.com/abcdefghijklmnop', 'ko'],
    ['boss dah bank in', 'ms'],
    ['sy xde duit nk byr', 'ms'],
    ['tolong hantar nombor akaun', 'ms'],
    ['Your parcel is held, please pay', 'en'],
    ['hello', 'en'],
    ['Mohon transfer ke rekening BCA ini pak', 'id'],
    ['gue udah transfer', 'id'],
    ['您的银行账户已被冻结', 'zh'],
    ['これは詐欺です', 'ja'],
    ['வணக்கம்', 'ta'],
    ['สวัสดีครับ', 'th'],
    ['اڤ خبر', 'ms'],
    ['12345', 'und'],
    ['', 'und'],
  ])('reads %j as %s', (text, language) => {
    expect(detectLanguage(text)).toBe(language);
  });
});
