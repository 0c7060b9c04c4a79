// The surge detector over a stream: what detect-surges.ts does on stored reports twice a minute, here with every report, on the series that it counts in.

import { judgeSurge } from '#core/detection/surge-rule.ts';
import { WINDOW_REPORTS } from '#core/detection/campaign-rule.ts';
import { outageShares } from '#core/surge/outages.ts';
import { readSeries, SERIES_FAMILIES, seriesOf, type SeriesFamily } from '#core/surge/series.ts';
import { REACH_DAYS, type SurgeVerdict } from '#core/surge/surge-detector.ts';
import { dayOf, isoDay, NEWS_DAYS, spanOf, testSeries, type SeriesDay } from '#core/surge/tested-series.ts';
import type { Found, ReportRead } from './backtest.ts';
import { createSeriesMemory, type SeriesMemory } from './series-memory.ts';

const HOUR_MS = 3_600_000;

export interface SurgeWatch {
  /** @param now how far the stream is, ms since 1970. */
  add(report: ReportRead, placed: { campaign: string; absorbed?: readonly string[] }, now: number): Found[];
}

/**
 * NOTE a stream does not tell when the worker ran, nor whose backlog a report without a time of its own belongs to: outages are days without any report
 * where some always come, and late is what says so itself. A series is looked at when a report counts in it, not every half minute.
 */
export function createSurgeWatch({ falseAlarmsAWeek }: { falseAlarmsAWeek: number }): SurgeWatch {
  const families = Object.fromEntries(SERIES_FAMILIES.map((family) => [family, createSeriesMemory()])) as Record<SeriesFamily, SeriesMemory>;
  const hours = new Map<number, number>();
  const found = new Set<string>();
  let today = Number.NEGATIVE_INFINITY;
  return { add };

  function add(report: ReportRead, { campaign, absorbed = [] }: { campaign: string; absorbed?: readonly string[] }, now: number): Found[] {
    turnTo(dayOf(now));
    hours.set(Math.floor(report.at / HOUR_MS), (hours.get(Math.floor(report.at / HOUR_MS)) ?? 0) + 1);
    for (const gone of absorbed) families.campaign.move(`campaign/${gone}`, `campaign/${campaign}`);
    const counted = countedIn(report, campaign);
    for (const series of counted) families[readSeries(series).family].count(series, report);
    return SERIES_FAMILIES.flatMap((family) => counted.filter((series) => readSeries(series).family === family)).flatMap((series) => look(series, now));
  }

  function turnTo(day: number): void {
    if (day <= today) return;
    today = day;
    for (const family of SERIES_FAMILIES) families[family].forget({ before: today - REACH_DAYS, newsBefore: today - NEWS_DAYS });
    for (const hour of hours.keys()) if (hour < (today - REACH_DAYS) * 24) hours.delete(hour);
    for (const key of found) if ((key.split('/').at(-1) ?? '') < isoDay(today - NEWS_DAYS)) found.delete(key);
  }

  function look(series: string, now: number): Found[] {
    const { family } = readSeries(series);
    const memory = families[family];
    const days: SeriesDay[] = memory.daysOf(series);
    const outage = outageShares(
      [...hours].map(([hour, reports]) => ({ hour, reports, watched: false })),
      new Date(now),
    );
    const verdicts = testSeries({ family, days, series: memory.size, since: memory.since, today, outage, falseAlarmsAWeek });
    return verdicts.filter(({ alarm }) => alarm).flatMap((verdict) => judge(verdict, memory));
  }

  function judge(verdict: SurgeVerdict, memory: SeriesMemory): Found[] {
    const key = `surge/${verdict.series}/${verdict.date}`;
    if (verdict.window === null || found.has(key)) return [];
    const news = memory.news(verdict.series, spanOf(verdict, verdict.window)).slice(0, WINDOW_REPORTS);
    const name = readSeries(verdict.series);
    const evidence = judgeSurge(
      name,
      news.map((report) => report.evidence),
    );
    const [first] = news;
    if (evidence === null || first === undefined) return [];
    found.add(key);
    const { days, count, expected } = verdict.window;
    const { type, countries, reports, reporters, weighed, firstReportAt } = evidence;
    const independent_reporters = weighed.independent;
    const why = { count, expected, p: verdict.p, window_days: days, reports, reporters, independent_reporters, window_from: firstReportAt.toISOString() };
    return [{ detector: 'surge', key, type, countries, why, first, campaigns: name.campaign === null ? [] : [name.campaign], entities: [] }];
  }
}

/** As series-counts.ts does in SQL. */
function countedIn({ reading, country }: ReportRead, campaign: string): string[] {
  if (reading.verdict === 'benign') return [];
  const tellsType = reading.type !== 'OTHER' && (reading.verdict === 'scam' || reading.verdict === 'suspicious');
  return seriesOf({ type: tellsType ? reading.type : null, country, language: reading.language, campaign });
}
