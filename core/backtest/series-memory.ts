// What a family of series was reported, day by day: what series_days holds for the service.

import { VoiceCount } from '#core/clustering/voice-count.ts';
import { dayOf, isoDay, type SeriesDay } from '#core/surge/tested-series.ts';
import type { ReportRead } from './backtest.ts';

interface CountedDay {
  news: VoiceCount;
  all: VoiceCount;
  /** What is news, as long as a verdict may speak of it. */
  reports: ReportRead[];
}

export interface SeriesMemory {
  /** Series that were reported. */
  readonly size: number;
  /** First day on which one was: `YYYY-MM-DD`, or empty. */
  readonly since: string;
  /** A report counts on the day it was received; a late one on its own day, on none if it tells no time. */
  count(series: string, report: ReportRead): void;
  move(from: string, into: string): void;
  /** Oldest first. */
  daysOf(series: string): SeriesDay[];
  /** In order of arrival; times in ms since 1970. */
  news(series: string, span: { from: number; to: number }): ReportRead[];
  /** Days since 1970-01-01: counts, and the reports behind them, from before then. */
  forget(limits: { before: number; newsBefore: number }): void;
}

export function createSeriesMemory(): SeriesMemory {
  const series = new Map<string, Map<number, CountedDay>>();
  let before = Number.NEGATIVE_INFINITY;
  return {
    get size() {
      return series.size;
    },
    get since() {
      const first = [...series.values()].reduce((least, days) => Math.min(least, ...days.keys()), Number.POSITIVE_INFINITY);
      return Number.isFinite(first) ? isoDay(first) : '';
    },
    count,
    move,
    daysOf: (name) =>
      [...(series.get(name) ?? [])]
        .toSorted(([a], [b]) => a - b)
        .map(([day, { news, all }]) => ({ series: name, date: isoDay(day), count: news.count, late: Math.max(0, all.count - news.count) })),
    news: (name, { from, to }) =>
      [...(series.get(name)?.values() ?? [])]
        .flatMap(({ reports }) => reports)
        .filter(({ at }) => at >= from && at < to)
        .toSorted((a, b) => a.at - b.at),
    forget,
  };

  function count(name: string, report: ReportRead): void {
    const at = report.late ? report.occurredAt : report.at;
    if (at === undefined || dayOf(at) < before) return;
    const day = dayIn(name, dayOf(at));
    day.all.add(report.evidence.voice);
    if (report.late) return;
    day.news.add(report.evidence.voice);
    day.reports.push(report);
  }

  function dayIn(name: string, number: number): CountedDay {
    const days = series.get(name) ?? new Map<number, CountedDay>();
    series.set(name, days);
    const day = days.get(number) ?? { news: new VoiceCount(), all: new VoiceCount(), reports: [] };
    days.set(number, day);
    return day;
  }

  function move(from: string, into: string): void {
    for (const [number, day] of series.get(from) ?? []) {
      const taken = dayIn(into, number);
      taken.news.take(day.news);
      taken.all.take(day.all);
      taken.reports.push(...day.reports);
    }
    series.delete(from);
  }

  function forget(limits: { before: number; newsBefore: number }): void {
    ({ before } = limits);
    for (const [name, days] of series) {
      for (const [number, day] of days) {
        if (number < limits.newsBefore) day.reports = [];
        if (number < before) days.delete(number);
      }
      if (days.size === 0) series.delete(name);
    }
  }
}
