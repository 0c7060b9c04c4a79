import { describe, expect, it } from 'vitest';
import { readMessage } from './read-message.ts';
import { readWhole, wholeText, type EvidencePart } from './read-whole.ts';

const SCAM = '서울중앙지검 김민수 수사관입니다. 귀하 명의 통장이 범죄에 사용되어 안전계좌 국민은행 812301-04-567890 으로 자금을 옮기셔야 합니다';
const picture = (text: string, evidence = 0): EvidencePart => ({ text, found_in: { evidence, by: 'picture' } });

describe('a report as a whole', () => {
  it('without evidence reads like its text', () => {
    expect(readWhole({ text: SCAM }, [])).toEqual(readMessage({ text: SCAM }));
  });

  it('is as alarming as its most alarming part, wherever that stands', () => {
    const harmless = '오늘 점심 같이 먹을래?';
    const { verdict, type } = readMessage({ text: SCAM });
    expect(readWhole({ text: harmless }, [picture(SCAM)])).toMatchObject({ verdict, type });
    expect(readWhole({ text: SCAM }, [picture(harmless), picture('메뉴 김밥 3,000원', 1)])).toMatchObject({ verdict, type });
  });

  it('with no words of its own is what its evidence is', () => {
    const { language, verdict, type, loss } = readMessage({ text: SCAM });
    expect(readWhole({ text: ' ' }, [picture(SCAM)])).toMatchObject({ language, verdict, type, loss });
  });

  it('keeps a loss that only one part tells', () => {
    const lost = 'Saya dah transfer RM5000 ke akaun dia tadi';
    expect(readWhole({ text: 'tolong tengok' }, [picture(lost)]).loss).toEqual(readMessage({ text: lost }).loss);
  });

  it('counts offsets in the text with its evidence behind it, and says what was found where', () => {
    const message = { text: '이 번호예요 010-9911-2233 확인해 주세요' };
    const parts = [picture(SCAM), picture('문의 010-4821-7733', 1), { text: 'http://cj-parcel.top/k7x2', found_in: { evidence: 1, by: 'qr' as const } }];
    const whole = wholeText(message.text, parts);
    const { indicators } = readWhole(message, parts);
    for (const { raw, start, end } of indicators) expect(whole.slice(start, end)).toBe(raw);
    expect(indicators.map(({ value, found_in }) => [value, found_in?.evidence, found_in?.by])).toEqual(
      expect.arrayContaining([
        ['+821099112233', undefined, undefined],
        ['KR/004/81230104567890', 0, 'picture'],
        ['+821048217733', 1, 'picture'],
        ['http://cj-parcel.top/k7x2', 1, 'qr'],
      ]),
    );
  });
});
