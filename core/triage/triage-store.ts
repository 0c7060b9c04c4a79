// SQL that locks and writes where reports stand in triage.

import type { Database, ReportRow } from '#core/database.ts';
import { STANDING, type Standing } from './standing.ts';

const COLUMNS = ['id', 'reference', 'source', 'country', 'consent', 'adds_to', 'wrapped_key', 'sealed', ...STANDING] as const;
export type LockedReport = Pick<ReportRow, (typeof COLUMNS)[number]>;

/** Locked in one order whoever asks, so that two officers who mark two reports as each other's duplicate do not wait for one another for ever. */
export async function lockForTriage(db: Database, references: string[]): Promise<Map<string, LockedReport>> {
  const rows = await db.selectFrom('reports').select(COLUMNS).where('reference', 'in', references).orderBy('id').forUpdate().execute();
  return new Map(rows.map((row) => [row.reference, row]));
}

/** Far above what happens by hand; ends the walk if rows were ever tied into a circle. */
const DEEPEST = 50;

/** The report at the end of a chain of duplicates: the one that the others repeat. */
export async function rootOf(db: Database, report: LockedReport): Promise<LockedReport> {
  let root = report;
  for (let depth = 0; depth < DEEPEST && root.state === 'duplicate' && root.duplicate_of !== null; depth += 1) {
    const next = await db.selectFrom('reports').select(COLUMNS).where('id', '=', root.duplicate_of).executeTakeFirst();
    if (next === undefined) return root;
    root = next;
  }
  return root;
}

export async function writeStanding(db: Database, id: string, standing: Standing): Promise<void> {
  await db.updateTable('reports').set(standing).where('id', '=', id).execute();
}

/** null: no account of this installation. */
export async function nameOf(db: Database, staffId: string): Promise<string | null> {
  const row = await db.selectFrom('staff_users').select('name').where('id', '=', staffId).executeTakeFirst();
  return row?.name ?? null;
}
