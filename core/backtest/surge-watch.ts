// The surge detector over a stream: what detect-surges.ts does on stored reports every minute, here with every report that a series counts.

import { SURGE_DAYS, surgeSeries, surgesOfDay } from '#core/surge/surges-of-day.ts';
import type { SurgePoint } from '#core/surge/surge-detector.ts';
import type { Found, ReportRead } from './backtest.ts';

const DAY_MS = 86_400_000;

interface CountedDay {
  /** Reporters counted; a report without one counts for itself. Emptied when the stream is past the day and nothing late may come. */
  voices: Set<string>;
  count: number;
  first: { id: string; at: number };
  proposed: boolean;
}

export interface SurgeWatch {
  /** @param now how far the stream is, ms since 1970. */
  add(report: ReportRead, now: number): Found[];
}

/** NOTE the service's first day begins at the hour of the look; here the whole day counts. */
export function createSurgeWatch(): SurgeWatch {
  /** Series to day to count; days `YYYY-MM-DD` in the order in which they began. */
  const series = new Map<string, Map<string, CountedDay>>();
  /** Days on which anything was counted: a series that turns up later was at 0 until then. */
  const days = new Set<string>();
  let oldest = '';
  return { add };

  function add(report: ReportRead, now: number): Found[] {
    const name = surgeSeries(report.reading, report.country);
    if (name === null) return [];
    forgetBefore(dayOf(now - SURGE_DAYS * DAY_MS));
    const day = dayOf(report.at);
    if (day < oldest) return [];
    days.add(day);
    const counted = count(name, day, report);
    if (counted === null || counted.proposed || day !== dayOf(now)) return [];
    const [alarm] = surgesOfDay(pointsOf(name), day);
    if (alarm === undefined) return [];
    counted.proposed = true;
    const [type = '', country] = name.split('/');
    const why = { reporters: alarm.count, expected: alarm.expected, p: alarm.p };
    return [
      { detector: 'surge', key: `surge/${name}/${day}`, type, countries: country === undefined || country === '?' ? [] : [country], why, first: counted.first },
    ];
  }

  /** null: this reporter has been counted on that day. */
  function count(name: string, day: string, { id, at, voice }: ReportRead): CountedDay | null {
    const counts = series.get(name) ?? new Map<string, CountedDay>();
    series.set(name, counts);
    const counted = counts.get(day) ?? { voices: new Set(), count: 0, first: { id, at }, proposed: false };
    counts.set(day, counted);
    const speaker = voice.reporter === undefined ? `report:${id}` : `reporter:${voice.reporter}`;
    if (counted.voices.has(speaker)) return null;
    counted.voices.add(speaker);
    counted.count += 1;
    return counted;
  }

  function pointsOf(name: string): SurgePoint[] {
    const first = [...days].toSorted()[0] ?? '';
    const own = [...(series.get(name) ?? [])].map(([date, each]): SurgePoint => ({ series: name, date, count: each.count }));
    return [{ series: '', date: first, count: 0 }, ...own.toSorted((a, b) => (a.date < b.date ? -1 : 1))];
  }

  function forgetBefore(day: string): void {
    if (day === oldest) return;
    oldest = day;
    for (const each of days) if (each < day) days.delete(each);
    for (const [name, counts] of series) {
      for (const each of counts.keys()) if (each < day) counts.delete(each);
      if (counts.size === 0) series.delete(name);
    }
  }
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
