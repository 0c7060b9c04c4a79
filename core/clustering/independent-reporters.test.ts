import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { ReporterVoice } from './independent-reporters.ts';
import { independentReporters, weighReporters } from './independent-reporters.ts';
import { readTelling } from './telling/own-words.ts';

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 10, 23, 12);

function voice(reporter: string, over: Partial<ReporterVoice> = {}): ReporterVoice {
  return { reporter, reporterSince: NOON - 1000 * HOUR, at: NOON, template: 't', ...over };
}

function fresh(reporter: string, over: Partial<ReporterVoice> = {}): ReporterVoice {
  return voice(reporter, { reporterSince: NOON - HOUR, ...over });
}

describe('independentReporters', () => {
  it('counts known reporters of one template each', () => {
    expect(independentReporters([voice('a'), voice('b'), voice('c')])).toBe(3);
  });

  it('counts a ring of fresh accounts with one template as one', () => {
    expect(independentReporters(Array.from({ length: 50 }, (_, at) => fresh(`r${String(at)}`)))).toBe(1);
  });

  it('counts fresh accounts that tell their own stories each', () => {
    expect(independentReporters([fresh('a', { template: '1' }), fresh('b', { template: '2' })])).toBe(2);
  });

  it('counts one person once, however often and however differently they write', () => {
    expect(independentReporters([voice('a'), voice('a', { template: 'u' }), voice('a', { at: NOON + 48 * HOUR })])).toBe(1);
    expect(independentReporters(Array.from({ length: 9 }, (_, at) => fresh('a', { template: String(at), at: NOON + at * HOUR })))).toBe(1);
  });

  it('takes only the first report of a day, so that more templates in a day bring nothing', () => {
    const flood = [fresh('a', { template: '1' }), fresh('b', { template: '1' }), fresh('a', { template: '2' }), fresh('b', { template: '3' })];
    expect(independentReporters(flood)).toBe(1);
  });

  it('lets a fresh reporter count by themselves once they are a day old', () => {
    const ring = [fresh('a'), fresh('b')];
    expect(independentReporters([...ring, fresh('b', { at: NOON + 30 * HOUR })])).toBe(2);
  });

  it('counts an account exactly a day old as known', () => {
    expect(independentReporters([fresh('a', { reporterSince: NOON - 24 * HOUR }), fresh('b', { reporterSince: NOON - 24 * HOUR })])).toBe(2);
    expect(independentReporters([fresh('a', { reporterSince: NOON - 24 * HOUR + 1 }), fresh('b', { reporterSince: NOON - 24 * HOUR + 1 })])).toBe(1);
  });

  it('counts all reports without a reporter as one', () => {
    expect(
      independentReporters([
        { at: NOON, template: '1' },
        { at: NOON + 30 * HOUR, template: '2' },
      ]),
    ).toBe(1);
  });

  it('takes a reporter of unknown age as known', () => {
    expect(independentReporters(['a', 'b'].map((reporter) => ({ reporter, at: NOON, template: 't' })))).toBe(2);
  });

  describe('tells why an account does not count', () => {
    const MINUTE = 60_000;
    const WORDS = [
      '오늘 점심때 모르는 번호로 전화가 왔는데 검사라면서 통장이 범죄에 쓰였대요. 너무 무서워서 바로 끊고 은행에 물어봤어요',
      '저희 어머니가 어제 이 문자 받으시고 링크를 누르셨어요. 앱까지 깔았는데 휴대폰을 초기화해야 하나요 어떻게 해야 하죠',
      'tadi pagi ada orang call saya mengaku pegawai bank, dia suruh saya pindah duit ke akaun lain tapi saya terus letak telefon',
      'My uncle got a call from someone claiming to be from customs. He almost paid two thousand but the teller stopped him',
    ];
    const told = (words = WORDS[0] ?? '', over: Partial<ReporterVoice> = {}) => ({ telling: readTelling(words), template: words, ...over });
    const weigh = (...voices: ReporterVoice[]) => weighReporters(voices);

    it('nothing where different people tell in their own words, new as they are', () => {
      expect(weigh(...WORDS.map((words, at) => fresh(`r${at}`, told(words, { at: NOON + at * at * 7 * MINUTE }))))).toEqual({
        reports: 4,
        accounts: 4,
        independent: 4,
        not_counted: {},
      });
    });

    it('same words of one’s own, however old the accounts are', () => {
      const scripts = ['[국제발신] 해외결제 594,000원 완료 문의 02-123-4567', '[Web발신] 택배 주소불일치로 보류 확인 바랍니다 cj-check.top', ''];
      const ring = scripts.map((script, at) => voice(`r${at}`, told(`${WORDS[0] ?? ''}: ${script}`, { at: NOON + at * HOUR * at })));
      expect(weigh(...ring)).toMatchObject({ independent: 1, not_counted: { same_words: 2 } });
    });

    it('but not the words of a script that people paste', () => {
      const script = '[국제발신] 고객님 해외결제 594,000원 완료되었습니다. 본인 아닐시 소비자보호센터로 즉시 문의 바랍니다';
      const victims = ['a', 'b', 'c'].map((reporter, at) => voice(reporter, told(script, { at: NOON + at * 47 * MINUTE })));
      expect(weigh(...victims)).toMatchObject({ independent: 3, not_counted: {} });
    });

    it('nor a few stock words', () => {
      const victims = ['a', 'b', 'c'].map((reporter, at) => voice(reporter, told('이거 사기죠?', { at: NOON + at * 47 * MINUTE })));
      expect(weigh(...victims)).toMatchObject({ independent: 3 });
    });

    it('the same device', () => {
      const ring = WORDS.map((words, at) => voice(`r${at}`, told(words, { device: 'd', at: NOON + at * HOUR })));
      expect(weigh(...ring)).toMatchObject({ independent: 1, not_counted: { same_device: 3 } });
    });

    it('one forwarded message is hearsay, unless they add a telling', () => {
      const forwards = ['a', 'b', 'c'].map((reporter, at) => voice(reporter, { forwardOf: 'm', template: 'x', at: NOON + at * HOUR }));
      expect(weigh(...forwards)).toMatchObject({ independent: 1, not_counted: { forwarded: 2 } });
      expect(weigh(...forwards, voice('d', told(WORDS[2], { forwardOf: 'm', at: NOON + 5 * HOUR })))).toMatchObject({ independent: 2 });
      expect(weigh(...forwards, voice('b', told(WORDS[2], { at: NOON + 2 * HOUR })))).toMatchObject({ independent: 2, not_counted: { forwarded: 1 } });
    });

    it('new accounts that only repeat a text', () => {
      const ring = Array.from({ length: 7 }, (_, at) => fresh(`r${at}`, { at: NOON + at * at * MINUTE }));
      expect(weigh(...ring)).toMatchObject({ reports: 7, accounts: 7, independent: 1, not_counted: { new_repeats: 6 } });
    });

    it('new accounts within seconds, or at a machine’s pace; a batch’s equal times say nothing', () => {
      const paced = (gap: number) => WORDS.map((words, at) => fresh(`r${at}`, told(words, { at: NOON + at * gap })));
      expect(weigh(...paced(3_000))).toMatchObject({ independent: 1, not_counted: { machine_pace: 3 } });
      expect(weigh(...paced(20 * MINUTE))).toMatchObject({ independent: 2, not_counted: { machine_pace: 2 } });
      expect(weigh(...paced(0))).toMatchObject({ independent: 4 });
    });

    it('seconds between reports of old accounts that say nothing of their own', () => {
      const ring = Array.from({ length: 9 }, (_, at) => voice(`r${at}`, { at: NOON + at * 4_000 }));
      expect(weigh(...ring)).toMatchObject({ independent: 1, not_counted: { machine_pace: 8 } });
    });

    it('people whom a partner vouches for come in its batches and its words', () => {
      const sent = Array.from({ length: 5 }, (_, at) => ({ reporter: `bank:${at}`, at: NOON + at * 100, ...told() }));
      expect(weigh(...sent)).toMatchObject({ independent: 5, not_counted: {} });
    });

    it('calling it harmless is no report of it', () => {
      const ring = Array.from({ length: 4 }, (_, at) => voice(`r${at}`, told('여기 정상 업체입니다. 사기 아니에요', { at: NOON + at * HOUR * at })));
      expect(weigh(...ring, voice('victim', told()))).toMatchObject({ accounts: 5, independent: 1, not_counted: { vouching: 4 } });
    });
  });

  it('never exceeds the number of distinct reporters, nor falls when a report is added', () => {
    const anyVoice = fc.record({
      reporter: fc.constantFrom('a', 'b', 'c', 'd', ''),
      reporterSince: fc.integer({ min: NOON - 60 * HOUR, max: NOON }),
      at: fc.integer({ min: NOON, max: NOON + 90 * HOUR }),
      template: fc.constantFrom('1', '2', '3'),
    });
    fc.assert(
      fc.property(fc.array(anyVoice, { maxLength: 20 }), (voices) => {
        const count = independentReporters(voices);
        const { accounts, not_counted } = weighReporters(voices);
        expect(accounts).toBe(count + Object.values(not_counted).reduce((sum, each) => sum + each, 0));
        expect(count).toBeLessThanOrEqual(new Set(voices.map(({ reporter }) => reporter)).size);
        expect(count).toBeGreaterThanOrEqual(independentReporters(voices.slice(0, -1)));
      }),
    );
  });
});
