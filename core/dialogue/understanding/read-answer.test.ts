import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLossAnswer } from './read-answer.ts';

describe('readLossAnswer', () => {
  it.each([
    ['네 방금 보냈어요', 'within_24h'],
    ['네, 조금 전에 이체했어요 ㅠㅠ', 'within_24h'],
    ['방금요', 'within_24h'],
    ['30분 전에', 'within_24h'],
    ['오늘 아침에 인증번호를 알려줬어요', 'within_24h'],
    ['방금 잘못 보냈어요', 'within_24h'],
    ['지난주에 입금했습니다', 'earlier'],
    ['48시간 전에 보냈어요', 'earlier'],
    ['네', 'yes'],
    ['ㅇㅇ', 'yes'],
    ['네ㅠㅠㅠ', 'yes'],
    ['어제 보냈어요', 'yes'],
    ['돈이 없어졌어요', 'yes'],
    ['돈은 안 보냈는데 인증번호는 알려줬어요', 'yes'],
    ['신분증 사진을 보냈어요', 'yes'],
    ['아니요', 'no'],
    ['아뇨 아직 안 보냈어요', 'no'],
    ['보낼 뻔했어요', 'no'],
    ['이체 안 했어요', 'no'],
    ['송금하지 않았습니다', 'no'],
    ['없어요', 'no'],
    ['돈 보낸 적 없어요', 'no'],
    ['잘 모르겠어요', 'unsure'],
    ['글쎄요', 'unsure'],
  ])('reads the Korean “%s” as %s', (text, answer) => {
    expect(readLossAnswer(text)).toBe(answer);
  });

  it.each([
    ['dah transfer tadi', 'within_24h'],
    ['ya, baru je', 'within_24h'],
    ['sy dah bagi TAC tadi', 'within_24h'],
    ['saya transfer tadi', 'within_24h'],
    ['baru 10 minit lepas', 'within_24h'],
    ['dah bank in minggu lepas', 'earlier'],
    ['2 hari lepas', 'earlier'],
    ['dah', 'yes'],
    ['semalam dah bayar', 'yes'],
    ['saya kena scam', 'yes'],
    ['tak', 'no'],
    ['tak ada', 'no'],
    ['belum lagi', 'no'],
    ['x transfer lagi', 'no'],
    ['nasib baik tak transfer', 'no'],
    ['hampir kena', 'no'],
    ['tak pasti', 'unsure'],
    ['x tau la', 'unsure'],
  ])('reads the Malay “%s” as %s', (text, answer) => {
    expect(readLossAnswer(text)).toBe(answer);
  });

  it.each([
    ['yes just now', 'within_24h'],
    ['I just sent it', 'within_24h'],
    ['No, I already paid today', 'within_24h'],
    ['two weeks ago I paid them', 'earlier'],
    ['yes', 'yes'],
    ['I gave them the code', 'yes'],
    ['no', 'no'],
    ["I haven't sent anything", 'no'],
    ['almost sent it', 'no'],
    ['nothing lost', 'no'],
    ['not sure', 'unsure'],
    ["I don't know", 'unsure'],
  ])('reads the English “%s” as %s', (text, answer) => {
    expect(readLossAnswer(text)).toBe(answer);
  });

  it.each([
    '불안해요',
    '어떻게 해요',
    '예전에 알던 사람이에요',
    '경찰이라고 방금 전화가 왔어요',
    '이체하라고 했어요',
    '그 사람이 링크를 보냈어요',
    'ada orang telefon saya tadi',
    'dia suruh saya transfer',
    'dia dah hantar link',
    'boleh saya transfer?',
    'they told me to pay',
    'he sent me a link',
    '😭😭',
    '',
  ])('leaves “%s” unanswered', (text) => {
    expect(readLossAnswer(text)).toBeNull();
  });

  it('survives any text in linear time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 5000 }), (text) => {
        readLossAnswer(text);
      }),
    );
    const started = performance.now();
    for (const part of ['에요', '이요', '안해', '네', 'tak ', '예전', '\ud800']) readLossAnswer(part.repeat(50_000));
    for (const part of ['에요', '예전', '지난', '전']) readLossAnswer(`${part.repeat(40)}뷁`.slice(-119));
    expect(performance.now() - started).toBeLessThan(200);
  });
});
