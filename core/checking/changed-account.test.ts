import { describe, expect, it } from 'vitest';
import { readMessage } from '#core/reading/read-message.ts';
import { changesAccount } from './changed-account.ts';

const changed = (text: string): boolean => changesAccount(text, readMessage({ text }).indicators);

describe('changesAccount', () => {
  it.each([
    '입금 계좌가 변경되었습니다. 기존 국민 123456-01-234567 → 신한 110-123-456789',
    '하나 123-456789-01234 말고 카카오뱅크 3333-01-1234567 로 보내줘',
    'Akaun Maybank 512345678901 dah kena sekat, tolong guna CIMB 7012345678 ya',
    'Maaf bukan CIMB 7012345678, yang betul Maybank 512345678901',
    'Please note our bank details changed: not Maybank 512345678901, pay into CIMB 7012345678 from today',
  ])('sees that one replaces the other: %s', (text) => expect(changed(text)).toBe(true));

  it.each([
    '모임 회비는 국민 123456-01-234567 또는 신한 110-123-456789 중 편한 곳으로 보내 주세요',
    'Boleh bayar ke Maybank 512345678901 atau CIMB 7012345678',
    'You can pay to Maybank 512345678901 or CIMB 7012345678',
    '국민 123456-01-234567 로 보내 주세요. 국민 123456-01-234567 맞습니다',
    'Akaun lama ditutup. Terima kasih.',
  ])('takes accounts side by side for what they are: %s', (text) => expect(changed(text)).toBe(false));
});
