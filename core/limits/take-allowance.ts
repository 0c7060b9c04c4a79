// Counting what somebody asks and tells in PostgreSQL, so that two processes see the same. Within the caller's transaction: what is undone was
// not used.

import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import { answerOf, LIMITS, spent, type AllowanceKind, type Answer, type Usage } from './allowance.ts';

type Limiting = Pick<CoreContext, 'db' | 'clock' | 'telemetry'>;

/** Uses up one, unless nothing is left. */
export async function takeAllowance(context: Limiting, person: Buffer, what: AllowanceKind): Promise<Answer> {
  const { db, clock } = context;
  const now = clock.now();
  const usage = await lockUsage(db, { person, what, now });
  const answer = answerOf(usage, LIMITS[what], now);
  if (answer.kind === 'open') await save(db, { person, what }, spent(usage, LIMITS[what], now));
  else await close(context, { person, what }, { usage, answer });
  return answer;
}

/** Whether anything is left, without using it up. */
export async function askAllowance(context: Limiting, person: Buffer, what: AllowanceKind): Promise<Answer> {
  const now = context.clock.now();
  const usage = await lockUsage(context.db, { person, what, now });
  const answer = answerOf(usage, LIMITS[what], now);
  if (answer.kind === 'closed') await close(context, { person, what }, { usage, answer });
  return answer;
}

/** Uses up one, also where nothing is left. */
export async function spendAllowance({ db, clock }: Limiting, person: Buffer, what: AllowanceKind): Promise<void> {
  const now = clock.now();
  const usage = await lockUsage(db, { person, what, now });
  await save(db, { person, what }, { ...spent(usage, LIMITS[what], now), closedUntil: usage.closedUntil });
}

interface Key {
  person: Buffer;
  what: AllowanceKind;
}

/** Two chats of one person wait for each other here. */
async function lockUsage(db: Database, { person, what, now }: Key & { now: Date }): Promise<Usage> {
  const { rows } = await sql<{ free_at: Date; closed_until: Date | null }>`
    insert into allowances as mine (person_hash, what, free_at) values (${person}, ${what}, ${now})
    on conflict (person_hash, what) do update set free_at = mine.free_at returning free_at, closed_until`.execute(db);
  const row = rows[0];
  return { freeAt: row?.free_at ?? now, closedUntil: row?.closed_until ?? null };
}

async function close({ db, telemetry }: Limiting, key: Key, { usage, answer }: { usage: Usage; answer: Answer }): Promise<void> {
  if (answer.kind === 'open' || !answer.isNew) return;
  await save(db, key, { ...usage, closedUntil: answer.until });
  telemetry.record('person_held_back', { outcome: key.what });
}

async function save(db: Database, { person, what }: Key, { freeAt, closedUntil }: Usage): Promise<void> {
  const values = { free_at: freeAt, closed_until: closedUntil };
  await db.updateTable('allowances').set(values).where('person_hash', '=', person).where('what', '=', what).execute();
}

/** Who has everything free again is nobody in particular. */
export async function forgetAllowances({ db, clock }: Pick<CoreContext, 'db' | 'clock'>): Promise<void> {
  const now = clock.now();
  await db
    .deleteFrom('allowances')
    .where('free_at', '<', now)
    .where(({ eb, or }) => or([eb('closed_until', 'is', null), eb('closed_until', '<', now)]))
    .execute();
}
