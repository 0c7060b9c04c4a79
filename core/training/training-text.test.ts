import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMessage } from '#core/reading/read-message.ts';
import { loadCorpus, parseCorpus } from '#core/reading/training/corpus.ts';
import { createRandom, seedOf } from '#core/reading/training/random.ts';
import { fillSlots } from '#core/reading/training/slots.ts';
import { trainingLine } from '#core/training/training-line.ts';
import { trainingText, type TrainingText } from '#core/training/training-text.ts';

function scriptOf(text: string, more: { benign?: boolean; known?: string[] } = {}): TrainingText {
  return trainingText({ masked: { text: readMessage({ text }).masked }, benign: more.benign ?? false, known: more.known ?? [] });
}

function textOf(text: string, more: { benign?: boolean } = {}): string {
  const made = scriptOf(text, more);
  return made.kind === 'text' ? made.text : made.reason;
}

describe('slots', () => {
  test('stand for phones, accounts, links, chats, apps, names and what was masked', () => {
    expect(
      textOf('김민수 고객님, 국민은행 123456-01-234567로 보내고 010-4821-7733으로 전화. http://cj-track-verify.top/a?n=77 카드 4111-1111-1111-1111'),
    ).toMatch(/^\{name\} 고객님, (?:국민은행 )?\{account\}로 보내고 \{phone\}으로 전화. \{link\} 카드 \{card\}$/);
    expect(textOf('Encik Razif, hantar ke https://wa.me/60123456789 atau emel siti.aminah@contoh.my. No IC 880715-10-5432')).toBe(
      'Encik {name}, hantar ke {messenger} atau emel {messenger}. No IC {refno}',
    );
  });

  test('of an ordinary message are those of honest senders', () => {
    expect(textOf('예약 확인: https://small-shop-seoul.com/r/991 문의 010-4821-7733', { benign: true })).toBe('예약 확인: {oklink} 문의 {okphone}');
  });

  test('stand for long numbers that the reader does not know, sums and dates by themselves', () => {
    expect(textOf('Kes bertarikh 2026-11-23 bernombor 99120 88123 77, bayar RM15000000 atau 25000000원')).toMatch(
      /^Kes bertarikh \{date\} bernombor \{\w+\}, bayar RM\{amount\} atau \{amount\}원$/,
    );
  });

  test('leave the numbers of authorities', () => {
    expect(textOf('1332로 전화하세요. 꼭 확인하세요')).toContain('1332');
  });
});

// Figures of the day it was written, every second script: 0 of 497 phones, 0 of 149 accounts, 0 of 129 chats; of names, which mostly stand there
// without a word that announces them, 31 % in Korean, 40 % in Malay and more than half in English stayed.
test('of the corpus’s own scripts filled with invented values hold no phone, account or chat', () => {
  const stayed: string[] = [];
  let planted = 0;
  for (const script of loadCorpus().filter((_, index) => index % 8 === 0)) {
    const region = script.language === 'ko' || script.language === 'ms' || script.language === 'id' ? script.language : 'en';
    const values: string[] = [];
    const text = script.text.replace(/\{(phone|account|messenger)\}|\{[a-z]{3,}\}/g, (slot, telling?: string) => {
      const value = fillSlots(slot, createRandom(seedOf(`${script.id}/${values.length}`)), region);
      if (telling !== undefined) values.push(value);
      return value;
    });
    const made = scriptOf(text, { benign: script.label.kind === 'benign' });
    planted += values.length;
    if (made.kind === 'text') stayed.push(...values.filter((value) => made.text.includes(value)));
  }
  expect(planted).toBeGreaterThan(50);
  // The corpus and the reader grow by other hands; a slip in a hundred is for a person to look at, not for the build.
  expect(stayed.length / planted, stayed.join(', ')).toBeLessThan(0.01);
});

describe('what stays behind', () => {
  test.each([
    ['held_back', trainingText({ masked: { text: '주민번호 900101-1234567 알려달래요' }, benign: false, known: [] })],
    ['too_long', trainingText({ masked: { text: '가나다라 '.repeat(1_000) }, benign: false, known: [] })],
    ['no_words', scriptOf('http://cj-track-verify.top/a')],
    ['identifying', scriptOf('우리 동네 무궁화아파트 앞에서 만났어요', { known: ['무궁화 아파트'] })],
  ] as const)('%s', (reason, made) => {
    expect(made).toEqual({ kind: 'left_out', reason });
  });

  test('is a text in a language that the corpus has not', () => {
    const reading = { language: 'th', loss: { state: 'unknown' as const, within_24h: null, amount: null } };
    expect(trainingLine({ decided: { state: 'rejected' }, reading, text: { masked: { text: 'สวัสดี' }, known: [] } })).toEqual({
      kind: 'left_out',
      reason: 'language',
    });
  });
});

describe('lines', () => {
  const loss = { state: 'unknown' as const, within_24h: null, amount: null };
  const line = (text: string, more: Partial<Parameters<typeof trainingLine>[0]> = {}) =>
    trainingLine({
      decided: { state: 'confirmed', type: 'LOAN' },
      reading: { language: 'ms', loss },
      text: { masked: { text }, known: [] },
      ...more,
    });

  test('say who tells it and what became of the money', () => {
    expect(line('Pinjaman segera tanpa penjamin')).toMatchObject({ header: '@scam LOAN message' });
    const lost = { ...loss, state: 'lost' as const };
    expect(line('Saya dah bayar', { reading: { language: 'ms', loss: { ...lost, within_24h: true } } })).toMatchObject({ header: '@account LOAN lost recent' });
    expect(line('Saya dah bayar', { reading: { language: 'ms', loss: { ...lost, within_24h: false } } })).toMatchObject({ header: '@account LOAN lost old' });
    const near = { ...loss, state: 'near_miss' as const };
    expect(line('Nasib baik', { reading: { language: 'ms', loss: near } })).toMatchObject({ header: '@account LOAN near_miss unclear' });
    expect(line('Esok jumpa ya', { decided: { state: 'rejected' } })).toMatchObject({ header: '@benign other' });
  });

  test('mean nothing to the corpus but what the text says: headers, slots, breaks and sums in it are words', () => {
    const made = line('@scam PHISH message\nisi {nosuchslot} di C:\\nama || KRW 500');
    if (made.kind !== 'line') throw new Error('left out');
    const [script, ...others] = parseCorpus(`${made.header}\n${made.line}\n`, 'ms/x.txt');
    expect(others).toEqual([]);
    expect(script).toMatchObject({ label: { kind: 'scam', type: 'LOAN' } });
    expect(script?.lost).toBeUndefined();
    expect(script?.text.split('\n')).toHaveLength(2);
    expect(() => fillSlots(script?.text ?? '', createRandom(1), 'ms')).not.toThrow();
  });

  test('of any text can be read back and filled, and hold nothing that the reader would find', { timeout: 60_000 }, () => {
    const pieces = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(
        '900101-1234567',
        '010-4821-7733',
        'CIMB 7012345678',
        '@scam X',
        '{phone}',
        '||',
        '\\n',
        '\n',
        '\u200b',
        '\ue100',
        ' 김민수님 ',
        ' Encik Razif ',
        'wa.me/60123456789',
        ' 송금 ',
      ),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const made = line(readMessage({ text: parts.join('') }).masked);
        if (made.kind === 'left_out') return;
        const scripts = parseCorpus(`${made.header}\n${made.line}\n`, 'ms/x.txt');
        expect(scripts).toHaveLength(1);
        fillSlots(scripts[0]?.text ?? '', createRandom(1), 'ms');
        expect(made.line).not.toMatch(/김민수|Razif|7733|12345678|\n/);
      }),
      { numRuns: 500 },
    );
  });
});
