import { describe, expect, it } from 'vitest';

import { readMessage } from '../read-message.ts';
import type { Indicator } from '../reading.ts';

function valuesOf(text: string, kind: Indicator['kind']): string[] {
  return readMessage({ text })
    .indicators.filter((indicator) => indicator.kind === kind)
    .map(({ value }) => value);
}

describe('bank accounts', () => {
  it.each([
    ['국민은행 123456-04-123456 홍길동', 'KR/004/12345604123456'],
    ['카카오뱅크3333-01-1234567으로 보내', 'KR/090/3333011234567'],
    ['토스 100012345678', 'KR/092/100012345678'],
    ['110-123-456789 신한', 'KR/088/110123456789'],
    ['계좌번호 352-1234-5678-93', 'KR/?/3521234567893'],
    ['maybank 164012345678 Ali', 'MY/MAYBANK/164012345678'],
    ['CIMB 7012345678', 'MY/CIMB/7012345678'],
    ['bank islam 12345678901234', 'MY/BIMB/12345678901234'],
    ['bank in to Hana Bank 391-910442-71807', 'KR/081/39191044271807'],
    ['transfer ke Hana Bank39191044271807', 'KR/081/39191044271807'],
    ['akaun Shinhan 110-584-229016', 'KR/088/110584229016'],
    ['메이뱅크 5140 7720 3391 로 보내래요', 'MY/MAYBANK/514077203391'],
    ['퍼블릭 뱅크 3218 6690 14 계좌', 'MY/PUBLIC/3218669014'],
    ['akaun RHB: 2123 4567 8901 23', 'MY/RHB/21234567890123'],
  ])('reads %j', (text, value) => {
    expect(valuesOf(text, 'bank_account')).toEqual([value]);
  });

  it.each(['국민은행 010-1234-5678', '우리 010-1234-5678', 'IC 900101-14-5678 maybank', '운송장 1234567890123', 'call 012-345 6789 maybank'])(
    'finds none in %j',
    (text) => {
      expect(valuesOf(text, 'bank_account')).toEqual([]);
    },
  );
});

describe('crypto addresses', () => {
  it.each([
    ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', 'btc'],
    ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'btc'],
    ['0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', 'evm'],
    ['TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t', 'tron'],
  ])('reads %s', (address, chain) => {
    expect(readMessage({ text: `주소는 ${address}로 보내` }).indicators).toMatchObject([{ kind: 'crypto_address', value: address, chain }]);
  });

  it.each(['TQ5xAinUM2BV5EUD5L5EwbBeH6RBaJv1io', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD'])(
    'rejects %s, whose checksum fails',
    (address) => {
      expect(valuesOf(address, 'crypto_address')).toEqual([]);
    },
  );
});

describe('messenger and social accounts', () => {
  it.each([
    ['t.me/Labur_Cepat', 'telegram', 'labur_cepat'],
    ['https://t.me/+AbC123', 'telegram', 'https://t.me/+AbC123'],
    ['텔레그램 @job_happy77 로', 'telegram', 'job_happy77'],
    ['wa.me/60178812345', 'whatsapp', '+60178812345'],
    ['https://chat.whatsapp.com/K8dLr2PqW0z5YtVb3XcN1a', 'whatsapp', 'https://chat.whatsapp.com/K8dLr2PqW0z5YtVb3XcN1a'],
    ['open.kakao.com/o/gXk29dLd', 'kakaotalk', 'http://open.kakao.com/o/gXk29dLd'],
    ['카톡 아이디 abc1234예요', 'kakaotalk', 'abc1234'],
    ['라인 id: happy.day', 'line', 'happy.day'],
    ['문의 @someone_else', 'handle', 'someone_else'],
  ] as const)('reads %j', (text, kind, value) => {
    expect(valuesOf(text, kind)).toEqual([value]);
  });

  it('reads e-mail addresses glued to Hangul', () => {
    expect(valuesOf('메일은abc.d@evil.co.kr로', 'email')).toEqual(['abc.d@evil.co.kr']);
  });

  it('reads package files and remote-control tools', () => {
    expect(valuesOf('부고장.apk 설치, 팀뷰어도', 'app')).toEqual(['부고장.apk', 'teamviewer']);
    expect(valuesOf('muat turun kad digital.apk', 'app')).toEqual(['kad digital.apk']);
  });
});
