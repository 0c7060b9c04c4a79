// Measures what the thresholds and promises of matching rest on. `node core/matching/robustness/measure.ts [patterns]`

import { loadKnownPatterns } from '../known-patterns.ts';
import { buildKnownIndex } from '../known-index.ts';
import type { KnownPattern } from '../match.ts';
import { textSignature } from '../text-signature.ts';

import { measureRecall } from './measure-recall.ts';
import { seededDraw, varyText } from './vary-text.ts';

const size = Number(process.argv[2] ?? 100_000);
const seeds = loadKnownPatterns();
const nothingRead = { indicators: [] };

function signaturesPerSecond(): number {
  const texts = seeds.map(({ text }) => [...text].slice(0, 120).join(''));
  const rounds = 20;
  for (const text of texts) textSignature(text);
  const from = performance.now();
  for (let round = 0; round < rounds; round += 1) for (const text of texts) textSignature(text);
  return (rounds * texts.length * 1000) / (performance.now() - from);
}

/** Scripts as different as new ones would be: sentences of the seeds put together at random, and edited. */
function syntheticPatterns(count: number): KnownPattern[] {
  const draw = seededDraw(7);
  const sentences = Map.groupBy(
    seeds.flatMap(({ text, language }) => text.split(/(?<=[.!?])\s+/).map((sentence) => ({ sentence, language }))),
    ({ language }) => language,
  );
  return Array.from({ length: count }, (_, at) => {
    const language = (['ko', 'ms', 'en'] as const)[at % 3] ?? 'en';
    const own = sentences.get(language) ?? [];
    const parts = Array.from({ length: 2 + Math.floor(draw() * 3) }, () => own[Math.floor(draw() * own.length)]?.sentence ?? '');
    return { id: `s${String(at)}`, text: varyText('typos', { text: parts.join(' '), language, seed: at }), language };
  });
}

function measureIndex(): void {
  const patterns = syntheticPatterns(size);
  const built = performance.now();
  const index = buildKnownIndex(patterns, () => nothingRead);
  console.log(
    `index of ${String(size)}: built in ${((performance.now() - built) / 1000).toFixed(1)} s, ${(process.memoryUsage.rss() / 2 ** 20).toFixed(0)} MiB in all`,
  );
  const times: number[] = [];
  let found = 0;
  const queries = 3000;
  for (let query = 0; query < queries; query += 1) {
    const pattern = patterns[(query * 7919) % size];
    if (pattern === undefined) continue;
    const text = varyText('combined', { text: pattern.text, language: pattern.language ?? 'en', seed: query });
    const from = performance.now();
    const matches = index.match({ id: 'q', text, reading: nothingRead });
    times.push(performance.now() - from);
    if (matches.some(({ id }) => id === pattern.id)) found += 1;
  }
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(2);
  console.log(`match: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, most ${at(1)} ms; the edited script itself among the 10: ${(found / queries).toFixed(4)}`);
}

console.log(`signatures of 120 characters: ${signaturesPerSecond().toFixed(0)} a second`);
measureIndex();
console.table(measureRecall(seeds, { seedsEach: 4 }));
