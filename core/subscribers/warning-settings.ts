// How somebody wants to be warned: how grave it must be, at which hours, at once or once a day, in how many words.

import { ALERT_GRADES, type AlertGrade } from '#core/alerts/alert-words.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';

/** Full hours of the day, `to` excluded; may go over midnight. */
export interface QuietHours {
  from: number;
  to: number;
}

export interface WarningSettings {
  least_grade: AlertGrade;
  quiet: QuietHours | null;
  time_zone: TimeZone;
  /** All of a day together, in the morning. */
  daily: boolean;
  /** Fewer words, whom to call first. */
  easy_read: boolean;
  /** ISO 8601; nothing but danger until then. */
  snoozed_until: string | null;
}

/** What is offered; others may be asked for by who knows how (`/v1/subscriptions`). */
export const QUIET_CHOICES = { off: null, night: { from: 22, to: 7 }, long: { from: 20, to: 9 } } as const satisfies Record<string, QuietHours | null>;

export const TIME_ZONES = ['Asia/Seoul', 'Asia/Kuala_Lumpur'] as const;
export type TimeZone = (typeof TIME_ZONES)[number];
/** Hour of the day at which a day's warnings are told together. */
export const DAILY_HOUR = 9;
const HOUR_MS = 3_600_000;

export function initialSettings(language: Language | null): WarningSettings {
  const time_zone = language === 'ko' ? 'Asia/Seoul' : 'Asia/Kuala_Lumpur';
  return { least_grade: 'notice', quiet: null, time_zone, daily: false, easy_read: false, snoozed_until: null };
}

/** The settings for which a warning of this grade is grave enough. */
export function leastGradesFor(grade: AlertGrade): AlertGrade[] {
  return ALERT_GRADES.slice(0, ALERT_GRADES.indexOf(grade) + 1);
}

export type Timing = Pick<WarningSettings, 'quiet' | 'time_zone' | 'daily'>;

/** When a warning of this grade may be told; null: at once. Danger waits for nobody's morning. */
export function notBefore({ quiet, time_zone, daily }: Timing, grade: AlertGrade, now: Date): Date | null {
  if (grade === 'danger') return null;
  const at = daily ? nextHour(DAILY_HOUR, time_zone, now) : now;
  const hour = hourIn(time_zone, at);
  const isQuiet = quiet !== null && (quiet.from < quiet.to ? hour >= quiet.from && hour < quiet.to : hour >= quiet.from || hour < quiet.to);
  if (isQuiet) return nextHour(quiet.to, time_zone, at);
  return at > now ? at : null;
}

/** The next moment at which the clocks there show that full hour. Both zones keep the same time all year. */
function nextHour(hour: number, zone: TimeZone, after: Date): Date {
  const wait = (hour - hourIn(zone, after) + 24) % 24 || 24;
  return new Date(Math.floor(after.getTime() / HOUR_MS) * HOUR_MS + wait * HOUR_MS);
}

const FORMATS = new Map(TIME_ZONES.map((zone) => [zone, new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' })]));

function hourIn(zone: TimeZone, at: Date): number {
  return Number(FORMATS.get(zone)?.format(at));
}
