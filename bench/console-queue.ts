// The triage console on 50,000 open reports: what an officer waits for, at the use cases themselves; in a browser it is console-browser.ts.

import { median, quantile, rounded, type BenchEntry } from '#bench/bench-entry.ts';
import { openConsoleBench, REPORTS, seedOpenReports, type ToldReport } from '#bench/open-reports.ts';
import type { CoreContext } from '#core/context.ts';
import { searchReports } from '#core/search/search-reports.ts';
import type { Officer } from '#core/staff/staff.ts';
import { openForOfficer } from '#core/triage/open-report.ts';
import { countReports } from '#core/triage/queue/report-counts.ts';
import { listReports, type ReportPage } from '#core/triage/report-list.ts';

const TRIES = 60;
const PAGE = 100;
/** Parts of words, as officers type them; the last of each is in no text. */
const PARTS = {
  ko: ['계좌', '전계좌', '보이스피', '송금하', '검찰', '붕어빵장수'],
  ms: ['pindah', 'akaun', 'kan duit', 'pegawai', 'menang', 'kucingku'],
  en: ['transf', 'account', 'verif', 'deliver', 'winn', 'hedgehog'],
} as const;

export async function measureConsoleQueue(databaseUrl: string): Promise<Record<string, BenchEntry>> {
  const bench = await openConsoleBench(databaseUrl);
  try {
    return await measure(bench.context, await seedOpenReports(bench));
  } finally {
    await bench.pool.end();
  }
}

async function measure(context: CoreContext, told: readonly ToldReport[]): Promise<Record<string, BenchEntry>> {
  const by: Officer = { id: 'bench', role: 'officer', name: 'bench', email: 'bench@police.example', language: 'en' };
  const list = (page: Partial<ReportPage> = {}) => listReports(context, { limit: PAGE, ...page });
  const search = (words: readonly string[]) => (index: number) => searchReports(context, { by, query: words[index % words.length] ?? '' });
  const firstPage = await list();
  const middle = (await list({ limit: 20_000 })).at(-1)?.reference;
  const tasks: Record<string, (index: number) => Promise<unknown>> = {
    first_page: () => list(),
    filter: (index) => list({ type: ['PHISH', 'INVEST', 'TRAFFICK'][index % 3], country: 'MY' }),
    campaign: (index) => list({ campaign: 1 + (index % 20) }),
    next_page: (index) => list({ after: index % 2 === 0 ? firstPage.at(-1)?.reference : middle }),
    counts: () => countReports(context, { country: 'MY' }),
    search_ko: search(PARTS.ko),
    search_ms: search(PARTS.ms),
    search_en: search(PARTS.en),
    search_phone: search(phonesIn(told)),
    open: (index) => openForOfficer(context, { by, reference: firstPage[index]?.reference ?? '' }),
  };
  const times = Object.fromEntries(Object.keys(tasks).map((name) => [name, [] as number[]]));
  for (let index = 0; index < TRIES; index += 1) {
    for (const [name, task] of Object.entries(tasks)) {
      const begin = performance.now();
      await task(index);
      times[name]?.push(performance.now() - begin);
    }
  }
  const p95 = (name: string): number => rounded(quantile(times[name] ?? [], 0.95));
  const settings = Object.fromEntries(
    Object.keys(tasks).flatMap((name) => [
      [`${name}_p50_ms`, rounded(median(times[name] ?? []))],
      [`${name}_p95_ms`, p95(name)],
    ]),
  );
  return {
    console_queue: {
      value: p95('filter'),
      unit: 'ms p95, a filter',
      baseline: null,
      baseline_name: null,
      ratio: null,
      runs: TRIES,
      settings: { open_reports: REPORTS, page: PAGE, ...settings, aim: 'p95 200 filter, 150 opening, 1000 searching' },
    },
  };
}

/** Numbers that suspects called from, each written in another way than before. */
function phonesIn(told: readonly ToldReport[]): string[] {
  const found = told.flatMap(({ reading }) => reading.indicators.filter(({ kind, own }) => kind === 'phone' && own !== true).map(({ value }) => value));
  const national = [...new Set(found)].filter((value) => /^\+(?:82|60)\d{8,}$/.test(value)).slice(0, 12);
  return national.map((value, index) => {
    const [code, rest] = [value.slice(0, 3), value.slice(3)];
    const grouped = `${rest.slice(0, 2)}-${rest.slice(2, -4)}-${rest.slice(-4)}`;
    return [value, `0${rest}`, `0${grouped}`, `${code} ${grouped.replaceAll('-', ' ')}`, rest.slice(-4)][index % 5] ?? value;
  });
}
