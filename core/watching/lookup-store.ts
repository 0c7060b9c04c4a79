// SQL of lookups: rows of `watches` that say nothing but that what was told was wrong.

import { sql } from 'kysely';
import type { Database } from '#core/database.ts';
import type { IndicatorKey } from '#core/publication/indicator-facts.ts';
import type { Wording } from '#core/publication/ladder.ts';
import { lookedUpAfter } from './lookup.ts';

export interface NewLookup {
  id: string;
  chat_hash: Buffer;
  key: IndicatorKey;
  sealed: Buffer;
  /** Nothing of it may be shown: how it was shown before stays. */
  nameless: boolean;
  language: string;
  told: Wording;
  asked_at: Date;
}

/** What is watched stays watched. Who is told anew that it is listed hears nothing of what was to be told before. */
export async function writeLookup(db: Database, { id, chat_hash, key, sealed, nameless, language, told, asked_at }: NewLookup): Promise<void> {
  await sql`
    insert into watches as w (id, chat_hash, kind, value_hash, sealed, language, told, looked_at, started_at, until, asked_at)
    values (${id}, ${chat_hash}, ${key.kind}, ${key.hash}, ${sealed}, ${language}, ${told}, ${asked_at}, ${asked_at}, ${asked_at}, ${asked_at})
    on conflict (chat_hash, kind, value_hash) do update set asked_at = excluded.asked_at, language = excluded.language,
      sealed = case when ${nameless} then w.sealed else excluded.sealed end,
      told = case when w.until > excluded.asked_at then w.told else excluded.told end,
      notices = case when w.until > excluded.asked_at then w.notices else w.notices + 1 end`.execute(db);
}

export interface Lookup {
  id: string;
  told: Wording;
  asked_at: Date;
}

/** Of one indicator, those that were told something else; whoever watches it is told as a watcher. Locked until the transaction is over. */
export async function lockLookups(db: Database, key: IndicatorKey, { wording, now }: { wording: Wording; now: Date }): Promise<Lookup[]> {
  const { rows } = await sql<Lookup>`
    select id, told, asked_at from watches
    where value_hash = ${key.hash} and kind = ${key.kind} and until <= ${now} and asked_at > ${lookedUpAfter(now)} and told <> ${wording}
    order by id for update`.execute(db);
  return rows;
}

/** @returns each one's number of notices, this one included. */
export async function moveLookups(db: Database, ids: readonly string[], wording: Wording): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; number: number }>`
    update watches set told = ${wording}, notices = notices + 1 where id = any(${ids}::uuid[]) returning id, notices as number`.execute(db);
  return new Map(rows.map(({ id, number }) => [id, number]));
}

/** When officers last found that a report naming it was none; null: never. */
export async function lastRejected(db: Database, { kind, hash }: IndicatorKey): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select max(r.decided_at) as at from indicators i join reports r on r.id = i.report_id
    where i.value_hash = ${hash} and i.kind = ${kind} and r.state = 'rejected'`.execute(db);
  return rows[0]?.at ?? null;
}
