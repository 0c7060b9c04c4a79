// What the blind index costs when a report is read: as a worker stores reports and readings that came together, with the index's pieces and without,
// in rounds that alternate. What acknowledges a report does not touch the index.

import { median, rounded, type BenchEntry } from '#bench/bench-entry.ts';
import { openConsoleBench, storeAndRead, tell } from '#bench/open-reports.ts';
import { readContent } from '#core/reports/read-report.ts';
import { sealedRows, type readingRows } from '#core/reports/reading-store.ts';

const ROUNDS = 15;
const A_ROUND = 200;
/** Before anything is measured: an index that is empty costs nothing to enter. */
const FILLED = 10_000;

export async function measureSearchIndex(databaseUrl: string): Promise<Record<string, BenchEntry>> {
  const { pool, context } = await openConsoleBench(databaseUrl);
  const told = Array.from({ length: 2_000 }, (_, index) => tell(index));
  let next = 0;
  const reports = (count: number) =>
    Array.from({ length: count }, () => {
      const index = next++;
      const content = told[index % told.length]?.content ?? { text: '', suspects: [], evidence: [] };
      return { content, reading: readContent(content, { channel: null, country: null }), index, received: new Date() };
    });
  const withoutPieces: typeof readingRows = (...read) => ({ ...sealedRows(...read), grams: [] });
  const perSecond = async (rowsOf?: typeof readingRows): Promise<number> => {
    const begin = performance.now();
    await storeAndRead(context, reports(A_ROUND), rowsOf);
    return (A_ROUND * 1_000) / (performance.now() - begin);
  };
  try {
    while (next < FILLED) await storeAndRead(context, reports(500));
    const rates = { with: [] as number[], without: [] as number[], ratios: [] as number[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      const without = await perSecond(withoutPieces);
      const own = await perSecond();
      rates.without.push(without);
      rates.with.push(own);
      rates.ratios.push(own / without);
    }
    return {
      search_index: {
        value: rounded(median(rates.with)),
        unit: 'reports/s read and stored, with the index',
        baseline: rounded(median(rates.without)),
        baseline_name: 'the same without pieces',
        ratio: rounded(median(rates.ratios)),
        runs: ROUNDS,
        settings: { reports_a_round: A_ROUND, indexed_before: FILLED },
      },
    };
  } finally {
    await pool.end();
  }
}
