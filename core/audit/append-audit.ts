// Appends to the audit trail, in the transaction of what it tells. Writers queue on one lock, so call it last: after the rows are locked.

import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import { NO_HASH, auditHash, auditMac, sameMac, type AuditEvent, type SealedAuditLine } from './audit-entry.ts';
import { inTransaction } from './in-transaction.ts';
import { ADVISORY_LOCKS } from '#platform/advisory-locks.ts';

/** Advisory lock of the trail's end; held until the transaction is over. */
const LOCK = ADVISORY_LOCKS.audit;

interface ChainEnd {
  seq: number;
  hash: string;
}

/** @returns the entry's number. */
export async function appendAudit(context: CoreContext, event: AuditEvent): Promise<number> {
  return inTransaction(context, async ({ db, vault, clock }) => {
    await sql`select pg_advisory_xact_lock(${LOCK}::bigint)`.execute(db);
    const key = vault.derive('audit');
    const found = await readEnd(db, key);
    const lines = found.intact ? [event] : [breakNotice(found), event];
    let end = found.last;
    for (const line of lines) {
      const sealed = sealLine({ key, at: clock.now(), event: line, end });
      await insertLine(db, sealed, key);
      end = sealed;
    }
    return end.seq;
  });
}

function sealLine({ key, at, event, end }: { key: Buffer; at: Date; event: AuditEvent; end: ChainEnd }): SealedAuditLine {
  const line = {
    seq: end.seq + 1,
    at,
    actor: event.actor,
    action: event.action,
    subject_kind: event.subject.kind,
    subject_id: event.subject.id,
    details: event.details ?? {},
  };
  const hash = auditHash(line, end.hash);
  return { ...line, prev_hash: end.hash, hash, mac: auditMac(key, 'entry', { seq: line.seq, hash }) };
}

/**
 * Work goes on over a damaged end, but not over its traces: writing a fresh head would hide a cut, so the cut is written down first
 * and `verifyAudit` reports the notice for ever.
 */
function breakNotice({ head, last }: FoundEnd): AuditEvent {
  return {
    actor: 'system',
    action: 'audit.break_found',
    subject: { kind: 'audit', id: String(last.seq) },
    details: { last_seq: last.seq, head_seq: head?.seq ?? 0 },
  };
}

interface FoundEnd {
  head: (ChainEnd & { mac: string }) | undefined;
  /** Continues after whichever reaches further, so that what was cut stays a gap; a head that is not ours is not believed. */
  last: ChainEnd;
  intact: boolean;
}

async function readEnd(db: Database, key: Buffer): Promise<FoundEnd> {
  const head = await db.selectFrom('audit_head').select(['seq', 'hash', 'mac']).where('id', '=', 1).executeTakeFirst();
  const entry = await db.selectFrom('audit_entries').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  const genuine = head !== undefined && sameMac(head.mac, auditMac(key, 'head', head));
  const seq = Math.max(genuine ? head.seq : 0, entry?.seq ?? 0);
  return {
    head,
    last: { seq, hash: entry?.hash ?? NO_HASH },
    intact: head === undefined ? entry === undefined : genuine && head.seq === entry?.seq && head.hash === entry.hash,
  };
}

async function insertLine(db: Database, line: SealedAuditLine, key: Buffer): Promise<void> {
  await db
    .insertInto('audit_entries')
    .values({ ...line, details: JSON.stringify(line.details) })
    .execute();
  const head = { seq: line.seq, hash: line.hash, mac: auditMac(key, 'head', line) };
  await db
    .insertInto('audit_head')
    .values({ id: 1, ...head })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(head))
    .execute();
}
