// One line of the audit trail and how it is sealed: its hash covers the line and the hash before it, its mac binds that hash to a key
// which is not in the database, so that a rewritten chain does not verify either.

import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';

/** Codes, counts and ids; never text, names or anything personal. */
export type AuditDetails = Record<string, string | number | boolean>;

export interface AuditEvent {
  /** Staff id, or `system`. */
  actor: string;
  /** Past tense after the subject: `report.confirmed`, `alert.approved`. */
  action: `${string}.${string}`;
  subject: { kind: string; id: string };
  details?: AuditDetails;
}

/** What the hash covers, in addition to `prev_hash`. */
export interface AuditLine {
  seq: number;
  at: Date;
  actor: string;
  action: string;
  subject_kind: string;
  subject_id: string;
  details: AuditDetails;
}

export interface SealedAuditLine extends AuditLine {
  prev_hash: string;
  hash: string;
  mac: string;
}

/** What the first entry follows. */
export const NO_HASH = '0'.repeat(64);

/** SHA-256 (hex) over canonical JSON of the entry including the hash before it. Times have milliseconds. */
export function auditHash(line: AuditLine, prevHash: string): string {
  const { seq, at, actor, action, subject_kind, subject_id, details } = line;
  const covered = { seq, at: at.toISOString(), actor, action, subject_kind, subject_id, details, prev_hash: prevHash };
  return createHash('sha256').update(canonicalJson(covered)).digest('hex');
}

/** HMAC-SHA-256 (hex); `place` keeps an entry's mac from being used for the head. */
export function auditMac(key: Buffer, place: 'entry' | 'head', line: { seq: number; hash: string }): string {
  return createHmac('sha256', key).update(`${place}\0${line.seq}\0${line.hash}`).digest('hex');
}

export function sameMac(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
