// Whom a warning concerns: the one condition by which they are entered into the ledger, and by which an officer who writes is told how many they are.

import { sql } from 'kysely';
import type { AlertContent } from '#core/alerts/alert.ts';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import { SUBSCRIBER_CHANNELS, type Channel } from '#core/subscribers/subscriber-words.ts';
import { readTiming } from '#core/subscribers/subscriber-store.ts';
import { leastGradesFor, notBefore } from '#core/subscribers/warning-settings.ts';
import { partsOfArea } from '#core/taxonomy/area.ts';
import { REGIONS, regionsWithin } from '#core/taxonomy/regions.ts';
import { isLanguage, type Language } from '#core/taxonomy/taxonomy.ts';

export type Concerning = Pick<AlertContent, 'type' | 'countries' | 'regions' | 'grade' | 'exercise'>;

/** Of a subscriber `s`. */
export function wants({ type, grade, exercise, ...area }: Concerning) {
  return sql<boolean>`(s.active and ${exercise === true ? sql`s.exercises and ` : sql``} (s.types = '{}' or ${type} = any (s.types)) and s.least_grade = any (${leastGradesFor(grade)})
    and (s.countries = '{}' or ${area.countries}::text[] = '{}' or s.countries && ${area.countries}::text[]) and ${livesIn(area)})`;
}

/** A warning for regions is not for who asked for this country and named other regions of it, nor for a public channel of it. Who named none asked for all of it. */
function livesIn(area: Pick<Concerning, 'countries' | 'regions'>) {
  const parts = partsOfArea(area);
  if (parts.every(({ regions }) => regions.length === 0)) return sql<boolean>`true`;
  const concerned = parts.map(({ country, regions }) => {
    const wanted = sql<boolean>`(s.countries = '{}' or ${country} = any (s.countries))`;
    if (regions.length === 0) return wanted;
    return sql<boolean>`(${wanted} and not s.public_channel and (s.regions && ${regions}::text[] or not s.regions && ${regionsWithin(REGIONS, [country])}::text[]))`;
  });
  return sql<boolean>`(${sql.join(concerned, sql` or `)})`;
}

/** Of a row `d`: what is there or on its way is to be put right. */
export const HAS_IT = sql<boolean>`(d.version_sent is not null or d.state = 'claimed')`;

/** Messages a second by each way. */
export type DeliveryPace = Record<Channel, number>;

export interface Audience {
  subscribers: number;
  /** At once. */
  now: number;
  later: number;
  by: { channel: Channel; language: Language; subscribers: number }[];
  /** Until the last of `now` has it; the ways send side by side. */
  seconds: number;
}

export interface AudienceQuestion {
  content: Concerning;
  /** Of which it would be a correction: who has it sees that, and who newly wants it gets it. */
  corrects?: string | undefined;
  pace: DeliveryPace;
}

/** Who would be told if this were published now. */
export async function audienceOf({ db, clock }: Pick<CoreContext, 'db' | 'clock'>, { content, corrects, pace }: AudienceQuestion): Promise<Audience> {
  const now = clock.now();
  const groups = (await countGroups(db, { content, corrects, now })).map((group) => ({ ...group, atOnce: isToldAtOnce(group, content, now) }));
  const subscribers = total(groups);
  const atOnce = groups.filter((group) => group.atOnce);
  const languages = Map.groupBy(groups, ({ channel, language }) => `${channel} ${isLanguage(language) ? language : 'en'}`);
  return {
    subscribers,
    now: total(atOnce),
    later: subscribers - total(atOnce),
    by: [...languages].map(([key, same]) => ({ ...splitKey(key), subscribers: total(same) })).toSorted((one, other) => other.subscribers - one.subscribers),
    seconds: Math.max(...SUBSCRIBER_CHANNELS.map((way) => total(atOnce.filter(({ channel }) => channel === way)) / pace[way])),
  };
}

/** Subscribers who are told by the same way and at the same time: few, however many they are. */
interface Group {
  channel: Channel;
  language: string;
  has_it: boolean;
  snoozed: boolean;
  quiet_from: number | null;
  quiet_to: number | null;
  time_zone: string;
  daily: boolean;
  subscribers: number;
}

async function countGroups(db: Database, { content, corrects, now }: { content: Concerning; corrects: string | undefined; now: Date }): Promise<Group[]> {
  // Who stopped still sees a correction of what they have; who cannot be reached does not.
  const { rows } = await sql<Group>`
    select s.channel, s.language, false as has_it, coalesce(s.snoozed_until > ${now}, false) as snoozed, s.quiet_from, s.quiet_to, s.time_zone, s.daily, count(*) as subscribers
    from subscribers s
    where not s.public_channel and ${wants(content)} ${corrects === undefined ? sql`` : sql`and not exists (select from deliveries d where d.alert_id = ${corrects} and d.subscriber_id = s.id and ${HAS_IT})`}
    group by 1, 2, 3, 4, 5, 6, 7, 8
    ${
      corrects === undefined
        ? sql``
        : sql`union all
    select s.channel, s.language, true, false, null, null, '', false, count(*)
    from deliveries d join subscribers s on s.id = d.subscriber_id
    where d.alert_id = ${corrects} and d.rank >= 0 and ${HAS_IT} and (s.active or coalesce(s.inactive_reason, 'unsubscribed') = 'unsubscribed')
    group by 1, 2`
    }`.execute(db);
  return rows;
}

/** As they are entered (plan-delivery.ts): danger waits for nobody, and what is on a screen is put right at any hour. */
function isToldAtOnce(group: Group, { grade }: Concerning, now: Date): boolean {
  if (group.has_it || grade === 'danger') return true;
  return !group.snoozed && notBefore(readTiming(group), grade, now) === null;
}

function total(groups: readonly Group[]): number {
  return groups.reduce((sum, { subscribers }) => sum + subscribers, 0);
}

function splitKey(key: string): { channel: Channel; language: Language } {
  const [channel, language] = key.split(' ');
  return { channel: channel as Channel, language: language as Language };
}
