// A warning that its scam outlives is raised, or kept longer: a correction from this service, which like any other waits for two officers.

import { sql } from 'kysely';
import { appendAudit } from '#core/audit/append-audit.ts';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import { SYSTEM_ACTOR } from '#core/staff/staff.ts';
import { contentHash, VALID_DAYS, type AlertContent, type AlertEvidence, type AlertGrade } from './alert.ts';
import { alertEvent } from './alert-outcome.ts';
import { findVersion, insertVersion, lockAlert, updateAlert, type AlertNow } from './alert-store.ts';
import { ALERT_GRADES } from './alert-words.ts';
import { proposedGrade } from './draft-from-evidence.ts';

const DAY_MS = 86_400_000;
/** A caution that is still needed after a week is a warning (domain rules §6.7, after the grading of the FSS). */
const PERSISTS_AFTER_MS = 7 * DAY_MS;
/** Reported so lately, a scam goes on. */
const GOES_ON_MS = 2 * DAY_MS;
/** Asked for so long before it runs out, so that officers sleep in between. */
const RENEWED_BEFORE_MS = DAY_MS;

export interface Persisting {
  content: AlertContent;
  evidence: AlertEvidence;
  /** Of the first version. */
  publishedAt: Date;
  expiresAt: Date;
  /** Of its campaign. */
  lastReportAt: Date;
}

/** What it should say by now; null: it does. Never less grave than it is. */
export function renewedContent({ content, evidence, publishedAt, expiresAt, lastReportAt }: Persisting, now: Date): AlertContent | null {
  if (now.getTime() - lastReportAt.getTime() > GOES_ON_MS) return null;
  const persists = content.grade === 'caution' && now.getTime() - publishedAt.getTime() >= PERSISTS_AFTER_MS;
  const grade = gravest([content.grade, proposedGrade(content.type, evidence), ...(persists ? (['warning'] as const) : [])]);
  const ends = expiresAt.getTime() - now.getTime() <= RENEWED_BEFORE_MS;
  if (grade === content.grade && !ends) return null;
  return { ...content, grade, valid_until: new Date(Math.max(expiresAt.getTime(), now.getTime() + VALID_DAYS[grade] * DAY_MS)).toISOString() };
}

function gravest(grades: readonly AlertGrade[]): AlertGrade {
  return ALERT_GRADES[Math.max(...grades.map((grade) => ALERT_GRADES.indexOf(grade)))] ?? 'danger';
}

/** One grade is proposed once, whatever officers make of it. @returns ids of the warnings that have a new version. */
export async function proposeRenewals(context: CoreContext): Promise<string[]> {
  const renewed: string[] = [];
  for (const id of await unattended(context)) {
    const alert = await inTransaction(context, (inside) => renew(inside, id));
    if (alert === null) continue;
    alertEvent(context, 'renewal_proposed', alert);
    renewed.push(id);
  }
  return renewed;
}

/** Nobody is writing at them. */
async function unattended({ db, clock }: CoreContext): Promise<string[]> {
  const rows = await db
    .selectFrom('alerts')
    .select('id')
    .where('state', '=', 'published')
    .where('expires_at', '>', clock.now())
    .where('campaign_id', 'is not', null)
    .whereRef('current_version', '=', 'published_version')
    .execute();
  return rows.map(({ id }) => id);
}

async function renew(inside: CoreContext, id: string): Promise<AlertNow | null> {
  const { db, clock } = inside;
  const alert = await lockAlert(db, id);
  if (alert?.state !== 'published' || alert.version !== alert.published_version) return null;
  const persisting = await persistingOf(db, alert);
  const content = persisting === null ? null : renewedContent(persisting, clock.now());
  if (persisting === null || content === null) return null;
  if (content.grade !== persisting.content.grade && (await wasProposed(db, id, content.grade))) return null;
  const version = alert.version + 1;
  await insertVersion(db, { alertId: id, version, content, author: SYSTEM_ACTOR.id, at: clock.now() });
  await updateAlert(db, id, { current_version: version });
  await appendAudit(inside, {
    actor: SYSTEM_ACTOR.id,
    action: 'alert.renewal_proposed',
    subject: { kind: 'alert', id },
    details: { version, content_hash: contentHash(content), grade: content.grade, before: persisting.content.grade },
  });
  return { ...alert, version };
}

async function persistingOf(db: Database, { id, version, evidence, expires_at }: AlertNow): Promise<Persisting | null> {
  const published = await findVersion(db, id, version);
  const { rows } = await sql<{ published_at: Date; last_seen_at: Date }>`
    select a.published_at, c.last_seen_at from alerts a join campaigns c on c.id = root_campaign(a.campaign_id) where a.id = ${id}`.execute(db);
  const [row] = rows;
  if (published === null || row === undefined || expires_at === null) return null;
  return { content: published.content, evidence, publishedAt: row.published_at, expiresAt: expires_at, lastReportAt: row.last_seen_at };
}

async function wasProposed(db: Database, id: string, grade: AlertGrade): Promise<boolean> {
  const row = await db
    .selectFrom('alert_versions')
    .select('version')
    .where('alert_id', '=', id)
    .where('author', '=', SYSTEM_ACTOR.id)
    .where(sql<boolean>`content->>'grade' = ${grade}`)
    .executeTakeFirst();
  return row !== undefined;
}
