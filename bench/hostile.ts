// P8: how long the reader takes for texts of 100,000 characters made to stall it, and for as much of real scripts in one piece. No baseline: what
// counts is that one message never holds up the others. Each is the best of some readings, because the machine has other work.

import { rounded, type BenchEntry } from '#bench/bench-entry.ts';
import { loadKnownPatterns } from '#core/matching/known-patterns.ts';
import { readMessage } from '#core/reading/read-message.ts';

const LENGTH = 100_000;
const ROUNDS = 5;

/** Repeated until they fill a text. */
const PIECES: Readonly<Record<string, string>> = {
  digits: '0123456789',
  digits_spaced: '7 ',
  digits_in_lines: '1\n2\n',
  digits_plus: '+1',
  digits_bars: '1|',
  phones: '+82 10 1234 5678, ',
  ids: '900101-1234567 ',
  cards: '4111 1111 1111 1111 ',
  words_for_digits: 'one two ',
  syllables_for_digits: '공일이삼',
  sums_ko: '1만 ',
  sums_won: '1원 ',
  sums_ms: 'RM1 ',
  sums_words: 'dua puluh ',
  dots: 'a.b.',
  hosts: 'a.com ',
  hosts_glued: 'a.com가',
  links: 'http://a.com/x ',
  spoken_dots: 'a dot ',
  escapes: '%2e',
  files: 'a.apk ',
  ats: '@',
  emails: 'a@b.com ',
  names: '@abcd ',
  jamo: 'ㄱㅏ',
  conjoining_jamo: '\u1100\u1161\u11a8',
  syllables: '가',
  zero_width: 'a\u200b',
  combining: 'a\u0301',
  brackets: '[',
  masks: '[CARD] 123456 ',
  hexadecimal: 'dead beef ',
  addresses: '0x1a',
  passwords: 'password is ',
  own_numbers: 'my account ',
  losses: 'i transferred ',
  seed_words: 'abandon ',
  machine_lines: 'p<',
};

export async function measureHostile(): Promise<Record<string, BenchEntry>> {
  const scripts = loadKnownPatterns().map(({ text }) => text);
  const texts = { ...PIECES, real_scripts: `${scripts.join('\n')}\n`, real_scripts_glued: scripts.join('').replaceAll(/\s/g, '') };
  for (const text of scripts) readMessage({ text });
  const times = Object.fromEntries(Object.entries(texts).map(([name, piece]) => [name, rounded(bestTime(filled(piece)))]));
  const settings = { characters: LENGTH, aim: 50, ...times };
  const value = Math.max(...Object.values(times));
  return { hostile_ms: { value, unit: 'ms (worst)', baseline: null, baseline_name: null, ratio: null, runs: ROUNDS, settings } };
}

function filled(piece: string): string {
  return piece.repeat(Math.ceil(LENGTH / piece.length)).slice(0, LENGTH);
}

function bestTime(text: string): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const begin = performance.now();
    readMessage({ text });
    return performance.now() - begin;
  });
  return Math.min(...times);
}
