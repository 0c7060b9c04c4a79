// SQL of watches and of what their watchers are told.

import { sql } from 'kysely';
import type { Database } from '#core/database.ts';
import type { IndicatorKey } from '#core/publication/indicator-facts.ts';
import type { Wording } from '#core/publication/ladder.ts';
import type { IndicatorKind } from '#core/taxonomy/taxonomy.ts';
import { lookedUpAfter } from './lookup.ts';

export interface WatchRow {
  id: string;
  kind: IndicatorKind;
  value_hash: Buffer;
  sealed: Buffer;
  language: string;
  until: Date;
}

export interface NewWatch extends WatchRow {
  chat_hash: Buffer;
  told: Wording;
  started_at: Date;
}

/** Watched already: for longer, from what is known now. */
export async function writeWatch(db: Database, watch: NewWatch): Promise<void> {
  const { language, told, until, started_at } = watch;
  await db
    .insertInto('watches')
    .values({ ...watch, looked_at: started_at })
    .onConflict((conflict) => conflict.columns(['chat_hash', 'kind', 'value_hash']).doUpdateSet({ language, told, until }))
    .execute();
}

/** Oldest first. */
export async function watchesOf(db: Database, chatHash: Buffer, now: Date): Promise<WatchRow[]> {
  return db
    .selectFrom('watches')
    .select(['id', 'kind', 'value_hash', 'sealed', 'language', 'until'])
    .where('chat_hash', '=', chatHash)
    .where('until', '>', now)
    .orderBy('started_at')
    .orderBy('id')
    .execute();
}

export async function deleteWatches(db: Database, chatHash: Buffer, key?: IndicatorKey): Promise<void> {
  let query = db.deleteFrom('watches').where('chat_hash', '=', chatHash);
  if (key !== undefined) query = query.where('kind', '=', key.kind).where('value_hash', '=', key.hash);
  await query.execute();
}

export interface MovedWatch {
  id: string;
  /** Its number of notices, this one included. */
  number: number;
  before: Wording;
}

/** Those of one indicator that were told something else, now marked as told. Two who do so at once do not both get a watch. */
export async function moveWatches(db: Database, key: IndicatorKey, change: { wording: Wording; now: Date }): Promise<MovedWatch[]> {
  const { wording, now } = change;
  const { rows } = await sql<MovedWatch>`
    with due as (
      select id, told from watches
      where value_hash = ${key.hash} and kind = ${key.kind} and until > ${now} and told <> ${wording} order by id for update
    )
    update watches w set told = ${wording}, notices = w.notices + 1 from due where w.id = due.id
    returning w.id, w.notices as number, due.told as before`.execute(db);
  return rows;
}

export interface NewNotice {
  id: string;
  watch_id: string;
  number: number;
  notice: string;
  /** Told then. */
  due: Date;
}

export async function insertNotices(db: Database, notices: readonly NewNotice[], now: Date): Promise<void> {
  if (notices.length === 0) return;
  await db
    .insertInto('watch_notices')
    .values(notices.map(({ due, ...each }) => ({ ...each, created_at: now, next_attempt_at: due, done_at: null })))
    .execute();
}

interface KeyRow {
  kind: IndicatorKind;
  value_hash: Buffer;
}

/** Whoever watches it, or looked it up. */
const remembered = (now: Date) => sql`(w.until > ${now} or w.asked_at > ${lookedUpAfter(now)})`;

const toKeys = (rows: readonly KeyRow[]): IndicatorKey[] => rows.map(({ kind, value_hash }) => ({ kind, hash: value_hash }));

export async function watchedInReport(db: Database, reportId: string, now: Date): Promise<IndicatorKey[]> {
  const { rows } = await sql<KeyRow>`
    select distinct w.kind, w.value_hash from indicators i join watches w on w.value_hash = i.value_hash and w.kind = i.kind
    where i.report_id = ${reportId} and ${remembered(now)}`.execute(db);
  return toKeys(rows);
}

export async function watchedInDispute(db: Database, disputeId: string, now: Date): Promise<IndicatorKey[]> {
  const { rows } = await sql<KeyRow>`
    select distinct w.kind, w.value_hash from disputes d join watches w on w.value_hash = d.value_hash and w.kind = d.kind
    where d.id = ${disputeId} and ${remembered(now)}`.execute(db);
  return toKeys(rows);
}

/** What the reports of a warning's campaign name. */
export async function watchedInAlert(db: Database, alertId: string, now: Date): Promise<IndicatorKey[]> {
  const { rows } = await sql<KeyRow>`
    select distinct w.kind, w.value_hash from alerts a join campaign_reports m on m.campaign_id = a.campaign_id
    join indicators i on i.report_id = m.report_id join watches w on w.value_hash = i.value_hash and w.kind = i.kind
    where a.id = ${alertId} and w.until > ${now}`.execute(db);
  return toKeys(rows);
}

/**
 * What was reported since it was looked at, one probe a watch; and each lookup once after it was written, for what was decided in that moment.
 * `lagMs`: so late may a commit be seen.
 */
export async function watchedReportedAnew(db: Database, { now, lagMs }: { now: Date; lagMs: number }): Promise<IndicatorKey[]> {
  const { rows } = await sql<KeyRow>`
    select distinct w.kind, w.value_hash from watches w
    where w.until > ${now} and exists (
      select 1 from indicators i join reports r on r.id = i.report_id
      where i.value_hash = w.value_hash and i.kind = w.kind and r.matched_at > w.looked_at - make_interval(secs => ${lagMs / 1_000}))
    union
    select kind, value_hash from watches where looked_at <= asked_at and asked_at < ${new Date(now.getTime() - lagMs)}`.execute(db);
  return toKeys(rows);
}

/** But a lookup that may only be written at this moment. */
export async function markLookedAt(db: Database, keys: readonly IndicatorKey[], { now, lagMs }: { now: Date; lagMs: number }): Promise<void> {
  if (keys.length === 0) return;
  await db
    .updateTable('watches')
    .set({ looked_at: now })
    .where(
      'value_hash',
      'in',
      keys.map(({ hash }) => hash),
    )
    .where(({ eb, or }) => or([eb('asked_at', 'is', null), eb('asked_at', '<', new Date(now.getTime() - lagMs))]))
    .execute();
}

export interface NoticeToSend {
  id: string;
  watch_id: string;
  chat_hash: Buffer;
  notice: string;
  attempts: number;
  language: string;
  sealed: Buffer;
  kind: IndicatorKind;
  value_hash: Buffer;
  /** When it was last looked up and called bad. */
  asked_at: Date | null;
  /** A newer notice of the same watch is there. */
  overtaken: boolean;
}

export interface NoticeClaim {
  now: Date;
  leaseUntil: Date;
  /** Only of whoever watches from a browser: there is no bot. */
  browsersOnly: boolean;
}

/** Taken for a while; null: sent, taken by another, not due yet, or nobody watches any more. */
export async function claimNotice(db: Database, id: string, { now, leaseUntil, browsersOnly }: NoticeClaim): Promise<NoticeToSend | null> {
  const { rows } = await sql<NoticeToSend>`
    update watch_notices n set attempts = n.attempts + 1, next_attempt_at = ${leaseUntil} from watches w
    where n.id = ${id} and w.id = n.watch_id and n.done_at is null and n.next_attempt_at <= ${now}
      and (not ${browsersOnly} or exists (select from conversations c where c.chat_hash = w.chat_hash and c.face = 'browser'))
    returning n.id, n.watch_id, w.chat_hash, n.notice, n.attempts, w.language, w.sealed, w.kind, w.value_hash, w.asked_at,
      n.number < w.notices or (n.notice like 'asked.%' and w.asked_at is null) as overtaken`.execute(db);
  return rows[0] ?? null;
}

/** `spent`: a lookup has served its purpose; unless it is watched as well, it is forgotten soon. */
export async function finishNotice(db: Database, id: string, { now, spent }: { now: Date; spent: boolean }): Promise<void> {
  await sql`
    with done as (update watch_notices set done_at = ${now} where id = ${id} returning watch_id)
    update watches w set asked_at = null from done where ${spent} and w.id = done.watch_id`.execute(db);
}

export async function postponeNotice(db: Database, id: string, until: Date): Promise<void> {
  await db.updateTable('watch_notices').set({ next_attempt_at: until }).where('id', '=', id).execute();
}

export async function noticesDue(db: Database, now: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('watch_notices')
    .select('id')
    .where('done_at', 'is', null)
    .where('next_attempt_at', '<=', now)
    .where(sql<boolean>`not exists (select 1 from outbox o where o.payload->>'notice_id' = watch_notices.id::text)`)
    .orderBy('next_attempt_at')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}
