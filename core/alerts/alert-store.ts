// SQL that writes warnings, their versions and approvals.

import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#core/database.ts';
import { contentHash, type AlertContent, type AlertEvidence, type AlertState } from './alert.ts';
import { newAlertCode } from './alert-code.ts';

/** Where an alert stands, as every use case answers. */
export interface AlertNow {
  id: string;
  code: string;
  state: AlertState;
  /** The newest version, published or not. */
  version: number;
  published_version: number | null;
  evidence: AlertEvidence;
  expires_at: Date | null;
  /** Since when nobody new gets it. */
  paused_at: Date | null;
  /** Approved, and published then. */
  scheduled_for: Date | null;
  /** Of a withdrawn one: it was right, and is over. */
  all_clear: boolean;
  /** Messages a second to whom it is new; null: as fast as each way allows. */
  pace: number | null;
}

export interface NewAlert {
  state: 'proposed' | 'draft';
  proposalKey: string | null;
  campaignId: string | null;
  evidence: AlertEvidence;
  content: AlertContent;
  author: string;
  at: Date;
}

/** A code is met twice about once in a million alerts at a million alerts. */
const CODE_TRIES = 3;

/** null: an alert with this proposal key exists. */
export async function insertAlert(db: Database, alert: NewAlert): Promise<AlertNow | null> {
  for (let attempt = 0; attempt < CODE_TRIES; attempt += 1) {
    const row = { id: randomUUID(), code: newAlertCode(), state: alert.state, current_version: 1, created_at: alert.at };
    const inserted = await db
      .insertInto('alerts')
      .values({
        ...row,
        proposal_key: alert.proposalKey,
        campaign_id: alert.campaignId,
        evidence: JSON.stringify(alert.evidence),
        exercise: alert.content.exercise === true,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (inserted !== undefined) {
      await insertVersion(db, { alertId: row.id, version: 1, content: alert.content, author: alert.author, at: alert.at });
      return {
        id: row.id,
        code: row.code,
        state: alert.state,
        version: 1,
        published_version: null,
        evidence: alert.evidence,
        expires_at: null,
        paused_at: null,
        scheduled_for: null,
        all_clear: false,
        pace: null,
      };
    }
    if (alert.proposalKey !== null && (await findProposal(db, alert.proposalKey)) !== null) return null;
  }
  throw new Error('no free alert code was found');
}

export async function findProposal(db: Database, proposalKey: string): Promise<AlertNow | null> {
  return (await selectNow(db).where('proposal_key', '=', proposalKey).executeTakeFirst()) ?? null;
}

/** Locks the alert until the transaction is over. */
export async function lockAlert(db: Database, id: string): Promise<AlertNow | null> {
  return (await selectNow(db).where('id', '=', id).forUpdate().executeTakeFirst()) ?? null;
}

function selectNow(db: Database) {
  return db
    .selectFrom('alerts')
    .select([
      'id',
      'code',
      'state',
      'current_version as version',
      'published_version',
      'evidence',
      'expires_at',
      'paused_at',
      'scheduled_for',
      'all_clear',
      'pace',
    ]);
}

export interface VersionToInsert {
  alertId: string;
  version: number;
  content: AlertContent;
  author: string;
  at: Date;
}

export async function insertVersion(db: Database, { alertId, version, content, author, at }: VersionToInsert): Promise<void> {
  await db
    .insertInto('alert_versions')
    .values({ alert_id: alertId, version, content: JSON.stringify(content), content_hash: contentHash(content), author, created_at: at })
    .execute();
}

export interface AlertVersion {
  content: AlertContent;
  content_hash: string;
  author: string;
}

export async function findVersion(db: Database, alertId: string, version: number): Promise<AlertVersion | null> {
  const row = await db
    .selectFrom('alert_versions')
    .select(['content', 'content_hash', 'author'])
    .where('alert_id', '=', alertId)
    .where('version', '=', version)
    .executeTakeFirst();
  return row ?? null;
}

export interface AlertChange {
  state?: AlertState;
  current_version?: number;
  ended_at?: Date;
  delivery_due_since?: Date | null;
  webhooks_due_since?: Date | null;
  /** Both or neither. */
  paused_at?: Date | null;
  paused_version?: number | null;
  /** Set in the state `scheduled` alone. */
  scheduled_for?: Date | null;
  /** Of a withdrawal: it was over, not wrong. */
  all_clear?: boolean;
  /** Both or neither. */
  pace?: number | null;
  pace_free_at?: Date | null;
}

export async function updateAlert(db: Database, id: string, change: AlertChange): Promise<void> {
  await db.updateTable('alerts').set(change).where('id', '=', id).execute();
}

/** What it rests on, not what it says: approvals stay. */
export async function updateEvidence(db: Database, id: string, evidence: AlertEvidence): Promise<void> {
  await db
    .updateTable('alerts')
    .set({ evidence: JSON.stringify(evidence) })
    .where('id', '=', id)
    .execute();
}

/** The time of the first publication stays through corrections. */
export async function publishVersion(db: Database, id: string, { version, at, expiresAt }: { version: number; at: Date; expiresAt: Date }): Promise<void> {
  await db
    .updateTable('alerts')
    .set({
      state: 'published',
      scheduled_for: null,
      published_version: version,
      published_at: sql<Date>`coalesce(published_at, ${at})`,
      expires_at: expiresAt,
      delivery_due_since: at,
      webhooks_due_since: at,
    })
    .where('id', '=', id)
    .execute();
}

/** false: this person has approved this version already. */
export async function insertApproval(
  db: Database,
  approval: { alertId: string; version: number; approver: string; contentHash: string; at: Date },
): Promise<boolean> {
  const inserted = await db
    .insertInto('alert_approvals')
    .values({
      alert_id: approval.alertId,
      version: approval.version,
      approver: approval.approver,
      content_hash: approval.contentHash,
      approved_at: approval.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('approver')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Approvals of exactly this content by people other than its author whose accounts have not been closed since. */
export async function countApprovals(db: Database, alertId: string, version: number): Promise<number> {
  const row = await db
    .selectFrom('alert_approvals as a')
    .innerJoin('alert_versions as v', (join) =>
      join.onRef('v.alert_id', '=', 'a.alert_id').onRef('v.version', '=', 'a.version').onRef('v.content_hash', '=', 'a.content_hash'),
    )
    .leftJoin('staff_users as s', 's.id', 'a.approver')
    .select(({ fn }) => fn.countAll<number>().as('approvals'))
    .where('a.alert_id', '=', alertId)
    .where('a.version', '=', version)
    .whereRef('a.approver', '<>', 'v.author')
    .where((where) => where.or([where('s.disabled', 'is', null), where('s.disabled', '=', false)]))
    .executeTakeFirstOrThrow();
  return row.approvals;
}
