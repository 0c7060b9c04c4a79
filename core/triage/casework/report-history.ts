// What happened to a report, from the audit trail, as whoever works on it may see it. Who merely looked is for supervisors.

import type { AuditDetails } from '#core/audit/audit-entry.ts';
import type { Database } from '#core/database.ts';

export interface HistoryItem {
  at: Date;
  /** null: the service itself. */
  actor_name: string | null;
  action: string;
  details: AuditDetails;
}

const LOOKED = ['report.opened'];
const MOST = 200;

/** The newest first. */
export async function reportHistory(db: Database, reference: string): Promise<HistoryItem[]> {
  return db
    .selectFrom('audit_entries as a')
    .leftJoin('staff_users as s', 's.id', 'a.actor')
    .select(['a.at', 's.name as actor_name', 'a.action', 'a.details'])
    .where('a.subject_kind', '=', 'report')
    .where('a.subject_id', '=', reference)
    .where('a.action', 'not in', LOOKED)
    .orderBy('a.seq', 'desc')
    .limit(MOST)
    .execute();
}
