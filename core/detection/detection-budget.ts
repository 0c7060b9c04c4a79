// The budget of false alarms the worker last ran with, kept beside what it led to: the console may be served by a process with other settings.

import { sql } from 'kysely';
import type { Database } from '#core/database.ts';

const KEY = 'surge_budget';

export async function rememberBudget(db: Database, falseAlarmsAWeek: number): Promise<void> {
  await sql`insert into settings (key, value) values (${KEY}, ${JSON.stringify({ false_alarms_a_week: falseAlarmsAWeek })}::jsonb)
    on conflict (key) do update set value = excluded.value where settings.value <> excluded.value`.execute(db);
}

/** False alarms a week; null: the detector has not run yet. */
export async function detectionBudget(db: Database): Promise<number | null> {
  const { rows } = await sql<{ budget: number }>`select (value->>'false_alarms_a_week')::float8 as budget from settings where key = ${KEY}`.execute(db);
  return rows[0]?.budget ?? null;
}
