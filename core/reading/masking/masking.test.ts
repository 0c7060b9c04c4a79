import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { findInMessage } from '../gather-evidence.ts';
import { readMessage } from '../read-message.ts';
import { createRandom } from '../training/random.ts';
import { maskMessage } from './mask-message.ts';
import type { FoundSensitive } from './mask-message.ts';
import { ordinary } from './measure/ordinary.ts';
import { isLeaked, KINDS, plant, plantSecret } from './measure/planted.ts';

const mask = (text: string): string => readMessage({ text }).masked;

describe('masking', () => {
  it.each([
    ['제 주민등록번호 앞자리 900101이고 뒷자리 1234567 입니다', '제 주민등록번호 앞자리 [RRN]이고 뒷자리 [RRN] 입니다'],
    ['900101-1 까지만 말했어요', '[RRN] 까지만 말했어요'],
    ['주민번호900101-1234567계좌번호110-123-456789로 송금', '주민번호[RRN]계좌번호110-123-456789로 송금'],
    ['900101-\n1234567', '[RRN]'],
    ['ic900101145678ok', 'ic[MYKAD]ok'],
    ['no tentera saya T1121234', 'no tentera saya [MYKAD]'],
    ['면허 12 34 567890 12', '면허 [LICENCE]'],
    ['경기 12-345678-90', '[LICENCE]'],
    ['my UK passport number 123456789 was stolen', 'my UK passport number [PASSPORT] was stolen'],
    ['HKID A123456(3)', 'HKID [ID]'],
    ['my ssn 123-45-6789', 'my ssn [ID]'],
    ['card 4111 1111 1111 1111 exp 12/27 cvv 123', 'card [CARD] exp [CODE] cvv [CODE]'],
    ['4111111111111111|12|2027|123', '[CARD]'],
    ['카드 뒷면 세자리 123 알려줬어요', '카드 뒷면 세자리 [CODE] 알려줬어요'],
    ['my otp was four five six seven eight nine', 'my otp was [CODE]'],
    ['he asked code and I gave 445566', 'he asked code and I gave [CODE]'],
    ['비번 1234야', '비번 [CODE]야'],
    ['kata laluan: abc', 'kata laluan: [CODE]'],
    ['1. legal 2. winner 3. thank 4. year 5. wave 6. sausage 7. worth 8. useful 9. legal 10. winner 11. thank 12. yellow', '1. [SEED]'],
    ['https://evil.top/reset?token=abcdef123456&u=kim', 'https://evil.top/reset?token=[KEY]&u=kim'],
    ['https://evil.top/u/900101-1234567/confirm', 'https://evil.top/u/[RRN]/confirm'],
    ['생년월일 1990년 1월 1일', '생년월일 [DOB]'],
    ['김철수 (1990.01.01)', '김철수 ([DOB])'],
    ['alamat rumah saya No 5, Jalan Mawar, Shah Alam. Dia datang.', 'alamat rumah saya [ADDRESS]. Dia datang.'],
    ['my iban is GB82 WEST 1234 5698 7654 32', 'my iban is [ACCOUNT]'],
  ])('masks %j', (text, masked) => {
    expect(mask(text)).toBe(masked);
  });

  it.each([
    '주민번호 900101-1****** 확인',
    '사업자등록번호 123-45-67890',
    '운송장번호 900101145678',
    'Maybank 112233445566 transfer sekarang',
    '농협 3010123456781 김철수',
    '601128899000',
    'send to GB82 WEST 1234 5698 7654 32',
    'my password is required again',
    'Never share OTP, PIN or CVV. Call 1930',
    '쿠폰코드 41689612',
    '사무실 주소는 서울시 강남구 테헤란로 1',
    '첫 생일 03/29 12:30',
    '변제계좌 신한 110-123-456789',
    '카드이용 정지 해제 안내 070-4123-5678',
    'tolong beliin pulsa 100 ke 081234567890 ya',
  ])('keeps %j', (text) => {
    expect(mask(text)).toBe(text);
  });

  it.each(Object.keys(KINDS))('leaves 19 of 20 planted %s unreadable', (kind) => {
    const random = createRandom(20_261_125);
    const leaked = Array.from({ length: 200 }, () => plant(kind, random)).filter(({ text, secret }) => isLeaked(mask(text), secret));
    expect(leaked.length).toBeLessThanOrEqual(10);
  });

  it('leaves 19 of 20 codes, passwords, keys and own numbers unreadable', () => {
    const random = createRandom(5);
    const leaked = Array.from({ length: 800 }, (_, i) => plantSecret(i, random)).filter(({ text, secret }) => isLeaked(mask(text), secret));
    expect(leaked.length).toBeLessThanOrEqual(40);
  });

  it('keeps the numbers that are nobody secrets', () => {
    const random = createRandom(6);
    const changed = Array.from({ length: 800 }, (_, i) => ordinary(i, random)).filter(({ text }) => mask(text) !== text);
    expect(changed.length).toBeLessThanOrEqual(8);
  });
});

describe("the writer's own account and phone", () => {
  it.each([
    ['제 계좌 국민은행 123456-04-123456에서 신한 110-123-456789로 300만원 보냈어요', ['KR/004/12345604123456'], ['KR/088/110123456789']],
    ['국민은행 123456-04-123456에서 신한 110-123-456789로 이체했어요', ['KR/004/12345604123456'], ['KR/088/110123456789']],
    ['saya transfer RM500 dari Maybank 164012345678 ke CIMB 7012345678', ['MY/MAYBANK/164012345678'], ['MY/CIMB/7012345678']],
    ['I transferred from my account 164012345678 to Maybank 514012345678', ['MY/MAYBANK/164012345678'], ['MY/MAYBANK/514012345678']],
    ['akaun saya 164012345678 kena tolak RM900', ['MY/?/164012345678'], []],
    ['제 번호는 010-1234-5678 입니다', ['+821012345678'], []],
    ['my number is 012-345 6789', ['+60123456789'], []],
    ['nombor baru saya 012-3456789', [], ['+60123456789']],
    ['transfer to my account Maybank 164012345678', [], ['MY/MAYBANK/164012345678']],
    ['제 계좌 신한 110-123-456789로 보내주세요', [], ['KR/088/110123456789']],
    ['010-1234-5678에서 전화가 왔어요', [], ['+821012345678']],
    ['신한 110-123-456789에서 입금됐어요', [], ['KR/088/110123456789']],
  ])('reads the roles in %j', (text, own, suspects) => {
    const { indicators, masked } = readMessage({ text, country: /[가-힣]/.test(text) ? 'KR' : 'MY' });
    expect(indicators.filter((each) => each.own === true).map(({ value }) => value)).toEqual(own);
    expect(indicators.filter((each) => each.own !== true).map(({ value }) => value)).toEqual(suspects);
    for (const { raw, own: isOwn } of indicators) expect(masked.includes(raw)).toBe(isOwn !== true);
  });
});

const noise = fc
  .array(
    fc.constantFrom(
      ...'국민은행 |TAC |계좌 |akaun |card |[CARD]|[CODE] |password: |안녕하세요\n|→|😀|\u200b|\ud83d|, |. |(|)|http://a.top/x |010-1234-5678, |RM1,500.00 |제 번호는 |주문번호 |seed |IC |여권 |\u202e|otp |비번 '.split(
        '|',
      ),
    ),
    { maxLength: 6 },
  )
  .map((pieces) => pieces.join(''));
const planted = fc.tuple(fc.constantFrom('rrn', 'mykad', 'card', 'nric', 'passport_kr'), fc.integer({ min: 0, max: 1e9 })).map(([kind, seed]) => {
  const { invent } = KINDS[kind] ?? KINDS['rrn']!;
  const groups = invent(createRandom(seed));
  return { secret: groups.join(''), written: groups.join(kind === 'card' || kind === 'nric' ? ' ' : '-') };
});

describe('masking of any text', () => {
  it('leaves a planted secret unreadable whatever stands around it', () => {
    fc.assert(
      fc.property(noise, planted, noise, (before, { secret, written }, after) => {
        // Eight, because the noise has numbers of its own.
        expect(isLeaked(mask(`${before} ${written} ${after}`), secret, 8)).toBe(false);
      }),
      { numRuns: 1_500 },
    );
  });

  it('changes nothing when it masks again', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            noise,
            planted.map(({ written }) => written),
            fc.string({ unit: 'binary', maxLength: 8 }),
          ),
          { maxLength: 6 },
        ),
        (parts) => {
          const once = mask(parts.join(' '));
          expect(mask(once)).toBe(once);
        },
      ),
      { numRuns: 1_500 },
    );
  });

  it('keeps all other text byte for byte: the masks give the original back', () => {
    const read = (text: string): FoundSensitive => {
      const { text: normalised, found } = findInMessage({ text });
      return { clean: normalised.clean, sensitive: found.sensitive };
    };
    fc.assert(
      fc.property(noise, planted, noise, (before, { written }, after) => {
        const text = `${before}${written}${after}${written}`;
        const { masked, masks } = maskMessage(read(text), read);
        let rebuilt = '';
        let at = 0;
        for (const { label, start, end, raw } of masks) {
          const kept = start - rebuilt.length;
          rebuilt += masked.slice(at, at + kept) + raw;
          at += kept + label.length + 2;
          expect(rebuilt.length).toBe(end);
        }
        expect(rebuilt + masked.slice(at)).toBe(text);
      }),
    );
  });

  it('hides what is beyond the numbers that are looked at one by one', () => {
    const masked = mask(`1.2 `.repeat(1_500) + '주민번호 900101-1234567, card 4111 1111 1111 1111 '.repeat(200));
    expect(masked).not.toMatch(/1234567|4111|900101/);
    expect(mask(masked)).toBe(masked);
  });

  it('hides every number of a text that would need more readings than its length allows', () => {
    expect(mask('1\n2\n'.repeat(25_000))).not.toMatch(/[0-9](?:[^0-9[\]]{0,6}[0-9]){5}/);
  });

  it.each([
    'IC 9',
    '900101-1',
    'my account ',
    '4111 ',
    'p<kor',
    'abandon ',
    's 1',
    '주민번호 ',
    'pass is ',
    'token=',
    'address: 1 ',
    '제 계좌 ',
    '1|2',
    '\n1',
    'code a ',
    'A1234 ',
  ])('masks 100,000 characters of %j in linear time', (piece) => {
    const started = performance.now();
    mask(piece.repeat(Math.ceil(100_000 / piece.length)));
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
