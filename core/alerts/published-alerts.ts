// What the public may see of warnings: the content that two officers approved, and nothing that is still being written.

import { sql } from 'kysely';
import type { Database } from '#core/database.ts';
import type { ScamType } from '#core/taxonomy/taxonomy.ts';
import type { AlertContent } from './alert.ts';
import { parseAlertCode } from './alert-code.ts';

export interface PublishedAlert {
  id: string;
  /** Eight characters; `showAlertCode` writes them as people read them. */
  code: string;
  state: 'published' | 'withdrawn' | 'expired';
  version: number;
  content: AlertContent;
  content_hash: string;
  /** Of the first version that was published. */
  published_at: Date;
  /** Of the version shown; equal to `published_at` when there was no correction. */
  updated_at: Date;
  expires_at: Date;
  /** Withdrawn or expired; null while it holds. */
  ended_at: Date | null;
  /** Of a withdrawn one: what it said was right, and is over. */
  all_clear: boolean;
}

/** What is said of where it stands. */
export function toldAs({ state, all_clear }: Pick<PublishedAlert, 'state' | 'all_clear'>): PublishedAlert['state'] | 'all_clear' {
  return all_clear ? 'all_clear' : state;
}

/** What it said is not to be repeated. */
export function isTakenBack(alert: Pick<PublishedAlert, 'state' | 'all_clear'>): boolean {
  return toldAs(alert) === 'withdrawn';
}

/** A version that the public reads no longer. */
export interface EarlierVersion {
  version: number;
  content: AlertContent;
  published_at: Date;
}

export interface PublishedFilter {
  now: Date;
  /** Ended ones too, for feeds that must tell of a withdrawal; `only`: none that holds. */
  ended?: boolean | 'only';
  /** Of those that have ended: then or later. */
  endedSince?: Date | undefined;
  type?: ScamType | undefined;
  /** ISO 3166-1 alpha-2: what concerns that country, and what concerns all. */
  country?: string | undefined;
  /** Older than this alert (its id): the next page. */
  after?: string | undefined;
  /** Default 50. */
  limit?: number;
}

/** Newest first, without rehearsals: those are found by who knows their address or code. */
export async function listPublishedAlerts(db: Database, filter: PublishedFilter): Promise<PublishedAlert[]> {
  let query = selectPublished(db, filter.now).where('a.exercise', '=', false);
  const holds = sql<boolean>`(a.state = 'published' and a.expires_at > ${filter.now})`;
  if (filter.ended === 'only') query = query.where(({ not }) => not(holds));
  else if (filter.ended !== true) query = query.where(holds);
  if (filter.endedSince !== undefined) query = query.where(sql<boolean>`coalesce(a.ended_at, a.expires_at) >= ${filter.endedSince}`);
  if (filter.type !== undefined) query = query.where(sql<boolean>`v.content->>'type' = ${filter.type}`);
  if (filter.country !== undefined)
    query = query.where(sql<boolean>`(v.content->'countries' = '[]'::jsonb or v.content->'countries' @> to_jsonb(array[${filter.country}::text]))`);
  if (filter.after !== undefined) query = query.where(sql<boolean>`(a.published_at, a.id) < (select published_at, id from alerts where id = ${filter.after})`);
  return query
    .orderBy('a.published_at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(filter.limit ?? 50)
    .execute();
}

/** A warning that ended is worth knowing for a while: somebody may still act on it. */
export const RECENTLY_ENDED_DAYS = 30;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Anything may be asked for: what is no id, unknown or never published is null. */
export async function getPublishedAlert(db: Database, id: string, now: Date): Promise<PublishedAlert | null> {
  if (!UUID.test(id)) return null;
  return (await selectPublished(db, now).where('a.id', '=', id).executeTakeFirst()) ?? null;
}

/** The warning that carries this code, as somebody typed it. null: no warning of ours carries it. */
export async function verifyCode(db: Database, typed: string, now: Date): Promise<PublishedAlert | null> {
  const code = parseAlertCode(typed);
  if (code === null) return null;
  return (await selectPublished(db, now).where('a.code', '=', code).executeTakeFirst()) ?? null;
}

/** Those of the codes that are ours, in that order. */
export async function publishedByCodes(db: Database, codes: readonly string[], now: Date): Promise<PublishedAlert[]> {
  if (codes.length === 0) return [];
  const found = await selectPublished(db, now).where('a.code', 'in', codes).execute();
  return found.toSorted((one, other) => codes.indexOf(one.code) - codes.indexOf(other.code));
}

/** Names what was last said of a warning: a version, or that it is withdrawn or over. The same name for good, wherever it is told. */
export function messageId({ id, state, version }: Pick<PublishedAlert, 'id' | 'state' | 'version'>): string {
  return `urn:uuid:${id}#${state === 'withdrawn' ? 'withdrawn' : String(version)}`;
}

/** When that was said. */
export function messageTime({ state, updated_at, ended_at }: Pick<PublishedAlert, 'state' | 'updated_at' | 'ended_at'>): Date {
  return state === 'withdrawn' ? (ended_at ?? updated_at) : updated_at;
}

/** What the public read of a warning before this version, oldest first. Not its drafts, and no correction that never got its approvals. */
export async function earlierVersions(db: Database, { id, version }: { id: string; version: number }): Promise<EarlierVersion[]> {
  return (
    db
      .selectFrom('alert_versions as v')
      .select(['v.version', 'v.content', publicationTime().as('published_at')])
      .where('v.alert_id', '=', id)
      .where('v.version', '<', version)
      // Approvals do not tell: an approver's account may have been closed before the second one came, and a taken-out name needs none.
      .where(
        sql<boolean>`exists (select from audit_entries e where e.subject_kind = 'alert' and e.subject_id = v.alert_id::text
          and e.action in ('alert.published', 'alert.name_taken_out', 'alert.name_removed') and (e.details->>'version')::int = v.version)`,
      )
      .orderBy('v.version')
      .execute()
  );
}

/** Of a version `v`. One without approvals only took a name out, and was published as it was written. */
function publicationTime() {
  return sql<Date>`coalesce((select max(p.approved_at) from alert_approvals p where p.alert_id = v.alert_id and p.version = v.version), v.created_at)`;
}

/** A warning whose time is over reads as expired before the schedule has ended it. */
function selectPublished(db: Database, now: Date) {
  const time = sql<Date>`${now}::timestamptz`;
  return db
    .selectFrom('alerts as a')
    .innerJoin('alert_versions as v', (join) => join.onRef('v.alert_id', '=', 'a.id').onRef('v.version', '=', 'a.published_version'))
    .select(['a.id', 'a.code', 'a.all_clear', 'v.version', 'v.content', 'v.content_hash'])
    .select([
      sql<PublishedAlert['state']>`case when a.state = 'published' and a.expires_at <= ${time} then 'expired' else a.state end`.as('state'),
      sql<Date>`a.published_at`.as('published_at'),
      publicationTime().as('updated_at'),
      sql<Date>`a.expires_at`.as('expires_at'),
      sql<Date | null>`case when a.state = 'published' and a.expires_at <= ${time} then a.expires_at else a.ended_at end`.as('ended_at'),
    ])
    .where('a.published_version', 'is not', null)
    .where('a.state', 'in', ['published', 'withdrawn', 'expired']);
}
