// The audit trail as the console shows it.

import type { Database } from '#core/database.ts';
import type { AuditDetails } from './audit-entry.ts';

export interface AuditFilter {
  actor?: string | undefined;
  subject_kind?: string | undefined;
  subject_id?: string | undefined;
  action?: string | undefined;
  /** Then or later; before then. */
  since?: Date | undefined;
  until?: Date | undefined;
  /** Entries older than this number. */
  before?: number | undefined;
  limit: number;
}

export interface AuditItem {
  seq: number;
  at: Date;
  actor: string;
  /** null: not a person, or an account of another installation. */
  actor_name: string | null;
  action: string;
  subject_kind: string;
  subject_id: string;
  details: AuditDetails;
  hash: string;
}

/** Newest first. What one account did, in order, answers which records somebody who stole it has seen. */
export async function listAudit(db: Database, filter: AuditFilter): Promise<AuditItem[]> {
  let query = db
    .selectFrom('audit_entries as a')
    .leftJoin('staff_users as s', 's.id', 'a.actor')
    .select(['a.seq', 'a.at', 'a.actor', 's.name as actor_name', 'a.action', 'a.subject_kind', 'a.subject_id', 'a.details', 'a.hash']);
  if (filter.actor !== undefined) query = query.where('a.actor', '=', filter.actor);
  if (filter.subject_kind !== undefined) query = query.where('a.subject_kind', '=', filter.subject_kind);
  if (filter.subject_id !== undefined) query = query.where('a.subject_id', '=', filter.subject_id);
  if (filter.action !== undefined) query = query.where('a.action', '=', filter.action);
  if (filter.since !== undefined) query = query.where('a.at', '>=', filter.since);
  if (filter.until !== undefined) query = query.where('a.at', '<', filter.until);
  if (filter.before !== undefined) query = query.where('a.seq', '<', filter.before);
  return query.orderBy('a.seq', 'desc').limit(filter.limit).execute();
}

export interface AuditActor {
  id: string;
  name: string;
  role: string;
}

/** Whose doings can be looked for. */
export async function auditActors(db: Database): Promise<AuditActor[]> {
  return db.selectFrom('staff_users').select(['id', 'name', 'role']).orderBy('name').orderBy('id').execute();
}
