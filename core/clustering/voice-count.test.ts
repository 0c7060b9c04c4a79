import { describe, expect, test } from 'vitest';
import type { ReporterVoice } from './independent-reporters.ts';
import { VoiceCount } from './voice-count.ts';

const DAY_MS = 86_400_000;

function countOf(voices: readonly Partial<ReporterVoice>[]): number {
  const count = new VoiceCount();
  for (const voice of voices) count.add({ at: DAY_MS, template: 'a', ...voice });
  return count.count;
}

const fresh = (n: number): Partial<ReporterVoice> => ({ reporter: `tg:${n}`, reporterSince: DAY_MS });
const KNOWN = [{ reporter: 'bank:1' }, { reporter: 'bank:2' }];

describe('voices', () => {
  test('are people, however often each speaks', () => {
    expect(countOf([...KNOWN, ...KNOWN, ...KNOWN])).toBe(2);
  });

  test('of a ring of fresh accounts are as many as its texts', () => {
    expect(countOf([...KNOWN, ...Array.from({ length: 40 }, (_, n) => fresh(n))])).toBe(3);
    expect(countOf(Array.from({ length: 6 }, (_, n) => ({ ...fresh(n), template: `t${n % 2}` })))).toBe(2);
  });

  test('of one device are one, and a device more does not make two of one account', () => {
    expect(countOf([1, 2, 3].map((n) => ({ reporter: `bank:${n}`, device: 'd' })))).toBe(1);
    expect(countOf(['d', 'e', 'f'].map((device) => ({ reporter: 'bank:1', device })))).toBe(1);
  });

  test('of reports without a reporter are as many as their texts', () => {
    expect(countOf([{}, {}, { template: 'b' }])).toBe(2);
  });
});
