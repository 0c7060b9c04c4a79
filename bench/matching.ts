// R5: one text against 100,000 known patterns in memory, beside pg_trgm on the same patterns. Queries alternate; what was found is compared with
// the score of every pattern.

import { median, quantile, rounded, type BenchEntry } from '#bench/bench-entry.ts';
import { bestScores, Recall } from '#bench/nearest.ts';
import { openTrigrams } from '#bench/trigrams.ts';
import { retold, variedReport } from '#bench/varied-reports.ts';
import { buildKnownIndex } from '#core/matching/known-index.ts';
import { ShinglePostings } from '#core/matching/shingle-postings.ts';
import { textShingles } from '#core/matching/text-signature.ts';

const PATTERNS = 100_000;
const ROUNDS = 5;
const OURS_A_ROUND = 200;
const THEIRS_A_ROUND = 6;
const NOTHING_READ = { indicators: [] };

export async function measureMatching(databaseUrl: string): Promise<Record<string, BenchEntry>> {
  const texts = Array.from({ length: PATTERNS }, (_, number) => variedReport(number).text);
  const index = buildKnownIndex(
    texts.map((text, number) => ({ id: String(number), text })),
    () => NOTHING_READ,
  );
  const trigrams = await openTrigrams(databaseUrl);
  if (trigrams !== null) {
    for (let from = 0; from < PATTERNS; from += 10_000) await trigrams.add(texts.slice(from, from + 10_000));
    await trigrams.buildIndex();
  }
  const postings = new ShinglePostings(texts.map((text) => textShingles(text)));
  const [ours, theirs, ratios]: [number[], number[], number[]] = [[], [], []];
  const recall = new Recall();
  for (let round = 0; round < ROUNDS; round += 1) {
    const queries = Array.from({ length: OURS_A_ROUND }, (_, query) => retold(((round * OURS_A_ROUND + query) * 7_919) % PATTERNS).text);
    const [own, other]: [number[], number[]] = [[], []];
    for (const [at, text] of queries.entries()) {
      if (trigrams !== null && at < THEIRS_A_ROUND) other.push(await timed(() => trigrams.nearest(text)));
      const begin = performance.now();
      const found = index.match({ id: 'q', text, reading: NOTHING_READ });
      own.push(performance.now() - begin);
      if (at % 10 === 0) recall.add(everyScore(postings, text), found);
    }
    ours.push(...own);
    theirs.push(...other);
    ratios.push(median(other) / median(own));
  }
  await trigrams?.close();
  const settings = {
    patterns: PATTERNS,
    p99_ms: rounded(quantile(ours, 0.99)),
    aim_p99_ms: 5,
    recall_nearest: rounded(recall.nearest),
    recall_ten: rounded(recall.ten),
    recall_queries: recall.queries,
    aim_ratio: 200,
    ...(trigrams !== null && { baseline_p99_ms: rounded(quantile(theirs, 0.99)), baseline_queries: theirs.length }),
  };
  return {
    match_known_100k: {
      value: rounded(median(ours)),
      unit: 'ms (p50)',
      baseline: trigrams === null ? null : rounded(median(theirs)),
      baseline_name: trigrams === null ? null : 'pg_trgm GIN, best 10',
      ratio: trigrams === null ? null : rounded(median(ratios)),
      runs: ROUNDS,
      settings,
    },
  };
}

/** What an exact search would find: every pattern compared. */
function everyScore(postings: ShinglePostings, text: string): number[] {
  const query = postings.weigh(textShingles(text));
  return bestScores(Array.from({ length: PATTERNS }, (_, pattern) => postings.score(query, pattern)));
}

/** Milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}
