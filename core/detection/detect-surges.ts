// Looks for series that are reported far more often than their own past explains: a scam type in a country, in a country and a language, and a
// campaign. Each alarm goes to `raise-alarm.ts`; how days are counted stands in `series-counts.ts`, how they are tested in `tested-series.ts`.

import type { Alarm } from '#core/detection/alarm-store.ts';
import { campaignNumber, seriesNews } from '#core/campaigns/campaign-queries.ts';
import { rememberBudget } from '#core/detection/detection-budget.ts';
import { raiseAlarm } from '#core/detection/raise-alarm.ts';
import { countSeries, loadSeriesDays, storeTests } from '#core/detection/series-counts.ts';
import { watchHours } from '#core/detection/service-hours.ts';
import { judgeSurge } from '#core/detection/surge-rule.ts';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import { readSeries, SERIES_FAMILIES } from '#core/surge/series.ts';
import { REACH_DAYS, type SurgeVerdict, type SurgeWindow } from '#core/surge/surge-detector.ts';
import { dayOf, spanOf, testSeries } from '#core/surge/tested-series.ts';
import type { Translator } from '#platform/i18n.ts';

export interface DetectionSettings {
  /** Over all series together. */
  falseAlarmsAWeek: number;
  /** Days after which reports are erased and can no longer be counted. */
  retentionDays: number;
}

/** @returns the alarms for which an alert was proposed, or added to, just now. */
export async function detectSurges(context: CoreContext, translator: Translator, settings: DetectionSettings): Promise<SurgeVerdict[]> {
  await rememberBudget(context.db, settings.falseAlarmsAWeek);
  const outage = await watchHours(context, REACH_DAYS);
  await countSeries(context, { reach: REACH_DAYS, retentionDays: settings.retentionDays });
  const verdicts = await testAll(context, { outage, falseAlarmsAWeek: settings.falseAlarmsAWeek });
  await storeTests(context.db, verdicts);
  const raised: SurgeVerdict[] = [];
  for (const verdict of verdicts) if (verdict.alarm && (await raise(context, translator, verdict))) raised.push(verdict);
  return raised;
}

async function testAll({ db, clock }: CoreContext, settings: { outage: (day: number) => number; falseAlarmsAWeek: number }): Promise<SurgeVerdict[]> {
  const today = dayOf(clock.now().getTime());
  const byFamily = Map.groupBy(await loadSeriesDays(db, today - REACH_DAYS), ({ series }) => readSeries(series).family);
  return SERIES_FAMILIES.flatMap((family) => {
    const days = byFamily.get(family) ?? [];
    return testSeries({ family, days, series: new Set(days.map(({ series }) => series)).size, since: days[0]?.date ?? '', today, ...settings });
  });
}

async function raise(context: CoreContext, translator: Translator, verdict: SurgeVerdict): Promise<boolean> {
  const { window } = verdict;
  if (window === null) return false;
  const found = await alarmOf(context.db, verdict, window);
  if (found === null) return false;
  const { kind } = await raiseAlarm(context, translator, found);
  return kind !== 'kept_quiet';
}

/** null: too few people. */
async function alarmOf(db: Database, verdict: SurgeVerdict, window: SurgeWindow): Promise<{ alarm: Alarm; campaign?: number } | null> {
  const name = readSeries(verdict.series);
  const evidence = judgeSurge(name, await seriesNews(db, name, spanOf(verdict, window)));
  if (evidence === null) return null;
  const campaign = name.campaign === null ? null : await campaignNumber(db, name.campaign);
  const alarm: Alarm = {
    detector: 'surge',
    subject: verdict.series,
    day: verdict.date,
    type: evidence.type,
    countries: evidence.countries,
    campaigns: name.campaign === null ? [] : [name.campaign],
    entities: [],
    windowDays: window.days,
    count: window.count,
    expected: window.expected,
    p: verdict.p,
    reports: evidence.reports,
    weighed: evidence.weighed,
    firstReportAt: evidence.firstReportAt,
  };
  return { alarm, ...(campaign !== null && { campaign }) };
}
