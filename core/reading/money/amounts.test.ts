import { describe, expect, it } from 'vitest';

import { findAmounts } from './amounts.ts';

describe('amounts', () => {
  it.each<[string, string, number | null, string?]>([
    ['1억 3,500만원', 'ko', 135000000, 'KRW'],
    ['3천5백원', 'ko', 3500, 'KRW'],
    ['5백만원', 'ko', 5000000, 'KRW'],
    ['27억7천만 링깃', 'ko', 277000000000, 'MYR'],
    ['1.5억 보냈어요', 'ko', 150000000, 'KRW'],
    ['일억이천 보냈어요', 'ko', 120000000, 'KRW'],
    ['￦1,200,000'.normalize('NFKC'), 'ko', 1200000, 'KRW'],
    ['rm5,000.00', 'ms', 500000, 'MYR'],
    ['rm 5k', 'en', 500000, 'MYR'],
    ['lima ribu ringgit', 'ms', 500000, 'MYR'],
    ['1.2 juta ringgit', 'ms', 120000000, 'MYR'],
    ['setengah juta ringgit', 'ms', 50000000, 'MYR'],
    ['seratus ringgit', 'ms', 10000, 'MYR'],
    ['50 hengget', 'ms', 5000, 'MYR'],
    ['50 sen', 'ms', 50, 'MYR'],
    ['us$500', 'en', 50000, 'USD'],
    ['500불', 'ko', 50000, 'USD'],
    ['dua puluh lima ribu ringgit', 'ms', 2500000, 'MYR'],
    ['rp 5.000.000', 'id', 500000000, 'IDR'],
    ['2,300만원', 'ko', 23000000, 'KRW'],
    ['만원', 'ko', 10000, 'KRW'],
    ['오백만원', 'ko', 5000000, 'KRW'],
    ['십만원', 'ko', 100000, 'KRW'],
    ['3백50만원', 'ko', 3500000, 'KRW'],
    ['50만 명', 'ko', null],
    ['5만 원', 'ko', 50000, 'KRW'],
    ['rm1 million', 'en', 100000000, 'MYR'],
    ['5 thousand ringgit', 'en', 500000, 'MYR'],
    ['80만 원', 'ko', 800000, 'KRW'],
    ['100만 테더', 'ko', 100000000, 'USDT'],
    ['2024년', 'ko', null],
    ['10월 3일', 'ko', null],
    ['010-1234-5678', 'ko', null],
    ['12,500원', 'ko', 12500, 'KRW'],
    ['1천200만원', 'ko', 12000000, 'KRW'],
    ['5 ribu', 'ms', 500000, 'MYR'],
    ['천원', 'ko', 1000, 'KRW'],
    ['s$50,000', 'en', 5000000, 'SGD'],
    ['rm150-rm600', 'ms', 15000, 'MYR'],
    ['5백 보냈어요', 'ko', 5000000, 'KRW'],
    ['1억2천만', 'ko', 120000000, 'KRW'],
    ['300 입금', 'ko', null],
    ['rm2.7 billion', 'en', 270000000000, 'MYR'],
    ['3천만 원', 'ko', 30000000, 'KRW'],
    ['천이백만원', 'ko', 12000000, 'KRW'],
    ['15000원', 'ko', 15000, 'KRW'],
    ['사건', 'ko', null],
    ['이백오십만원', 'ko', 2500000, 'KRW'],
    ['만약', 'ko', null],
    ['백화점', 'ko', null],
    ['천천히 조금만', 'ko', null],
    ['3만5천원', 'ko', 35000, 'KRW'],
    ['만오천원', 'ko', 15000, 'KRW'],
    ['삼만사천오백육십칠원', 'ko', 34567, 'KRW'],
    ['5xx만원', 'ko', null],
    ['이만 가보겠습니다', 'ko', null],
    ['50만 정도 보냈어요', 'ko', 500000, 'KRW'],
    ['50~100만원', 'ko', 500000, 'KRW'],
    ['일 30-50만원', 'ko', 300000, 'KRW'],
    ['테더 500개', 'ko', 50000, 'USDT'],
    ['비트코인 0.5개', 'ko', 50000000, 'BTC'],
    ['1,500,000 송금했습니다', 'ko', 1500000, 'KRW'],
    ['1000위안', 'ko', 100000, 'CNY'],
    ['rm1.5k', 'ms', 150000, 'MYR'],
    ['rp.500.000,-', 'id', 50000000, 'IDR'],
    ['2,5 juta ringgit', 'ms', 250000000, 'MYR'],
    ['2 lakh rupees', 'en', 20000000, 'INR'],
    ['two thousand five hundred ringgit', 'en', 250000, 'MYR'],
    ['€500', 'en', 50000, 'EUR'],
    ['rs 232', 'en', null],
    ['the m1 chip', 'en', null],
    ['5 m away', 'en', null],
  ])('reads %j (%s) as %j', (words, language, minor, currency) => {
    const [first] = findAmounts(words, { language });
    expect(first?.minor ?? null).toBe(minor);
    if (minor !== null) expect(first?.currency).toBe(currency);
  });

  it('marks what is not sure as likely', () => {
    expect(findAmounts('오백 보냈어요', { language: 'ko' })).toMatchObject([{ confidence: 'likely' }]);
    expect(findAmounts('5k', { language: 'ms' })).toMatchObject([{ minor: 500_000, currency: 'MYR', confidence: 'likely' }]);
    expect(findAmounts('rm5.000', { language: 'ms' })).toMatchObject([{ minor: 500_000, confidence: 'likely' }]);
    expect(findAmounts('5k', { language: 'en' })).toEqual([]);
  });
});
