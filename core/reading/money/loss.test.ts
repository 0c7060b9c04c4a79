import { describe, expect, it } from 'vitest';

import { readMessage } from '../read-message.ts';

describe('loss', () => {
  it.each([
    ['안 보냈어요', 'near_miss'],
    ['보낼 뻔했어요', 'near_miss'],
    ['돈 보내라고 했는데 이상해서 끊었어요', 'near_miss'],
    ['500만원 보냈어요 방금', 'lost'],
    ['보낼 뻔했는데 결국 200만원 보냈어요', 'lost'],
    ['인증번호 알려줬어요', 'lost'],
    ['엄마가 3천만원 송금하셨어요', 'lost'],
    ['링크는 눌렀는데 돈은 안 보냈어요', 'near_miss'],
    ['피해는 없어요', 'none'],
    ['이거 사기인가요?', 'unknown'],
    ['30분 전에 150만원 이체했어요', 'lost'],
    ['어제 속아서 80만 원을 입금했습니다', 'lost'],
    ['돈을 보냈나요?', 'unknown'],
    ['송금하지 않았습니다', 'near_miss'],
    ['이체 안 했어요', 'near_miss'],
    ['사기 당할 뻔', 'near_miss'],
    ['사기당했어요 1억 2천만원', 'lost'],
    ['돈 안 보내면 뿌린다', 'unknown'],
    ['다행히 입금 전에 은행 직원이 막아줬어요', 'near_miss'],
    ['피해자 A씨는 3억 원을 송금했다고 경찰은 밝혔다', 'unknown'],
    ['오백 보냈어요', 'lost'],
    ['통장에서 400만원이 빠져나갔어요', 'lost'],
    ['계좌번호 알려주고 500만원을 이체해버렸어요', 'lost'],
    ['상품권 핀번호 찍어서 보냈어요', 'lost'],
    ['보내려다 말았어요', 'near_miss'],
    ['nasib baik tak transfer', 'near_miss'],
    ['hampir kena scam', 'near_miss'],
    ['dah transfer RM5000 tadi', 'lost'],
    ['saya dah bagi TAC', 'lost'],
    ['belum bayar lagi', 'near_miss'],
    ['saya kena tipu RM3,200 semalam', 'lost'],
    ['duit dalam akaun hilang', 'lost'],
    ['tak jadi transfer sebab rasa pelik', 'near_miss'],
    ['Sila transfer RM500 ke akaun ini', 'unknown'],
    ['sy xsempat transfer lagi', 'near_miss'],
    ['ayah saya tertipu RM80,000', 'lost'],
    ['dia suruh transfer tapi saya block', 'near_miss'],
    ['tiada kerugian', 'none'],
    ['mak dah bank in 2 ribu kat dia pagi tadi', 'lost'],
    ['nyaris2 kena tipu', 'near_miss'],
    ['Hubungi 997 jika ditipu', 'unknown'],
    ['saya tak bagi OTP pun', 'near_miss'],
    ['x sempat bayar', 'near_miss'],
    ['mangsa kerugian RM2 juta menurut polis', 'unknown'],
    ['I almost sent the money', 'near_miss'],
    ["I didn't pay", 'near_miss'],
    ['I transferred RM2,000 an hour ago', 'lost'],
    ['my mum gave them her OTP', 'lost'],
    ['They asked me to transfer but I hung up', 'near_miss'],
    ['I lost $5,000 last week', 'lost'],
    ['just paid RM300 to this account', 'lost'],
    ['Luckily I did not click', 'near_miss'],
    ['no money lost', 'none'],
    ['Police said victims lost RM2 million', 'unknown'],
    ['I sent 500 ringgit to him', 'lost'],
    ['got scammed of 2k', 'lost'],
    ['Is this real?', 'unknown'],
    ['we have not transferred anything', 'near_miss'],
    ['paid RM1500 deposit and now he blocked me', 'lost'],
    ['My savings are gone, RM40,000', 'lost'],
    ['I was about to transfer when the bank called', 'near_miss'],
    ['I never sent anything', 'near_miss'],
  ] as const)('reads %j as %s', (text, state) => {
    expect(readMessage({ text }).loss.state).toBe(state);
  });

  it('tells when it happened only when the text does', () => {
    expect(readMessage({ text: '방금 500만원 보냈어요' }).loss.within_24h).toBe(true);
    expect(readMessage({ text: '3일 전에 500만원 보냈어요' }).loss.within_24h).toBe(false);
    expect(readMessage({ text: '어제 500만원 보냈어요' }).loss.within_24h).toBeNull();
    expect(readMessage({ text: 'dah transfer RM5000 tadi' }).loss.within_24h).toBe(true);
    expect(readMessage({ text: 'saya dah transfer RM5000' }).loss.within_24h).toBeNull();
  });

  it('gives a sum only when it is clear and the only one', () => {
    expect(readMessage({ text: '하루 수익 50만원이라더니 200만원 송금했어요' }).loss.amount).toEqual({ minor: 2_000_000, currency: 'KRW' });
    expect(readMessage({ text: '오백 보냈어요' }).loss.amount).toBeNull();
    expect(readMessage({ text: 'dah transfer RM500 dan RM700' }).loss.amount).toBeNull();
    expect(readMessage({ text: 'dah transfer RM1.5k baru tadi' }).loss.amount).toEqual({ minor: 150_000, currency: 'MYR' });
  });
});
