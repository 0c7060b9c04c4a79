// Walks the whole audit trail and names every place where an entry was changed, deleted, exchanged or cut off.

import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import { requireCapability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';
import { appendAudit } from './append-audit.ts';
import { NO_HASH, auditHash, auditMac, sameMac, type SealedAuditLine } from './audit-entry.ts';

export type AuditFaultKind =
  /** The entry does not have its own hash: changed, or exchanged with another. */
  | 'changed'
  /** Its hash was made without our key. */
  | 'forged'
  /** It does not follow the entry before it. */
  | 'unlinked'
  /** Entries `seq` to `to` are gone. */
  | 'missing'
  /** The newest entries, `seq` to `to`, are gone. */
  | 'cut'
  /** Damage that was noticed while appending, at that time. */
  | 'break_found'
  | 'head_missing'
  /** The head was not written by us. */
  | 'head_forged'
  /** The head tells of another newest entry. */
  | 'head_differs'
  /** The entry written down elsewhere is not the one that stands here. */
  | 'not_as_noted';

export interface AuditFault {
  kind: AuditFaultKind;
  seq: number;
  to?: number;
}

export interface AuditVerdict {
  entries: number;
  /** Write this down outside the database: it shows later that nothing up to here was cut or replayed. */
  head: { seq: number; hash: string } | null;
  /** In order; at most 1,000. */
  faults: AuditFault[];
  /** Faults beyond those listed. */
  more: number;
}

/** Entries read at once: a few hundred kilobytes. */
const PAGE = 1_000;
const FAULTS_LISTED = 1_000;

/** @param noted number and hash of an entry as written down earlier (`head` of an earlier verdict). */
export async function verifyAudit({ db, vault }: Pick<CoreContext, 'db' | 'vault'>, noted?: { seq: number; hash: string }): Promise<AuditVerdict> {
  const key = vault.derive('audit');
  // One snapshot, so that entries appended meanwhile do not look like a head that lags behind.
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const walk = new Walk(key, noted);
      for await (const line of readLines(tx)) walk.step(line);
      const head = await tx.selectFrom('audit_head').select(['seq', 'hash', 'mac']).where('id', '=', 1).executeTakeFirst();
      return walk.finish(head);
    });
}

/** By an officer, at the console; that it was looked at is in the trail, too, as `audit.verified`. @throws DomainError `forbidden`. */
export async function verifyAtConsole(
  context: CoreContext,
  { by, noted }: { by: Actor; noted?: { seq: number; hash: string } | undefined },
): Promise<AuditVerdict> {
  requireCapability(by, 'audit.read');
  const verdict = await verifyAudit(context, noted);
  const details = { entries: verdict.entries, faults: verdict.faults.length + verdict.more };
  await appendAudit(context, { actor: by.id, action: 'audit.verified', subject: { kind: 'audit', id: String(verdict.head?.seq ?? 0) }, details });
  return verdict;
}

async function* readLines(db: Database): AsyncGenerator<SealedAuditLine> {
  let after = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const page = await db.selectFrom('audit_entries').selectAll().where('seq', '>', after).orderBy('seq').limit(PAGE).execute();
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.seq;
  }
}

class Walk {
  #faults: AuditFault[] = [];
  #more = 0;
  #entries = 0;
  #last = { seq: 0, hash: NO_HASH };
  #key: Buffer;
  #noted: { seq: number; hash: string } | undefined;
  #notedSeen = false;

  constructor(key: Buffer, noted: { seq: number; hash: string } | undefined) {
    this.#key = key;
    this.#noted = noted;
  }

  step(line: SealedAuditLine): void {
    this.#entries += 1;
    if (line.seq > this.#last.seq + 1) this.#report({ kind: 'missing', seq: this.#last.seq + 1, to: line.seq - 1 });
    else if (line.prev_hash !== this.#last.hash) this.#report({ kind: 'unlinked', seq: line.seq });
    if (auditHash(line, line.prev_hash) !== line.hash) this.#report({ kind: 'changed', seq: line.seq });
    if (!sameMac(line.mac, auditMac(this.#key, 'entry', line))) this.#report({ kind: 'forged', seq: line.seq });
    if (line.action === 'audit.break_found') this.#report({ kind: 'break_found', seq: line.seq });
    this.#checkNoted(line);
    this.#last = { seq: line.seq, hash: line.hash };
  }

  finish(head: { seq: number; hash: string; mac: string } | undefined): AuditVerdict {
    this.#checkHead(head);
    if (this.#noted !== undefined && !this.#notedSeen) this.#report({ kind: 'not_as_noted', seq: this.#noted.seq });
    return { entries: this.#entries, head: this.#entries === 0 ? null : this.#last, faults: this.#faults, more: this.#more };
  }

  #checkHead(head: { seq: number; hash: string; mac: string } | undefined): void {
    if (head === undefined) {
      if (this.#entries > 0) this.#report({ kind: 'head_missing', seq: this.#last.seq });
      return;
    }
    if (!sameMac(head.mac, auditMac(this.#key, 'head', head))) this.#report({ kind: 'head_forged', seq: head.seq });
    if (head.seq > this.#last.seq) this.#report({ kind: 'cut', seq: this.#last.seq + 1, to: head.seq });
    else if (head.seq < this.#last.seq || head.hash !== this.#last.hash) this.#report({ kind: 'head_differs', seq: head.seq });
  }

  #checkNoted(line: SealedAuditLine): void {
    if (line.seq !== this.#noted?.seq) return;
    this.#notedSeen = true;
    if (line.hash !== this.#noted.hash) this.#report({ kind: 'not_as_noted', seq: line.seq });
  }

  #report(fault: AuditFault): void {
    if (this.#faults.length < FAULTS_LISTED) this.#faults.push(fault);
    else this.#more += 1;
  }
}
