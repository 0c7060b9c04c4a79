// What the public may know of all reports together: counts by type, country, language and week, sums lost, and how long a warning took.

import type { CoreContext } from '#core/context.ts';
import { SCAM_TYPES, type ScamType } from '#core/taxonomy/taxonomy.ts';
import { timingItems, summarise } from '#core/timing/timing-summary.ts';
import { countReports, sumLosses } from './statistics-queries.ts';
import { SMALLEST_CELL, suppress, tellable, tellableSum, type Cell } from './suppression.ts';

export const STATISTICS_WEEKS = 12;
export const STATISTICS_COUNTRIES = ['KR', 'MY', 'SG', 'other'] as const;
export const STATISTICS_LANGUAGES = ['ko', 'ms', 'en', 'other'] as const;
export const STATISTICS_CURRENCIES = ['KRW', 'MYR', 'SGD', 'USD'] as const;

export interface PublicStatistics {
  computed_at: Date;
  /** Monday, the first day told of; ISO date. */
  since: string;
  /** Reports read as a scam or suspicious and not rejected; null: fewer than five. */
  reports: number | null;
  by_type: Cell<ScamType>[];
  by_country: Cell<(typeof STATISTICS_COUNTRIES)[number]>[];
  by_language: Cell<(typeof STATISTICS_LANGUAGES)[number]>[];
  /** By the Monday it begins with (ISO date), oldest first; the last one is not over. */
  by_week: Cell<string>[];
  /** In major units, two digits told; null: too few, or one person's loss is most of it. */
  lost: { currency: (typeof STATISTICS_CURRENCIES)[number]; amount: number | null }[];
  /** Seconds from the first report of a scam to the first warning sent; null of fewer than five warnings. */
  time_to_warning: { warnings: number | null; median_seconds: number | null };
}

const WEEK_MS = 7 * 86_400_000;

export async function publicStatistics({ db, clock }: Pick<CoreContext, 'db' | 'clock'>): Promise<PublicStatistics> {
  const now = clock.now();
  const weeks = weeksUntil(now);
  const since = weeks[0] ?? '';
  const start = new Date(`${since}T00:00:00+08:00`);
  const { total, byType, byCountry, byLanguage, byWeek } = await countReports(db, start);
  const losses = new Map((await sumLosses(db, start)).map((loss) => [loss.currency, loss]));
  const { steps } = summarise(await timingItems({ db, clock }, { since: start }));
  const toWarning = steps.find(({ step }) => step === 'total');
  const warnings = toWarning?.count ?? 0;
  const isFew = tellable(total) === null;
  const cells = <Key extends string>(keys: readonly Key[], counts: ReadonlyMap<string, number>): Cell<Key>[] => {
    const table = keys.map((key) => ({ key, count: counts.get(key) ?? 0 }));
    return isFew ? table.map(({ key }) => ({ key, count: null })) : suppress(table);
  };
  return {
    computed_at: now,
    since,
    reports: tellable(total),
    by_type: cells(SCAM_TYPES, byType),
    by_country: cells(STATISTICS_COUNTRIES, byCountry),
    by_language: cells(STATISTICS_LANGUAGES, byLanguage),
    by_week: cells(weeks, byWeek),
    lost: STATISTICS_CURRENCIES.map((currency) => {
      const loss = losses.get(currency);
      return { currency, amount: loss === undefined ? null : tellableSum(loss) };
    }),
    time_to_warning: { warnings: tellable(warnings), median_seconds: warnings < SMALLEST_CELL ? null : (toWarning?.median ?? null) },
  };
}

/** Mondays as people in Kuala Lumpur date them, oldest first: this week's and those before it. */
function weeksUntil(now: Date): string[] {
  const local = new Date(now.getTime() + 8 * 3_600_000);
  const monday = Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate() - ((local.getUTCDay() + 6) % 7));
  return Array.from({ length: STATISTICS_WEEKS }, (_, at) => new Date(monday - (STATISTICS_WEEKS - 1 - at) * WEEK_MS).toISOString().slice(0, 10));
}
