// SQL that writes reports.

import type { Database } from '#core/database.ts';
import type { PreparedReport } from '#core/reports/prepare-report.ts';
import { publishFacts } from '#platform/outbox.ts';

/** Reports, their evidence and the fact that they were received: all or nothing in the caller's transaction. */
export async function storeReports(db: Database, reports: PreparedReport[]): Promise<void> {
  if (reports.length === 0) return;
  await db
    .insertInto('reports')
    .values(reports.map(({ row }) => row))
    .execute();
  const evidence = reports.flatMap((report) => report.evidence);
  if (evidence.length > 0) await db.insertInto('evidence').values(evidence).execute();
  await publishFacts(
    db,
    reports.map(({ row }) => ({ fact: 'report_received', payload: { report_id: row.id } })),
  );
}
