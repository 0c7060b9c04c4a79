import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readTelling } from './own-words.ts';
import { vouches } from './vouching-cues.ts';

/** Lines of the corpus with their label's first word, Indonesian aside: accounts are what people tell, scam messages what they paste. */
function corpusLines(language: string, label: string): string[] {
  const lines: string[] = [];
  for (const path of globSync(`core/reading/corpus/${language}/*.txt`).filter((each) => !each.includes('-id.'))) {
    let current = '';
    for (const line of readFileSync(path, 'utf8').split('\n')) {
      if (line.startsWith('@')) current = line;
      else if (line !== '' && !line.startsWith('#') && current.startsWith(`@${label} `)) lines.push(line.split(' || ')[0]?.replaceAll('\\n', '\n') ?? '');
    }
  }
  return lines;
}

describe('readTelling', () => {
  it.each(['ko', 'ms', 'en'])('finds own words in far more accounts than scripts (%s)', (language) => {
    const share = (lines: string[]) => lines.filter((line) => readTelling(line).own !== null).length / lines.length;
    const accounts = corpusLines(language, 'account').filter((line) => line.length > 60);
    expect(share(accounts)).toBeGreaterThan(0.35);
    expect(share(corpusLines(language, 'scam'))).toBeLessThan(0.13);
  });

  it.each([
    ['오늘 아침에 이런 문자 받았는데 링크는 안 눌렀어요. 조심하세요 여러분', '[국제발신] 고객님 택배 주소 불일치, 확인 바랍니다'],
    ['Pagi tadi saya dapat mesej macam ni, nasib baik tak tekan pautan tu', 'Bungkusan anda ditahan. Sila kemas kini alamat penghantaran anda'],
    ['I got this text this morning and almost clicked, please be careful everyone', 'Your parcel is on hold. Confirm your delivery address within the day'],
  ])('leaves the pasted script out of: %s', (mine, script) => {
    const alone = readTelling(mine);
    const around = readTelling(`${mine}: ${script}`);
    expect(alone.own).not.toBeNull();
    expect(around.own).toEqual(alone.own);
    expect(readTelling(script).own).toBeNull();
  });

  it('takes everything but what was forwarded for the reporter’s own', () => {
    const script = '저희 쪽에서 대출 승인이 났는데 수수료만 먼저 보내시면 됩니다';
    const mine = '우리 동네 아주머니들 단체방에 돌아다니는 글인데 저희 집에도 어제 왔다 갔습니다';
    const spans: [number, number][] = [[0, script.length]];
    expect(readTelling(`${script}\n\n${mine}`, spans).own).toEqual(readTelling(mine, [[0, 0]]).own);
    expect(readTelling(script, spans).own).toBeNull();
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => void readTelling(text)));
  });
});

describe('vouches', () => {
  it.each([
    '이 번호 사기 아닙니다. 제가 거래하는 정상 업체예요',
    'nombor ni bukan scam, kedai ni sah',
    'This number is definitely not a scam. The company is legit.',
  ])('hears somebody call it harmless: %s', (text) => expect(vouches(text)).toBe(true));

  it.each([
    '이거 사기 아닌가요?',
    '사기 아니라고 해서 믿고 보냈어요',
    '저희는 정상 업체입니다',
    'ni bukan scam ke?',
    'dia kata bukan scam, saya pun percaya',
    'is this not a scam?',
    'He said it is not a scam so I paid',
    'I thought this is legit but they blocked me',
  ])('but not: %s', (text) => expect(vouches(text)).toBe(false));

  it.each(['ko', 'ms', 'en'])('takes no victim of the corpus for one who calls it harmless (%s)', (language) => {
    expect(corpusLines(language, 'account').filter((line) => readTelling(line).vouching)).toEqual([]);
  });
});
