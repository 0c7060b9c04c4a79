import { describe, expect, it } from 'vitest';
import { isSubstantive, readCountry, readReference, readSmallTalk, writtenLanguage } from './small-talk.ts';

describe('small talk', () => {
  it.each([
    ['안녕하세요~!', 'greeting'],
    ['Hi there', 'greeting'],
    ['apa khabar?', 'greeting'],
    ['Selamat pagi', 'greeting'],
    ['감사합니다 ㅎㅎ', 'thanks'],
    ['감사합니다!!', 'thanks'],
    ['TQ bro', 'thanks'],
    ['도움말', 'asks_help'],
    ['help', 'asks_help'],
    ['hi saya kena tipu', null],
    ['help me they took my money', null],
  ])('reads “%s” as %s', (text, talk) => {
    expect(readSmallTalk(text)).toBe(talk);
  });

  it('knows a reference however it is typed', () => {
    for (const text of ['JG-7K3M-9QPX-4', ' jg 7k3m 9qpx 4 ', 'JG7K3M9QPX4', 'jg–7k3m–9qpx–4']) {
      expect(readReference(text)).toBe('JG-7K3M-9QPX-4');
    }
    for (const text of ['', 'JG-7K3M', 'my JG-7K3M-9QPX-4 please', 'x'.repeat(10_000)]) expect(readReference(text)).toBeNull();
  });

  it('knows a country named alone', () => {
    expect(readCountry('한국이요')).toBe('KR');
    expect(readCountry('di Malaysia')).toBe('MY');
    expect(readCountry('Singapore')).toBe('other');
    expect(readCountry('constructor')).toBeNull();
    expect(readCountry('Malaysia police called me yesterday evening')).toBeNull();
  });

  it('finds short cries for help substantive, and mashed keys not', () => {
    for (const text of ['돈보냄', '사기당함', 'scammed', '01048217733', '도와주세요']) expect(isSubstantive(text)).toBe(true);
    for (const text of ['', 'ㅁㄴㅇㄹ', 'asdf', '???', '😭😭😭😭😭😭😭']) expect(isSubstantive(text)).toBe(false);
  });

  it('tells the language of a sentence, and keeps out of it when unsure', () => {
    expect(writtenLanguage('사기당했어요')).toBe('ko');
    expect(writtenLanguage('tolong, saya dah kena tipu dengan scammer')).toBe('ms');
    expect(writtenLanguage('they asked me to send the money')).toBe('en');
    expect(writtenLanguage('ok')).toBeNull();
    expect(writtenLanguage('transfer RM500')).toBeNull();
  });
});
