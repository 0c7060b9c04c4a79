// Warnings as the console lists them, and as a page of one.

import { sql } from 'kysely';
import type { Database } from '#core/database.ts';
import type { AlertContent, AlertEvidence, AlertState } from './alert.ts';
import { parseAlertCode } from './alert-code.ts';
import { alertFaults, type AlertFault } from './check-alert.ts';

export interface AlertListItem {
  id: string;
  code: string;
  state: AlertState;
  evidence: AlertEvidence;
  campaign: number | null;
  content: AlertContent;
  version: number;
  published_version: number | null;
  author: string;
  /** Of the newest version. */
  approvals: number;
  created_at: Date;
  published_at: Date | null;
  expires_at: Date | null;
  /** Approved, and published then. */
  scheduled_for: Date | null;
  /** Of a withdrawn one: it was right, and is over. */
  all_clear: boolean;
}

export interface AlertFilter {
  states?: readonly AlertState[] | undefined;
  /** Whether the newest version waits for approvals. */
  waiting?: boolean | undefined;
  /** As somebody types it. */
  code?: string | undefined;
  campaign?: number | undefined;
  /** Older than this alert (its id): the next page. */
  after?: string | undefined;
  limit: number;
}

const WAITS = sql<boolean>`(a.state in ('proposed', 'draft') or (a.state = 'published' and a.current_version > a.published_version))`;

/** Newest first. */
export async function listAlerts(db: Database, filter: AlertFilter): Promise<AlertListItem[]> {
  let query = selectAlerts(db);
  if (filter.states !== undefined && filter.states.length > 0) query = query.where('a.state', 'in', filter.states);
  if (filter.waiting !== undefined) query = query.where(WAITS, '=', filter.waiting);
  if (filter.code !== undefined) query = query.where('a.code', '=', parseAlertCode(filter.code) ?? '');
  if (filter.campaign !== undefined) query = query.where(sql<boolean>`c.id = (select root_campaign(id) from campaigns where number = ${filter.campaign})`);
  if (filter.after !== undefined) query = query.where(sql<boolean>`(a.created_at, a.id) < (select created_at, id from alerts where id = ${filter.after})`);
  return query.orderBy('a.created_at', 'desc').orderBy('a.id', 'desc').limit(filter.limit).execute();
}

function selectAlerts(db: Database) {
  return (
    db
      .selectFrom('alerts as a')
      .innerJoin('alert_versions as v', (join) => join.onRef('v.alert_id', '=', 'a.id').onRef('v.version', '=', 'a.current_version'))
      // Where its campaign leads by now.
      .leftJoin('campaigns as c', (join) => join.on(sql<boolean>`c.id = root_campaign(a.campaign_id)`))
      .select(['a.id', 'a.code', 'a.state', 'a.evidence', 'c.number as campaign', 'v.content', 'v.version', 'a.published_version', 'v.author'])
      .select(['a.created_at', 'a.published_at', 'a.expires_at', 'a.scheduled_for', 'a.all_clear'])
      .select(sql<number>`(select count(*) from alert_approvals p where p.alert_id = a.id and p.version = a.current_version)`.as('approvals'))
  );
}

export interface AlertVersionItem {
  version: number;
  content: AlertContent;
  content_hash: string;
  author: string;
  author_name: string | null;
  created_at: Date;
  approvals: { approver: string; approver_name: string | null; approved_at: Date }[];
}

export interface AlertDetail extends AlertListItem {
  /** Newest first; the first is the one to be approved. */
  versions: AlertVersionItem[];
  /** What keeps the newest version from being approved. */
  faults: AlertFault[];
  ended_at: Date | null;
  /** Since when nobody new gets it. */
  paused_at: Date | null;
  /** Of its campaign. */
  last_report_at: Date | null;
  /** Messages a second to whom it is new; null: as fast as each way allows. */
  pace: number | null;
}

/** @param id a UUID. */
export async function getAlert(db: Database, id: string, now: Date): Promise<AlertDetail | null> {
  const alert = await selectAlerts(db)
    .select(['a.ended_at', 'a.paused_at', 'a.pace', 'c.last_seen_at as last_report_at'])
    .where('a.id', '=', id)
    .executeTakeFirst();
  if (alert === undefined) return null;
  return { ...alert, versions: await versionsOf(db, id), faults: alertFaults(alert.content, now) };
}

async function versionsOf(db: Database, id: string): Promise<AlertVersionItem[]> {
  const versions = await db
    .selectFrom('alert_versions as v')
    .leftJoin('staff_users as s', 's.id', 'v.author')
    .select(['v.version', 'v.content', 'v.content_hash', 'v.author', 's.name as author_name', 'v.created_at'])
    .where('v.alert_id', '=', id)
    .orderBy('v.version', 'desc')
    .execute();
  const approvals = await db
    .selectFrom('alert_approvals as p')
    .leftJoin('staff_users as s', 's.id', 'p.approver')
    .select(['p.version', 'p.approver', 's.name as approver_name', 'p.approved_at'])
    .where('p.alert_id', '=', id)
    .orderBy('p.approved_at')
    .execute();
  const byVersion = Map.groupBy(approvals, ({ version }) => version);
  return versions.map((version) => ({
    ...version,
    approvals: (byVersion.get(version.version) ?? []).map(({ approver, approver_name, approved_at }) => ({ approver, approver_name, approved_at })),
  }));
}
