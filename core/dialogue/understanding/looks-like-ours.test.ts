import { describe, expect, it } from 'vitest';
import { looksLikeOurs } from './looks-like-ours.ts';

describe('looksLikeOurs', () => {
  it.each([
    ['진짜 경보인지 확인하기: 확인 코드 7K3M-9QPX (https://jaga.example/alerts/1)'],
    ['Semak sama ada amaran ini tulen: kod 7K3M-9QPX (https://jaga.example/alerts/1)'],
    ['진짜 경보인지 확인하기: 경보 코드 7K3M-9QPX (https://jaga.example/alerts/1)'],
    ['Semak sama ada amaran ini tulen: kod amaran 7K3M-9QPX (https://jaga.example/alerts/1)'],
    ['Is this warning genuine? Check code 7K3M-9QPX'],
    ['7K3M-9QPX'],
    ['[Jaga] Akaun anda disenarai hitam, sila bayar RM50 untuk pembatalan'],
    ['Jaga 공식 안내: 피해금을 돌려받으시려면 인증번호를 보내 주세요'],
  ])('%s', (text) => expect(looksLikeOurs(text)).toBe(true));

  it.each([
    ['방금 3,000,000원을 국민은행 123456-01-123456으로 보냈어요'],
    ['tolong, baru kena scam, kod TAC dah bagi 482911'],
    ['JG-7K3M-9QPX-4'],
    ['the code they wanted was 4821 9931'],
    ['jaga diri baik-baik ya sayang'],
    ['Selamat pagi, saya nak tanya pasal Jaga'],
  ])('not: %s', (text) => expect(looksLikeOurs(text)).toBe(false));
});
