// R5, first half: one text against 100,000 known patterns in memory. The pg_trgm side of the promise is still to be measured here.

import { quantile, rounded, type BenchEntry } from '#bench/bench-entry.ts';
import { buildKnownIndex } from '#core/matching/known-index.ts';
import { loadKnownPatterns } from '#core/matching/known-patterns.ts';

const PATTERNS = 100_000;
const QUERIES = 1_000;

export async function measureMatching(): Promise<Record<string, BenchEntry>> {
  const seeds = loadKnownPatterns();
  const words = [...new Set(seeds.flatMap(({ text }) => text.split(/\s+/)))];
  // Pseudo-random sentences of the seeds' own words: as alike each other as real scripts are, and the same in every run.
  let state = 7;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state % below;
  };
  const synthetic = Array.from({ length: PATTERNS - seeds.length }, (_, index) => ({
    id: `s${index}`,
    text: Array.from({ length: 18 }, () => words[next(words.length)] ?? '').join(' '),
  }));
  const index = buildKnownIndex([...seeds, ...synthetic], () => ({ indicators: [] }));
  const times: number[] = [];
  for (let query = 0; query < QUERIES; query += 1) {
    const text = `${(query % 2 === 0 ? seeds : synthetic)[query % seeds.length]?.text ?? ''} ${query}`;
    const begin = performance.now();
    index.match({ id: 'q', text, reading: { indicators: [] } });
    times.push(performance.now() - begin);
  }
  const settings = { patterns: PATTERNS, p99_ms: rounded(quantile(times, 0.99)), aim_p99_ms: 5 };
  return {
    match_known_100k: { value: rounded(quantile(times, 0.5)), unit: 'ms (p50)', baseline: null, baseline_name: null, ratio: null, runs: QUERIES, settings },
  };
}
