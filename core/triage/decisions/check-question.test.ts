import { describe, expect, it } from 'vitest';
import { faultOfQuestion } from './check-question.ts';

const fault = (text: string) => faultOfQuestion(text, 'jaga.example');

describe('a question to a reporter', () => {
  it.each([
    '송금한 시각이 몇 시쯤이었나요? 어느 은행 앱으로 보내셨는지도 알려 주세요.',
    '그 사람이 지금도 연락하고 있나요?',
    'Pukul berapa puan buat pindahan tu? Melalui aplikasi bank atau ATM?',
    'Adakah mereka masih menghubungi tuan?',
    'When did you pay, and through which app?',
    'You can see what we hold at https://jaga.example/status',
    '먼저 112로 전화하셨나요?',
  ])('may say: %s', (text) => expect(fault(text)).toBeNull());

  it.each([
    ['empty', '  '],
    ['too_long', 'ㄱ'.repeat(501)],
    ['link', '여기서 확인해 주세요 http://verify-police.top'],
    ['link', 'Sila hubungi kami di t.me/polis_bantuan'],
    ['link', 'Fill in the form at https://jaga.example.evil.top/form'],
    ['phone', '010-4821-7733으로 전화 주세요'],
    ['asks_identity', '주민등록번호 앞자리를 알려 주세요'],
    ['asks_identity', 'Sila beri nombor kad pengenalan tuan'],
    ['asks_identity', 'What is your passport number?'],
    ['asks_code', '문자로 온 인증번호를 알려 주시겠어요?'],
    ['asks_code', 'Apakah kod TAC yang puan terima?'],
    ['asks_code', 'Please tell me the password you used'],
    ['asks_money', '확인을 위해 1,000원을 송금해 주세요'],
    ['asks_money', 'Tuan perlu bayar RM50 dahulu untuk semakan'],
    ['asks_money', 'You need to transfer a small amount so that we can trace it'],
    ['personal', '900101-1234567 님 맞으신가요?'],
  ] as const)('is refused as %s: %s', (expected, text) => expect(fault(text)).toBe(expected));
});
