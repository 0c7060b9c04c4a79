import type { Database } from '#core/database.ts';

/** So that what a bank answers or what is given away does not cross with its being taken back. */
export async function lockReport(db: Database, reportId: string): Promise<void> {
  await db.selectFrom('reports').select('id').where('id', '=', reportId).forUpdate().execute();
}
