import { describe, expect, it } from 'vitest';

import { readMessage } from '../read-message.ts';
import { detectLanguage, detectLanguages } from './language.ts';

describe('detectLanguage', () => {
  it.each([
    ['안녕하세요 http://very-long-link.example.com/abcdefghijklmnop', 'ko'],
    ['네 알겠습니다', 'ko'],
    ['boss dah bank in', 'ms'],
    ['sy xde duit nk byr', 'ms'],
    ['tolong hantar nombor akaun', 'ms'],
    ['tak nak lah', 'ms'],
    ['saya kena tipu', 'ms'],
    ['klik link ni', 'ms'],
    ['Kerajaan Malaysia mengumumkan bahawa cukai baharu', 'ms'],
    ['Your parcel is held, please pay', 'en'],
    ['hello', 'en'],
    ['i got scammed', 'en'],
    ['ok lah can', 'en'],
    ['pls help', 'en'],
    ['Mohon transfer ke rekening BCA ini pak', 'id'],
    ['gue udah transfer', 'id'],
    ['uang saya hilang', 'id'],
    ['Pemerintah mengumumkan kebijakan baru untuk membantu perusahaan', 'id'],
    ['nawala ang pera ko', 'tl'],
    ['tôi bị lừa', 'vi'],
    ['perdí mi dinero', 'es'],
    ["j'ai été arnaqué", 'fr'],
    ['ich wurde betrogen', 'de'],
    ['não consigo acessar minha conta', 'pt'],
    ['sono stato truffato', 'it'],
    ['ik ben opgelicht', 'nl'],
    ['您的银行账户已被冻结', 'zh'],
    ['これは詐欺です', 'ja'],
    ['வணக்கம்', 'ta'],
    ['สวัสดีครับ', 'th'],
    ['मेरा पैसा', 'hi'],
    ['меня обманули', 'ru'],
    ['لقد تعرضت للاحتيال', 'ar'],
    ['کلاهبرداری شد', 'fa'],
    ['اڤ خبر', 'ms'],
    ['ខ្ញុំត្រូវគេបោក', 'km'],
    ['annyeonghaseyo gamsahamnida', 'und'],
    ['12345', 'und'],
    ['', 'und'],
  ])('reads %j as %s', (text, language) => {
    expect(detectLanguage(text)).toBe(language);
  });
});

describe('detectLanguages', () => {
  it('names the parts of a message that mixes languages, the largest first', () => {
    const { language, languages } = detectLanguages('보이스피싱을 당한 것 같아요. They said my account was used in a crime. 어떻게 해야 하나요?');
    expect(language).toBe('ko');
    expect(languages?.map(({ code }) => code)).toEqual(['ko', 'en']);
    expect(languages?.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 1);
  });

  it('tells Malay clauses from English ones', () => {
    const { languages } = detectLanguages('Saya kena tipu semalam, duit dah hilang. Please help me to get my money back from the bank.');
    expect(languages?.map(({ code }) => code).toSorted()).toEqual(['en', 'ms']);
  });

  it.each(['국민은행 계좌로 OTP를 보내라고 했어요', 'boss dah bank in', 'Your parcel is held'])('says nothing of parts for %j', (text) => {
    expect(detectLanguages(text).languages).toBeUndefined();
  });

  it('is part of a reading', () => {
    expect(readMessage({ text: 'Tolong saya. 도와주세요 경찰에 신고하고 싶어요' })).toMatchObject({
      language: 'ko',
      languages: [{ code: 'ko' }, { code: 'ms' }],
    });
  });
});
