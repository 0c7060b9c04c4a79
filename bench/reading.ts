// R3: messages read a second on one core, at a median of about 120 characters. The texts are the beginnings of the seed scripts, each with its own number.

import { median, rounded, type BenchEntry } from '#bench/bench-entry.ts';
import { loadKnownPatterns } from '#core/matching/known-patterns.ts';
import { readMessage } from '#core/reading/read-message.ts';

const ROUNDS = 5;
/** Characters; with its number a text is about 120. */
const LENGTH = 114;

export async function measureReading(): Promise<Record<string, BenchEntry>> {
  const texts = loadKnownPatterns().flatMap(({ text }, index) => Array.from({ length: 8 }, (_, copy) => `${text.slice(0, LENGTH)} ${index}-${copy}`));
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const begin = performance.now();
    for (const text of texts) readMessage({ text });
    rates.push(texts.length / ((performance.now() - begin) / 1_000));
  }
  const settings = { texts: texts.length, median_characters: median(texts.map(({ length }) => length)), aim: 5_000 };
  return { analyse: { value: rounded(median(rates)), unit: 'messages/s', baseline: null, baseline_name: null, ratio: null, runs: ROUNDS, settings } };
}
