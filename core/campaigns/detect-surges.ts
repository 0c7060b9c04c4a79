// Looks for series that are reported far more often than their own past explains: a scam type in a country, in a country and a language, and a
// campaign. Each alarm goes to `raise-alarm.ts`; how days are counted stands in `series-counts.ts`.

import { sql } from 'kysely';
import { IS_LATE, REPORTER_SINCE } from '#core/campaigns/counted-reports.ts';
import type { Alarm } from '#core/campaigns/alarm-store.ts';
import { campaignFacts, VOICES } from '#core/campaigns/campaign-queries.ts';
import { rememberBudget } from '#core/campaigns/detection-budget.ts';
import { raiseAlarm } from '#core/campaigns/raise-alarm.ts';
import { toVoice, type VoiceRow } from '#core/campaigns/report-voice.ts';
import { countSeries, dayOf, isoDay, loadSeriesDays, storeTests, type SeriesDay } from '#core/campaigns/series-counts.ts';
import { watchHours } from '#core/campaigns/service-hours.ts';
import { independentReporters } from '#core/clustering/independent-reporters.ts';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import { createHolidays } from '#core/surge/holidays.ts';
import { readSeries, SERIES_FAMILIES, type SeriesFamily, type SeriesName } from '#core/surge/series.ts';
import { createSurgeDetector, REACH_DAYS, type SurgeVerdict, type SurgeWindow } from '#core/surge/surge-detector.ts';
import { SCAM_TYPES } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';

const DAY_MS = 86_400_000;
/** Days replayed before today, so that a surge that is over is known to be: twice the longest window. */
const REPLAYED = 28;
/** Fewer independent people over the window are no reason to warn, however rare (domain rules §6.2). */
const INDEPENDENT = 3;
/** Yesterday, too: its last reports may have been read after midnight. */
const TESTED = 2;
/** A series with less news within the longest window cannot alarm. */
const LEAST_NEWS = 3;
const LONGEST = 14;

export interface DetectionSettings {
  /** Over all series together. */
  falseAlarmsAWeek: number;
  /** Days after which reports are erased and can no longer be counted. */
  retentionDays: number;
}

const isHoliday = createHolidays();

/** @returns the alarms for which an alert was proposed, or added to, just now. */
export async function detectSurges(context: CoreContext, translator: Translator, settings: DetectionSettings): Promise<SurgeVerdict[]> {
  await rememberBudget(context.db, settings.falseAlarmsAWeek);
  const outage = await watchHours(context, REACH_DAYS);
  await countSeries(context, { reach: REACH_DAYS, retentionDays: settings.retentionDays });
  const today = dayOf(context.clock.now());
  const days = Map.groupBy(await loadSeriesDays(context.db, today - REACH_DAYS), ({ series }) => readSeries(series).family);
  const verdicts = SERIES_FAMILIES.flatMap((family) => test({ family, days: days.get(family) ?? [], today, outage, settings }));
  await storeTests(context.db, verdicts);
  const raised: SurgeVerdict[] = [];
  for (const verdict of verdicts) if (verdict.alarm && (await raise(context, translator, verdict))) raised.push(verdict);
  return raised;
}

interface FamilyToTest {
  family: SeriesFamily;
  days: readonly SeriesDay[];
  today: number;
  outage: (day: number) => number;
  settings: DetectionSettings;
}

/** Verdicts of the last days. Each family has its share of the budget: thousands of campaigns must not deafen the types. */
function test({ family, days, today, outage, settings }: FamilyToTest): SurgeVerdict[] {
  const detector = createSurgeDetector({
    falseAlarmsAWeek: settings.falseAlarmsAWeek / SERIES_FAMILIES.length,
    isHoliday: (series, day) => isHoliday(readSeries(series).country ?? undefined, day),
    outage,
    ownPast: family === 'campaign',
  });
  const tested = withNews(days, today);
  const replayed = isoDay(today - REPLAYED);
  const asked = isoDay(today - TESTED + 1);
  return days.flatMap((day) => {
    if (!tested.has(day.series) || day.date < replayed) {
      detector.learn(day);
      return [];
    }
    const verdict = detector.push(day);
    return day.date >= asked ? [verdict] : [];
  });
}

function withNews(days: readonly SeriesDay[], today: number): Set<string> {
  const news = new Map<string, number>();
  const since = isoDay(today - LONGEST - TESTED);
  for (const { series, date, count } of days) if (date > since) news.set(series, (news.get(series) ?? 0) + count);
  return new Set([...news].filter(([, count]) => count >= LEAST_NEWS).map(([series]) => series));
}

async function raise(context: CoreContext, translator: Translator, verdict: SurgeVerdict): Promise<boolean> {
  const { window } = verdict;
  if (window === null) return false;
  const found = await alarmOf(context.db, verdict, window);
  if (found === null) return false;
  const { kind } = await raiseAlarm(context, translator, found);
  return kind !== 'kept_quiet';
}

/** null: too few independent people, or no type to speak of. */
async function alarmOf(db: Database, verdict: SurgeVerdict, window: SurgeWindow): Promise<{ alarm: Alarm; campaign?: number } | null> {
  const name = readSeries(verdict.series);
  const end = (Date.parse(verdict.date) / DAY_MS + 1) * DAY_MS;
  const span = { from: new Date(end - window.days * DAY_MS), to: new Date(end) };
  const rows = await newsOf(db, name, span);
  const independent = independentReporters(rows.map(toVoice));
  const first = rows[0];
  const facts = name.campaign === null ? null : await campaignFacts(db, name.campaign, span.from);
  const type = SCAM_TYPES.find((each) => each === (name.type ?? facts?.type));
  if (first === undefined || independent < INDEPENDENT || type === undefined) return null;
  const alarm: Alarm = {
    detector: 'surge',
    subject: verdict.series,
    day: verdict.date,
    type,
    countries: facts?.countries ?? (name.country === null ? [] : [name.country]),
    campaigns: name.campaign === null ? [] : [name.campaign],
    entities: [],
    windowDays: window.days,
    count: window.count,
    expected: window.expected,
    p: verdict.p,
    reports: rows.length,
    reporters: new Set(rows.map(({ reporter }) => reporter)).size,
    independentReporters: independent,
    firstReportAt: first.received_at,
  };
  return { alarm, ...(facts !== null && { campaign: facts.number }) };
}

/** News of a series in a span of time, in order of arrival. */
async function newsOf(db: Database, name: SeriesName, span: { from: Date; to: Date }): Promise<VoiceRow[]> {
  const { rows } = await sql<VoiceRow>`
    select r.received_at, encode(r.reporter_hash, 'hex') as reporter, ${REPORTER_SINCE} as reporter_since, coalesce(s.template::text, r.id::text) as template
    from reports r join readings g on g.report_id = r.id left join signatures s on s.report_id = r.id left join campaign_reports m on m.report_id = r.id
    where r.received_at >= ${span.from} and r.received_at < ${span.to} and not ${IS_LATE} and r.state not in ('rejected', 'erased', 'duplicate')
      and case when ${name.campaign}::uuid is null
        then coalesce(r.decided_type, g.type) = ${name.type}::text and r.country is not distinct from ${name.country}::text and (g.verdict in ('scam', 'suspicious') or r.state = 'confirmed')
          and (${name.language}::text is null or g.language = ${name.language}::text)
        else m.campaign_id = ${name.campaign}::uuid and (g.verdict <> 'benign' or r.state = 'confirmed') end
    order by r.received_at, r.id limit ${VOICES}`.execute(db);
  return rows;
}
