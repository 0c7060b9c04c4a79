// Reports grouped into campaigns a second, in memory, once ten thousand are remembered; beside pg_trgm, whose best match is joined, on the same reports.

import { median, rounded, type BenchEntry } from '#bench/bench-entry.ts';
import { openTrigrams } from '#bench/trigrams.ts';
import { retold, variedReport } from '#bench/varied-reports.ts';
import { createClusterer } from '#core/clustering/clusterer.ts';
import { findInMessage } from '#core/reading/gather-evidence.ts';

const EARLIER = 10_000;
const ROUNDS = 5;
const OURS_A_ROUND = 500;
const THEIRS_A_ROUND = 20;

export async function measureClustering(databaseUrl: string): Promise<Record<string, BenchEntry>> {
  const texts = Array.from({ length: EARLIER }, (_, number) => variedReport(number).text);
  const clusterer = createClusterer({ read: (text) => findInMessage({ text }).found });
  for (const [at, text] of texts.entries()) clusterer.add({ id: String(at), text });
  const trigrams = await openTrigrams(databaseUrl);
  await trigrams?.add(texts);
  await trigrams?.buildIndex();
  const [ours, theirs, ratios]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = Array.from({ length: OURS_A_ROUND }, (_, at) => retold(round * OURS_A_ROUND + at).text);
    let begin = performance.now();
    if (trigrams !== null) {
      for (const text of next.slice(0, THEIRS_A_ROUND)) {
        await trigrams.nearest(text);
        await trigrams.add([text]);
      }
      theirs.push(THEIRS_A_ROUND / ((performance.now() - begin) / 1_000));
    }
    begin = performance.now();
    for (const [at, text] of next.entries()) clusterer.add({ id: `r${round}-${at}`, text });
    ours.push(OURS_A_ROUND / ((performance.now() - begin) / 1_000));
    ratios.push((ours.at(-1) ?? 0) / (theirs.at(-1) ?? Number.NaN));
  }
  await trigrams?.close();
  return {
    cluster: {
      value: rounded(median(ours)),
      unit: 'reports/s',
      baseline: trigrams === null ? null : rounded(median(theirs)),
      baseline_name: trigrams === null ? null : 'pg_trgm GIN, best match joined',
      ratio: trigrams === null ? null : rounded(median(ratios)),
      runs: ROUNDS,
      settings: { earlier_reports: EARLIER, also_finds_indicators: 'yes' },
    },
  };
}
