import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { readMessage } from '../read-message.ts';

const heldOut = z
  .object({ messages: z.array(z.object({ language: z.string(), scam: z.boolean(), type: z.string().optional(), text: z.string() })) })
  .parse(JSON.parse(readFileSync(new URL('../../../tests/fixtures/reading-held-out.json', import.meta.url), 'utf8'))).messages;

describe('classification', () => {
  it('recognises at least nine in ten of the held-out scams of each language, and the type of eight in ten', () => {
    for (const language of ['ko', 'ms', 'en']) {
      const scams = heldOut.filter((message) => message.scam && message.language === language);
      const readings = scams.map(({ text, type }) => ({ type, reading: readMessage({ text }) }));
      expect(readings.filter(({ reading }) => reading.verdict === 'scam').length / scams.length).toBeGreaterThanOrEqual(0.9);
      expect(readings.filter(({ reading, type }) => reading.type === type).length / scams.length).toBeGreaterThanOrEqual(0.8);
    }
  });

  it('calls no held-out look-alike a scam', () => {
    const wrong = heldOut.filter(({ scam, text }) => !scam && readMessage({ text }).verdict === 'scam');
    expect(wrong).toEqual([]);
  });

  it.each(['', '?', '…', '010', 'Доброе утро, увидимся завтра на рынке', 'สวัสดีตอนเช้า เจอกันพรุ่งนี้ที่ตลาด'])('abstains where it knows nothing: %j', (text) => {
    expect(readMessage({ text })).toMatchObject({ verdict: 'unclear', type: 'OTHER' });
  });

  it('calls everyday words ordinary', () => {
    for (const text of ['푸른 하늘 아래 돌담길을 걸었다', 'jom makan nasi lemak esok pagi', 'see you at the station at six lah']) {
      expect(readMessage({ text })).toMatchObject({ verdict: 'benign', type: 'OTHER' });
    }
  });

  it('finds a phrase through spaces and noise between its syllables', () => {
    for (const text of [
      '검찰입니다 본인 돈을 안전계좌로 옮기세요',
      '검.찰입니다 본인 돈을 안 전 계 좌로 옮기세요',
      'ㄱㅓㅁㅊㅏㄹ입니다 본인 돈을 안*전*계*좌로 옮기세요',
    ]) {
      expect(readMessage({ text })).toMatchObject({ verdict: 'scam', type: 'IMP_AUTH' });
    }
  });

  it('quotes the words that led to the verdict as they were written', () => {
    expect(readMessage({ text: '검찰인데 안전 계좌로 옮기세요' }).reasons).toContain('phrase:IMP_AUTH:안전 계좌');
  });

  it('takes a link in a Malaysian SMS more seriously', () => {
    const text = 'Sila layari mybill.example.com';
    const elsewhere = readMessage({ text, channel: 'whatsapp', country: 'MY' }).score;
    expect(readMessage({ text, channel: 'sms', country: 'MY' }).score).toBeGreaterThan(elsewhere);
  });
});
