// What happened since a report was made, as its reporter may know it: nothing of an investigation, and of others only numbers of five and more.

import { sql, type RawBuilder } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import { SMALLEST_GROUP } from '#core/publication/district-counts.ts';

export const HAPPENED = [
  'received',
  'read',
  'compared',
  'added',
  'joined_others',
  'taken_over',
  'confirmed',
  'rejected',
  'duplicate',
  'warned',
  'reached',
  'withdrawn',
  'all_clear',
  'erased',
] as const;

export interface Happened {
  what: (typeof HAPPENED)[number];
  /** null: at a time that is not kept. */
  at: Date | null;
  /** Other people who reported the same, additions, subscribers reached. */
  count?: number;
  /** Of the warning. */
  code?: string;
}

interface StoryRow {
  state: string;
  received_at: Date;
  read_at: Date | null;
  matched_at: Date | null;
  decided_at: Date | null;
  others: number;
  additions: number;
}

/** How many other people reported into the campaign of the report `row` (a table's alias): accounts, of which rejected and erased reports tell nothing. */
export function othersOf(row: 'r' | 'own'): RawBuilder<number> {
  const own = sql.ref(row);
  return sql<number>`(select count(distinct o.reporter_hash)::int from campaign_reports mine
    join campaign_reports other on other.campaign_id = mine.campaign_id join reports o on o.id = other.report_id
    where mine.report_id = ${own}.id and o.reporter_hash is distinct from ${own}.reporter_hash and o.state not in ('rejected', 'erased'))`;
}

/** Told in fives: an exact number shows each new one. Under five none is told. */
export function toldCount(count: number): number {
  return count - (count % SMALLEST_GROUP);
}

/** In the order in which it happened. */
export async function reportStory({ db }: Pick<CoreContext, 'db'>, reportId: string): Promise<Happened[]> {
  const { rows } = await sql<StoryRow>`
    select r.state, r.received_at, r.read_at, r.matched_at, r.decided_at,
      (select count(*)::int from reports a where a.adds_to = r.id and a.state <> 'erased') as additions,
      ${othersOf('r')} as others
    from reports r where r.id = ${reportId}`.execute(db);
  const row = rows[0];
  if (row === undefined) return [];
  if (row.state === 'erased') return [{ what: 'erased', at: null }];
  const story: Happened[] = [
    { what: 'received', at: row.received_at },
    ...(row.read_at === null ? [] : [{ what: 'read' as const, at: row.read_at }]),
    ...(row.matched_at === null ? [] : [{ what: 'compared' as const, at: row.matched_at }]),
    ...(row.additions === 0 ? [] : [{ what: 'added' as const, at: null, count: row.additions }]),
    ...(row.others < SMALLEST_GROUP ? [] : [{ what: 'joined_others' as const, at: null, count: toldCount(row.others) }]),
    ...decision(row),
    ...(await warnings(db, reportId)),
  ];
  return story;
}

function decision({ state, decided_at }: StoryRow): Happened[] {
  if (state === 'in_review') return [{ what: 'taken_over', at: null }];
  if (state === 'confirmed' || state === 'rejected' || state === 'duplicate') return [{ what: state, at: decided_at }];
  return [];
}

interface WarningRow {
  code: string;
  state: string;
  all_clear: boolean;
  published_at: Date;
  ended_at: Date | null;
  reached: number;
}

/** Published ones about the campaign that the report belongs to; where campaigns were merged, about what they are now. */
async function warnings(db: CoreContext['db'], reportId: string): Promise<Happened[]> {
  const { rows } = await sql<WarningRow>`
    select a.code, a.state, a.all_clear, a.published_at, a.ended_at,
      (select count(*)::int from deliveries d where d.alert_id = a.id and d.rank >= 0 and d.version_sent is not null) as reached
    from campaign_reports own join alerts a on root_campaign(a.campaign_id) = root_campaign(own.campaign_id)
    where own.report_id = ${reportId} and a.published_at is not null order by a.published_at`.execute(db);
  return rows.flatMap(({ code, state, all_clear, published_at, ended_at, reached }): Happened[] => [
    { what: 'warned', at: published_at, code },
    ...(reached < SMALLEST_GROUP ? [] : [{ what: 'reached' as const, at: published_at, code, count: reached }]),
    ...(state === 'withdrawn' ? [{ what: all_clear ? ('all_clear' as const) : ('withdrawn' as const), at: ended_at, code }] : []),
  ]);
}
