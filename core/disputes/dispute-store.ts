// SQL and seals of disputes.

import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import type { IndicatorKind } from '#core/taxonomy/taxonomy.ts';
import type { DisputeContent, DisputedIndicator, DisputeReason, DisputeState } from './dispute.ts';

export interface DisputeRow {
  id: string;
  reference: string;
  reason: string;
  state: DisputeState;
  downgraded: boolean;
  filed_at: Date;
  decided_by: string | null;
  decided_at: Date | null;
  sealed: Buffer | null;
}

const COLUMNS = ['id', 'reference', 'reason', 'state', 'downgraded', 'filed_at', 'decided_by', 'decided_at', 'sealed'] as const;

export interface NewDispute {
  id: string;
  reference: string;
  reason: DisputeReason;
  content: DisputeContent;
  downgraded: boolean;
}

export async function insertDispute({ db, vault, clock }: CoreContext, { id, reference, reason, content, downgraded }: NewDispute): Promise<void> {
  await db
    .insertInto('disputes')
    .values({
      id,
      reference,
      kind: content.kind,
      value_hash: hashOf(vault, content),
      sealed: sealStatement(vault, id, content),
      reason,
      downgraded,
      filed_at: clock.now(),
      decided_by: null,
      decided_at: null,
    })
    .execute();
}

export function openContent({ vault }: Pick<CoreContext, 'vault'>, { id, sealed }: Pick<DisputeRow, 'id' | 'sealed'>): DisputeContent | null {
  return sealed === null ? null : openSealed<DisputeContent>(vault, { id, sealed });
}

export function sealStatement(vault: CoreContext['vault'], id: string, content: object): Buffer {
  return vault.sealField(JSON.stringify(content), sealContext(id));
}

/** As it was sealed by {@link sealStatement}. @throws Error when the row was tampered with or the master key is another. */
export function openSealed<Content>(vault: CoreContext['vault'], { id, sealed }: { id: string; sealed: Buffer }): Content {
  return JSON.parse(vault.openField(sealed, sealContext(id))) as Content;
}

export async function findDispute(db: Database, reference: string): Promise<DisputeRow | null> {
  return (await db.selectFrom('disputes').select(COLUMNS).where('reference', '=', reference).executeTakeFirst()) ?? null;
}

/** Locks it until the transaction is over. */
export async function lockDispute(db: Database, reference: string): Promise<DisputeRow | null> {
  return (await db.selectFrom('disputes').select(COLUMNS).where('reference', '=', reference).forUpdate().executeTakeFirst()) ?? null;
}

/** Of one indicator, oldest first. */
export async function disputesOf({ db, vault }: CoreContext, indicator: DisputedIndicator): Promise<Omit<DisputeRow, 'sealed'>[]> {
  return disputesAbout(db, { kind: indicator.kind, hash: hashOf(vault, indicator) });
}

/** Of one indicator or person by its keyed hash, oldest first. */
export async function disputesAbout(db: Database, { kind, hash }: { kind: IndicatorKind | 'person'; hash: Buffer }): Promise<Omit<DisputeRow, 'sealed'>[]> {
  return db
    .selectFrom('disputes')
    .select(['id', 'reference', 'reason', 'state', 'downgraded', 'filed_at', 'decided_by', 'decided_at'])
    .where('kind', '=', kind)
    .where('value_hash', '=', hash)
    .orderBy('filed_at')
    .orderBy('id')
    .execute();
}

export interface DisputeFilter {
  state?: DisputeState | undefined;
  /** Reference of the last one of the page before. */
  after?: string | undefined;
  limit: number;
}

/** Oldest first: who has waited longest. */
export async function listDisputes(db: Database, { state, after, limit }: DisputeFilter): Promise<Omit<DisputeRow & { kind: string }, 'id' | 'sealed'>[]> {
  let query = db.selectFrom('disputes').select(['reference', 'kind', 'reason', 'state', 'downgraded', 'filed_at', 'decided_by', 'decided_at']);
  if (state !== undefined) query = query.where('state', '=', state);
  if (after !== undefined)
    query = query.where(({ eb, refTuple, selectFrom }) =>
      eb(refTuple('filed_at', 'id'), '>', selectFrom('disputes').select(['filed_at', 'id']).where('reference', '=', after).$asTuple('filed_at', 'id')),
    );
  return query.orderBy('filed_at').orderBy('id').limit(limit).execute();
}

function hashOf(vault: CoreContext['vault'], { kind, value }: DisputedIndicator): Buffer {
  return vault.hash(`indicator/${kind}`, value);
}

function sealContext(id: string): string {
  return `disputes/sealed/${id}`;
}
